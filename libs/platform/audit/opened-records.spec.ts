import { Type } from '@sinclair/typebox';
import {
  anyStaff,
  type Engine,
  event,
  id,
  type JsonObject,
  RECORDING,
  Registry,
  sealObject,
  stampSeals,
  Unavailable,
  uuidOf,
  verifyStream,
} from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { person } from '#kernel/given-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { MOST_VIEWED, viewingEvents } from '#contracts/access/viewing.events';
import type { Reader } from '../auth/index.js';
import { RecordedOpening } from './opened-records.js';

const uuid = (n: number) => id('spec', n);
const reader: Reader = { actor: person('nurse', 'perawat-klinik', 'RUTAN-A'), correlationId: uuid(1) };
const auditor: Reader = { actor: person('auditor', 'auditor', 'INSPEKTORAT-JENDERAL'), correlationId: uuid(1) };

class DownStore extends InMemoryEventStore {
  override append(): Promise<never> {
    return Promise.reject(new Error('down'));
  }
}

const ObservationRecorded = event(
  'VisitObservationRecorded',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object({ topic: Type.String(), text: Type.String({ seal: 'narrative' }) }, { additionalProperties: false }),
);
const OBSERVED = { stream: `visit-${uuid(2)}`, id: uuid(3), type: 'VisitObservationRecorded', v: 1 };

function world(store = new InMemoryEventStore()) {
  const keyring = inMemoryKeyring();
  const engine: Engine = {
    store,
    keyring,
    registry: new Registry([...viewingEvents, ObservationRecorded]),
    staff: anyStaff,
    keys: SPEC_KEYS,
    log: uuid(0),
    build: 'spec',
    zoneOf: () => 'Asia/Jakarta',
    now: () => new Date('2024-12-13T02:00:00Z'),
    ...(store instanceof DownStore && { patience: { attemptMs: 5, totalMs: 30 } }),
  };
  const document = async (subject: string): Promise<JsonObject> => {
    const keys = await keyring.keysFor([{ s: subject, c: 'narrative' }]);
    const sealed = sealObject(
      { topic: 'FACILITIES', text: `about ${subject}` },
      { classOf: { text: 'narrative' }, blocks: { narrative: 256 } },
      { of: { ...OBSERVED, path: '' }, subject, keys: new Map([...keys.values()].map((key) => ['narrative', key])) },
    );
    return stampSeals(sealed, OBSERVED, () => OBSERVED);
  };
  const viewings = async () => {
    const all = [];
    for await (const raw of store.readAll()) all.push(...verifyStream([raw]));
    return all;
  };
  return { keyring, document, viewings, opening: new RecordedOpening(engine) };
}

describe('opening sealed records', () => {
  it('gives what is sealed back, after one RecordsViewed for the whole request', async () => {
    const { document, viewings, opening } = world();
    const documents = [await document(uuid(11)), await document(uuid(12)), await document(uuid(11))];
    const opened = await opening.open(reader, 'visit-detail', documents);
    expect(opened.map(({ text }) => text)).toEqual([uuid(11), uuid(12), uuid(11)].map((subject) => `about ${subject}`));
    const [viewed, ...others] = await viewings();
    expect(others).toEqual([]);
    const subjects = [uuid(11), uuid(12)].sort();
    expect(viewed).toMatchObject({
      type: 'RecordsViewed',
      data: { subjects, purpose: 'visit-detail', ground: 'ROLE_IN_UNIT', count: 3 },
      metadata: {
        actor: reader.actor,
        unitId: 'RUTAN-A',
        about: subjects.map((subject) => ({ subject, legalBasis: 'LEGAL_DUTY' })),
        $correlationId: uuid(1),
      },
    });
    expect(viewed?.metadata).not.toHaveProperty('legalBasis');
  });

  it('names as persons only those, not the stream of a text about nobody registered (D1)', async () => {
    const { document, viewings, opening } = world();
    const stream = uuidOf(OBSERVED.stream);
    await opening.open(reader, 'visit-detail', [await document(stream), await document(uuid(11))]);
    await opening.open(reader, 'visit-detail', [await document(stream)]);
    const [both, ofNobody] = await viewings();
    expect(both).toMatchObject({
      data: { subjects: [stream, uuid(11)].sort(), count: 2 },
      metadata: { about: [{ subject: uuid(11) }] },
    });
    expect(ofNobody).toMatchObject({ data: { subjects: [stream] }, metadata: { about: [], legalBasis: 'LEGAL_DUTY' } });
  });

  it('says why somebody may look: by their role, as an overseer, or as who opens says', async () => {
    const { document, viewings, opening } = world();
    const documents = [await document(uuid(11))];
    await opening.open(reader, 'visit-detail', documents);
    await opening.open(auditor, 'visit-detail', documents);
    await opening.open(reader, 'own-record', documents, 'OWN_RECORD');
    const grounds = (await viewings()).map(({ data }) => data.ground);
    expect(grounds).toEqual(['ROLE_IN_UNIT', 'OVERSIGHT', 'OWN_RECORD']);
  });

  it('records one viewing more for every 2,000 subjects, each of which fits the log', async () => {
    const { document, viewings, opening } = world();
    const one = await document(uuid(11));
    const [seal] = one.sealed as unknown as readonly JsonObject[];
    const subjects = Array.from({ length: MOST_VIEWED + 1 }, (_, n) => uuid(n + 100)).sort();
    const documents = subjects.map((s) => ({ ...one, sealed: [{ ...seal, s }] }));
    expect(await opening.open(reader, 'visit-detail', documents)).toHaveLength(MOST_VIEWED + 1);
    const recorded = await viewings();
    expect(recorded.map(({ data }) => data.count)).toEqual([MOST_VIEWED, 1]);
    expect(recorded.flatMap(({ data }) => data.subjects)).toEqual(subjects);
  });

  it('records a look as well, one more for every 2,000 subjects, on the ground of the role, and none of nobody', async () => {
    const { viewings, opening } = world();
    const subjects = Array.from({ length: MOST_VIEWED + 1 }, (_, n) => uuid(n + 100));
    await opening.look(auditor, 'access-log', { subjects, people: new Set(subjects.slice(0, 1)) });
    await opening.look(auditor, 'access-log', { subjects: [], people: new Set() });
    const recorded = await viewings();
    expect(recorded.map(({ data }) => [data.count, data.ground])).toEqual([
      [MOST_VIEWED, 'OVERSIGHT'],
      [1, 'OVERSIGHT'],
    ]);
    expect(recorded.flatMap(({ metadata }) => metadata.about.map(({ subject }) => subject))).toEqual([uuid(100)]);
  });

  it('records nothing when there is nothing to open', async () => {
    const { viewings, opening } = world();
    expect(await opening.open(reader, 'visit-detail', [{ topic: 'FACILITIES' }])).toEqual([{ topic: 'FACILITIES' }]);
    expect(await viewings()).toEqual([]);
  });

  it('opens nothing when the view cannot be recorded', async () => {
    const { document, opening } = world(new DownStore());
    await expect(opening.open(reader, 'visit-detail', [await document(uuid(11))])).rejects.toThrow(Unavailable);
  });

  it('says what is gone where a key has been destroyed', async () => {
    const { keyring, document, opening } = world();
    const sealed = await document(uuid(11));
    await keyring.destroy(uuid(11));
    expect(await opening.open(reader, 'visit-detail', [sealed])).toEqual([
      { topic: 'FACILITIES', gone: ['narrative'] },
    ]);
  });
});

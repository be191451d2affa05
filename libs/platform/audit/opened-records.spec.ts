import {
  copySeals,
  type Engine,
  id,
  InMemoryEventStore,
  inMemoryKeyring,
  type JsonObject,
  type RawEvent,
  Registry,
  sealObject,
  Unavailable,
  verifyStream,
} from '#kernel';
import { viewingEvents } from '#contracts/access/viewing.events';
import type { Reader } from '../auth/index.js';
import { RecordedOpening } from './opened-records.js';

const uuid = (n: number) => id('spec', n);
const reader: Reader = {
  actor: { id: 'nurse', kind: 'USER', role: 'perawat-klinik', unitId: 'RUTAN-A' },
  correlationId: uuid(1),
};

class DownStore extends InMemoryEventStore {
  override append(): Promise<never> {
    return Promise.reject(new Error('down'));
  }
}

function world(store = new InMemoryEventStore()) {
  const keyring = inMemoryKeyring();
  const engine: Engine = {
    store,
    keyring,
    registry: new Registry(viewingEvents),
    log: uuid(0),
    build: 'spec',
    zoneOf: () => 'Asia/Jakarta',
    now: () => new Date('2024-12-13T02:00:00Z'),
    ...(store instanceof DownStore && { patience: { attemptMs: 5, totalMs: 30 } }),
  };
  const of = { stream: `visit-${uuid(2)}`, id: uuid(3), type: 'VisitObservationRecorded', v: 1 };
  const document = async (subject: string): Promise<JsonObject> => {
    const keys = new Map([['narrative' as const, await keyring.keyFor(subject, 'narrative')]]);
    const plain = { topic: 'FACILITIES', text: `about ${subject}` };
    const sealed = sealObject(plain, { text: 'narrative' }, { ...of, eventId: of.id, subject, keys });
    return { topic: 'FACILITIES', sealed: copySeals(sealed, of) };
  };
  const events = async (): Promise<RawEvent[]> => {
    const all: RawEvent[] = [];
    for await (const raw of store.readAll()) all.push(raw);
    return all;
  };
  return { keyring, document, events, opening: new RecordedOpening(engine) };
}

describe('opening sealed records', () => {
  it('gives what is sealed back, after one RecordsViewed for the whole request', async () => {
    const { document, events, opening } = world();
    const documents = [await document(uuid(11)), await document(uuid(12)), await document(uuid(11))];
    const opened = await opening.open(reader, 'visit-detail', documents);
    expect(opened.map(({ text }) => text)).toEqual([uuid(11), uuid(12), uuid(11)].map((subject) => `about ${subject}`));
    const [viewed, ...others] = verifyStream(await events());
    expect(others).toEqual([]);
    expect(viewed).toMatchObject({
      type: 'RecordsViewed',
      data: { subjects: [uuid(11), uuid(12)].sort(), purpose: 'visit-detail', count: 3 },
      metadata: { actor: reader.actor, unitId: 'RUTAN-A', legalBasis: 'LEGAL_DUTY', $correlationId: uuid(1) },
    });
  });

  it('records nothing when there is nothing to open', async () => {
    const { events, opening } = world();
    expect(await opening.open(reader, 'visit-detail', [{ topic: 'FACILITIES' }])).toEqual([{ topic: 'FACILITIES' }]);
    expect(await events()).toEqual([]);
  });

  it('opens nothing when the view cannot be recorded', async () => {
    const { document, opening } = world(new DownStore());
    await expect(opening.open(reader, 'visit-detail', [await document(uuid(11))])).rejects.toThrow(Unavailable);
  });

  it('says what is gone where a key has been destroyed', async () => {
    const { keyring, document, opening } = world();
    const sealed = await document(uuid(11));
    keyring.destroy(uuid(11));
    expect(await opening.open(reader, 'visit-detail', [sealed])).toEqual([
      { topic: 'FACILITIES', gone: ['narrative'] },
    ]);
  });
});

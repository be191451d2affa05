import { type TProperties, type TSchema, Type } from '@sinclair/typebox';
import { createHash } from 'node:crypto';
import {
  canonical,
  event,
  type EventDefinition,
  GENESIS,
  id,
  type JsonObject,
  link,
  type RecordedEvent,
  Registry,
  sealData,
  validEntries,
  verifyAlone,
} from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { recorded } from '#kernel/given-for-specs';
import { entryCorrected } from './corrections.js';
import { definitions } from './registry.js';
import { RehabSessionHeld } from './rehabilitation/session.events.js';

const digestOf = (schema: object | undefined): string =>
  createHash('sha256')
    .update(canonical(JSON.parse(JSON.stringify(schema ?? {})) as JsonObject))
    .digest('hex');
const corrections = definitions.filter(({ type }) => type.endsWith('EntryCorrected'));

/** RehabSessionHeld as it would be with one optional field more, of class narrative. */
const plain = RehabSessionHeld.plain;
const later = event(
  'RehabSessionHeld',
  { legalBasis: 'LEGAL_DUTY', moment: RehabSessionHeld.moment },
  Type.Object(
    { ...plain.properties, weather: Type.Optional(Type.String({ seal: 'narrative' })), checked: Type.Boolean() },
    { additionalProperties: false },
  ),
  [{ plain, upcast: { clear: (data) => ({ ...data, checked: false }) } }],
);

/** A type as it would be with one optional field more. */
const withOneFieldMore = ({ type, legalBasis, moment, plain: now }: EventDefinition): EventDefinition =>
  event(
    type,
    { legalBasis, moment },
    Type.Object(
      { ...(now.properties as TProperties), weather: Type.Optional(Type.String()) },
      { additionalProperties: false },
    ),
  );
const newer = new Registry(definitions.map((one) => (one.type === later.type ? (later as EventDefinition) : one)));

describe('a new field of an entry (D12)', () => {
  it('changes the digest of no correction', () => {
    expect(corrections.length).toBeGreaterThan(8);
    expect(digestOf(later.stored.at(-1))).not.toBe(digestOf(RehabSessionHeld.stored.at(-1)));
    for (const { type, legalBasis, corrects, plain, stored } of corrections) {
      const entries = definitions.filter((one) => corrects?.includes(one.type)).map(withOneFieldMore);
      const { stands } = plain.properties as { stands?: TSchema };
      expect(entries).toHaveLength(corrects?.length ?? 0);
      const again = entryCorrected(type as `${string}EntryCorrected`, legalBasis, entries, stands);
      expect(again.stored.map(digestOf)).toEqual(stored.map(digestOf));
    }
  });

  it('leaves a correction of before to be upcast, opened and folded as what it is', async () => {
    const keyring = inMemoryKeyring();
    const stream = `session-${id('spec', 'session')}`;
    const [subject, caseId] = [id('spec', 'subject'), id('spec', 'case')];
    const entry = {
      module: 'SEMINAR',
      provider: { unitId: 'RUTAN-BANJARNEGARA' },
      facilitators: [{ staffId: id('spec', 'staff'), unitId: 'RUTAN-BANJARNEGARA' }],
      startsAt: '2024-12-16T02:00:00.000Z',
      endsAt: '2024-12-16T03:00:00.000Z',
      heldOn: '2024-12-16',
      roster: [{ subject, caseId, outcome: 'ABSENT_ACCEPTABLE', absenceReason: 'SICK', note: 'Demam' }],
      basis: [{ stream: `rehabcase-${caseId}`, revision: 0, hash: 'a'.repeat(64) }],
    };
    const input = { id: id('spec', 'told'), type: 'RehabSessionHeld', data: entry };
    const correction = { stream, id: id('spec', 'correction'), type: 'SessionEntryCorrected', v: 1 };
    const sealing = { ...correction, streamUuid: stream.slice('session-'.length), keyring, root: '/entry' };
    const sealed = await sealData(plain, entry, sealing);
    expect(JSON.stringify(sealed)).not.toMatch(/SICK|Demam/);
    const { metadata } = recorded(input, 0);
    const data: JsonObject = {
      of: input.id,
      entryType: 'RehabSessionHeld',
      entryVersion: 1,
      entry: sealed,
      entryOn: '2024-12-15',
      entryZone: 'Asia/Jakarta',
      reasonCode: 'LEARNED_LATER',
    };
    const [linked] = link(stream, { revision: 0, hash: GENESIS }, [
      { id: correction.id, type: correction.type, data, metadata },
    ]);
    const believed = verifyAlone({ stream, revision: 1, position: '2', ...linked } as RecordedEvent);
    const opened = await newer.unseal(believed, keyring);
    expect(opened.data).toMatchObject({ entryVersion: 2, entry: { ...entry, checked: false } });
    const [known] = validEntries([{ ...input, metadata }, opened] as unknown as RecordedEvent[]);
    expect(known).toMatchObject({
      id: input.id,
      data: { checked: false, roster: entry.roster },
      metadata: { on: '2024-12-15' },
    });
  });
});

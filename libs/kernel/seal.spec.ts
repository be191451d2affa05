import { Type } from '@sinclair/typebox';
import { randomUUID } from 'node:crypto';
import type { Keyring, SealClass } from './keyring.js';
import { inMemoryKeyring } from './in-memory-keyring-for-specs.js';
import type { JsonObject } from './json.js';
import {
  copySeals,
  CorruptSeal,
  type SealableSchema,
  sealData,
  sealsIn,
  stampSeals,
  storedSchemaOf,
  unsealData,
} from './seal.js';
import { misfit } from './schema.js';

const streamUuid = '0f4e2c1a-8b7d-5e6f-9a0b-1c2d3e4f5a6b';
const event = { stream: `session-${streamUuid}`, id: randomUUID(), type: 'RehabSessionHeld', v: 1 };
const read = (stored: JsonObject, from = event) => stampSeals(stored, from, () => from);
const [first, second] = [randomUUID(), randomUUID()];
const closed = { additionalProperties: false };
const uuid = Type.String({ minLength: 36 });

const Session = Type.Object(
  {
    heldOn: Type.String(),
    theme: Type.Optional(Type.String({ seal: 'narrative' })),
    roster: Type.Array(
      Type.Object(
        {
          subject: uuid,
          present: Type.Boolean(),
          score: Type.Optional(Type.Integer({ seal: 'health' })),
          remark: Type.Optional(Type.String({ seal: 'narrative' })),
        },
        closed,
      ),
    ),
  },
  closed,
);
const session = {
  heldOn: '2026-11-24',
  theme: 'Mengenal pemicu',
  roster: [
    { subject: first, present: true, score: 3, remark: 'Tenang' },
    { subject: second, present: true, score: 4 },
    { subject: second, present: false },
  ],
};

function counting(keyring: Keyring) {
  const asked: string[][] = [];
  const keysFor: Keyring['keysFor'] = (names) => {
    asked.push(names.map(({ s, c }) => `${s}:${c}`));
    return keyring.keysFor(names);
  };
  return { asked, keyring: { keysFor } };
}

const sealSession = (keyring: Pick<Keyring, 'keysFor'>) =>
  sealData(Session, session, { ...event, streamUuid, keyring });

describe('sealData and unsealData', () => {
  it('seal each line of a roster under its own subject and open it again (D8)', async () => {
    const keyring = inMemoryKeyring();
    const stored = await sealSession(keyring);
    expect(sealsIn(stored).map(({ s, c }) => [s, c])).toEqual([
      [streamUuid, 'narrative'],
      [first, 'health'],
      [first, 'narrative'],
      [second, 'health'],
      [second, 'health'],
    ]);
    expect(stored).toMatchObject({
      heldOn: '2026-11-24',
      roster: [{ present: true }, {}, { subject: second, present: false }],
    });
    expect(JSON.stringify(stored)).not.toMatch(/pemicu|Tenang|score|remark|theme/);
    expect(misfit(storedSchemaOf(Session), stored)).toBeUndefined();
    expect(await unsealData(read(stored), { keyring })).toEqual(session);
  });

  it('ask for all keys at once, each once', async () => {
    const { asked, keyring } = counting(inMemoryKeyring());
    await sealSession(keyring);
    expect(asked.map((names) => names.sort())).toEqual([
      [`${streamUuid}:narrative`, `${first}:health`, `${first}:narrative`, `${second}:health`].sort(),
    ]);
  });

  it('show the line whose key is gone without what it sealed, and all others', async () => {
    const keyring = inMemoryKeyring();
    const stored = await sealSession(keyring);
    await keyring.destroy(first);
    expect(await unsealData(read(stored), { keyring })).toEqual({
      ...session,
      roster: [{ subject: first, present: true, gone: ['health', 'narrative'] }, ...session.roster.slice(1)],
    });
  });

  it('refuse a line that was moved to another event', async () => {
    const keyring = inMemoryKeyring();
    const stored = await sealSession(keyring);
    await expect(unsealData(read(stored, { ...event, id: randomUUID() }), { keyring })).rejects.toThrow(CorruptSeal);
  });

  it('refuse two lines that changed places, though both are of one person', async () => {
    const keyring = inMemoryKeyring();
    const { roster, ...rest } = await sealSession(keyring);
    const [a, b, c] = roster as readonly JsonObject[];
    const swapped = { ...rest, roster: [a ?? {}, c ?? {}, b ?? {}] };
    await expect(unsealData(read(swapped), { keyring })).rejects.toThrow(CorruptSeal);
  });

  it('keep the clear part of a line whose person was erased and say what is gone ("To the byte" 13)', async () => {
    const keyring = inMemoryKeyring();
    await keyring.destroy(first);
    const stored = await sealSession(keyring);
    expect(stored.roster).toMatchObject([
      { subject: first, present: true, gone: ['health', 'narrative'] },
      { subject: second },
      { subject: second },
    ]);
    expect((stored.roster as readonly JsonObject[])[0]).not.toHaveProperty('sealed');
    expect(misfit(storedSchemaOf(Session), stored)).toBeUndefined();
  });

  it('refuse to record anything else of somebody who was erased', async () => {
    const keyring = inMemoryKeyring();
    await keyring.destroy(first);
    const Alone = Type.Object({ subject: uuid, score: Type.Optional(Type.Integer({ seal: 'health' })) }, closed);
    const alone = sealData(Alone, { subject: first }, { ...event, streamUuid, keyring });
    await expect(alone).rejects.toMatchObject({ code: 'subject-erased' });
  });

  it('pad by what the schema says a class holds: codes and numbers to 64 bytes, text to 256 (D8)', async () => {
    const stored = await sealSession(inMemoryKeyring());
    const bytes = (c: SealClass) => new Set(sealsIn(stored).flatMap((one) => (one.c === c ? [one.ct.length] : [])));
    expect([bytes('health'), bytes('narrative')]).toEqual([new Set([107]), new Set([363])]);
  });

  it('open documents of a read model by the events they were copied from', async () => {
    const keyring = inMemoryKeyring();
    const stored = await sealSession(keyring);
    const [line] = read(stored).roster as readonly JsonObject[];
    const sealed = copySeals(line ?? {});
    expect(await unsealData([{ _id: first, lines: [{ sealed }] }], { keyring })).toEqual([
      { _id: first, lines: [{ score: 3, remark: 'Tenang' }] },
    ]);
  });

  it('ask no keyring when there is nothing sealed', async () => {
    const nobody = { find: () => Promise.reject(new Error('asked')) };
    expect(await unsealData({ roster: [] }, { keyring: nobody })).toEqual({ roster: [] });
  });

  it.each<SealClass>(['identity', 'health', 'security'])('seal %s under the stream without a subject', async (seal) => {
    const schema: SealableSchema = {
      type: 'object',
      properties: { subject: uuid, text: { type: 'string', seal } },
    };
    const sealing = { ...event, streamUuid, keyring: inMemoryKeyring() };
    expect(sealsIn(await sealData(schema, { text: 'x' }, sealing)).map(({ s }) => s)).toEqual([streamUuid]);
    await expect(sealData(schema, { text: 'x', subject: 'me' }, sealing)).rejects.toThrow('a uuid in clear');
    expect(sealsIn(await sealData(schema, { text: 'x', subject: first }, sealing)).map(({ s }) => s)).toEqual([first]);
  });
});

describe('sealData in a union', () => {
  const sealing = () => ({ ...event, streamUuid, keyring: inMemoryKeyring() });
  const Party = Type.Union([
    Type.Object({ office: Type.String(), staffId: Type.String() }, closed),
    Type.Object({ office: Type.String(), subject: uuid, name: Type.String({ seal: 'identity' }) }, closed),
  ]);
  const Signed = Type.Object({ signatories: Type.Array(Party) }, closed);

  it('seals what any member seals (D10)', async () => {
    const data = {
      signatories: [
        { office: 'Kepala', staffId: 'k-1' },
        { office: 'Kepala', subject: first, name: 'Seorang' },
      ],
    };
    const context = sealing();
    const stored = await sealData(Signed, data, context);
    expect(stored).toMatchObject({ signatories: [data.signatories[0], { office: 'Kepala', subject: first }] });
    expect(sealsIn(stored).map(({ s, c }) => [s, c])).toEqual([[first, 'identity']]);
    expect(misfit(storedSchemaOf(Signed), stored)).toBeUndefined();
    expect(await unsealData(read(stored), context)).toEqual(data);
  });

  const Note = Type.Union([
    Type.Object({ kind: Type.Literal('PUBLIC'), text: Type.String() }, closed),
    Type.Object({ kind: Type.Literal('CARE'), text: Type.String({ seal: 'narrative' }) }, closed),
  ]);

  it('tells members apart by what they fix', async () => {
    const open = { kind: 'PUBLIC', text: 'Terbuka' };
    expect(await sealData(Note, open, sealing())).toEqual(open);
    expect(Object.keys(await sealData(Note, { kind: 'CARE', text: 'Tertutup' }, sealing()))).toEqual([
      'kind',
      'sealed',
    ]);
  });

  it('refuses to guess', async () => {
    await expect(sealData(Note, { kind: 'OTHER', text: 'x' }, sealing())).rejects.toThrow('No member');
    const vague = Type.Union([
      Type.Object({ text: Type.String() }),
      Type.Object({ text: Type.String({ seal: 'narrative' }) }),
    ]);
    await expect(sealData(vague, { text: 'x' }, sealing())).rejects.toThrow('both seals and does not seal text');
  });
});

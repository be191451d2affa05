import { Type } from '@sinclair/typebox';
import { randomUUID } from 'node:crypto';
import { inMemoryKeyring, type Keyring, type SealClass } from './keyring.js';
import type { JsonObject } from './json.js';
import { copySeals, CorruptSeal, type SealableSchema, sealData, sealsIn, storedSchemaOf, unsealData } from './seal.js';
import { misfit } from './schema.js';

const streamUuid = '0f4e2c1a-8b7d-5e6f-9a0b-1c2d3e4f5a6b';
const event = { stream: `session-${streamUuid}`, eventId: randomUUID(), type: 'RehabSessionHeld', v: 1 };
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
  const asked: string[] = [];
  const keyFor = (subject: string, c: SealClass) => {
    asked.push(`${subject}:${c}`);
    return keyring.keyFor(subject, c);
  };
  return { asked, keyring: { keyFor } };
}

const sealSession = (keyring: Pick<Keyring, 'keyFor'>) => sealData(Session, session, { ...event, streamUuid, keyring });

describe('sealData and unsealData', () => {
  it('seal each line of a roster under its own subject and open it again (D8)', async () => {
    const keyring = inMemoryKeyring();
    const stored = await sealSession(keyring);
    expect(sealsIn(stored).map(({ s, c }) => [s, c])).toEqual([
      [streamUuid, 'narrative'],
      [first, 'health'],
      [first, 'narrative'],
      [second, 'health'],
    ]);
    expect(stored).toMatchObject({
      heldOn: '2026-11-24',
      roster: [{ present: true }, {}, { subject: second, present: false }],
    });
    expect(JSON.stringify(stored)).not.toMatch(/pemicu|Tenang|score|remark|theme/);
    expect(misfit(storedSchemaOf(Session), stored)).toBeUndefined();
    expect(await unsealData(stored, { ...event, keyring })).toEqual(session);
  });

  it('ask for each key once', async () => {
    const { asked, keyring } = counting(inMemoryKeyring());
    await sealSession(keyring);
    expect(asked.sort()).toEqual(
      [`${streamUuid}:narrative`, `${first}:health`, `${first}:narrative`, `${second}:health`].sort(),
    );
  });

  it('show the line whose key is gone without what it sealed, and all others', async () => {
    const keyring = inMemoryKeyring();
    const stored = await sealSession(keyring);
    keyring.destroy(first);
    expect(await unsealData(stored, { ...event, keyring })).toEqual({
      ...session,
      roster: [{ subject: first, present: true, gone: ['health', 'narrative'] }, ...session.roster.slice(1)],
    });
  });

  it('refuse a line that was moved to another event', async () => {
    const keyring = inMemoryKeyring();
    const stored = await sealSession(keyring);
    await expect(unsealData(stored, { ...event, eventId: randomUUID(), keyring })).rejects.toThrow(CorruptSeal);
  });

  it('open documents of a read model by the events they were copied from', async () => {
    const keyring = inMemoryKeyring();
    const stored = await sealSession(keyring);
    const { stream, eventId: id, type, v } = event;
    const [line] = stored.roster as readonly JsonObject[];
    const sealed = copySeals(line ?? {}, { stream, id, type, v });
    expect(await unsealData([{ _id: first, lines: [{ sealed }] }], { keyring })).toEqual([
      { _id: first, lines: [{ score: 3, remark: 'Tenang' }] },
    ]);
  });

  it('ask no keyring when there is nothing sealed', async () => {
    const nobody = { find: () => Promise.reject(new Error('asked')) };
    expect(await unsealData({ roster: [] }, { ...event, keyring: nobody })).toEqual({ roster: [] });
  });

  it.each<SealClass>(['identity', 'health', 'security'])('seal nothing of class %s without a subject', async (seal) => {
    const schema: SealableSchema = { type: 'object', properties: { subject: uuid, text: { type: 'string', seal } } };
    const sealing = { ...event, streamUuid, keyring: inMemoryKeyring() };
    await expect(sealData(schema, { text: 'x' }, sealing)).rejects.toThrow('identity|health|security needs a subject');
    await expect(sealData(schema, { text: 'x', subject: 'me' }, sealing)).rejects.toThrow('needs a subject');
    expect(sealsIn(await sealData(schema, { text: 'x', subject: first }, sealing))).toHaveLength(1);
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
    expect(await unsealData(stored, context)).toEqual(data);
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

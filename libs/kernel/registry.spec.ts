import { Type } from '@sinclair/typebox';
import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from './envelope.js';
import { Refusal, UnknownEvent } from './errors.js';
import { recorded } from './given-for-specs.js';
import type { JsonObject } from './json.js';
import { without } from './kept-entries.js';
import type { Keyring } from './keyring.js';
import { inMemoryKeyring } from './in-memory-keyring-for-specs.js';
import { RECORDING } from './occurrence.js';
import { event, Registry } from './registry.js';
import { copySeals, sealData, sealsIn, unsealData } from './seal.js';
import { Counted, TallyOpened } from './tally-for-specs.js';

const closed = { additionalProperties: false } as const;
const subject = randomUUID();
const streamUuid = randomUUID();
const finding = Type.String({ seal: 'health' });
const note = Type.Optional(Type.String({ seal: 'narrative' }));

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const Weighed = event(
  'Weighed',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  Type.Object({ subject: Type.String(), massMg: Type.Integer(), result: finding, at: Type.String(), note }, closed),
  [
    {
      plain: Type.Object({ subject: Type.String(), kg: Type.Integer(), finding, note }, closed),
      upcast: {
        clear: ({ kg, ...rest }) => ({ ...rest, grams: Number(kg) * 1_000 }),
        sealed: { health: ({ finding: held }) => ({ result: `${textOf(held)}/2` }) },
      },
    },
    {
      plain: Type.Object({ subject: Type.String(), grams: Type.Integer(), result: finding, note }, closed),
      upcast: {
        clear: ({ grams, ...rest }) => ({ ...rest, massMg: Number(grams) * 1_000, at: 'unknown' }),
        sealed: { health: ({ result }) => ({ result: `${textOf(result)}/3` }) },
      },
    },
  ],
);
const WeighingEntryCorrected = event(
  'WeighingEntryCorrected',
  { legalBasis: 'LEGAL_DUTY', moment: RECORDING },
  Type.Object(
    {
      of: Type.String(),
      entryType: Type.String(),
      entryVersion: Type.Integer(),
      entry: Type.Unsafe<object>({ type: 'object' }),
    },
    closed,
  ),
);
const registry = new Registry([Weighed, WeighingEntryCorrected, TallyOpened]);

async function stored(v: number, data: JsonObject, keyring: Keyring): Promise<RecordedEvent> {
  const place = { stream: `scale-${streamUuid}`, id: randomUUID(), type: 'Weighed', v };
  const plain = Weighed.plains[v - 1] ?? Type.Object({});
  const sealed = await sealData(plain, data, { ...place, streamUuid, keyring });
  const metadata = { ...recorded({ type: 'Weighed', data: {} }, 0).metadata, v };
  return {
    stream: place.stream,
    revision: 0,
    id: place.id,
    type: 'Weighed',
    data: sealed,
    metadata,
    position: '1',
  };
}

const first = { subject, kg: 2, finding: 'a', note: 'tenang' };

describe('event', () => {
  it('declares all versions, oldest first', () => {
    expect([Weighed.v, Weighed.plains.length, Weighed.stored.length, Weighed.upcasters.length]).toEqual([3, 3, 3, 2]);
    expect(TallyOpened).toMatchObject({ type: 'TallyOpened', legalBasis: 'PUBLIC_TASK', v: 1, upcasters: [] });
  });
});

describe('Registry', () => {
  it('takes each type once (D4)', () => {
    expect(() => new Registry([Counted, TallyOpened, Counted])).toThrow('Counted is declared twice.');
    expect(new Registry([Counted, TallyOpened]).definitions).toEqual([Counted, TallyOpened]);
  });

  it.each([
    ['Unheard', undefined],
    ['Unheard', 1],
    ['TallyOpened', 2],
    ['toString', 1],
  ])('knows no %s in version %s', (type, v) => {
    expect(() => registry.definition(type, v)).toThrow(UnknownEvent);
  });

  it('knows every version so far', () => {
    expect([undefined, 1, 2, 3].map((v) => registry.definition('Weighed', v))).toEqual(Array(4).fill(Weighed));
  });

  it('takes data that does not fit for a fault of ours, without quoting it', () => {
    const misfit = (): void => {
      registry.checkPlain('TallyOpened', { label: 3304 });
    };
    expect(misfit).toThrow('TallyOpened@1 as decided: data/label must be string.');
    expect(misfit).not.toThrow(Refusal);
    registry.checkPlain('TallyOpened', { label: 'Razia' });
  });

  it('wants stored data to be sealed', async () => {
    const { data } = await stored(1, first, inMemoryKeyring());
    registry.checkStored('Weighed', 1, data);
    expect(() => {
      registry.checkStored('Weighed', 1, first);
    }).toThrow(/^Weighed@1 as stored: data must /);
    expect(() => {
      registry.checkStored('Weighed', 2, data);
    }).toThrow(/^Weighed@2 as stored: data must /);
    expect(() => {
      registry.checkStored('Weighed', 0, data);
    }).toThrow('has no such version');
  });
});

describe('Registry.upcast', () => {
  it('brings what is clear to the latest version and leaves seals as they are (D4)', async () => {
    const old = await stored(1, first, inMemoryKeyring());
    const { id, stream, type } = old;
    const stamped = sealsIn(old.data).map((seal) => ({
      ...seal,
      of: { id, stream, type, v: 1, path: '' },
      as: { type, v: 1 },
    }));
    expect(registry.upcast(old).data).toEqual({ subject, massMg: 2_000_000, at: 'unknown', sealed: stamped });
    expect(registry.upcast(old)).toMatchObject({ id: old.id, metadata: { v: 1 } });
  });

  it('leaves the latest version as it is', async () => {
    const latest = await stored(3, { subject, massMg: 5, result: 'c', at: 'x' }, inMemoryKeyring());
    expect(without(registry.upcast(latest).data, 'sealed')).toEqual({ subject, massMg: 5, at: 'x' });
    const clearOnly = {
      ...latest,
      type: 'TallyOpened',
      data: { label: 'Razia' },
      metadata: { ...latest.metadata, v: 1 },
    };
    expect(registry.upcast(clearOnly)).toBe(clearOnly);
  });

  it('does not guess at what is newer than this build', async () => {
    const latest = await stored(3, { subject, massMg: 5, result: 'c', at: 'x' }, inMemoryKeyring());
    const newer = { ...latest, metadata: { ...latest.metadata, v: 4 } };
    expect(() => registry.upcast(newer)).toThrow(UnknownEvent);
    await expect(registry.unseal(newer, inMemoryKeyring())).rejects.toThrow(UnknownEvent);
  });
});

describe('Registry.unseal', () => {
  it.each([
    [1, first, { subject, massMg: 2_000_000, at: 'unknown', result: 'a/2/3', note: 'tenang' }],
    [2, { subject, grams: 5, result: 'b' }, { subject, massMg: 5_000, at: 'unknown', result: 'b/3' }],
    [3, { subject, massMg: 5, result: 'c', at: 'x' }, { subject, massMg: 5, at: 'x', result: 'c' }],
  ])('brings version %d to the latest, clear part and secrets once each (D4)', async (v, data, latest) => {
    const keyring = inMemoryKeyring();
    const opened = await registry.unseal(await stored(v, data, keyring), keyring);
    expect(opened.data).toEqual(latest);
    registry.checkPlain('Weighed', opened.data);
  });

  it('says what is gone, and brings the rest up (D8)', async () => {
    const keyring = inMemoryKeyring();
    const old = await stored(1, first, keyring);
    await keyring.destroy(subject);
    expect((await registry.unseal(old, keyring)).data).toEqual({
      subject,
      massMg: 2_000_000,
      at: 'unknown',
      gone: ['health', 'narrative'],
    });
  });

  it('opens seals in read models in the latest version too', async () => {
    const keyring = inMemoryKeyring();
    const old = await stored(1, first, keyring);
    const sealed = copySeals(registry.upcast(old).data);
    expect(await unsealData({ row: { sealed } }, { keyring, upcast: registry.upcastSecrets })).toEqual({
      row: { result: 'a/2/3', note: 'tenang' },
    });
  });
});

describe('Registry and corrections (D12)', () => {
  /** A correction stored when Weighed was in its first version. */
  async function corrected(keyring: Keyring): Promise<RecordedEvent> {
    const place = { stream: `scale-${streamUuid}`, id: randomUUID(), type: 'WeighingEntryCorrected', v: 1 };
    const plain = Weighed.plains[0] ?? Type.Object({});
    const entry = await sealData(plain, first, { ...place, streamUuid, keyring, root: '/entry' });
    const { metadata } = recorded({ type: 'Weighed', data: {} }, 0);
    const data = { of: randomUUID(), entryType: 'Weighed', entryVersion: 1, entry };
    return { ...place, revision: 1, data, metadata, position: '2' };
  }

  it('upcasts, unseals and checks an entry as what it is, in the version that it is', async () => {
    const keyring = inMemoryKeyring();
    const stored = await corrected(keyring);
    registry.checkStored('WeighingEntryCorrected', 1, stored.data);
    const { data } = await registry.unseal(stored, keyring);
    const entry = { subject, massMg: 2_000_000, at: 'unknown', result: 'a/2/3', note: 'tenang' };
    expect(data).toEqual({ of: stored.data.of, entryType: 'Weighed', entryVersion: 3, entry });
    registry.checkPlain('WeighingEntryCorrected', data);
    expect(() => {
      registry.checkPlain('WeighingEntryCorrected', { ...data, entry: { ...entry, massMg: 'heavy' } });
    }).toThrow('Weighed@3 as decided: data/massMg must be integer.');
    expect(() => {
      registry.checkStored('WeighingEntryCorrected', 1, { ...stored.data, entry });
    }).toThrow('Weighed@1 as stored');
  });

  it('does not know an entry of a later version or of another type', async () => {
    const stored = await corrected(inMemoryKeyring());
    const of = (change: object) => ({ ...stored, data: { ...stored.data, ...change } });
    expect(() => registry.upcast(of({ entryVersion: 4 }))).toThrow(UnknownEvent);
    expect(() => registry.upcast(of({ entryType: 'Unheard' }))).toThrow(UnknownEvent);
  });

  it('opens a seal that an upcaster moved: its path was stamped before', async () => {
    const Moved = event('Moved', { legalBasis: 'LEGAL_DUTY', moment: RECORDING }, Type.Object({ care: Type.Any() }), [
      {
        plain: Type.Object({ subject: Type.String(), finding }, closed),
        upcast: { clear: (data) => ({ care: { lines: [data] } }) },
      },
    ]);
    const keyring = inMemoryKeyring();
    const place = { stream: `scale-${streamUuid}`, id: randomUUID(), type: 'Moved', v: 1 };
    const whole = { subject, finding: 'a' };
    const data = await sealData(Moved.plains[0] ?? Type.Object({}), whole, { ...place, streamUuid, keyring });
    const { metadata } = recorded({ type: 'Moved', data: {} }, 0);
    const opened = await new Registry([Moved]).unseal(
      { ...place, revision: 0, data, metadata, position: '1' },
      keyring,
    );
    expect(opened.data).toEqual({ care: { lines: [whole] } });
  });
});

import type { RecordedEvent } from './envelope.js';
import { HistoryCorrupt } from './errors.js';
import { handle } from './facts.js';
import { load, send } from './handle.js';
import { historyOf, keptHistories } from './histories.js';
import { id } from './ids.js';
import { inMemoryKeyring } from './in-memory-keyring-for-specs.js';
import { InMemoryEventStore } from './in-memory-event-store-for-specs.js';
import { storeWith } from './store-with-for-specs.js';
import { ask, tally, type TallyCommand, tallyEngine } from './tally-for-specs.js';

const SUBJECT = id('spec', 'subject');
const count = (n: number) => ({ type: 'Count', data: { n } }) as const;

/** A tally whose commands are handled by a process that keeps histories, and by another one. */
async function kept({ most, already = 3 }: { readonly most?: number; readonly already?: number } = {}) {
  const stored = new InMemoryEventStore();
  const reads: [from: number, events: number][] = [];
  const read: InMemoryEventStore['read'] = async (stream, from) => {
    const events = await stored.read(stream, from);
    reads.push([from ?? 0, events.length]);
    return events;
  };
  const keyring = inMemoryKeyring();
  const histories = keptHistories(most);
  const { engine } = tallyEngine({ store: storeWith(stored, { read }), keyring, histories });
  const { engine: other } = tallyEngine({ store: stored, keyring });
  const open = async (key = 'open') =>
    (await send(other, tally, ask({ type: 'Open', data: { label: 'Razia' } }, key))).id;
  const on = await open();
  let commands = 0;
  const act = (command: TallyCommand, by: typeof other = engine) =>
    send(by, tally, ask(command, `k${(commands += 1)}`, { on }));
  for (let n = 0; n < already; n += 1) await act(count(1), other);
  const stream = `tally-${on}`;
  const alter = (revision: number) => {
    stored.tamper(stream, revision, (one) => ({ ...one, data: { ...(one.data as object), n: 99 } }));
  };
  return { engine, other, histories, keyring, stored, reads, on, stream, act, alter, open };
}

describe('The history of a stream that is kept', () => {
  it('is read once whole, then from its last event on, which is folded once', async () => {
    const { act, reads } = await kept();
    for (let n = 0; n < 3; n += 1) await act(count(1));
    expect(reads).toEqual([
      [0, 4],
      [3, 2],
      [4, 2],
    ]);
  });

  it('has what another process appended', async () => {
    const { act, other, engine, stream } = await kept();
    await act(count(1));
    await act(count(990), other);
    await expect(act(count(7))).rejects.toMatchObject({ code: 'full' });
    expect((await load(engine, tally, stream)).state).toMatchObject({ total: 994 });
  });

  it('recognises the repeat of a command that another process handled', async () => {
    const { act, engine, other, on } = await kept();
    await act(count(1));
    const again = ask(count(5), 'twice', { on });
    const first = await send(other, tally, again);
    expect(await send(engine, tally, again)).toEqual({ ...first, replayed: true });
  });

  it('lets two commands at once both be recorded, the second on what the first did', async () => {
    const { act, engine, stream } = await kept();
    await act(count(1));
    await Promise.all([act(count(10)), act(count(20))]);
    expect((await load(engine, tally, stream)).state).toMatchObject({ total: 34 });
  });

  it.each([
    ['that came since', 4],
    ['that is the last it knows', 3],
  ])('is refused when the event %s is not what was written', async (_, revision) => {
    const { act, alter, engine, other, stream } = await kept();
    await historyOf(engine, stream);
    if (revision === 4) await act(count(1), other);
    alter(revision);
    await expect(act(count(1))).rejects.toThrow(HistoryCorrupt);
    await expect(act(count(1))).rejects.toThrow(HistoryCorrupt);
  });

  it('does not see what was altered before the last event that it knows, which is seen by whoever reads it whole', async () => {
    const { act, alter, engine, other, stream } = await kept();
    await act(count(1));
    alter(1);
    expect((await load(engine, tally, stream)).state).toMatchObject({ total: 4 });
    await expect(load(other, tally, stream)).rejects.toThrow(HistoryCorrupt);
  });

  it('is read whole when the log no longer has its last event, or another one there', async () => {
    const { act, engine, histories, stored, stream, reads } = await kept();
    await act(count(1));
    await act(count(1));
    const older = storeWith(stored, {
      read: async (of, from = 0) => {
        const events = (await stored.read(of)).slice(0, 3).filter(({ revision }) => revision >= from);
        reads.push([from, events.length]);
        return events;
      },
    });
    reads.length = 0;
    expect((await load({ ...engine, store: older }, tally, stream)).state).toMatchObject({ total: 2 });
    expect(reads).toEqual([
      [4, 0],
      [0, 3],
    ]);
    expect(histories.size()).toBeGreaterThan(0);
  });

  it('is read whole when the log was begun again from an older copy and has another event in the place of its last', async () => {
    const { act, engine, other, stored, stream } = await kept({ already: 0 });
    const older = new InMemoryEventStore();
    await older.append(stream, 'no-stream', (await stored.read(stream)) as RecordedEvent[]);
    await act(count(1));
    await historyOf(engine, stream);
    await act(count(30), { ...other, store: older });
    await act(count(5), { ...engine, store: older });
    expect((await load({ ...other, store: older }, tally, stream)).state).toMatchObject({ total: 35 });
  });

  it.each([
    ['parked', { parked: () => 1 }],
    ['excluded in part', { excluded: () => [{ from: 3, to: 3, lastHash: 'a'.repeat(64) }] }],
  ])('is kept no more when it is %s', async (_, trouble) => {
    const { act, engine, histories, stream } = await kept();
    await act(count(1));
    expect(histories.size()).toBeGreaterThan(0);
    await load({ ...engine, ...trouble }, tally, stream).catch(() => undefined);
    expect(histories.size()).toBe(0);
  });

  it('holds no secret, and is of no use once the key of a person is destroyed', async () => {
    const { act, engine, keyring, stream } = await kept();
    const told = { type: 'Count', data: { n: 1, subject: SUBJECT, finding: 'Positif' } } as const;
    await act(told);
    const { whole } = await historyOf(engine, stream);
    expect(JSON.stringify(whole)).not.toContain('Positif');
    expect(JSON.stringify(await engine.registry.unseal(whole[4] as never, keyring))).toContain('Positif');
    await keyring.destroy(SUBJECT);
    expect(
      JSON.stringify(await engine.registry.unseal((await historyOf(engine, stream)).whole[4] as never, keyring)),
    ).not.toContain('Positif');
    await expect(act(told)).rejects.toMatchObject({ code: 'subject-erased' });
  });

  it('gives way to what was read later, so that all together stay as small as they must', async () => {
    const { engine, other, histories, open, reads } = await kept({ most: 6_500 });
    const streams: string[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      const on = await open(key);
      await send(other, tally, ask(count(1), key, { on }));
      streams.push(`tally-${on}`);
    }
    for (const stream of [...streams, ...streams.slice(3), ...streams.slice(0, 1)]) await historyOf(engine, stream);
    expect(reads.map(([from]) => from)).toEqual([0, 0, 0, 0, 1, 0]);
    expect(histories.size()).toBeGreaterThan(3_000);
    expect(histories.size()).toBeLessThanOrEqual(6_500);
  });

  it('is not kept when it is larger than all may be together', async () => {
    const { engine, histories, stream } = await kept({ most: 100 });
    await historyOf(engine, stream);
    expect(histories.size()).toBe(0);
  });

  it('can be changed by nobody who was given it', async () => {
    const { engine, stream } = await kept();
    const { whole } = await historyOf(engine, stream);
    expect(() => Object.assign(whole[0]?.metadata.command ?? {}, { id: 'other' })).toThrow(TypeError);
  });
});

describe('The facts of one decision', () => {
  it('are read once of each stream, however often they are asked for', async () => {
    const { engine, reads, on, stream } = await kept();
    await handle(engine, tally, ask(count(1), 'k', { on }), (reading) => {
      const facts = async () => {
        await Promise.all([load(reading, tally, stream), load(reading, tally, stream)]);
        await load(reading, tally, stream);
        return {};
      };
      return { Count: facts };
    });
    expect(reads).toHaveLength(2);
  });
});

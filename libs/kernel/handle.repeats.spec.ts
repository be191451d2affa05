import type { Engine } from './ask.js';
import { Conflict, NotFound, Refusal } from './errors.js';
import type { NewEvent } from './envelope.js';
import { faultyEventStore, type Fault } from './faulty-event-store-for-specs.js';
import { send } from './handle.js';
import { InMemoryEventStore } from './in-memory-event-store-for-specs.js';
import { ask, tally, tallyEngine } from './tally-for-specs.js';

const count = (n: number) => ({ type: 'Count', data: { n } }) as const;
const open = { type: 'Open', data: { label: 'Razia' } } as const;

describe('a repeated command', () => {
  it('that creates answers as the first time, also after later events (D2)', async () => {
    const { engine } = tallyEngine({});
    const first = await send(engine, tally, ask(open, 'open'));
    expect(await send(engine, tally, ask(open, 'open'))).toEqual({ ...first, replayed: true });
    await send(engine, tally, ask(count(1), 'k', { on: first.id }));
    expect(await send(engine, tally, ask(open, 'open'))).toEqual({ ...first, replayed: true });
    expect(await engine.store.read(`tally-${first.id}`)).toHaveLength(2);
  });

  it('that creates is found out by its append, so that creating reads nothing', async () => {
    const { engine } = tallyEngine({});
    const store = faultyEventStore(engine.store, () => 'none', 0);
    let reads = 0;
    const counted = Object.assign(Object.create(store) as typeof store, {
      read: (stream: string) => {
        reads += 1;
        return engine.store.read(stream);
      },
    });
    const first = await send({ ...engine, store: counted }, tally, ask(open, 'open'));
    expect(reads).toBe(0);
    expect(await send({ ...engine, store: counted }, tally, ask(open, 'open'))).toEqual({ ...first, replayed: true });
    expect(reads).toBe(1);
    const other = ask({ type: 'Open', data: { label: 'Tes' } }, 'open');
    await expect(send(engine, tally, other)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect(await engine.store.read(`tally-${first.id}`)).toHaveLength(1);
  });

  it('that creates is answered although its rule would refuse it now; one that is none is refused', async () => {
    const { engine } = tallyEngine({});
    const first = await send(engine, tally, ask(open, 'open'));
    const refusing = () => Promise.reject(new NotFound('tally of a label'));
    expect(await send(engine, tally, ask(open, 'open'), refusing)).toEqual({ ...first, replayed: true });
    await expect(send(engine, tally, ask(open, 'another'), refusing)).rejects.toThrow(NotFound);
    expect(await engine.store.read(`tally-${first.id}`)).toHaveLength(1);
  });

  it('answers with the place of the last of its events', async () => {
    const { engine } = tallyEngine({});
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    const twice = ask({ type: 'CountTwice', data: { n: 2 } }, 'k', { on });
    const first = await send(engine, tally, twice);
    expect(first.revision).toBe(2);
    expect(await send(engine, tally, twice)).toEqual({ ...first, replayed: true });
  });

  it('with another body is refused', async () => {
    const { engine } = tallyEngine({});
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    await send(engine, tally, ask(count(1), 'k', { on }));
    const other = send(engine, tally, ask(count(2), 'k', { on }));
    await expect(other).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await expect(other).rejects.toThrow(Refusal);
    expect(await engine.store.read(`tally-${on}`)).toHaveLength(2);
  });

  it('is compared with the key of the month it was told in', async () => {
    const { engine, clock } = tallyEngine({});
    const first = await send(engine, tally, ask(open, 'open'));
    clock.at = '2026-12-24T01:00:00.000Z';
    expect(await send(engine, tally, ask(open, 'open'))).toEqual({ ...first, replayed: true });
  });

  it('is refused once that key is gone', async () => {
    const { engine } = tallyEngine({});
    await send(engine, tally, ask(open, 'open'));
    const { keyring } = engine;
    const forgetful: Engine['keyring'] = {
      keysFor: (names) => keyring.keysFor(names),
      find: (names) => keyring.find(names),
      macKeyAt: (at) => keyring.macKeyAt(at),
      macKey: () => Promise.resolve(undefined),
      houseKeys: () => keyring.houseKeys(),
      destroy: (s, classes) => keyring.destroy(s, classes),
    };
    await expect(send({ ...engine, keyring: forgetful }, tally, ask(open, 'open'))).rejects.toMatchObject({
      code: 'idempotency-key-expired',
    });
  });

  it('of the system is handled once its id is known, whatever today’s release would say (D2)', async () => {
    const { engine } = tallyEngine({});
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    const by = { kind: 'SYSTEM', name: 'mirror' } as const;
    const first = await send(engine, tally, ask(count(1), 'k', { on, by }));
    const changed = { ...ask(count(2), 'k', { on, by }) };
    expect(await send(engine, tally, changed)).toEqual({ ...first, replayed: true });
    expect(await engine.store.read(`tally-${on}`)).toHaveLength(2);
  });
});

/** A store in which a rival counts one more before each of the first appends. */
function rivalled(engine: ReturnType<typeof tallyEngine>['engine'], on: string, times: number) {
  const rivals = { left: times, lost: 0 };
  const store = Object.assign(new InMemoryEventStore(), {
    read: (stream: string) => engine.store.read(stream),
    append: async (stream: string, expected: number | 'no-stream', events: readonly NewEvent[]) => {
      if (rivals.left > 0) {
        rivals.left -= 1;
        await send(engine, tally, ask(count(1), `rival-${rivals.left}`, { on }));
      }
      return engine.store.append(stream, expected, events).catch((error: unknown) => {
        rivals.lost += 1;
        throw error;
      });
    },
  });
  return { rivals, store };
}

describe('a command that lost against another', () => {
  it.each([1, 3])('is decided again on the new state, %d times', async (times) => {
    const { engine } = tallyEngine({});
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    const { store, rivals } = rivalled(engine, on, times);
    const receipt = await send({ ...engine, store }, tally, ask(count(5), 'k', { on }));
    expect([receipt.revision, rivals.lost]).toEqual([times + 1, times]);
  });

  it('is refused when the new state says so', async () => {
    const { engine } = tallyEngine({});
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    const { store } = rivalled(engine, on, 1);
    await expect(send({ ...engine, store }, tally, ask(count(1_000), 'k', { on }))).rejects.toMatchObject({
      code: 'full',
    });
  });

  it('gives up after three, and records nothing', async () => {
    const { engine } = tallyEngine({});
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    const { store, rivals } = rivalled(engine, on, 9);
    const version = send({ ...engine, store }, tally, ask(count(5), 'k', { on }));
    await expect(version).rejects.toMatchObject({ code: 'revision-changed' });
    await expect(version).rejects.toThrow(Conflict);
    expect(rivals.lost).toBe(4);
    expect(await engine.store.read(`tally-${on}`)).toHaveLength(5);
  });

  it('is not decided again when the client pinned a revision', async () => {
    const { engine } = tallyEngine({});
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    const { store, rivals } = rivalled(engine, on, 1);
    const version = send({ ...engine, store }, tally, ask(count(5), 'k', { on, ifMatch: 0 }));
    await expect(version).rejects.toMatchObject({ code: 'revision-mismatch', revision: 1 });
    expect(rivals.lost).toBe(1);
  });
});

describe('a command whose outcome is unknown', () => {
  it('is sent again to the byte, sealed once (D6, D8)', async () => {
    const sent: string[] = [];
    const { engine } = tallyEngine({ patience: { attemptMs: 50, totalMs: 2_000 } });
    const faults: Fault[] = ['throws', 'does-then-throws'];
    const inner = Object.assign(new InMemoryEventStore(), {
      append: (stream: string, expected: number | 'no-stream', events: readonly NewEvent[]) => {
        sent.push(JSON.stringify([stream, expected, events]));
        return engine.store.append(stream, expected, events);
      },
    });
    const store = faultyEventStore(inner, () => faults.shift() ?? 'none', 0);
    const data = { label: 'Razia' };
    await send({ ...engine, store }, tally, ask({ type: 'Open', data }, 'open'));
    expect(sent).toHaveLength(2);
    expect(sent[1]).toBe(sent[0]);
  });
});

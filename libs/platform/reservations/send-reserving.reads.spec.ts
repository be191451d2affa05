import { type Engine, keptHistories, send } from '#kernel';
import { storeWith } from '#kernel/store-with-for-specs';
import { ask, tally } from '#kernel/tally-for-specs';
import { count, label, open, opening, unlabelled, world } from './tallies-for-specs.js';
import { sendReserving } from './send-reserving.js';

/** A process that says which streams it has read since it was last asked: the owner by its kind, everything else by its own. */
function counted(its: ReturnType<typeof world>) {
  const reads: string[] = [];
  const store = storeWith(its.store, {
    read: (stream, from) => {
      reads.push(stream.slice(0, stream.indexOf('-')));
      return its.store.read(stream, from);
    },
  });
  const engine: Engine = its.process({ store, histories: keptHistories() });
  return { engine, reads: () => reads.splice(0).sort() };
}

describe('sendReserving', () => {
  it('reads what it acts on once, and each value that it takes once', async () => {
    const its = world();
    const on = await unlabelled(its.process(), 'one');
    const { engine, reads } = counted(its);
    const receipt = await count(engine, on, 'k', 7);
    expect([receipt.replayed, reads()]).toEqual([false, ['reservation', 'tally']]);
    expect((await count(engine, on, 'k', 7)).replayed).toBe(true);
    expect(reads()).toEqual(['tally']);
    const two = ask({ type: 'Count', data: { n: 8 } }, 'two', { on });
    await sendReserving(engine, tally, two, [label('8'), label('9')]);
    expect(reads()).toEqual(['reservation', 'reservation', 'tally']);
  });

  it.each([{}, { createdId: '5b0d7b7e-8f4c-4c55-9d0e-6f6f1c7b6a01' }])(
    'reads what it creates once, whatever names it: %j',
    async (named) => {
      const its = world();
      const { engine, reads } = counted(its);
      const create = () => sendReserving(engine, tally, opening('k', '7', named), [label('7')]);
      expect([(await create()).replayed, reads()]).toEqual([false, ['reservation', 'tally']]);
      expect([(await create()).replayed, reads()]).toEqual([true, ['tally']]);
    },
  );

  it('reads it again when somebody else has written to it, and when its rules refuse it', async () => {
    const its = world();
    const on = await unlabelled(its.process(), 'one');
    const { engine, reads } = counted(its);
    const others = [ask({ type: 'Count', data: { n: 1 } }, 'between', { on })];
    const receipt = await count(engine, on, 'k', 7, async () => {
      for (const other of others.splice(0)) await send(its.process(), tally, other);
      return true;
    });
    expect([receipt.revision, reads()]).toEqual([2, ['reservation', 'tally', 'tally']]);
    await expect(count(engine, on, 'refused', 8, () => false)).rejects.toMatchObject({ code: 'not-today' });
    expect(reads()).toEqual(['reservation', 'reservation', 'tally', 'tally']); // the value is given back
  });

  it('answers a repeat that another process records meanwhile as what it is, although its rules would refuse it now', async () => {
    const its = world();
    const on = await unlabelled(its.process(), 'one');
    const [other] = [its.process()];
    let isFirst = true;
    const repeated = count(its.process(), on, 'k', 7, async () => {
      if (isFirst) await count(other, on, 'k', 7);
      isFirst = false;
      return false;
    });
    expect(await repeated).toMatchObject({ revision: 1, replayed: true });
  });

  it('creates one record of a command that two processes handle at once', async () => {
    const its = world();
    const both = await Promise.all([its.process(), its.process()].map((engine) => open(engine, 'k', ['7'])));
    expect(both.map(({ revision }) => revision)).toEqual([0, 0]);
  });
});

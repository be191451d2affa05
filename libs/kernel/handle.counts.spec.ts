import { handle } from './facts.js';
import { load, send } from './handle.js';
import { keptHistories } from './histories.js';
import { InMemoryEventStore } from './in-memory-event-store-for-specs.js';
import { Registry } from './registry.js';
import { storeWith } from './store-with-for-specs.js';
import { ask, Counted, tally, type TallyCommand, tallyEngine, TallyOpened } from './tally-for-specs.js';

const count = (n: number): TallyCommand => ({ type: 'Count', data: { n } });

/** An engine of a process, and what it has asked its store and its registry for since it was last looked at. */
function counted() {
  const stored = new InMemoryEventStore();
  const done: string[] = [];
  const registry = new (class extends Registry {
    override checkPlain(...of: Parameters<Registry['checkPlain']>): void {
      done.push('decided');
      super.checkPlain(...of);
    }
    override checkStored(...of: Parameters<Registry['checkStored']>): void {
      done.push('stored');
      super.checkStored(...of);
    }
  })([TallyOpened, Counted]);
  const store = storeWith(stored, {
    read: (stream, from) => {
      done.push('read');
      return stored.read(stream, from);
    },
    append: (...input) => {
      done.push('append');
      return stored.append(...input);
    },
  });
  const process = () => tallyEngine({ store, registry, histories: keptHistories() }).engine;
  return { engine: process(), another: process, done: () => done.splice(0) };
}

const OF_AN_EVENT = ['decided', 'stored', 'append']; // what was decided is held to its schema, and so is what is stored of it

describe('A command', () => {
  it('that creates reads nothing, and its repeat reads the stream once', async () => {
    const { engine, done } = counted();
    const open = ask({ type: 'Open', data: { label: 'Razia' } }, 'open');
    await send(engine, tally, open);
    expect(done()).toEqual(OF_AN_EVENT);
    await send(engine, tally, open);
    expect(done()).toEqual([...OF_AN_EVENT, 'read', 'stored']);
  });

  it('that acts reads its stream once, and each event of it is held to its schema once in a process', async () => {
    const { engine, another, done } = counted();
    const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: 'Razia' } }, 'open'));
    for (let n = 0; n < 3; n += 1) {
      done();
      await send(engine, tally, ask(count(1), `k${n}`, { on }));
      expect(done()).toEqual(['read', 'stored', ...OF_AN_EVENT]);
    }
    await send(another(), tally, ask(count(1), 'another', { on }));
    expect(done()).toEqual(['read', 'stored', 'stored', 'stored', 'stored', ...OF_AN_EVENT]);
  });

  it('that needs facts of another stream reads that one once as well', async () => {
    const { engine, done } = counted();
    const [on, other] = await Promise.all(
      ['a', 'b'].map((key) => send(engine, tally, ask({ type: 'Open', data: { label: 'Razia' } }, key))),
    );
    done();
    await handle(engine, tally, ask(count(1), 'k', { on: on?.id ?? '' }), (reading) => {
      const facts = () => Promise.all([1, 2].map(() => load(reading, tally, `tally-${other?.id}`)));
      return { Count: facts };
    });
    expect(done()).toEqual(['read', 'stored', 'read', 'stored', ...OF_AN_EVENT]);
  });

  it('that is decided to be nothing writes and checks nothing', async () => {
    const { engine, done } = counted();
    const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: 'Razia' } }, 'open'));
    done();
    await send(engine, tally, ask(count(0), 'k', { on }));
    expect(done()).toEqual(['read', 'stored']);
  });
});

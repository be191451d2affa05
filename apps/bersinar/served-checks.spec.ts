import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { storeWith } from '#kernel/store-with-for-specs';
import { world } from '#kernel/world';
import { checkpointId, changeServing } from '#platform/projections';
import { checkpointsIn } from '../../libs/platform/projections/checkpoint.js';
import { beginMark } from '../../libs/platform/projections/marks.js';
import { mongoForSpecs, serveAsTheyAre } from '../../libs/platform/projections/mongo-for-specs.js';
import { LOG, notes, totals } from '../../libs/platform/projections/notes-for-specs.js';
import { servedChecks, withServed } from './served-checks.js';

const BEGUN = Date.parse('2024-12-16T02:00:00.000Z');
const name = checkpointId(notes);
const real = { ...world };
let at: number;
beforeEach(() => {
  at = BEGUN;
  Object.assign(world, { now: () => at });
});
afterEach(() => Object.assign(world, real));

describe('What is known of the read models that are served', () => {
  const mongo = mongoForSpecs();

  interface Behind {
    readonly isWhole?: boolean;
    readonly changes?: Partial<InMemoryEventStore>;
  }

  /** A log of three events, of which the read model has got to the first. */
  async function behind({ isWhole = true, changes = {} }: Behind = {}) {
    const stored = new InMemoryEventStore();
    const positions: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const recordedAt = new Date(BEGUN - 10_000 + n * 1_000).toISOString();
      const event = { id: crypto.randomUUID(), type: 'Noted', data: {}, metadata: { recordedAt } as never };
      positions.push((await stored.append(`note-${n}`, 'no-stream', [event])).position);
    }
    const database = mongo.newDatabase();
    await serveAsTheyAre(database, notes);
    await beginMark(database, name, isWhole);
    const reached = positions[0] ?? '';
    await checkpointsIn(database).insertOne({ _id: name, log: LOG, epoch: 0, members: [name], reached, parked: [] });
    return { store: storeWith(stored, changes), database, log: LOG };
  }

  it('is that one that is whole is up, and how far it is behind', async () => {
    expect(await servedChecks([notes], await behind())()).toEqual([{ name, state: 'up', lag: 2, lagSeconds: 9 }]);
  });

  it('is which one is not ready, why, and how far it is behind', async () => {
    const sources = await behind({ isWhole: false });
    expect(await servedChecks([notes, totals], sources)()).toEqual([
      { name, state: 'down', reason: `waits for ${name} to be built`, lag: 2, lagSeconds: 9 },
      { name: 'totals@1', state: 'down', reason: 'waits for totals@1 to be built' },
    ]);
    await beginMark(sources.database, name, true);
    expect(await servedChecks([notes], sources)()).toMatchObject([{ name, state: 'up', lag: 2 }]);
  });

  it('is which build is served where this one is another', async () => {
    const sources = await behind();
    const later = { ...notes, version: 2 };
    expect(await servedChecks([later], sources)()).toEqual([
      { name, state: 'down', reason: `${name} is served: this is notes@2` },
    ]);
    expect(await servedChecks([{ ...later, before: notes }], sources)()).toMatchObject([{ name, state: 'up' }]);
    await changeServing(sources.database, LOG, ({ notes: served, ...models }) => ({
      ...models,
      ...(served && { notes: { ...served, serves: 'notes@2', beside: name } }),
    }));
    expect(await servedChecks([notes], sources)()).toMatchObject([
      { name, state: 'degraded', reason: 'notes@2 is served, of another build', lag: 2 },
    ]);
  });

  it('is answered without how far it is behind where the event store hangs or refuses', async () => {
    const limits: number[] = [];
    const delay = (milliseconds: number) => Promise.resolve(limits.push(milliseconds)).then(() => undefined);
    const hangs = await behind({ changes: { head: () => new Promise(() => undefined) } });
    Object.assign(world, { delay });
    expect(await servedChecks([notes], hangs)()).toEqual([{ name, state: 'up' }]);
    expect(limits).toEqual([2_000]);
    Object.assign(world, real);
    const refuses = await behind({ changes: { head: () => Promise.reject(new Error('It refuses.')) } });
    expect(await servedChecks([notes], refuses)()).toEqual([{ name, state: 'up' }]);
  });

  it('is nothing where MongoDB refuses', async () => {
    const sources = await behind();
    const database = Object.create(sources.database, {
      collection: {
        value: () => {
          throw new Error('It refuses.');
        },
      },
    }) as typeof sources.database;
    expect(await servedChecks([notes], { ...sources, database })()).toEqual([]);
  });

  it('is remembered for a second, and looked up once by all who ask meanwhile', async () => {
    let looks = 0;
    const head = () => Promise.resolve(((looks += 1), undefined));
    const checks = servedChecks([notes], await behind({ changes: { head } }));
    await Promise.all([checks(), checks()]);
    at += 1_000;
    await checks();
    expect(looks).toBe(1);
    at += 1;
    await checks();
    expect(looks).toBe(2);
  });
});

describe('What whoever follows the log says, with what is served', () => {
  const lag = { lag: 2, lagSeconds: 9 };

  it('is the worse of the two of each, with how far it is behind', () => {
    const own = [
      { name: 'notes@1', state: 'down', reason: 'stopped' },
      { name: 'totals@1', state: 'up' },
      { name: 'staff', state: 'up' },
    ] as const;
    const served = [
      { name: 'notes@1', state: 'up', ...lag },
      { name: 'totals@1', state: 'degraded', reason: 'of another build' },
      { name: 'cases@1', state: 'up' },
    ] as const;
    expect(withServed(own, served)).toEqual([
      { name: 'notes@1', state: 'down', reason: 'stopped', ...lag },
      { name: 'totals@1', state: 'degraded', reason: 'of another build' },
      { name: 'staff', state: 'up' },
      { name: 'cases@1', state: 'up' },
    ]);
  });
});

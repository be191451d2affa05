import { type AnyProjection, InMemoryEventStore } from '#kernel';
import { mongoForSpecs, until } from './mongo-for-specs.js';
import { keyring, LOG, notes, registry, tellNote, totals, written } from './notes-for-specs.js';
import { runProjections } from './run-projection.js';

/** MongoDB indexes at most one list of a document in one index. */
const twoLists: AnyProjection = {
  ...notes,
  name: 'two-lists',
  indexes: [['units', 'tags']],
  fold: () => ({ units: ['RUTAN-A', 'BNNK-B'], tags: ['one', 'two'] }),
};

describe('a projection whose documents MongoDB will never take', () => {
  const mongo = mongoForSpecs();

  it('stops with the reason instead of trying for ever, while others go on', async () => {
    const [store, db] = [new InMemoryEventStore(), mongo.newDatabase()];
    await tellNote(store, 1, written('first'));
    const runs = runProjections([twoLists, totals], { store, db, registry, keyring, log: LOG, pace: { pauseMs: 20 } });
    await until(() => runs.statuses()[0]?.state === 'stopped');
    expect(runs.statuses()[0]?.reason).toEqual({
      projection: 'two-lists@1',
      kind: 'write-refused',
      detail: 'error 171',
    });
    await until(() => runs.statuses()[1]?.position !== undefined);
    expect(runs.statuses()[1]?.state).toBe('running');
    await runs.stop();
  });
});

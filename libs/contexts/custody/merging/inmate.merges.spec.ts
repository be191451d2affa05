import { load } from '#kernel';
import { interleaved, on, outcomeOf, pausingProcess } from '#kernel/pausing-process-for-specs';
import { hangsAfter, runsOf, seedOf } from '../../../../test/tier.js';
import { karutan, registrar, release, stranger, uuid } from '../inmate/inmate-for-specs.js';
import { isCircular, LATER_MS, merging, records, unmerging } from '../inmate/inmate-merges-for-specs.js';
import { inmate } from '../inmate/inmate.decider.js';
import { handleInmate } from '../inmate/inmate.handle.js';
import { mergeFacts } from './inmate.merges.handle.js';

const RUNS = runsOf(100, 2_000);
const SEED = seedOf(1);
describe('A merge of people with cases (R-1.4)', () => {
  it('is refused while both are open, until one ends', async () => {
    const { one, two, merge, openCase, closeCase, duplicatesOf } = await records();
    const [ofOne] = [await openCase(one), await openCase(two)];
    await expect(merge(two, one)).rejects.toMatchObject({ code: 'duplicate-has-open-case', rule: 'R-1.4' });
    await expect(merge(one, two)).rejects.toMatchObject({ code: 'duplicate-has-open-case', rule: 'R-1.4' });
    await closeCase(one, ofOne);
    await merge(one, two);
    expect(await duplicatesOf(two)).toEqual([one]);
  });

  it('is into the record whose case is open when the other has none', async () => {
    const { one, two, merge, openCase } = await records();
    await openCase(two);
    await expect(merge(two, one)).rejects.toMatchObject({ code: 'duplicate-has-open-case' });
    expect(await merge(one, two)).toMatchObject({ replayed: false });
  });

  it('lets the duplicate have no open case until it is undone', async () => {
    const { one, two, merge, unmerge, openCase } = await records();
    await merge(two, one);
    await expect(openCase(two)).rejects.toMatchObject({ code: 'another-case-open' });
    await openCase(one);
    await merge(two, one);
    await unmerge(two, one);
    await openCase(two);
    await expect(merge(two, one)).rejects.toMatchObject({ code: 'duplicate-has-open-case' });
  });

  it('has the next try free what an unmerge could not', async () => {
    const its = await records();
    const { one, two, merge, openCase } = its;
    await merge(two, one);
    const process = pausingProcess(7); // the unmerge is recorded
    const engine = on(its.engine, process.storeOf(its.engine.store));
    await process.run(handleInmate(engine, its.ask(unmerging(two), one, { by: karutan })));
    expect((await its.typesOf(one)).at(-1)).toBe('InmateRecordsUnmerged');
    expect(await openCase(two)).toBeDefined();
  });

  it('gives back what it took when it is refused afterwards', async () => {
    const { one, two, merge, openCase, engine } = await records();
    await expect(merge(two, one, engine, registrar)).rejects.toMatchObject({ code: 'approver-is-author' });
    expect(await openCase(two)).toBeDefined();
  });

  it('takes nothing for who may not merge, and of nobody whom it cannot merge', async () => {
    const { one, two, merge, engine, register, events, act } = await records();
    await expect(merge(two, one, engine, stranger)).rejects.toMatchObject({ code: 'outside-your-unit' });
    const elsewhere = await register({ registerNumber: '4' }, { by: stranger, unitId: stranger.unitId });
    const before = (await events()).filter(({ type }) => type === 'ReservationTaken').length;
    await expect(merge(elsewhere, one)).rejects.toMatchObject({ code: 'duplicate-of-other-unit' });
    await expect(merge(uuid(77), one)).rejects.toMatchObject({ code: 'unknown-duplicate' });
    await expect(merge(one, one)).rejects.toMatchObject({ code: 'merge-with-itself' });
    await expect(act(merging(two), uuid(78), { by: karutan })).rejects.toThrow('There is no inmate with that id.');
    expect((await events()).filter(({ type }) => type === 'ReservationTaken')).toHaveLength(before);
  });

  it('is to be sent again when the duplicate can be merged only since nothing was taken of it', async () => {
    const { one, two, engine, ask } = await records();
    const survivor = (await load(engine, inmate, `inmate-${one}`)).state.now;
    const facts = mergeFacts(engine, ask(merging(two), one, { by: karutan }), {
      duplicateId: two,
      survivor,
      hasTaken: false,
    });
    await expect(facts).rejects.toMatchObject({
      code: 'other-record-changed',
      message: `The record ${two}, which this depends on, was changed meanwhile: read it and send the command again.`,
    });
  });

  it('is not of who is here into who has left (R-1.4)', async () => {
    const { one, two, merge, act } = await records();
    await act({ type: 'ReleaseInmate', data: release }, one);
    await expect(merge(two, one)).rejects.toMatchObject({ code: 'merge-the-other-way' });
    expect(await merge(one, two)).toMatchObject({ replayed: false });
  });
});

describe('Merges at once', () => {
  it('of one duplicate into two survivors are one: the second is refused', async () => {
    const { one, two, three, merge, merges } = await records();
    const outcomes = await Promise.all([merge(three, one), merge(three, two)].map(outcomeOf));
    expect([...outcomes].sort()).toEqual(['done', 'duplicate-merged-already']);
    expect(await merges()).toHaveLength(1);
  });

  it('into each other make no circle, and one after the other does not either', async () => {
    const { one, two, merge, merges } = await records();
    await Promise.all([merge(one, two), merge(two, one)].map(outcomeOf));
    expect((await merges()).length).toBeLessThan(2);
    if ((await merges()).length === 0) await merge(one, two); // each found the other's, and gave it back
    const [of = '', into = ''] = (await merges()).flat();
    await expect(merge(into, of)).rejects.toMatchObject({ code: 'record-is-duplicate' });
    expect(await merges()).toEqual([[of, into]]);
    expect(isCircular(await merges())).toBe(false);
  });

  it.each(['a circle', 'a circle of three', 'one duplicate twice', 'an open case'])(
    'never make %s when one pauses, wherever it does and however long',
    async (what) => {
      let [cut, isPaused] = [0, true];
      const outcomes: string[] = [];
      for (; isPaused; cut += 0.5) {
        const isShort = cut % 1 === 0; // each cut twice: resumed before others may free anything, and after
        const its = await records();
        const { one, two, three, merge } = its;
        const process = pausingProcess(Math.floor(cut));
        const paused = outcomeOf(merge(two, one, on(its.engine, process.storeOf(its.engine.store))));
        await process.run(paused);
        const others = (): readonly Promise<unknown>[] => {
          if (what === 'a circle') return [merge(one, two)];
          if (what === 'a circle of three') return [merge(one, three), merge(three, two)];
          return what === 'an open case' ? [its.openCase(two)] : [merge(two, three)];
        };
        for (const wait of isShort ? [0] : [0, LATER_MS]) {
          its.clock.at += wait;
          outcomes.push(...(await Promise.all(others().map(outcomeOf))));
        }
        process.resume();
        outcomes.push(await paused);
        const merges = await its.merges();
        expect(isCircular(merges)).toBe(false);
        expect(merges.filter(([of]) => of === two).length).toBeLessThan(2);
        const isMerged = merges.some(([of]) => of === two);
        const isOpened = (await its.events()).some(({ type }) => type === 'RehabCaseOpened');
        expect(isMerged && isOpened).toBe(false);
        isPaused = isShort || process.isPaused();
      }
      expect(cut).toBeGreaterThan(14);
      expect(outcomes).toContain('command-abandoned');
    },
    30_000,
  );

  it(
    `make neither circles nor two survivors in ${RUNS} orders`,
    async () => {
      const kinds = new Set<string>();
      for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
        const its = await records();
        const { one, two, three, merge } = its;
        const engine = on(its.engine, interleaved(its.engine.store, seed));
        const pairs = [
          [one, two],
          [two, three],
          [three, one],
          [two, one],
          [one, two],
          [three, two],
        ] as const;
        const chosen = pairs.filter((_, index) => (seed >> (index % 3)) % 2 === 0 || index < 3);
        const opening = its.openCase(one, { engine });
        const outcomes = await Promise.all(
          [...chosen.map(([of, into]) => merge(of, into, engine)), opening].map(outcomeOf),
        );
        for (const outcome of outcomes) kinds.add(outcome);
        const merges = await its.merges();
        expect(isCircular(merges)).toBe(false);
        expect(new Set(merges.map(([of]) => of)).size).toBe(merges.length);
        expect(merges.some(([of]) => of === one) && outcomes.at(-1) === 'done').toBe(false);
      }
      expect([...kinds]).toEqual(expect.arrayContaining(['done', 'record-is-duplicate', 'duplicate-merged-already']));
    },
    hangsAfter(RUNS, 1_000),
  );
});

import { interleaved, on, outcomeOf, pausingProcess } from '#kernel/pausing-process-for-specs';
import { reservationIdOf } from '#platform/reservations';
import { hangsAfter, runsOf, seedOf } from '../../../../test/tier.js';
import { clerk, inmateId } from '../facts-for-specs.js';
import { inmateFact } from '../facts.js';
import { deputy } from './case-for-specs.js';
import { unit } from './case-played-for-specs.js';
import {
  acts,
  closed,
  closing,
  first,
  LATER_MS,
  opens,
  opensFor,
  reopening,
  reopens,
  reserved,
  second,
} from './case-reserving-for-specs.js';

const RUNS = runsOf(150, 2_000);
const SEED = seedOf(1);
describe('The open case of an inmate (D3)', () => {
  it('is had by a case until it is closed, and by the next one from then on', async () => {
    const its = await closed();
    expect(await its.reservations()).toEqual([`taken by rehabcase-${first}`, 'released: OWNER_IS_OVER']);
    await opens(its.engine);
    expect((await its.reservations()).slice(2)).toEqual([`taken by rehabcase-${second}`]);
    await expect(reopens(its.engine)).rejects.toMatchObject({ code: 'later-episode-exists' });
    expect(await its.openOnes()).toHaveLength(1);
  });

  it('is taken by reopening, too, and given back by one that is refused', async () => {
    const its = await closed();
    const closer = acts(its.engine, reopening, clerk);
    await expect(closer).rejects.toMatchObject({ code: 'approver-closed-it' });
    expect((await its.reservations()).slice(2)).toEqual([`taken by rehabcase-${first}`, 'released: OWNER_REFUSED']);
    await reopens(its.engine);
    expect((await its.reservations()).slice(4)).toEqual([`taken by rehabcase-${first}`]);
    expect(await opens(its.engine)).toMatchObject({ id: first });
    await acts(its.engine, { ...closing, data: { ...closing.data, closedOn: '2024-11-06' } }, clerk);
    expect(await opens(its.engine)).toMatchObject({ id: second });
  });

  it('is freed by who wants it when the process that closed the case died before', async () => {
    const its = await unit();
    const { engine } = its.log;
    await opens(engine);
    const closer = pausingProcess(7); // the closing is recorded
    await closer.run(acts(on(engine, closer.storeOf(engine.store)), closing, clerk));
    expect((await its.typesOf(`rehabcase-${first}`)).at(-1)).toBe('RehabCaseClosed');
    expect(await opens(engine)).toMatchObject({ id: second });
  });

  it('is had by one that was left until it is closed: aftercare may follow', async () => {
    const its = await unit();
    const { engine } = its.log;
    await opens(engine);
    const subject = (await inmateFact(engine, inmateId)).presence.subject;
    const release = { type: 'InmateReleased', data: { subject, releaseKind: 'PAROLE', releasedOn: '2024-11-10' } };
    await its.log.write(`inmate-${inmateId}`, clerk, release);
    await acts(engine, { type: 'ExitCase', data: { exit: 'RELEASED', exitedOn: '2024-11-10' } }, clerk);
    const stream = `reservation-${reservationIdOf(engine.keys, reserved)}`;
    expect(await engine.store.read(stream)).toHaveLength(1);
    await acts(engine, { type: 'CloseCase', data: { closedOn: '2024-11-11', reasonCode: 'LEFT' } }, clerk);
    expect((await engine.store.read(stream)).at(-1)?.type).toBe('ReservationReleased');
  });

  it('is one, whoever opens the next episode and reopens the last at once', async () => {
    for (let run = 0; run < 7; run += 1) {
      const its = await closed();
      const outcomes = await Promise.all([opens(its.engine), reopens(its.engine)].map(outcomeOf));
      expect(outcomes).toContain('done');
      expect(await its.openOnes()).toHaveLength(1);
    }
  });

  it.each([
    ['opening', opens, reopens],
    ['opening for a screening', opensFor, reopens],
    ['reopening', reopens, opens],
  ])('is one when %s pauses, wherever it does, for longer than others wait', async (_, paused, other) => {
    const abandoned: string[] = [];
    let [cut, isPaused] = [0, true];
    for (; isPaused; cut += 1) {
      const its = await closed();
      const process = pausingProcess(cut);
      const outcome = outcomeOf(paused(on(its.engine, process.storeOf(its.engine.store))));
      await process.run(outcome);
      const soon = await outcomeOf(other(its.engine));
      its.clock.at += LATER_MS;
      const later = soon === 'done' ? soon : await outcomeOf(other(its.engine));
      process.resume();
      const late = await outcome;
      if (late === 'command-abandoned') abandoned.push(late);
      expect([later, late]).toContain('done');
      expect(await its.openOnes()).toHaveLength(1);
      isPaused = process.isPaused();
    }
    expect(cut).toBeGreaterThan(10);
    expect(abandoned.length).toBeGreaterThan(1);
  });

  it(
    `is one in ${RUNS} orders in which those come who open, close and reopen at once`,
    async () => {
      const outcomes = new Set<string>();
      for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
        const its = await closed();
        const engine = on(its.engine, interleaved(its.engine.store, seed));
        const closesAgain = () =>
          acts(engine, { ...closing, data: { ...closing.data, closedOn: '2024-11-06' } }, clerk);
        const all = [opens(engine), reopens(engine), opensFor(engine), reopens(engine, deputy), closesAgain()];
        for (const outcome of await Promise.all(all.map(outcomeOf))) outcomes.add(outcome);
        expect((await its.openOnes()).length).toBeLessThan(2);
        await outcomeOf(opens(its.engine));
        expect(await its.openOnes()).toHaveLength(1);
      }
      expect([...outcomes]).toEqual(expect.arrayContaining(['done', 'another-case-open', 'later-episode-exists']));
    },
    hangsAfter(RUNS, 1_000),
  );
});

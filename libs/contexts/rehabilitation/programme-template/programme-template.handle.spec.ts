import { randomUUID } from 'node:crypto';
import { interleaved, on, outcomeOf } from '#kernel/pausing-process-for-specs';
import { seeded } from '#kernel/seeded';
import { runsOf, seedOf } from '../../../../test/tier.js';
import { agencyHead, karutan, nurse } from '../facts-for-specs.js';
import { retirement } from './programme-template-for-specs.js';
import { played } from './programme-template-played-for-specs.js';

const RUNS = runsOf(60, 1_000);
const SEED = seedOf(1);
const UNIT = karutan.unitId;
const again = { code: 'template-already-published', rule: 'R-3.12' };

describe('A version of a programme template, its code and the day from which it is offered (D3)', () => {
  it('is published once in a unit, however its code is written', async () => {
    const its = played();
    await its.publish();
    await expect(its.publish()).rejects.toMatchObject(again);
    await expect(its.publish({ code: 'REHAB30', title: 'Lain' })).rejects.toMatchObject(again);
  });

  it('is another from another day on, under another code, and in another unit', async () => {
    const its = played();
    await its.publish();
    await its.publish({ validFrom: '2024-01-02' });
    await its.publish({ code: 'REHAB_31' });
    await its.publish({}, { ...karutan, unitId: 'RUTAN-PURBALINGGA' });
    expect((await its.events()).filter(({ type }) => type === 'ProgrammeTemplatePublished')).toHaveLength(4);
  });

  it('is one of those who publish it at once', async () => {
    const its = played();
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => its.publish()));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await its.events()).filter(({ type }) => type === 'ProgrammeTemplatePublished')).toHaveLength(1);
  });

  it(`is one in its unit, whoever publishes it at once however it is written, in ${RUNS} orders`, async () => {
    const WRITTEN = ['REHAB_30', 'REHAB30', 'REHAB_31'] as const;
    for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
      const random = seeded(seed);
      const one = <T>(of: readonly [T, ...T[]]): T => of[Math.floor(random() * of.length)] ?? of[0];
      const its = played();
      const engine = on(its.engine, interleaved(its.engine.store, seed));
      const tried = Array.from({ length: 6 }, async () => {
        const change = { code: one(WRITTEN), validFrom: one(['2024-01-01', '2024-01-02']), days: one([30, 30, 31]) };
        const unitId = one([UNIT, UNIT, 'RUTAN-PURBALINGGA']);
        const outcome = await outcomeOf(its.publish(change, { ...karutan, unitId }, unitId, randomUUID(), engine));
        return { outcome, version: `${unitId} ${change.code.replace('_', '')} ${change.validFrom}`, days: change.days };
      });
      const outcomes = await Promise.all(tried);
      const published = outcomes.filter(({ outcome }) => outcome === 'done').map(({ version }) => version);
      expect(new Set(published).size).toBe(published.length);
      const events = await its.events();
      expect(events.filter(({ type }) => type === 'ProgrammeTemplatePublished')).toHaveLength(published.length);
      for (const { outcome, version } of outcomes) {
        if (outcome === again.code && !published.includes(version)) {
          expect(outcomes.some((other) => other.version === version && other.days === 31)).toBe(true); // which had it, and was refused
        }
      }
    }
  });

  it('is not published anew once it was retired, and a repeat is answered as the first time', async () => {
    const its = played();
    const key = randomUUID();
    const { id } = await its.publish({}, karutan, UNIT, key);
    await its.send({ type: 'RetireProgrammeTemplate', data: retirement }, karutan, { target: { id } });
    await expect(its.publish()).rejects.toMatchObject(again);
    expect(await its.publish({}, karutan, UNIT, key)).toMatchObject({ id, replayed: true });
  });

  it('is free after what was refused, and taken by nobody who may not publish it', async () => {
    const its = played();
    await expect(its.publish({ days: 31 })).rejects.toMatchObject({ code: 'phases-do-not-add-up' });
    await its.publish();
    await expect(its.publish({}, agencyHead, nurse.unitId)).rejects.toMatchObject({ code: 'outside-your-unit' });
  });
});

import { id } from '#kernel';
import { agencyHead, karutan } from '../facts-for-specs.js';
import { templateId } from '../plan/plan-for-specs.js';
import { quality, readiness } from './evaluation-for-specs.js';
import { played } from './evaluation-played-for-specs.js';
import { personOf } from '../people-for-specs.js';
import { outcomeComparison } from './outcomes.read-model.js';
import { type MethodStatistics, outcomeStatistics } from './outcome-statistics.read-model.js';

async function measuredOf(people: number) {
  const running = await played(people);
  const { log, begin, measure } = running;
  for (let n = 0; n < people; n += 1) {
    await begin({}, n);
    await measure({ answers: readiness(n === 0 ? 5 : 4) }, n);
  }
  const answers = log.answers(outcomeComparison);
  const ask = async (change: object = {}, by = agencyHead) =>
    (await answers.one(outcomeStatistics, { instrument: 'URICA', ...change }, by)) as unknown as {
      readonly methods: readonly MethodStatistics[];
    };
  const viewed = async () =>
    (await log.events()).filter(({ type }) => type === 'RecordsViewed').map(({ data }) => data);
  return { ...running, ask, viewed };
}

describe('outcomeStatistics', () => {
  it('gives the mean change of each scale with n, of nobody in particular', async () => {
    const { ask, viewed } = await measuredOf(5);
    const answer = await ask({ templateId });
    expect(answer).toEqual({
      instrument: 'URICA',
      templateId,
      methods: [
        {
          instrumentVersion: '32',
          referencePeriod: 'NOW',
          suppressed: false,
          n: 5,
          changes: [
            ...['precontemplation', 'contemplation', 'action', 'maintenance'].map((scale) => ({
              scale,
              suppressed: false,
              n: 5,
              meanChange: 1.2,
            })),
            { scale: 'readiness', suppressed: false, n: 5, meanChange: 2.4 },
          ],
        },
      ],
    });
    expect(await viewed()).toMatchObject([{ purpose: 'outcome-statistics', count: 10 }]);
  });

  it('gives no figures of fewer than five', async () => {
    const { ask } = await measuredOf(4);
    expect((await ask()).methods).toEqual([
      { instrumentVersion: '32', referencePeriod: 'NOW', suppressed: true, changes: [] },
    ]);
  });

  it('gives no figures of a scale that fewer than five have', async () => {
    const { ask, measure } = await measuredOf(5);
    for (let n = 0; n < 5; n += 1) {
      const all = quality(3);
      const answers =
        n === 0
          ? Object.fromEntries(Object.entries(all).filter(([item]) => Number(item) < 20 || Number(item) > 21))
          : all;
      const wellbeing = { instrument: 'WHOQOL_BREF' } as const;
      await measure({ ...wellbeing, answers, timing: 'PRE', measuredOn: '2024-12-03' }, n);
      await measure({ ...wellbeing, answers: all }, n);
    }
    const [method] = (await ask({ instrument: 'WHOQOL_BREF' })).methods;
    expect(method?.changes).toEqual([
      { scale: 'physical', suppressed: false, n: 5, meanChange: 0 },
      { scale: 'psychological', suppressed: false, n: 5, meanChange: 0 },
      { scale: 'environment', suppressed: false, n: 5, meanChange: 0 },
      { scale: 'social', suppressed: true },
    ]);
  });

  it('counts the last measure after a programme that was prolonged, and nobody whose key is gone', async () => {
    const { ask, measure, log } = await measuredOf(6);
    await measure({ answers: readiness(3), measuredOn: '2024-12-16' });
    expect((await ask()).methods[0]?.changes.at(-1)).toMatchObject({ n: 6, meanChange: 1.67 });
    const { subject } = personOf(1);
    await log.keyring.destroy(subject);
    expect((await ask()).methods[0]?.n).toBe(5);
  });

  it('is of the cases that the reader reaches, in the programme asked for', async () => {
    const { ask, viewed } = await measuredOf(1);
    expect((await ask({}, { ...karutan, unitId: 'RUTAN-PURBALINGGA' })).methods).toEqual([]);
    expect((await ask({ templateId: id('spec', 'other template') })).methods).toEqual([]);
    expect((await ask({ instrument: 'LIKERT' })).methods).toEqual([]);
    expect(await viewed()).toEqual([]);
    const kanwil = { ...karutan, role: 'kanwil', unitId: 'KANWIL-JAWA-TENGAH' };
    expect((await ask({}, kanwil)).methods).toHaveLength(1);
  });
});

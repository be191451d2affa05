import { id } from '#kernel';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import type { RiskBand } from '#contracts/rehabilitation/codes';
import { screeningEvents } from '#contracts/rehabilitation/screening.events';
import { inMemoryReadModels } from '#platform/projections';
import { readerOf, recording } from '#platform/specs';
import { caseIdOf } from '../case/open-case.js';
import { clerk, factOn, karutan } from '../facts-for-specs.js';
import { programmeFigures } from './programme-figures.projection.js';
import { type FiguresQuestion, ProgrammeFiguresOf, ProgrammeFiguresOfHandler } from './programme-figures.query.js';

const regional = { id: 'staff-kanwil', kind: 'USER', role: 'kanwil', unitId: 'KANWIL-JAWA-TENGAH' } as const;

async function screened(log: ReturnType<typeof recording>, n: number, riskBand: RiskBand, screenedOn = '2024-12-10') {
  const [inmateId, subject] = [id('spec', 'inmate', n), id('spec', 'subject', n)];
  const caseId = caseIdOf(inmateId, 1);
  await log.write(`rehabcase-${caseId}`, clerk, {
    type: 'RehabCaseOpened',
    data: { subject, inmateId, episode: 1, openedOn: '2024-12-02', basis: [factOn(`inmate-${inmateId}`)] },
  });
  await log.write(`screening-${id('spec', 'screening', n)}`, clerk, {
    type: 'InmateScreened',
    data: {
      subject,
      caseId,
      inmateId,
      instrument: 'WHO_ASSIST',
      instrumentVersion: '3.1',
      cutoffSet: 'who-3.1',
      referencePeriod: 'LAST_3_MONTHS',
      interviewerId: 'staff-1',
      screenedOn,
      riskBand,
      answers: [{ item: 'q1', substance: 'alcohol', answer: 0 }],
      scores: [{ scale: 'alcohol', score: 0 }],
    },
  });
}

describe('The figures of the programme', () => {
  let log: ReturnType<typeof recording>;
  beforeAll(async () => {
    log = recording([...caseEvents, ...screeningEvents]);
    for (let n = 0; n < 8; n += 1) await screened(log, n, 'LOW');
    for (let n = 8; n < 14; n += 1) await screened(log, n, 'MODERATE');
    for (let n = 14; n < 16; n += 1) await screened(log, n, 'HIGH', '2024-12-12');
  });

  const asked = async (question: FiguresQuestion, by = karutan as typeof karutan | typeof regional) =>
    new ProgrammeFiguresOfHandler(await log.models(programmeFigures)).execute(
      new ProgrammeFiguresOf(readerOf(by), question),
    );

  it('count each case once, by the band it was found in', async () => {
    expect(await asked({})).toMatchObject({ screened: 16, low: 8, moderate: 6, high: 2, admitted: 0 });
  });

  it('count what happened on the days of a period, both included', async () => {
    expect(await asked({ from: '2024-12-11', to: '2024-12-12' })).toMatchObject({ screened: 2, high: 2, low: 0 });
    expect(await asked({ to: '2024-12-10' })).toMatchObject({ screened: 14, high: 0 });
  });

  it('have no period that ends before it begins', async () => {
    await expect(asked({ from: '2024-12-12', to: '2024-12-11' })).rejects.toMatchObject({ code: 'period-reversed' });
  });

  it('do not publish a cell of few people, nor one more by which the total would tell it', async () => {
    const published = await asked({}, regional);
    expect(published).toMatchObject({ screened: 16, low: 8 });
    expect(published).not.toHaveProperty('high');
    expect(published).not.toHaveProperty('moderate');
    expect(published.suppressed).toEqual(expect.arrayContaining(['high', 'moderate']));
  });

  it('are the same when every event is delivered twice', async () => {
    const events = await log.events();
    const doubled = inMemoryReadModels([...events, ...events], [programmeFigures]);
    const question = new ProgrammeFiguresOf(readerOf(karutan), {});
    expect(await new ProgrammeFiguresOfHandler(doubled).execute(question)).toMatchObject({ screened: 16, low: 8 });
  });
});

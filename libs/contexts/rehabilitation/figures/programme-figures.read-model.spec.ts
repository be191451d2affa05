import type { StaffActor } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { inMemoryReadModels } from '#platform/projections';
import { readerOf, recording } from '#platform/for-specs';
import { agencyHead, assessor, clerk, karutan, nurse, subject } from '../facts-for-specs.js';
import { caseIdOf, happenings as told, OTHER } from './histories-for-specs.js';
import type { ProgrammeFigures } from './figures.js';
import { milestonesKept, programmeFigures } from './programme-figures.read-model.js';
import { eventId, inputOf } from './played-for-specs.js';

const region = (role: string): StaffActor => person(role, role, 'KANWIL-JAWA-TENGAH');
const stranger: StaffActor = { ...nurse, unitId: 'RUTAN-WONOSOBO' };
const untilAdmitted = (n: number) => [
  told.opened('2024-12-01'),
  told.screened('2024-12-02'),
  told.assessed('2024-12-05', caseIdOf(n)),
  told.recommended('2024-12-06', caseIdOf(n)),
  told.admitted('2024-12-09'),
];

const asking = (...histories: readonly ReturnType<typeof inputOf>[]) => {
  const { engine, records } = recording([]);
  const from = { engine, records, models: inMemoryReadModels(histories.flat(), [milestonesKept]), today: '2024-12-16' };
  return (question: object = {}, by: StaffActor = karutan) =>
    programmeFigures.answer(question as never, { ...from, reader: readerOf(by) }) as Promise<ProgrammeFigures>;
};

describe('programmeFigures', () => {
  it('counts each figure by the day of its own milestone, both days of the period in it', async () => {
    const asked = asking(
      inputOf(1, ...untilAdmitted(1), told.completed('2024-12-20'), told.certified('2024-12-21')),
      inputOf(2, ...untilAdmitted(2)),
    );
    expect(await asked()).toMatchObject({
      screened: 2,
      high: 2,
      assessed: 2,
      recommended: 2,
      eligible: 2,
      admitted: 2,
      inProgramme: 1,
      completed: 1,
      certificates: 1,
      conversionPercent: 100,
      completionPercent: 100,
      medianDaysScreenedToAssessed: 3,
      medianDaysAssessedToAdmitted: 4,
      medianDaysAdmittedToCompleted: 11,
      suppressed: [],
    });
    const inside = { from: '2024-12-05', to: '2024-12-09' };
    expect(await asked(inside)).toMatchObject({ ...inside, screened: 0, assessed: 2, admitted: 2, completed: 0 });
    expect(await asked({ from: '2024-12-06', to: '2024-12-08' })).toMatchObject({ assessed: 0, admitted: 0 });
    expect(await asked({ to: '2024-12-19' })).toMatchObject({ inProgramme: 2, completed: 0, certificates: 0 });
  });

  it('has no quotient of nothing', async () => {
    const figures = await asking()();
    expect(figures).toMatchObject({ screened: 0, discontinuedBy: [], exitedBy: [], suppressed: [] });
    for (const name of ['conversionPercent', 'completionPercent', 'dosagePercent', 'medianDaysScreenedToAssessed']) {
      expect(figures).not.toHaveProperty(name);
    }
  });

  it('takes the middle of two medians', async () => {
    const first = [told.opened('2024-12-01'), told.screened('2024-12-02'), told.assessed('2024-12-03', caseIdOf(1))];
    const second = [told.opened('2024-12-01'), told.screened('2024-12-02'), told.assessed('2024-12-06', caseIdOf(2))];
    expect(await asking(inputOf(1, ...first), inputOf(2, ...second))()).toMatchObject({
      medianDaysScreenedToAssessed: 2.5,
    });
  });

  it('says what corrected entries say, and nothing of annulled ones (D12)', async () => {
    const screening = told.screened('2024-12-02');
    const recommendation = told.recommended('2024-12-06', caseIdOf(1), 'NOT_ELIGIBLE');
    const corrected = asking(
      inputOf(
        1,
        ...untilAdmitted(1),
        told.rescreened(eventId(1, 1), { ...screening.data, screenedOn: '2024-12-03', riskBand: 'LOW' }),
        told.reconsidered(eventId(1, 3), { ...recommendation.data, recommendedOn: '2024-12-07' }),
      ),
    );
    expect(await corrected()).toMatchObject({ screened: 1, low: 1, high: 0, recommended: 1, eligible: 0 });
    expect(await corrected({ to: '2024-12-02' })).toMatchObject({ screened: 0 });
    expect(await corrected({ from: '2024-12-07', to: '2024-12-07' })).toMatchObject({ recommended: 1 });
    const annulled = asking(
      inputOf(1, ...untilAdmitted(1), told.unassessed(eventId(1, 2)), told.unscreened(eventId(1, 1))),
    );
    expect(await annulled()).toMatchObject({ screened: 0, assessed: 0, admitted: 1 });
  });

  it('counts a case once, by its latest screening of the period', async () => {
    const asked = asking(
      inputOf(1, told.opened('2024-12-01'), told.screened('2024-12-02', 'LOW'), told.screened('2024-12-12', 'HIGH')),
    );
    expect(await asked()).toMatchObject({ screened: 1, low: 0, high: 1 });
    expect(await asked({ to: '2024-12-11' })).toMatchObject({ screened: 1, low: 1, high: 0 });
  });

  it('counts seats of sessions that were held, by what was said last, and not those of who was suspended', async () => {
    const seats = [
      told.seated(1, '2024-12-10', 'ATTENDED'),
      told.seated(2, '2024-12-11', 'ABSENT_UNACCEPTABLE'),
      told.seated(3, '2024-12-12', 'SUSPENDED'),
      told.seated(4, '2024-12-13'),
      told.seated(2, '2024-12-11', 'ATTENDED_LATE'),
      told.seated(5, '2024-12-14', 'FAILED_TO_COMPLY'),
    ];
    const asked = asking(inputOf(1, ...untilAdmitted(1), ...seats));
    expect(await asked()).toMatchObject({ expectedAttendances: 3, attendances: 2, dosagePercent: 66 });
  });

  it('counts a certificate while it stands: a revoked one no more, the one in its place once', async () => {
    const until = [...untilAdmitted(1), told.completed('2024-12-20'), told.certified('2024-12-21')];
    expect(await asking(inputOf(1, ...until, told.revoked('2024-12-22')))()).toMatchObject({ certificates: 0 });
    const again = [told.revoked('2024-12-22'), told.certified('2024-12-23', 'S/2')];
    expect(await asking(inputOf(1, ...until, ...again))()).toMatchObject({ certificates: 1 });
  });

  it('counts who is suspended apart, until they come back', async () => {
    const asked = asking(inputOf(1, ...untilAdmitted(1), told.suspended('2024-12-12'), told.resumed('2024-12-15')));
    expect(await asked({ to: '2024-12-13' })).toMatchObject({ inProgramme: 0, suspended: 1 });
    expect(await asked()).toMatchObject({ inProgramme: 1, suspended: 0 });
  });

  it('says exactly how many they are to who runs the programme or audits it, and suppresses few for the region', async () => {
    const asked = asking(inputOf(1, ...untilAdmitted(1)));
    for (const by of [karutan, clerk, agencyHead, nurse, assessor, region('auditor')]) {
      expect(await asked({}, by)).toMatchObject({ screened: 1, admitted: 1, suppressed: [] });
    }
    const published = await asked({}, region('kanwil'));
    expect(published).not.toHaveProperty('screened');
    expect(published).not.toHaveProperty('admitted');
    expect(published.suppressed).toEqual(expect.arrayContaining(['screened', 'high', 'admitted', 'conversionPercent']));
  });

  it('counts the cases of the unit asked for that the reader reaches', async () => {
    const asked = asking(inputOf(1, ...untilAdmitted(1)));
    expect(await asked({ unitId: karutan.unitId }, assessor)).toMatchObject({ screened: 1 });
    expect(await asked({ unitId: 'RUTAN-WONOSOBO' })).toMatchObject({ screened: 0 });
    expect(await asked({}, stranger)).toMatchObject({ screened: 0 });
  });

  it('opens why programmes ended in the period to count it, after the viewing is recorded (D8)', async () => {
    const log = recording(caseEvents);
    const ends = [
      ['2024-12-10', 'PERSONAL'],
      ['2024-12-11', 'MOTIVATION'],
      ['2024-12-12', 'PERSONAL'],
      ['2024-12-13', 'MOTIVATION'],
    ] as const;
    for (const [n, [day, category]] of ends.entries()) {
      const happened = [told.opened('2024-12-01'), told.admitted('2024-12-02'), told.discontinued(day, category)];
      await log.write(`rehabcase-${caseIdOf(n)}`, clerk, ...happened);
    }
    const asked = (question: object, by: StaffActor = karutan) =>
      log.answers(milestonesKept).one(programmeFigures, question, by);
    const viewed = async () =>
      (await log.events()).flatMap(({ type, data }) => (type === 'RecordsViewed' ? [data] : []));
    expect(JSON.stringify(await log.events())).not.toMatch(/PERSONAL|MOTIVATION/);
    expect(await asked({ from: '2024-12-11' })).toMatchObject({
      discontinued: 3,
      discontinuedBy: [
        { category: 'MOTIVATION', count: 2 },
        { category: 'PERSONAL', count: 1 },
      ],
    });
    expect(await viewed()).toEqual([
      { subjects: [subject], purpose: 'programme-figures', ground: 'ROLE_IN_UNIT', count: 3 },
    ]);
    expect(await asked({ to: '2024-12-09' })).toMatchObject({ discontinued: 0, discontinuedBy: [] });
    expect(await viewed()).toHaveLength(1);
    const published = await asked({}, region('kanwil'));
    expect(published.suppressed).toEqual(
      expect.arrayContaining(['discontinued', 'discontinuedBy.MOTIVATION', 'discontinuedBy.PERSONAL']),
    );
    expect(published.discontinuedBy).toEqual([]);
  });

  it('counts whose reason was erased among those whose programme ended, under no category (D8)', async () => {
    const log = recording(caseEvents);
    const happened = [told.opened('2024-12-01'), told.discontinued('2024-12-10', 'PERSONAL')];
    await log.write(`rehabcase-${caseIdOf(1)}`, clerk, ...happened);
    await log.keyring.destroy(subject);
    const figures = await log.answers(milestonesKept).one(programmeFigures, {}, karutan);
    expect(figures).toMatchObject({ discontinued: 1, discontinuedBy: [] });
  });

  it('counts a case at the unit that owned it when it happened, also for those who read it only then (R-1.7)', async () => {
    const moved = [...untilAdmitted(1), told.takenOver('2024-12-12'), told.completed('2024-12-20')];
    const asked = asking(inputOf(1, ...moved));
    const theirs = { ...karutan, unitId: OTHER };
    expect(await asked()).toMatchObject({ screened: 1, admitted: 1, completed: 0, inProgramme: 0 });
    expect(await asked({ to: '2024-12-11' })).toMatchObject({ inProgramme: 1 });
    expect(await asked({ to: '2024-12-12' })).toMatchObject({ inProgramme: 0 });
    expect(await asked({}, theirs)).toMatchObject({
      screened: 0,
      admitted: 0,
      completed: 1,
      medianDaysAdmittedToCompleted: 11,
    });
    expect(await asked({ to: '2024-12-12' }, theirs)).toMatchObject({ inProgramme: 1 });
    expect(await asked({}, assessor)).toMatchObject({ admitted: 1, completed: 1 });
    expect(await asked({ unitId: OTHER }, assessor)).toMatchObject({ admitted: 0, completed: 1 });
    expect(await asked({ unitId: OTHER })).toMatchObject({ completed: 0 });
    expect(await asked({}, region('auditor'))).toMatchObject({ screened: 1, admitted: 1, completed: 1 });
  });

  it('counts a seat at the unit where the session was, also when its outcome is amended after the case moved (R-1.7)', async () => {
    const seated = (outcome: 'ATTENDED' | 'ATTENDED_LATE') => told.seated(1, '2024-12-10', outcome);
    const asked = asking(
      inputOf(1, ...untilAdmitted(1), seated('ATTENDED'), told.takenOver('2024-12-12'), seated('ATTENDED_LATE')),
    );
    expect(await asked()).toMatchObject({ expectedAttendances: 1, attendances: 1 });
    expect(await asked({}, { ...karutan, unitId: OTHER })).toMatchObject({ expectedAttendances: 0, attendances: 0 });
  });

  it('refuses a period that ends before it begins', async () => {
    const reversed = asking()({ from: '2024-12-10', to: '2024-12-09' });
    await expect(reversed).rejects.toMatchObject({ code: 'period-reversed' });
  });
});

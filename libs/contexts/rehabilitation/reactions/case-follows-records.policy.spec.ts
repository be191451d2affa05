import { type AnyEvent, asksOf, id, type Projected } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { agency, caseId, clerk, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { caseFollowsRecords } from './case-follows-records.policy.js';
import { templateId } from '../case/case-for-specs.js';
import { unit } from '../case/case-played-for-specs.js';
import { currentCase } from '../open-case.handle.js';
import { recordsOf, streams } from '../case/records-for-specs.js';

const records = recordsOf(caseId);
const eventId = id('spec', 'event');
const stream = streams(caseId).screening;

/** What the policy makes of an event of a record of the case. */
function reactions({ type, data }: AnyEvent, about = [{ subject, caseId }]): unknown[] {
  const event = recorded({ type, data, id: eventId }, 3);
  const projected = { ...event, stream, position: '1', metadata: { ...event.metadata, about } };
  return asksOf(caseFollowsRecords, projected as unknown as Projected<AnyEvent>).map(({ command, target }) => ({
    ...command,
    target: target?.id,
  }));
}
const advance = (data: object, by = eventId) => [
  {
    type: 'AdvanceCase',
    target: caseId,
    data: { ...data, by, of: expect.objectContaining({ stream, revision: 3 }) as unknown },
  },
];
const of = id('spec', 'entry');
const corrected = (type: string, { type: entryType, data: entry }: AnyEvent): AnyEvent => ({
  type,
  data: { of, reasonCode: 'WRITTEN_WRONGLY', entryType, entryVersion: 1, entry },
});

describe('caseFollowsRecords', () => {
  it.each([
    { event: records.screened, says: { milestone: 'SCREENED', riskBand: 'HIGH', provider: agency } },
    { event: records.educated, says: { milestone: 'EDUCATED' } },
    { event: records.started, says: { milestone: 'ASSESSMENT_STARTED', provider: agency } },
    { event: records.assessed, says: { milestone: 'ASSESSED' } },
    { event: records.recommended, says: { milestone: 'RECOMMENDED', recommendation: 'ELIGIBLE', templateId } },
    { event: records.approved, says: { milestone: 'PLAN_APPROVED' } },
    { event: records.evaluated, says: { milestone: 'EVALUATED' } },
    { event: records.aftercare, says: { milestone: 'AFTERCARE_PLANNED' } },
  ])('advances the case by $event.type', ({ event, says }) => {
    expect(reactions(event)).toEqual(advance(says));
  });

  it('tells what a correction says of the entry that it corrects (D12)', () => {
    const low = { ...records.screened, data: { ...records.screened.data, riskBand: 'LOW' } };
    const screening = corrected('ScreeningEntryCorrected', low);
    expect(reactions(screening)).toEqual(advance({ milestone: 'SCREENED', riskBand: 'LOW', provider: agency }, of));
    const recommendation = corrected('AssessmentEntryCorrected', records.recommended);
    const says = { milestone: 'RECOMMENDED', recommendation: 'ELIGIBLE', templateId };
    expect(reactions(recommendation)).toEqual(advance(says, of));
    const started = corrected('AssessmentEntryCorrected', records.started);
    expect(reactions(started)).toEqual(advance({ milestone: 'ASSESSMENT_STARTED', provider: agency }, of));
    const educated = corrected('ScreeningEntryCorrected', records.educated);
    expect(reactions(educated)).toEqual(advance({ milestone: 'EDUCATED' }, of));
    const evaluated = corrected('EvaluationEntryCorrected', records.evaluated);
    expect(reactions(evaluated)).toEqual(advance({ milestone: 'EVALUATED' }, of));
  });

  it('tells nothing of a correction of what is no milestone', () => {
    const refused = { type: 'ScreeningRefused', data: { subject, caseId, reasonCode: 'LANGUAGE' } };
    expect(reactions(corrected('ScreeningEntryCorrected', refused))).toEqual([]);
    expect(reactions(corrected('EvaluationEntryCorrected', records.measured))).toEqual([]);
    const rated = { type: 'AssessmentDomainRated', data: { subject, caseId, domain: 'DRUG' } };
    expect(reactions(corrected('AssessmentEntryCorrected', rated))).toEqual([]);
  });

  it.each(['Screening', 'Assessment', 'Evaluation', 'Aftercare'])(
    'sets the case back when an entry of %s is annulled',
    (name) => {
      const data = { of, reasonCode: 'WRONG_RECORD', approvedBy: karutan.staffId };
      const [reaction] = reactions({ type: `${name}EntryAnnulled`, data });
      expect(reaction).toMatchObject({ type: 'SetBackCase', target: caseId, data: { annulled: of } });
    },
  );

  it('tells nobody of a record without a case', () => {
    expect(reactions(records.screened, [])).toEqual([]);
  });
});

describe('A case that follows its records', () => {
  const annul = (entry: string) => ({ of: entry, reasonCode: 'WRONG_RECORD', approvedBy: karutan.staffId });

  it('comes to what they say in the end, whatever is told again', async () => {
    const { open, happen, follow, log } = await unit();
    await open({ inmateId, openedOn: '2024-11-02' });
    const { screening, assessment } = streams(caseId);
    await happen(screening, records.screened);
    await follow();
    const first = await log.lastEntryOf(screening);
    const low = { ...records.screened.data, riskBand: 'LOW' };
    await happen(screening, {
      type: 'ScreeningEntryCorrected',
      data: { of: first, reasonCode: 'WRITTEN_WRONGLY', entryType: 'InmateScreened', entry: low },
    });
    await follow();
    expect((await currentCase(log.engine, inmateId)).case).toMatchObject({ status: 'SCREENED', riskBand: 'LOW' });
    await happen(screening, { type: 'ScreeningEntryAnnulled', data: annul(first) });
    await follow();
    const back = await currentCase(log.engine, inmateId);
    expect(back.case).toMatchObject({ status: 'SCREENING_DUE', advances: [] });
    await happen(screening, records.screened);
    await follow();
    await happen(assessment, records.started, records.assessed);
    expect(await follow()).toEqual([]);
    const length = (await log.events()).length;
    await follow();
    expect(await log.events()).toHaveLength(length);
    expect((await currentCase(log.engine, inmateId)).case).toMatchObject({ status: 'ASSESSED', riskBand: 'HIGH' });
  });

  it('stays where it is when what it moved on from is annulled', async () => {
    const { open, happen, follow, log } = await unit();
    await open({ inmateId, openedOn: '2024-11-02' }, nurse);
    const { screening, assessment } = streams(caseId);
    await happen(screening, records.screened);
    await happen(assessment, records.started);
    await follow();
    await happen(screening, {
      type: 'ScreeningEntryAnnulled',
      data: annul((await log.engine.store.read(screening))[0]?.id ?? ''),
    });
    expect(await follow()).toEqual(['case-has-moved-on']);
    expect((await currentCase(log.engine, inmateId)).case).toMatchObject({ status: 'ASSESSMENT_DUE' });
    expect(clerk.unitId).toBe(nurse.unitId);
  });
});

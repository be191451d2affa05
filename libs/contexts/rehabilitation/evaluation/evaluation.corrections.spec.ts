import { without } from '#kernel';
import { agencyHead, assessor, caseId, consentGiven, inmateThere, nurse, subject } from '../facts-for-specs.js';
import { providerUnitIds } from '../plan/plan-for-specs.js';
import type { CommandOf, EvaluationCommand } from './evaluation.record.js';
import {
  after,
  again,
  annulled,
  before,
  between,
  conclusion,
  entry,
  evaluated,
  factsWhen,
  given,
  goals,
  onMeasure,
  onPlan,
  type Past,
  readiness,
  storedGoals,
  storedMeasure,
} from './evaluation-for-specs.js';

type CorrectingFacts = Partial<typeof facts>;
type EntryData = Omit<CommandOf<'CorrectEvaluationEntry'>['data'], 'of' | 'reasonCode'>;
const advance = { by: entry.evaluated, from: 'IN_PROGRAMME', known: {} } as const;
const facts = factsWhen('EVALUATED', { advances: [advance], followed: [entry.evaluated] });
const movedOn = { ...facts, ...factsWhen('COMPLETED', { advances: [], followed: [entry.evaluated] }) };

const correcting = (of: string, said: EntryData, using: CorrectingFacts = facts): EvaluationCommand => ({
  type: 'CorrectEvaluationEntry',
  data: { of, reasonCode: 'WRITTEN_WRONGLY', ...said },
  facts: again(using),
});
const annulling = (of: string, using: CorrectingFacts = facts): EvaluationCommand => ({
  type: 'AnnulEvaluationEntry',
  data: { of, reasonCode: 'RECORDED_TWICE' },
  facts: again(using),
});
const measure = {
  timing: 'PRE',
  measuredOn: '2024-12-04',
  assessorId: nurse.staffId,
  answers: readiness(4),
} as const;

describe('correcting an entry of an evaluation (D12)', () => {
  it('says a measure anew, by the method that it was taken by', () => {
    given(before)
      .when(correcting(entry.pre, { measure }))
      .then({
        type: 'EvaluationEntryCorrected',
        data: {
          of: entry.pre,
          reasonCode: 'WRITTEN_WRONGLY',
          entryType: 'OutcomeMeasured',
          entry: storedMeasure({ measuredOn: '2024-12-04', assessorId: nurse.staffId }, readiness(4)),
        },
      });
    expect(onMeasure).toHaveLength(3);
  });

  it('leaves a measure from before the programme without one, though the case is in one since', () => {
    const data = without(storedMeasure(), 'templateId');
    const earlier: Past = { id: entry.pre, by: assessor, type: 'OutcomeMeasured', data };
    const { outcome } = given(earlier).when(correcting(entry.pre, { measure }));
    expect(outcome).toMatchObject({ events: [{ data: { entry: { measuredOn: '2024-12-04' } } }] });
    expect(JSON.stringify(outcome)).not.toContain('templateId');
  });

  it('says a conclusion anew, but not who concluded', () => {
    const anew = { ...conclusion, conclusion: 'PROLONG', summary: 'Two weeks more.' } as const;
    given(before, evaluated)
      .when(correcting(entry.evaluated, { conclusion: anew }), { by: nurse })
      .then({
        type: 'EvaluationEntryCorrected',
        data: {
          of: entry.evaluated,
          reasonCode: 'WRITTEN_WRONGLY',
          entryType: 'RehabEvaluated',
          entry: {
            subject,
            caseId,
            evaluatedBy: assessor.staffId,
            ...anew,
            goals: storedGoals,
            providerUnitIds,
            basis: onPlan,
          },
        },
      });
  });

  it('is possible of a measure after the consent was withdrawn and the case left', () => {
    const left = { ...factsWhen('RELEASED'), consent: consentGiven({ status: 'withdrawn' }) };
    const { outcome } = given(before).when(correcting(entry.pre, { measure }, left));
    expect(outcome).toMatchObject({ events: [{ type: 'EvaluationEntryCorrected' }] });
  });

  it('is refused when the case has moved on from a conclusion', () => {
    given(before, evaluated)
      .when(correcting(entry.evaluated, { conclusion }, movedOn))
      .thenRefuses('case-has-moved-on');
    expect(given(before, evaluated).when(correcting(entry.pre, { measure }, movedOn)).outcome).toMatchObject({
      events: [{ data: { of: entry.pre } }],
    });
  });

  it.each<[string, EntryData, CorrectingFacts]>([
    ['day-in-future', { measure: { ...measure, measuredOn: '2024-12-17' } }, {}],
    ['before-admission', { measure: { ...measure, timing: 'MID', measuredOn: '2024-12-01' } }, {}],
    ['before-case-opened', { measure: { ...measure, measuredOn: '2024-11-01' } }, {}],
    [
      'inmate-left',
      { measure },
      { inmate: inmateThere({ left: { how: 'RELEASED', on: '2024-12-02', changeId: caseId } }) },
    ],
    ['consent-after-service', { measure }, { consent: consentGiven({ since: '2024-12-05' }) }],
    ['item-missing', { measure: { ...measure, answers: { 1: 3 } } }, {}],
    ['score-differs', { measure: { ...measure, claimed: [{ scale: 'action', sum: 21 }] } }, {}],
    ['entry-in-use', { measure: { ...measure, timing: 'MID' } }, {}],
    ['entry-in-use', { measure: { ...measure, measuredOn: '2024-12-09' } }, {}],
    ['entry-of-other-type', { conclusion }, {}],
    ['one-entry-at-a-time', { measure, conclusion }, {}],
    ['one-entry-at-a-time', {}, {}],
  ])('is refused as %s', (code, said, using) => {
    given(before, between, after)
      .when(correcting(entry.pre, said, { ...facts, ...using }))
      .thenRefuses(code);
  });

  it.each<[string, EntryData]>([
    ['goal-without-outcome', { conclusion: { ...conclusion, goals: goals.slice(1) } }],
    ['before-last-step', { conclusion: { ...conclusion, evaluatedOn: '2024-12-01' } }],
    ['entry-of-other-type', { measure }],
  ])('is refused of a conclusion as %s', (code, said) => {
    given(before, evaluated).when(correcting(entry.evaluated, said)).thenRefuses(code);
  });

  it('needs an entry of this evaluation that is still valid', () => {
    given(before).when(correcting(entry.post, { measure })).thenRefuses('unknown-entry');
    given(before, annulled(entry.pre)).when(correcting(entry.pre, { measure })).thenRefuses('entry-annulled');
  });
});

describe('annulling an entry of an evaluation (D12)', () => {
  it('says who approved it', () => {
    given(before, evaluated)
      .when(annulling(entry.evaluated), { by: agencyHead })
      .then({
        type: 'EvaluationEntryAnnulled',
        data: { of: entry.evaluated, reasonCode: 'RECORDED_TWICE', approvedBy: agencyHead.staffId },
      });
  });

  it('is not approved by who recorded or corrected the entry', () => {
    given(before).when(annulling(entry.pre), { by: assessor }).thenRefuses('approver-is-author');
    const corrected = {
      by: nurse,
      type: 'EvaluationEntryCorrected',
      data: { of: entry.pre, reasonCode: 'LEARNED_LATER', entryType: 'OutcomeMeasured', entry: storedMeasure() },
    } as const;
    given(before, corrected).when(annulling(entry.pre), { by: nurse }).thenRefuses('approver-is-author');
  });

  it('is refused of a conclusion that the case has moved on from', () => {
    given(before, evaluated).when(annulling(entry.evaluated, movedOn), { by: nurse }).thenRefuses('case-has-moved-on');
  });

  it('leaves a conclusion that was drawn without it', () => {
    expect(given(before, evaluated).when(annulling(entry.pre), { by: nurse }).outcome).toMatchObject({
      events: [{ type: 'EvaluationEntryAnnulled' }],
    });
  });

  it('is refused of the measure that a result is compared to', () => {
    given(before, after).when(annulling(entry.pre), { by: nurse }).thenRefuses('entry-in-use');
    expect(given(before, after).when(annulling(entry.post), { by: nurse }).outcome).toMatchObject({
      events: [{ data: { of: entry.post } }],
    });
  });
});

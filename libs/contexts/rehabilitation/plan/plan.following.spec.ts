import { agencyHead, assessor, clerk, subject } from '../facts-for-specs.js';
import {
  approved,
  drafted,
  exempted,
  facts,
  factsWhen,
  given,
  goalId,
  onCase,
  onTemplate,
  otherGoalId,
  revised,
  submitted,
} from './plan-for-specs.js';
import type { PlanCommand } from './plan.state.js';

type Of<T extends PlanCommand['type']> = Extract<PlanCommand, { type: T }>;
const progress = (change: Partial<Of<'RecordGoalProgress'>['data']> = {}): Of<'RecordGoalProgress'> => ({
  type: 'RecordGoalProgress',
  data: { goalId, progress: 'UNDER_WAY', recordedOn: '2024-12-15', note: 'Names two triggers.', ...change },
  facts,
});
const exempt = (change: Partial<Of<'ExemptRequirement'>['data']> = {}): Of<'ExemptRequirement'> => ({
  type: 'ExemptRequirement',
  data: { module: 'EDUCATION', reason: 'Hard of hearing.', exemptedOn: '2024-12-10', ...change },
  facts,
});
const running = [drafted, submitted, approved];

describe('the progress of a goal (R-3.3)', () => {
  it('says who recorded it', () => {
    given(...running)
      .when(progress(), { by: assessor })
      .then({
        type: 'GoalProgressRecorded',
        data: { subject, ...progress().data, recordedBy: assessor.staffId, basis: onCase },
      });
  });

  it('is of a goal that was approved', () => {
    given(drafted, submitted).when(progress()).thenRefuses('plan-not-approved');
    given(...running)
      .when(progress({ goalId: otherGoalId }))
      .thenRefuses('unknown-goal');
    const goals = [{ subject, goalId: otherGoalId, domain: 'LEGAL', statement: 'Pay the fine.' }];
    const other = { ...revised, data: { ...revised.data, goals } } as typeof revised;
    given(...running, other)
      .when(progress({ goalId: otherGoalId }))
      .thenRefuses('unknown-goal');
  });

  it('happened, and not before the admission (R-13.1)', () => {
    given(...running)
      .when(progress({ recordedOn: '2024-12-17' }))
      .thenRefuses('day-in-future');
    given(...running)
      .when(progress({ recordedOn: '2024-12-01' }))
      .thenRefuses('before-admission');
  });

  it('is not added to a case that was left (R-3.11)', () => {
    given(...running)
      .when({ ...progress(), facts: factsWhen('RELEASED') })
      .thenRefuses('case-not-open');
  });
});

describe('an exemption from a mandatory module (R-3.9)', () => {
  it('says who gave it, and until when', () => {
    const exempted = exempt({ expiresOn: '2024-12-20' });
    given(...running)
      .when(exempted, { by: agencyHead })
      .then({
        type: 'RequirementExempted',
        data: { subject, ...exempted.data, exemptedBy: agencyHead.staffId, basis: onTemplate },
      });
  });

  it('is not given by who wrote the plan', () => {
    for (const by of [assessor, { ...clerk, staffId: assessor.staffId }]) {
      given(...running)
        .when(exempt(), { by })
        .thenRefuses('approver-is-author');
    }
  });

  it.each<[string, Partial<Of<'ExemptRequirement'>['data']>]>([
    ['unknown-module', { module: 'FAMILY' }],
    ['module-not-mandatory', { module: 'SPORT' }],
    ['day-in-future', { exemptedOn: '2024-12-17' }],
    ['before-admission', { exemptedOn: '2024-12-01' }],
    ['expires-before-exemption', { expiresOn: '2024-12-09' }],
  ])('is refused as %s', (code, change) => {
    given(...running)
      .when(exempt(change), { by: agencyHead })
      .thenRefuses(code);
  });

  it('is given again only after the one before expired', () => {
    const again = (exemptedOn: string, before = exempted('2024-12-12')) =>
      given(...running, before).when(exempt({ exemptedOn }), { by: agencyHead });
    again('2024-12-12').thenRefuses('already-exempted');
    again('2024-12-16', exempted()).thenRefuses('already-exempted');
    expect(again('2024-12-13').outcome).toMatchObject({ events: [{ type: 'RequirementExempted' }] });
    expect(again('2024-12-09').outcome).toMatchObject({ events: [{ type: 'RequirementExempted' }] });
  });

  it('needs a programme to be exempted from', () => {
    given(...running)
      .when({ ...exempt(), facts: { case: facts.case } }, { by: agencyHead })
      .thenRefuses('not-admitted');
  });
});

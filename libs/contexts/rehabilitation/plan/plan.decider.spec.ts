import { without } from '#kernel';
import { agencyHead, assessor, caseId, clerk, karutan, nurse, subject } from '../facts-for-specs.js';
import {
  approved,
  content,
  drafted,
  drafting,
  facts,
  factsWhen,
  given,
  goalId,
  onCase,
  onTemplate,
  providerUnitIds,
  returned,
  revised,
  stored,
  submitted,
} from './plan-for-specs.js';
import type { PlanCommand } from './plan.state.js';

type Of<T extends PlanCommand['type']> = Extract<PlanCommand, { type: T }>;
type PlanContent = Omit<Of<'DraftPlan'>['data'], 'caseId'>;
const draft = (change: Partial<PlanContent> = {}, using: Of<'DraftPlan'>['facts'] = drafting): PlanCommand => ({
  type: 'DraftPlan',
  data: { caseId, ...content, ...change },
  facts: using,
});
const revise = (change: Partial<Of<'RevisePlan'>['data']> = {}): PlanCommand => ({
  type: 'RevisePlan',
  data: { version: 1, reason: 'More education.', ...content, ...change },
  facts,
});
const submit: PlanCommand = { type: 'SubmitPlan', data: {}, facts };
const approve: PlanCommand = { type: 'ApprovePlan', data: {}, facts };
const giveBack: PlanCommand = { type: 'ReturnPlan', data: { comment: 'Too few sessions.' }, facts };

describe('drafting the plan of a case (R-3.3)', () => {
  it('says what is planned, on the case and the template of its admission (D12)', () => {
    given()
      .when(draft(), { by: assessor })
      .then({
        type: 'RehabPlanDrafted',
        data: { subject, caseId, version: 1, providerUnitIds, ...stored, basis: onTemplate },
      });
  });

  it('may be without goals and sessions until it is handed in', () => {
    const { outcome } = given().when(draft({ goals: [], sessions: [] }));
    expect(outcome).toMatchObject({ events: [{ data: { goals: [], sessions: [] } }] });
  });

  it('happens once for a case', () => {
    given(drafted).when(draft()).thenRefuses('plan-already-drafted');
  });

  it.each(['ASSESSED', 'RECOMMENDED', 'SUSPENDED', 'EVALUATED', 'COMPLETED'] as const)(
    'waits for the admission, and is over when the case is %s',
    (status) => {
      given()
        .when(draft({}, { ...drafting, ...factsWhen(status) }))
        .thenRefuses('not-in-this-status');
    },
  );

  it('needs an admission, and so a template', () => {
    const { case: fact } = facts;
    const unadmitted = without(fact.case, 'admission');
    given()
      .when(draft({}, { ...drafting, case: { ...fact, case: unadmitted } }))
      .thenRefuses('not-admitted');
    given()
      .when(draft({}, { case: fact, unitId: drafting.unitId }))
      .thenRefuses('not-admitted');
  });

  it('is the business of the unit that owns the case (R-1.2)', () => {
    given()
      .when(draft({}, { ...drafting, unitId: 'RUTAN-PURBALINGGA' }))
      .thenRefuses('case-of-another-unit');
  });

  it('is refused for a case that was closed or whose consent was withdrawn (R-3.11, R-2.1)', () => {
    given()
      .when(draft({}, { ...drafting, ...factsWhen('CLOSED') }))
      .thenRefuses('case-not-open');
    const consent = { status: 'WITHDRAWN', consentId: goalId } as const;
    given()
      .when(draft({}, { ...drafting, ...factsWhen('ADMITTED', { consent }) }))
      .thenRefuses('consent-withdrawn');
  });

  it.each<[string, Partial<PlanContent>]>([
    ['goal-repeated', { goals: [...content.goals, ...content.goals] }],
    ['module-repeated', { sessions: [...content.sessions, { module: 'EDUCATION', planned: 1 }] }],
    ['unknown-module', { sessions: [{ module: 'FAMILY', planned: 1 }] }],
    ['target-before-admission', { goals: content.goals.map((goal) => ({ ...goal, targetOn: '2024-12-01' })) }],
  ])('is refused as %s', (code, change) => {
    given().when(draft(change)).thenRefuses(code);
    given(drafted).when(revise(change)).thenRefuses(code);
  });
});

describe('handing a plan in (R-3.3)', () => {
  it('says who did', () => {
    given(drafted)
      .when(submit, { by: clerk })
      .then({ type: 'RehabPlanSubmitted', data: { version: 1, submittedBy: clerk.staffId, basis: onCase } });
  });

  it('changes nothing when it was handed in already', () => {
    given(drafted, submitted).when(submit).then();
  });

  it('needs goals and sessions', () => {
    const saying = (change: object) => ({ ...drafted, data: { ...drafted.data, ...change } }) as typeof drafted;
    given(saying({ goals: [] }))
      .when(submit)
      .thenRefuses('plan-without-goals');
    given(saying({ sessions: [] }))
      .when(submit)
      .thenRefuses('plan-without-sessions');
    given(saying({ sessions: [{ module: 'EDUCATION', planned: 0 }] }))
      .when(submit)
      .thenRefuses('plan-without-sessions');
  });
});

describe('approving a plan (R-3.3)', () => {
  it('says who did, and to whom it matters', () => {
    given(drafted, submitted)
      .when(approve, { by: agencyHead })
      .then({
        type: 'RehabPlanApproved',
        data: { version: 1, providerUnitIds, approvedBy: agencyHead.staffId, basis: onCase },
      });
  });

  it('changes nothing when it was approved already', () => {
    given(drafted, submitted, approved).when(approve, { by: karutan }).then();
  });

  it('is not done by who drafted, revised or submitted it', () => {
    given(drafted, submitted).when(approve, { by: assessor }).thenRefuses('approver-is-author');
    const handedIn = { ...submitted, by: clerk, data: { version: 2, submittedBy: clerk.staffId } } as typeof submitted;
    const anew = [drafted, submitted, returned, { ...revised, by: nurse }, handedIn];
    for (const by of [assessor, nurse, clerk]) {
      given(...anew)
        .when(approve, { by })
        .thenRefuses('approver-is-author');
    }
    expect(given(...anew).when(approve, { by: agencyHead }).outcome).toMatchObject({
      events: [{ data: { version: 2 } }],
    });
  });

  it('is possible again while the programme runs', () => {
    const { outcome } = given(drafted, submitted).when(
      { ...approve, facts: factsWhen('IN_PROGRAMME') },
      { by: agencyHead },
    );
    expect(outcome).toMatchObject({ events: [{ type: 'RehabPlanApproved' }] });
  });
});

describe('returning a plan (R-3.3)', () => {
  it('says who did and why', () => {
    given(drafted, submitted)
      .when(giveBack, { by: agencyHead })
      .then({
        type: 'RehabPlanReturned',
        data: { subject, version: 1, returnedBy: agencyHead.staffId, comment: 'Too few sessions.', basis: onCase },
      });
  });
});

describe('revising a plan (R-3.4)', () => {
  it('makes the next version', () => {
    given(drafted, submitted, returned)
      .when(revise())
      .then({
        type: 'RehabPlanRevised',
        data: { subject, version: 2, providerUnitIds, ...stored, reason: 'More education.', basis: onTemplate },
      });
  });

  it('supersedes the latest version only', () => {
    given(drafted, submitted, approved)
      .when(revise({ version: 2 }))
      .thenRefuses('not-the-latest-version');
    given(drafted, submitted, returned, revised).when(revise()).thenRefuses('not-the-latest-version');
  });

  it('takes no session away that was approved, however many others it adds', () => {
    const fewer = [
      { module: 'COUNSELLING', planned: 3 },
      { module: 'EDUCATION', planned: 20 },
    ];
    given(drafted, submitted, approved)
      .when(revise({ sessions: fewer }))
      .thenRefuses('sessions-reduced');
    const left = [{ module: 'COUNSELLING', planned: 40 }];
    given(drafted, submitted, approved)
      .when(revise({ sessions: left }))
      .thenRefuses('sessions-reduced');
    given(drafted, submitted, approved, revised)
      .when(revise({ version: 2, sessions: left }))
      .thenRefuses('sessions-reduced');
  });

  it('may take away what was never approved', () => {
    const sessions = [{ module: 'SPORT', planned: 1 }];
    expect(given(drafted, submitted, returned).when(revise({ sessions })).outcome).toMatchObject({
      events: [{ data: { sessions } }],
    });
  });
});

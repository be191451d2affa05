import * as aftercares from '../../libs/contexts/rehabilitation/aftercare/aftercare-for-specs.js';
import { handleAftercare } from '../../libs/contexts/rehabilitation/aftercare/aftercare.handle.js';
import * as evaluations from '../../libs/contexts/rehabilitation/evaluation/evaluation-for-specs.js';
import { handleEvaluation } from '../../libs/contexts/rehabilitation/evaluation/evaluation.handle.js';
import { assessor, clerk, karutan, nurse } from '../../libs/contexts/rehabilitation/facts-for-specs.js';
import { facilitators } from '../../libs/contexts/rehabilitation/session/session-for-specs.js';
import { handleSession } from '../../libs/contexts/rehabilitation/session/session.handle.js';
import { type Around, doing, type Doings, one, SECRET } from './deeds.js';
import { goalIdOf, MODULE } from './deeds-programme.js';
import { providerOf } from './deeds-diagnosis.js';

const session = doing('person', handleSession);
const evaluation = doing('person', handleEvaluation);
const aftercare = doing('person', handleAftercare);

const SLOTS = 6;
const timesOf = ({ tape, at }: Around) => {
  const slot = -60 * (1 + tape.choose(SLOTS));
  return { startsAt: at(slot), endsAt: at(slot + 45) };
};
const arrangedBy = (around: Around) => ({
  kind: 'GROUP',
  module: MODULE,
  templateId: around.id('template'),
  provider: providerOf(around),
  facilitators,
  place: one(around.tape, ['AULA', 'ROOM']),
  ...timesOf(around),
});
/** The own case, and now and then that of somebody else. */
const rosterOf = ({ tape, id, other }: Around) => {
  const ids = [id('case'), ...(tape.rarely(400) ? [other('case')] : [])];
  return [...new Set(ids)].map((caseId) => ({ caseId }));
};

const ofSessions: Doings = {
  ScheduleSession: session.creates('session', assessor, (around) => ({
    ...arrangedBy(around),
    roster: rosterOf(around),
    ...(around.tape.rarely(300) && { override: { reason: SECRET } }),
  })),
  RescheduleSession: session.acts('session', assessor, (around) => ({
    ...timesOf(around),
    place: 'AULA',
    reasonCode: 'ROOM',
  })),
  CancelSession: session.acts('session', assessor, () => ({ reasonCode: 'SECURITY' }), ['ScheduleSession']),
  HoldSession: session.acts('session', assessor, (around) => {
    const { startsAt, endsAt } = (around.said('RescheduleSession') ?? around.said('ScheduleSession'))?.data ?? {};
    const expected = (around.said('ScheduleSession')?.data.roster ?? rosterOf(around)) as readonly object[];
    return {
      ...(startsAt === undefined ? timesOf(around) : { startsAt, endsAt }),
      facilitators,
      roster: expected.map((one) =>
        around.tape.rarely(300)
          ? { ...one, outcome: 'ABSENT_ACCEPTABLE', absenceReason: 'SICK', note: SECRET }
          : { ...one, outcome: 'ATTENDED' },
      ),
    };
  }),
  ScheduleCatchUp: session.creates('catchUp', assessor, (around) => ({
    ...arrangedBy(around),
    roster: [{ caseId: around.id('case') }],
    catchUpOf: around.id('session'),
  })),
  AmendAttendance: session.acts('session', nurse, ({ id, tape }) => ({
    caseId: id('case'),
    ...(tape.rarely(500) ? { outcome: 'ATTENDED_LATE' } : { outcome: 'ABSENT_ACCEPTABLE', absenceReason: 'SICK' }),
    reason: SECRET,
  })),
  AnswerCoverageQuestion: session.acts(
    'session',
    karutan,
    ({ id }) => ({
      agreementId: id('agreement'),
      answer: 'HELD_BEFORE_IT_WAS_KNOWN',
      note: SECRET,
    }),
    ['HoldSession'],
  ),
  CorrectSessionEntry: session.corrects('session', assessor, {
    HoldSession: (said) => ({ holding: said }),
    ScheduleSession: ({ startsAt, endsAt, override }) => ({
      appointment: { startsAt, endsAt, override, facilitators, place: 'ROOM' },
    }),
  }),
  AnnulSessionEntry: session.annuls(
    'session',
    karutan,
    'HoldSession',
    'ScheduleSession',
    'CancelSession',
    'RescheduleSession',
    'AmendAttendance',
  ),
};

const measuring = (timing: string) => (around: Around) => ({
  ...evaluations.measuring,
  consentId: around.id('consent'),
  timing,
  measuredOn: around.today,
});

const ofEvaluations: Doings = {
  BeginEvaluation: evaluation.creates('evaluation', assessor, (around) => ({
    caseId: around.id('case'),
    ...measuring('PRE')(around),
  })),
  RecordMeasure: evaluation.acts('evaluation', assessor, measuring('POST')),
  EvaluateRehab: evaluation.acts('evaluation', assessor, (around) => ({
    ...evaluations.conclusion,
    evaluatedOn: around.today,
    goals: [{ goalId: goalIdOf(around), outcome: 'ACHIEVED' }],
    summary: SECRET,
  })),
  CorrectEvaluationEntry: evaluation.corrects('evaluation', assessor, {
    RecordMeasure: ({ timing, measuredOn, assessorId }) => ({
      measure: { timing, measuredOn, assessorId, answers: evaluations.readiness(4) },
    }),
    EvaluateRehab: (said) => ({ conclusion: { ...said, summary: 'Knows it.' } }),
  }),
  AnnulEvaluationEntry: evaluation.annuls('evaluation', nurse, 'EvaluateRehab', 'RecordMeasure', 'BeginEvaluation'),
};

const { probationOfficer, BAPAS } = aftercares;
const AGAIN = ['RejectReferral', 'RevokeReferral'];
const newReferral = ({ made, said }: Around) => {
  const ended = AGAIN.filter((type) => said(type) !== undefined).length;
  return { referralId: made(`referral ${ended}`) };
};
const referral = ({ made, said }: Around) => ({
  referralId: said('ReferAftercare')?.data.referralId ?? made('referral 0'),
});

const ofAftercares: Doings = {
  PlanAftercare: aftercare.creates('aftercare', clerk, ({ id, today, inDays }) => ({
    ...aftercares.plan,
    caseId: id('case'),
    consentId: id('consent'),
    needs: SECRET,
    plannedOn: today,
    untilOn: inDays(90),
  })),
  RecordAftercareContact: aftercare.acts('aftercare', clerk, ({ today }) => ({
    ...aftercares.contact,
    note: SECRET,
    contactedOn: today,
  })),
  ReferAftercare: aftercare.acts('aftercare', clerk, (around) => ({
    ...newReferral(around),
    toUnitId: BAPAS,
    reasonCode: 'RELEASE',
    referredOn: around.today,
  })),
  AcceptReferral: aftercare.acts('aftercare', probationOfficer, (around) => ({
    ...referral(around),
    acceptedOn: around.today,
  })),
  RejectReferral: aftercare.acts('aftercare', probationOfficer, (around) => ({
    ...referral(around),
    rejectedOn: around.today,
    reasonCode: 'NO_CAPACITY',
  })),
  RevokeReferral: aftercare.acts('aftercare', clerk, (around) => ({
    ...referral(around),
    revokedOn: around.today,
    reasonCode: 'NO_ANSWER',
  })),
  CompleteAftercare: aftercare.acts('aftercare', clerk, ({ today }) => ({ completedOn: today, outcome: 'STABLE' })),
  CorrectAftercareEntry: aftercare.corrects('aftercare', clerk, {
    RecordAftercareContact: (said) => ({ contact: { ...said, mode: 'TELEPHONE' } }),
    CompleteAftercare: (said) => ({ completion: said }),
  }),
  AnnulAftercareEntry: aftercare.annuls(
    'aftercare',
    nurse,
    'RecordAftercareContact',
    'CompleteAftercare',
    'AcceptReferral',
    'PlanAftercare',
  ),
};

/** What people do about sessions, evaluations and aftercare, as its command is called. */
export const service: Doings = { ...ofSessions, ...ofEvaluations, ...ofAftercares };

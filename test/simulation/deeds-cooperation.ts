import * as agreements from '../../libs/contexts/cooperation/agreement/agreement-for-specs.js';
import { handleAgreement } from '../../libs/contexts/cooperation/agreement/agreement.handle.js';
import * as directives from '../../libs/contexts/cooperation/directive/directive-for-specs.js';
import { handleDirective } from '../../libs/contexts/cooperation/directive/directive.handle.js';
import * as visits from '../../libs/contexts/cooperation/visit/visit-for-specs.js';
import { handleVisit } from '../../libs/contexts/cooperation/visit/visit.handle.js';
import { type Around, doing, type Doings, SECRET } from './deeds.js';

const { drafter, karutan, kepala, rutanParty, bnnkParty, RUTAN } = agreements;
const agreement = doing('agreement', handleAgreement);
const visit = doing('visit', handleVisit);
const directive = doing('directive', handleDirective);

const SERVICES = ['SOCIAL_REHABILITATION', 'SCREENING', 'ASSESSMENT', 'AFTERCARE'] as const;
/** The course of an agreement that ends soon. */
const SHORT = 3;
const scope = SERVICES.map((service) => ({ service, unitIds: [RUTAN] }));

/** The party that has not signed yet: the Rutan first, then the agency. */
const signing = (type: string) => ({
  party: ({ said }: Around) => (said(type)?.data.partyId === rutanParty.partyId ? bnnkParty : rutanParty),
  by: ({ said }: Around) => (said(type)?.data.partyId === rutanParty.partyId ? kepala : karutan),
});
const [first, added] = [signing('SignAgreement'), signing('SignAddendum')];

const ofAgreements: Doings = {
  ProposeAgreement: agreement.creates('agreement', drafter, ({ today, course, inDays }) => ({
    ...agreements.draft,
    scope,
    term: { ...agreements.term, effectiveOn: today, endsOn: course === SHORT ? inDays(7) : agreements.term.endsOn },
  })),
  ReviseAgreementDraft: agreement.acts('agreement', drafter, () => ({ title: 'Rehabilitasi sosial' })),
  DiscussAgreement: agreement.acts('agreement', drafter, ({ today }) => ({ heldOn: today, comment: SECRET })),
  ReturnAgreement: agreement.acts('agreement', karutan, () => ({ comment: SECRET })),
  ApproveAgreementForSigning: agreement.acts('agreement', karutan, ({ tape }) => ({
    ...agreements.approval,
    number: `NK/${1 + tape.choose(9)}`,
  })),
  SignAgreement: agreement.acts('agreement', first.by, (around) => ({
    partyId: first.party(around).partyId,
    signedOn: around.today,
  })),
  BringAgreementIntoForce: agreement.acts('agreement', karutan),
  CancelAgreement: agreement.acts('agreement', karutan, () => ({ reasonCode: 'NO_CONSENSUS', comment: SECRET })),
  ProposeAddendum: agreement.acts('agreement', drafter, ({ today }) => ({
    ...agreements.addendum,
    changes: { endsOn: '2027-12-15' },
    effectiveOn: today,
  })),
  SignAddendum: agreement.acts('agreement', added.by, (around) => ({
    partyId: added.party(around).partyId,
    signedOn: around.today,
    number: 1,
  })),
  EvaluateAgreement: agreement.acts('agreement', karutan, ({ today }) => ({ evaluatedOn: today, outcome: 'CONTINUE' })),
  RenewAgreement: agreement.acts('agreement', karutan, ({ other, today }) => ({
    successorId: other('agreement'),
    renewedOn: today,
  })),
  SuspendAgreement: agreement.acts('agreement', karutan, ({ tape, inDays }) => ({
    suspendedOn: inDays(-tape.choose(2)),
    reasonCode: 'FORCE_MAJEURE',
    comment: SECRET,
  })),
  ResumeAgreement: agreement.acts('agreement', karutan, ({ today }) => ({ resumedOn: today })),
  TerminateAgreement: agreement.acts('agreement', karutan, ({ tape, inDays, id }) => ({
    reasonCode: 'BREACH',
    ...(tape.rarely(600)
      ? { noticeOn: inDays(-30), effectiveOn: inDays(0) }
      : { noticeOn: inDays(0), effectiveOn: inDays(30) }),
    casesInProgress: tape.rarely(500) ? [{ caseId: id('case'), handling: 'FINISH' }] : [],
  })),
  ExpireAgreement: agreement.acts('agreement', karutan),
};

const followUp = ({ made }: Around) => ({ followUpId: made('follow-up') });
const arriving = ({ at, today }: Around) => ({
  ...visits.arrival,
  arrivedAt: at(-60),
  assignmentLetter: { number: 'ST/123', issuedOn: today },
});

const ofVisits: Doings = {
  AnnounceVisit: visit.creates('visit', drafter, ({ today }) => ({
    visitingUnitId: visits.lead.unitId,
    purpose: 'COORDINATION',
    plannedOn: today,
  })),
  RecordAnnouncedArrival: visit.acts('visit', drafter, arriving),
  RecordArrival: visit.creates('visit', drafter, (around) => ({ ...visits.unannounced, ...arriving(around) })),
  RecordObservation: visit.acts('visit', visits.lead, ({ made }) => ({
    ...visits.observation('MINOR'),
    observationId: made('observation'),
    text: SECRET,
  })),
  AddFollowUp: visit.acts('visit', drafter, (around) => ({
    ...followUp(around),
    ...visits.task,
    dueOn: around.inDays(7),
    text: SECRET,
  })),
  ExtendFollowUp: visit.acts('visit', drafter, (around) => ({
    ...followUp(around),
    dueOn: around.inDays(14),
    reasonCode: 'WAITING_FOR_OTHERS',
  })),
  CompleteFollowUp: visit.acts('visit', visits.nurse, (around) => ({ ...followUp(around), completedOn: around.today })),
  VerifyFollowUp: visit.acts('visit', visits.lead, (around) => ({ ...followUp(around), verifiedOn: around.today })),
  ConcludeVisit: visit.acts('visit', drafter, ({ at }) => ({ departedAt: at(-5) })),
  CorrectVisitEntry: visit.corrects('visit', drafter, {
    RecordObservation: ({ topic }) => ({ observation: { topic, text: 'The rooms are well.' } }),
    ConcludeVisit: (_, around) => ({ conclusion: { departedAt: around.at(-1) } }),
  }),
  AnnulVisitEntry: visit.annuls(
    'visit',
    visits.third,
    'RecordObservation',
    'ConcludeVisit',
    'VerifyFollowUp',
    'CompleteFollowUp',
  ),
};

const question = ({ made }: Around) => ({ questionId: made('question') });

const ofDirectives: Doings = {
  DraftDirective: directive.creates('directive', directives.head, ({ tape }) => ({
    ...directives.draft,
    number: `ST/${1 + tape.choose(3)}`,
  })),
  IssueDirective: directive.acts('directive', directives.head, ({ today, inDays }) => ({
    issuedOn: today,
    effectiveOn: today,
    acknowledgeBy: inDays(7),
  })),
  AcknowledgeDirective: directive.acts('directive', directives.nurse, ({ today }) => ({ acknowledgedOn: today })),
  AskDirectiveClarification: directive.acts('directive', directives.nurse, (around) => ({
    ...question(around),
    question: SECRET,
  })),
  AnswerDirectiveClarification: directive.acts('directive', directives.head, (around) => ({
    ...question(around),
    answer: SECRET,
  })),
  RecordDirectiveFollowUp: directive.acts('directive', directives.guard, (around) => ({
    ...followUp(around),
    report: SECRET,
  })),
  SupersedeDirective: directive.acts(
    'directive',
    directives.head,
    ({ other, today }) => ({
      successorId: other('directive'),
      effectiveOn: today,
    }),
    ['IssueDirective'],
  ),
  RevokeDirective: directive.acts('directive', directives.head, ({ today }) => ({
    reasonCode: 'NO_LONGER_NEEDED',
    effectiveOn: today,
  })),
  CorrectDirectiveEntry: directive.corrects('directive', directives.nurse, {
    AcknowledgeDirective: ({ acknowledgedOn }) => ({ acknowledgement: { acknowledgedOn } }),
    AskDirectiveClarification: () => ({ question: { question: 'Does it hold on holidays?' } }),
  }),
  AnnulDirectiveEntry: directive.annuls(
    'directive',
    directives.deputy,
    'AcknowledgeDirective',
    'AskDirectiveClarification',
    'RecordDirectiveFollowUp',
    'RevokeDirective',
  ),
};

/** What people do about agreements, visits and directives, as its command is called. */
export const cooperation: Doings = { ...ofAgreements, ...ofVisits, ...ofDirectives };

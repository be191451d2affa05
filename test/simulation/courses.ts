import type { Kind } from './deeds.js';

const RATINGS = Array.from({ length: 7 }, () => 'RateDomain');
const TO_ADMISSION = [
  'RegisterInmate',
  'GiveConsent',
  'RecordScreening',
  'StartAssessment',
  ...RATINGS,
  'CompleteAssessment',
  'RecommendPlacement',
  'AdmitToRehab',
];
const TO_PROGRAMME = [
  ...TO_ADMISSION,
  'AssignCounsellor',
  'DraftPlan',
  'SubmitPlan',
  'ApprovePlan',
  'BeginEvaluation',
  'ChangePhase',
];
const SERVED = [
  'ScheduleSession',
  'HoldSession',
  'RecordGoalProgress',
  'ChangePhase',
  'RecordMeasure',
  'EvaluateRehab',
];
const SIGNED = ['ProposeAgreement', 'DiscussAgreement', 'ApproveAgreementForSigning', 'SignAgreement', 'SignAgreement'];
const ARRIVED = ['RecordObservation', 'AddFollowUp', 'ConcludeVisit', 'CompleteFollowUp', 'VerifyFollowUp'];

/** What is done one after the other with somebody or something of each kind, by the courses that it may take; the first is the usual one. */
export const COURSES: Readonly<Record<Kind, readonly (readonly string[])[]>> = {
  person: [
    [
      ...[...TO_PROGRAMME, ...SERVED, 'CompleteRehab', 'IssueCertificate', 'PlanAftercare', 'RecordAftercareContact'],
      ...['ReferAftercare', 'AcceptReferral', 'CompleteAftercare', 'CloseCase', 'ReopenCase', 'RevokeCertificate'],
    ],
    [
      ...[...TO_PROGRAMME, 'ScheduleSession', 'RescheduleSession', 'HoldSession', 'AmendAttendance', 'ScheduleCatchUp'],
      ...['SuspendRehab', 'ResumeRehab', 'DiscontinueRehab', 'PlanAftercare', 'ReferAftercare', 'RejectReferral'],
      ...['ReferAftercare', 'RevokeReferral', 'CloseCase'],
    ],
    [
      ...['RegisterInmate', 'GiveConsent', 'ScheduleScreening', 'GiveConsent', 'RefuseScreening', 'CloseCase'],
      ...['WithdrawConsent', 'ReopenCase'],
    ],
    [
      ...['RegisterInmate', 'OverrideConsent', 'ScheduleScreening', 'RecordScheduledScreening', 'GiveBasicEducation'],
      ...['CloseCase', 'ReopenCase'],
    ],
    [...TO_PROGRAMME, 'ScheduleSession', 'WithdrawConsent', 'ExitCase', 'CloseCase'],
    [...TO_ADMISSION, 'ReleaseInmate', 'AcknowledgeCustodyChange', 'ExitCase', 'PlanAftercare', 'CloseCase'],
    [...TO_PROGRAMME, 'TransferInmate', 'AcceptTransfer'],
    [
      ...[...TO_ADMISSION, 'AssignCounsellor', 'DraftPlan', 'SubmitPlan', 'ReturnPlan', 'RevisePlan', 'SubmitPlan'],
      ...['ApprovePlan', 'BeginEvaluation', 'ChangePhase', 'ScheduleSession', 'HoldSession', 'AnswerCoverageQuestion'],
    ],
    ['RegisterInmate', 'MergeDuplicate', 'UnmergeDuplicate', 'MoveRoom'],
    ['RegisterInmate', 'GiveConsent', 'RecordScreening', 'AnnulScreeningEntry', 'RecordScreening'],
    [...TO_PROGRAMME, 'ScheduleSession', 'CancelSession', 'ScheduleSession', 'HoldSession'],
    [
      ...[...TO_PROGRAMME, 'SuspendRehab', 'ResumeRehab', 'ScheduleSession', 'HoldSession', 'AmendAttendance'],
      'ScheduleCatchUp',
    ],
  ],
  staff: [['RegisterStaff', 'LinkStaffLogin', 'GrantAccess', 'RevokeGrant', 'GrantAccess', 'UnlinkStaffLogin']],
  template: [['PublishProgrammeTemplate']],
  agreement: [
    [...SIGNED, 'EvaluateAgreement', 'ProposeAddendum', 'SignAddendum', 'SignAddendum', 'RenewAgreement'],
    ['ProposeAgreement', 'DiscussAgreement', 'ReturnAgreement', 'ReviseAgreementDraft', 'CancelAgreement'],
    [...SIGNED, 'SuspendAgreement', 'ResumeAgreement', 'TerminateAgreement'],
    [...SIGNED, 'ExpireAgreement'],
  ],
  visit: [
    ['RecordArrival', ...ARRIVED],
    ['AnnounceVisit', 'RecordAnnouncedArrival', 'AddFollowUp', 'ExtendFollowUp', ...ARRIVED.slice(2)],
  ],
  directive: [
    [
      ...['DraftDirective', 'IssueDirective', 'AcknowledgeDirective', 'AskDirectiveClarification'],
      ...['AnswerDirectiveClarification', 'RecordDirectiveFollowUp', 'SupersedeDirective'],
    ],
    ['DraftDirective', 'IssueDirective', 'RevokeDirective'],
  ],
};

export const KINDS = Object.keys(COURSES) as readonly Kind[];

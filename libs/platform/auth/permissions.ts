import { ADDRESSEE_ROLES } from '#contracts/cooperation/directive.codes';

/** Role codes, as a token's `role` claim carries them. */
export const ROLES = [...ADDRESSEE_ROLES, 'kanwil', 'auditor', 'dpo', 'service', 'admin'] as const;
export type Role = (typeof ROLES)[number];

const drafters = ['kasubsi-pelayanan', 'kepala-bnnk'] as const;
const signatories = ['karutan', 'kepala-bnnk'] as const;
const signingTable = ['karutan', 'kepala-bnnk', 'kasubsi-pelayanan'] as const;
const hosts = ['karutan', 'kasubsi-pelayanan', 'kepala-bnnk'] as const;
const issuers = ['karutan', 'kepala-bnnk'] as const;
const directiveWriters = ['karutan', 'kasubsi-pelayanan', 'kepala-bnnk'] as const;
const agreementReaders = [
  'karutan',
  'kasubsi-pelayanan',
  'asesor-bnnk',
  'penyuluh',
  'kepala-bnnk',
  'kanwil',
  'auditor',
] as const;
const visitReaders = [
  'karutan',
  'kasubsi-pelayanan',
  'kpr',
  'asesor-bnnk',
  'kepala-bnnk',
  'kanwil',
  'auditor',
] as const;

const registrars = ['kasubsi-pelayanan', 'petugas-registrasi'] as const;
const custodyApprovers = ['karutan', 'kasubsi-pelayanan'] as const;
const custodyReaders = [
  'karutan',
  'kasubsi-pelayanan',
  'petugas-registrasi',
  'kpr',
  'perawat-klinik',
  'auditor',
  'dpo',
] as const;

/** Who must know an inmate by name; an auditor reads pseudonyms (domain 5.5). */
const directoryReaders = [
  'karutan',
  'kasubsi-pelayanan',
  'petugas-registrasi',
  'kpr',
  'perawat-klinik',
  'asesor-bnnk',
] as const;

const sessionWriters = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan'] as const;
const sessionApprovers = ['karutan', 'kasubsi-pelayanan'] as const;
const sessionReaders = [...sessionWriters, 'karutan', 'kpr', 'karupam', 'auditor'] as const;

const planners = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan'] as const;
const planApprovers = ['karutan', 'kepala-bnnk'] as const;

const caseKeepers = ['kasubsi-pelayanan', 'perawat-klinik'] as const;
const caseCarers = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk'] as const;
const caseDeciders = ['karutan', 'kasubsi-pelayanan'] as const;
const caseReaders = [...caseCarers, 'karutan', 'kpr', 'kepala-bnnk', 'kanwil', 'auditor', 'dpo'] as const;

const consentWriters = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan'] as const;

const assessors = ['perawat-klinik', 'asesor-bnnk'] as const;
/** The clinic and the assessors write; the office sees where a case is, the head of the unit what is recommended (domain 5.5). */
const assessmentReaders = [...assessors, 'kasubsi-pelayanan', 'karutan', 'auditor'] as const;

/** Who screens and treats; who leads the unit's services reads the risk band, and statistics are for the others (domain 5.5). */
const screeners = ['perawat-klinik', 'asesor-bnnk'] as const;
const screeningReaders = [...screeners, 'kasubsi-pelayanan'] as const;

const aftercarePlanners = ['kasubsi-pelayanan', 'perawat-klinik'] as const;
/** Those of the Rutan, and of the offices that a case is referred to. */
const aftercareWriters = [...aftercarePlanners, 'asesor-bnnk', 'pk-bapas'] as const;
const referralAnswerers = ['pk-bapas', 'asesor-bnnk', 'kepala-bnnk'] as const;

const evaluators = ['perawat-klinik', 'asesor-bnnk'] as const;

/** Who may do what: commands and questions by name, each with its roles (domain 5.5). What is not here is refused. */
export const PERMISSIONS = {
  ProposeAgreement: drafters,
  ReviseAgreementDraft: drafters,
  DiscussAgreement: drafters,
  ReturnAgreement: signingTable,
  ApproveAgreementForSigning: signatories,
  SignAgreement: signingTable,
  CancelAgreement: signingTable,
  BringAgreementIntoForce: signingTable,
  ProposeAddendum: drafters,
  SignAddendum: signingTable,
  EvaluateAgreement: signingTable,
  RenewAgreement: signatories,
  SuspendAgreement: signatories,
  ResumeAgreement: signatories,
  TerminateAgreement: signatories,
  ExpireAgreement: signingTable,

  AnnounceVisit: hosts,
  RecordArrival: hosts,
  RecordAnnouncedArrival: hosts,
  RecordObservation: hosts,
  AddFollowUp: hosts,
  CompleteFollowUp: hosts,
  ExtendFollowUp: hosts,
  VerifyFollowUp: hosts,
  ConcludeVisit: hosts,
  CorrectVisitEntry: hosts,
  AnnulVisitEntry: signatories,

  DraftDirective: directiveWriters,
  IssueDirective: issuers,
  AcknowledgeDirective: ADDRESSEE_ROLES,
  AskDirectiveClarification: ADDRESSEE_ROLES,
  AnswerDirectiveClarification: directiveWriters,
  SupersedeDirective: issuers,
  RevokeDirective: issuers,
  RecordDirectiveFollowUp: ADDRESSEE_ROLES,
  CorrectDirectiveEntry: directiveWriters,
  AnnulDirectiveEntry: issuers,

  RegisterInmate: registrars,
  ImportSdpRows: registrars,
  ChangeCustodyStatus: registrars,
  MoveRoom: registrars,
  TransferInmate: registrars,
  ReleaseInmate: registrars,
  MergeDuplicate: custodyApprovers,
  UnmergeDuplicate: custodyApprovers,
  AcknowledgeCustodyChange: ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk'],
  CorrectInmateEntry: registrars,
  AnnulInmateEntry: custodyApprovers,

  OpenCase: caseKeepers,
  AdmitToRehab: ['karutan'],
  AssignCounsellor: ['kasubsi-pelayanan'],
  SuspendRehab: caseCarers,
  ResumeRehab: caseCarers,
  ChangePhase: caseCarers,
  CompleteRehab: caseDeciders,
  DiscontinueRehab: caseDeciders,
  ExitCase: caseKeepers,
  CloseCase: caseKeepers,
  ReopenCase: ['karutan', 'kepala-bnnk'],
  IssueCertificate: ['karutan'],
  RevokeCertificate: ['karutan'],

  ScheduleSession: sessionWriters,
  ScheduleCatchUp: sessionWriters,
  RescheduleSession: sessionWriters,
  CancelSession: sessionWriters,
  HoldSession: sessionWriters,
  AmendAttendance: [...sessionWriters, 'karutan'],
  AnswerCoverageQuestion: sessionApprovers,
  CorrectSessionEntry: sessionWriters,
  AnnulSessionEntry: sessionApprovers,

  DraftPlan: planners,
  SubmitPlan: planners,
  ApprovePlan: planApprovers,
  ReturnPlan: planApprovers,
  RevisePlan: planners,
  RecordGoalProgress: planners,
  ExemptRequirement: planApprovers,

  BeginEvaluation: evaluators,
  RecordMeasure: evaluators,
  EvaluateRehab: evaluators,
  CorrectEvaluationEntry: evaluators,
  AnnulEvaluationEntry: [...evaluators, 'kepala-bnnk'],

  GiveConsent: consentWriters,
  WithdrawConsent: consentWriters,
  OverrideConsent: ['karutan'],
  CorrectConsentEntry: [...consentWriters, 'karutan'],
  AnnulConsentEntry: ['karutan', 'kasubsi-pelayanan'],
  PublishProgrammeTemplate: ['karutan', 'kepala-bnnk', 'kasubsi-pelayanan'],
  RetireProgrammeTemplate: ['karutan', 'kepala-bnnk'],

  ScheduleScreening: screeningReaders,
  RecordScreening: screeners,
  RecordScheduledScreening: screeners,
  RefuseScreening: screeners,
  GiveBasicEducation: screeners,
  CorrectScreeningEntry: screeners,
  AnnulScreeningEntry: screeners,

  StartAssessment: assessors,
  RateDomain: assessors,
  CompleteAssessment: assessors,
  RecommendPlacement: assessors,
  CorrectAssessmentEntry: assessors,
  AnnulAssessmentEntry: [...assessors, 'kepala-bnnk'],

  PlanAftercare: aftercarePlanners,
  RecordAftercareContact: aftercareWriters,
  ReferAftercare: aftercareWriters,
  AcceptReferral: referralAnswerers,
  RejectReferral: referralAnswerers,
  RevokeReferral: aftercareWriters,
  CompleteAftercare: aftercareWriters,
  CorrectAftercareEntry: aftercareWriters,
  AnnulAftercareEntry: [...aftercareWriters, 'karutan', 'kepala-bnnk'],

  directory: directoryReaders,
  agreements: agreementReaders,
  coverage: agreementReaders,
  visits: visitReaders,
  'follow-ups': visitReaders,
  directives: [...ADDRESSEE_ROLES, 'kanwil', 'auditor', 'dpo'],
  inmates: custodyReaders,
  'custody-changes': custodyReaders,
  plans: [...planners, ...planApprovers],
  outcomes: evaluators,
  'outcome-statistics': ['karutan', 'kepala-bnnk', 'kanwil'],
  'programme-templates': [...consentWriters, 'karutan', 'kepala-bnnk', 'pk-bapas', 'kanwil', 'auditor'],
  consents: [...consentWriters, 'karutan', 'auditor', 'dpo'],
  screenings: [...screeningReaders, 'auditor'],
  'screening-queue': screeningReaders,
  assessments: assessmentReaders,
  aftercares: [...aftercareWriters, 'auditor'],
  'assessment-queue': [...assessors, 'kasubsi-pelayanan', 'auditor'],
  sessions: sessionReaders,
  'coverage-questions': ['karutan', 'kasubsi-pelayanan', 'asesor-bnnk', 'kepala-bnnk', 'kanwil', 'auditor'],
  progress: [...sessionWriters, 'karutan', 'kepala-bnnk', 'auditor'],
  cases: caseReaders,
  'case-timeline': [...caseCarers, 'karutan', 'auditor', 'dpo'],
  history: ['karutan', 'auditor', 'dpo'],
  'programme-figures': [
    'karutan',
    'kasubsi-pelayanan',
    'kepala-bnnk',
    'perawat-klinik',
    'asesor-bnnk',
    'kanwil',
    'auditor',
    'dpo',
  ],
  instruments: ['perawat-klinik', 'asesor-bnnk'],
  events: ['service'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether it is a role code. */
export const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/** Whether the table gives a role a permission. */
export const allows = (permission: Permission, role: string): boolean =>
  PERMISSIONS[permission].some((allowed) => allowed === role);

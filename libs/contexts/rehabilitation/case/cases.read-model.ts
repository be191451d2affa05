import { daysBetween, Forbidden, type Projection, uuidOf, without, words } from '#kernel';
import { type CaseEvent, caseEvents } from '#contracts/rehabilitation/case.events';
import {
  CASE_STATUSES,
  RISK_BANDS,
  RECOMMENDATIONS,
  NOTED_SESSION_STATUSES,
  ATTENDANCE_OUTCOMES,
  NOTED_CONSENT_STATUSES,
} from '#contracts/rehabilitation/codes';
import { day, digest, id, instant, staffId, unitId, label } from '#contracts/schemas';
import type { Reader } from '#platform/auth';
import {
  aDay,
  aFlag,
  aLabel,
  type Answering,
  anId,
  due,
  flag,
  listOf,
  maybe,
  one,
  page,
  row,
  says,
  whole,
  word,
  codeOf,
  related,
  toOne,
  anyOf,
  anyUnit,
} from '#platform/questions';
import type { Keyed } from '#platform/projections';
import { casesOwn, sessionsOfCase } from '../related.read-model.js';
import { caseAfter, type CaseDocument, type NotedAdmission, type NotedCertificate } from './case.document.js';
import './case.refusals.js';

export const caseList: Projection<CaseDocument, CaseEvent> = {
  name: 'case-list',
  version: 1,
  events: caseEvents,
  indexes: [
    ['units', 'since'],
    ['units', 'status', 'since'],
    ['units', 'riskBand', 'since'],
    ['units', 'counsellorId', 'since'],
    ['units', 'agreementId', 'since'],
    ['units', 'phase', 'since'],
    ['units', 'open', 'since'],
    ['units', 'nextDueOn'],
    ['units', 'status'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: caseAfter,
};

/** Who may know how much somebody is at risk (domain 5.5). */
const SEES_RISK_BAND = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk'] as const;
/** Who decides on a case and cares for it knows what is recommended, and its papers by their numbers. */
const SEES_NUMBERS = [...SEES_RISK_BAND, 'karutan'] as const;
const readers = [...SEES_NUMBERS, 'kpr', 'kepala-bnnk', 'kanwil', 'auditor', 'dpo'] as const;

const isOneOf = ({ actor }: Reader, roles: readonly string[]): boolean => roles.includes(actor.role);

const NUMBER = 'Absent also for who may not know it, and once it is erased.';

const CASE_WAITS = words('CASE_WAITS', {
  SESSION: 'A session is to be held',
  CONSENT_WITHDRAWN: 'Consent was withdrawn: the case is to be left',
  PLANNED_END: 'The programme should have ended',
});

const summary = {
  id,
  inmateId: id,
  unitId: says(unitId, 'The unit that owns it.'),
  providerUnitIds: says(listOf(unitId), 'The units besides that serve it.'),
  transferToUnitId: maybe(says(unitId, 'To which unit its inmate is transferred, until that one accepts them.')),
  episode: says(whole, 'Its number among the cases of its inmate.'),
  status: says(codeOf(CASE_STATUSES), 'Where it is on its course.'),
  open: says(flag, 'Whether it is neither closed nor left.'),
  riskBand: maybe(says(codeOf(RISK_BANDS), 'Absent also for who may not know it.')),
  counsellorId: maybe(staffId),
  counsellorUnitId: maybe(says(unitId, 'The unit that the counsellor serves in.')),
  phase: maybe(says(label, 'The phase of its programme.')),
  since: says(day, 'The day on which it came to its status.'),
  daysInStatus: says(whole, 'How many whole days since then.'),
  daysInPhase: maybe(says(whole, 'How many whole days since its phase began.')),
  nextDue: maybe(row('CaseDue', { what: says(codeOf(CASE_WAITS), 'For what.'), on: day }, 'What it waits for.')),
  isLate: says(flag, 'What is due next was due before the day asked for.'),
  agreementId: maybe(says(id, 'The agreement under which it was last served.')),
  openedOn: day,
  admittedOn: maybe(says(day, 'The first day in its programme.')),
  plannedEndOn: maybe(says(day, 'The last day of its programme as planned.')),
  revision: whole,
};

const certificate = row('CaseCertificate', {
  certificateId: says(id, 'The event by which it was issued.'),
  number: maybe(says(word, NUMBER)),
  templateId: id,
  templateCode: says(label, 'The code of its programme.'),
  documentSha256: says(digest, 'SHA-256 of the paper that was handed over.'),
  issuedOn: day,
  revokedOn: maybe(day),
});

const full = {
  ...summary,
  recommendation: maybe(
    says(codeOf(RECOMMENDATIONS), 'What the assessment team recommends; absent also for who may not know it.'),
  ),
  admission: maybe(
    row('CaseAdmission', {
      decreeNumber: maybe(says(word, NUMBER)),
      decreeDate: day,
      decidedBy: says(staffId, 'Who admitted them.'),
      assessmentId: id,
      templateId: id,
      templateCode: says(label, 'The code of its programme.'),
      phases: says(listOf(label), 'The phases of its programme in their order.'),
      plannedEndOn: day,
      provider: maybe(row('CaseProvider', { unitId, agreementId: maybe(id) })),
    }),
  ),
  sessions: listOf(
    related(
      row('CaseSession', {
        sessionId: id,
        status: codeOf(NOTED_SESSION_STATUSES),
        startsAt: maybe(instant),
        endsAt: maybe(instant),
        module: maybe(label),
        outcome: maybe(says(codeOf(ATTENDANCE_OUTCOMES), 'What came of it for the inmate.')),
      }),
      { session: toOne('session', 'sessionId') },
    ),
  ),
  consent: maybe(
    row('CaseConsent', {
      consentId: id,
      status: codeOf(NOTED_CONSENT_STATUSES),
      deadline: maybe(due),
    }),
  ),
  completion: maybe(
    row('CaseCompletion', {
      completedOn: day,
      completedBy: staffId,
      plannedSessions: whole,
      attendedSessions: whole,
    }),
  ),
  certificate: maybe(certificate),
  revokedCertificates: listOf(certificate),
  closedOn: maybe(day),
};

export const cases = page({
  name: 'cases',
  summary: 'Cases, and what each waits for',
  may: readers,
  of: caseList,
  by: {
    unitId: anyUnit('The unit that owns it'),
    status: anyOf(CASE_STATUSES, 'Where it is on its course'),
    riskBand: anyOf(RISK_BANDS, 'How much its inmate is at risk, for who may know it'),
    counsellorId: anId('Its counsellor'),
    agreementId: anId('The agreement under which it was last served'),
    phase: aLabel('The phase of its programme'),
    open: aFlag('Whether it is neither closed nor left'),
    nextDueBefore: aDay('The first day that is too late: only what is due before it, the most urgent first'),
    on: aDay('The day on which days are counted; today by default'),
  },
  where: ({ unitId, status, riskBand, counsellorId, agreementId, phase, open, nextDueBefore }, { reader }) => {
    if (riskBand !== undefined && !isOneOf(reader, SEES_RISK_BAND)) throw new Forbidden('not-permitted');
    const nextDueOn = nextDueBefore === undefined ? undefined : { $lt: nextDueBefore };
    return { unitId, status, riskBand, counsellorId, agreementId, phase, open, nextDueOn };
  },
  sort: ({ nextDueBefore }) => (nextDueBefore === undefined ? { since: 1 } : { nextDueOn: 1 }),
  sortBy: ['since', 'status'],
  shows: related(row('CaseSummary', summary), { ...casesOwn, ...sessionsOfCase }),
  as: (document, { on }, { reader, today }) => summaryOf(document, reader, on ?? today),
});

export const oneCase = one({
  name: 'rehabCase',
  summary: 'One case in full',
  may: readers,
  of: caseList,
  what: 'case',
  by: { on: aDay('The day on which days are counted; today by default') },
  shows: related(row('RehabCase', full), casesOwn),
  as: async (document, answering, { on }) => {
    const { reader, today } = answering;
    const { state, completion } = document;
    const { recommendation, sessions, consent, completedOn } = state;
    const { admission, certificates } = await papersOf(document, answering);
    const latest = certificates.find(({ certificateId }) => certificateId === state.certificate?.certificateId);
    return {
      ...summaryOf(document, reader, on ?? today),
      ...(recommendation && isOneOf(reader, SEES_NUMBERS) && { recommendation: recommendation.outcome }),
      ...(state.admission && admission && { admission: { ...admission, ...state.admission } }),
      sessions,
      ...(consent && { consent }),
      ...(completion && completedOn && { completion: { ...completion, completedOn } }),
      ...(latest && { certificate: latest }),
      revokedCertificates: certificates.filter(({ revokedOn }) => revokedOn !== undefined),
    };
  },
});

/** The papers of a case: a number is there once it is opened. */
interface Papers {
  readonly admission?: NotedAdmission & { readonly decreeNumber?: string };
  readonly certificates: readonly (NotedCertificate & { readonly number?: string })[];
}

/** The decree and the certificates, with their numbers for who may know them. */
async function papersOf({ admission, certificates }: CaseDocument, { reader, records }: Answering): Promise<Papers> {
  const papers: Papers = { ...(admission && { admission }), certificates };
  if (!isOneOf(reader, SEES_NUMBERS)) return papers;
  const [opened] = await records.open(reader, 'case', [papers]);
  return opened as unknown as Papers;
}

function summaryOf(document: CaseDocument & Keyed, reader: Reader, on: string) {
  const { state, riskBand, phase, since, phaseSince, nextDue, admission } = document;
  const { inmateId, episode, openedOn, providers, counsellor, transfer } = state;
  return {
    ...without(document, 'riskBand', 'admission', 'completion'),
    inmateId,
    providerUnitIds: providers,
    ...(transfer && { transferToUnitId: transfer.toUnitId }),
    episode,
    ...(riskBand && isOneOf(reader, SEES_RISK_BAND) && { riskBand }),
    ...(counsellor && { counsellorUnitId: counsellor.unitId }),
    daysInStatus: daysFrom(since, on),
    ...(phase && phaseSince && { daysInPhase: daysFrom(phaseSince, on) }),
    isLate: nextDue !== undefined && nextDue.on < on,
    openedOn,
    ...(state.admission && { admittedOn: state.admission.admittedOn }),
    ...(admission && { plannedEndOn: admission.plannedEndOn }),
  };
}

/** Whole days; none before the first. */
const daysFrom = (since: string, on: string): number => Math.max(0, daysBetween(since, on));

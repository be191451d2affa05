import { daysBetween, Forbidden, type Projection, without, words } from '#kernel';
import { type CaseEvent, caseEvents } from '#contracts/rehabilitation/case.events';
import * as codes from '#contracts/rehabilitation/codes';
import { day, digest, id, instant, staffId, unitId, label } from '#contracts/schemas';
import type { Reader } from '#platform/auth';
import * as q from '#platform/questions';
import type { Keyed } from '#platform/projections';
import { casesOwn } from '../related.read-model.js';
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
  fold: caseAfter,
};

/** Who may know how much somebody is at risk (domain 5.5). */
const SEES_RISK_BAND = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk'] as const;
/** Who decides on a case and cares for it knows what is recommended, and its papers by their numbers. */
const SEES_NUMBERS = [...SEES_RISK_BAND, 'karutan'] as const;
/** Security, statistics and the protection of data see no row of it: figures, rosters and what they approve are asked for elsewhere. */
const readers = [...SEES_NUMBERS, 'auditor'] as const;

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
  unitId: q.says(unitId, 'The unit that owns it.'),
  providerUnitIds: q.says(q.listOf(unitId), 'The units besides that serve it.'),
  transferToUnitId: q.maybe(q.says(unitId, 'To which unit its inmate is transferred, until that one accepts them.')),
  episode: q.says(q.whole, 'Its number among the cases of its inmate.'),
  status: q.says(q.codeOf(codes.CASE_STATUSES), 'Where it is on its course.'),
  open: q.says(q.flag, 'Whether it is neither closed nor left.'),
  riskBand: q.maybe(q.says(q.codeOf(codes.RISK_BANDS), 'Absent also for who may not know it.')),
  counsellorId: q.maybe(staffId),
  counsellorUnitId: q.maybe(q.says(unitId, 'The unit that the counsellor serves in.')),
  phase: q.maybe(q.says(label, 'The phase of its programme.')),
  since: q.says(day, 'The day on which it came to its status.'),
  daysInStatus: q.says(q.whole, 'How many whole days since then.'),
  daysInPhase: q.maybe(q.says(q.whole, 'How many whole days since its phase began.')),
  nextDue: q.maybe(
    q.row('CaseDue', { what: q.says(q.codeOf(CASE_WAITS), 'For what.'), on: day }, 'What it waits for.'),
  ),
  isLate: q.says(q.flag, 'What is due next was due before the day asked for.'),
  agreementId: q.maybe(q.says(id, 'The agreement under which it was last served.')),
  openedOn: day,
  admittedOn: q.maybe(q.says(day, 'The first day in its programme.')),
  plannedEndOn: q.maybe(q.says(day, 'The last day of its programme as planned.')),
  revision: q.whole,
};

const certificate = q.row('CaseCertificate', {
  certificateId: q.says(id, 'The event by which it was issued.'),
  number: q.maybe(q.says(q.word, NUMBER)),
  templateId: id,
  templateCode: q.says(label, 'The code of its programme.'),
  documentSha256: q.says(digest, 'SHA-256 of the paper that was handed over.'),
  issuedOn: day,
  revokedOn: q.maybe(day),
});

const full = {
  ...summary,
  recommendation: q.maybe(
    q.says(
      q.codeOf(codes.RECOMMENDATIONS),
      'What the assessment team recommends; absent also for who may not know it.',
    ),
  ),
  admission: q.maybe(
    q.row('CaseAdmission', {
      decreeNumber: q.maybe(q.says(q.word, NUMBER)),
      decreeDate: day,
      decidedBy: q.says(staffId, 'Who admitted them.'),
      assessmentId: id,
      templateId: id,
      templateCode: q.says(label, 'The code of its programme.'),
      phases: q.says(q.listOf(label), 'The phases of its programme in their order.'),
      plannedEndOn: day,
      provider: q.maybe(q.row('CaseProvider', { unitId, agreementId: q.maybe(id) })),
    }),
  ),
  sessions: q.listOf(
    q.related(
      q.row('CaseSession', {
        sessionId: id,
        status: q.codeOf(codes.NOTED_SESSION_STATUSES),
        startsAt: q.maybe(instant),
        endsAt: q.maybe(instant),
        module: q.maybe(label),
        outcome: q.maybe(q.says(q.codeOf(codes.ATTENDANCE_OUTCOMES), 'What came of it for the inmate.')),
      }),
      { session: q.toOne('session', 'sessionId') },
    ),
  ),
  consent: q.maybe(
    q.row('CaseConsent', { consentId: id, status: q.codeOf(codes.NOTED_CONSENT_STATUSES), deadline: q.maybe(q.due) }),
  ),
  completion: q.maybe(
    q.row('CaseCompletion', {
      completedOn: day,
      completedBy: staffId,
      plannedSessions: q.whole,
      attendedSessions: q.whole,
    }),
  ),
  certificate: q.maybe(certificate),
  revokedCertificates: q.listOf(certificate),
  closedOn: q.maybe(day),
};

export const cases = q.page({
  name: 'cases',
  summary: 'Cases, and what each waits for',
  may: readers,
  of: caseList,
  by: {
    unitId: q.anyUnit('The unit that owns it'),
    status: q.anyOf(codes.CASE_STATUSES, 'Where it is on its course'),
    riskBand: q.anyOf(codes.RISK_BANDS, 'How much its inmate is at risk, for who may know it'),
    counsellorId: q.anId('Its counsellor'),
    agreementId: q.anId('The agreement under which it was last served'),
    phase: q.aLabel('The phase of its programme'),
    open: q.aFlag('Whether it is neither closed nor left'),
    nextDueBefore: q.aDay('The first day that is too late: only what is due before it, the most urgent first'),
    on: q.aDay('The day on which days are counted; today by default'),
  },
  where: ({ unitId, status, riskBand, counsellorId, agreementId, phase, open, nextDueBefore }, { reader }) => {
    if (riskBand !== undefined && !isOneOf(reader, SEES_RISK_BAND)) throw new Forbidden('not-permitted');
    const nextDueOn = nextDueBefore === undefined ? undefined : { $lt: nextDueBefore };
    return { unitId, status, riskBand, counsellorId, agreementId, phase, open, nextDueOn };
  },
  sort: ({ nextDueBefore }) => (nextDueBefore === undefined ? { since: 1 } : { nextDueOn: 1 }),
  sortBy: ['since', 'status'],
  shows: q.related(q.row('CaseSummary', summary), casesOwn),
  as: (document, { on }, { reader, today }) => summaryOf(document, reader, on ?? today),
});

export const oneCase = q.one({
  name: 'rehabCase',
  summary: 'One case in full',
  may: readers,
  of: caseList,
  what: 'case',
  by: { on: q.aDay('The day on which days are counted; today by default') },
  shows: q.related(q.row('RehabCase', full), casesOwn),
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
async function papersOf({ admission, certificates }: CaseDocument, { reader, records }: q.Answering): Promise<Papers> {
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

const daysFrom = (since: string, on: string): number => Math.max(0, daysBetween(since, on));

import { Type } from '@sinclair/typebox';
import { event, RECORDING } from '#kernel';
import { closed, code, day, deadline, fact, id, instant, label, unitId } from '../schemas.js';
import {
  ATTENDANCE_OUTCOMES,
  CASE_RECORDS,
  NOTED_CONSENT_STATUSES,
  MILESTONES,
  RECOMMENDATIONS,
  RISK_BANDS,
  NOTED_SESSION_STATUSES,
} from './codes.js';
import { provider } from './provider.js';
import { takingOver } from './taking-over.js';

/** What another record says: a reaction, of the day and instant of what it follows from. */
const following = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;

/** Another record of the case has come so far: `by` is the id of the entry that says so, `of` the event that said it last. */
export const RehabCaseAdvanced = event(
  'RehabCaseAdvanced',
  following,
  closed({
    milestone: code(MILESTONES),
    by: id,
    of: fact,
    riskBand: Type.Optional(code(RISK_BANDS)),
    recommendation: Type.Optional(code(RECOMMENDATIONS)),
    templateId: Type.Optional(id),
    provider: Type.Optional(provider),
  }),
);

/** The milestone by which the case last advanced was annulled: the case is where it was before. */
export const RehabCaseSetBack = event('RehabCaseSetBack', following, closed({ annulled: id, of: fact }));

/** What a session says of this case, for dosage and clashes; what is absent stays as it was noted before. */
export const CaseSessionNoted = event(
  'CaseSessionNoted',
  following,
  closed({
    sessionId: id,
    status: code(NOTED_SESSION_STATUSES),
    startsAt: Type.Optional(instant),
    endsAt: Type.Optional(instant),
    module: Type.Optional(label),
    outcome: Type.Optional(code(ATTENDANCE_OUTCOMES)),
    of: fact,
  }),
);

/** Whether the consent that the case rests on still stands; what rests on it stops by the deadline. */
export const CaseConsentNoted = event(
  'CaseConsentNoted',
  following,
  closed({ consentId: id, status: code(NOTED_CONSENT_STATUSES), deadline: Type.Optional(deadline), of: fact }),
);

/** To which unit its inmate is transferred: both reach the case until that one accepts; nowhere when the transfer does not hold. */
export const CaseTransferNoted = event(
  'CaseTransferNoted',
  following,
  closed({ transferId: id, toUnitId: Type.Optional(unitId), of: fact }),
);

/** The unit that took its inmate over owns it from then on, and those of its records that there are follow it. */
export const RehabCaseTakenOver = event(
  'RehabCaseTakenOver',
  takingOver,
  closed({
    subject: id,
    fromUnitId: unitId,
    takenOverOn: day,
    records: Type.Array(code(CASE_RECORDS), { maxItems: CASE_RECORDS.length, uniqueItems: true }),
    of: fact,
  }),
);

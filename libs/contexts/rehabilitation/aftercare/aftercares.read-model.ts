import {
  AftercareCompleted,
  AftercareContactRecorded,
  AftercarePlanned,
} from '#contracts/rehabilitation/aftercare.events';
import { AFTERCARE_KINDS } from '#contracts/rehabilitation/codes';
import { REFERRAL_REASONS } from '#contracts/rehabilitation/programme.codes';
import { day, id, label, staffId, unitId } from '#contracts/schemas';
import * as q from '#platform/questions';
import type { Keyed } from '#platform/projections';
import { ofInmate } from '../related.read-model.js';
import { withholding } from '../withheld.js';
import { caring } from './aftercare.commands.js';
import {
  AFTERCARE_STATUSES,
  aftercareBoard,
  type AftercareDocument,
  REFERRAL_STATUSES,
  referralsIn,
} from './aftercares.document.js';

const may = [...caring, 'auditor'] as const;
/** Who reads pseudonyms and what is clear (domain 5.5). */
const PSEUDONYMOUS: readonly string[] = ['auditor'];

const sealedWhy = 'Only in one aftercare, and for whose role may see it.';
const referral = q.row('Referral', {
  referralId: id,
  toUnitId: q.says(unitId, 'The office that was asked.'),
  agreementId: q.maybe(q.says(id, 'The agreement under which an agency serves.')),
  reasonCode: q.maybe(q.says(q.codeOf(REFERRAL_REASONS), `Why it was made. ${sealedWhy}`)),
  referredOn: day,
  referredBy: staffId,
  status: q.codeOf(REFERRAL_STATUSES),
  answeredOn: q.maybe(day),
  answeredBy: q.maybe(staffId),
  answerReasonCode: q.maybe(q.says(label, `Why, of REFERRAL_REJECTIONS or REFERRAL_REVOCATIONS. ${sealedWhy}`)),
});

const summary = {
  id,
  caseId: q.says(id, 'Whose aftercare it is.'),
  inmateId: q.says(id, 'Whose case it is.'),
  unitId: q.says(unitId, 'The unit that owns the case.'),
  status: q.says(q.codeOf(AFTERCARE_STATUSES), 'Where it stands.'),
  kind: q.says(q.codeOf(AFTERCARE_KINDS), 'Of which kind it is.'),
  plannedOn: day,
  untilOn: q.says(day, 'Until when it lasts.'),
  contactsPlanned: q.says(q.whole, 'How many until then.'),
  contactsDone: q.whole,
  lastContactOn: q.maybe(day),
  nextContactOn: q.maybe(q.says(day, 'When contacts are spread evenly; absent when none is left.')),
  isContactOverdue: q.says(q.flag, 'The next contact was due before the day of the answer.'),
  completedOn: q.maybe(day),
  referredTo: q.says(q.listOf(unitId), 'The units that are asked, or have accepted.'),
  referrals: q.listOf(referral),
  revision: q.whole,
};

/** What the aftercare says already, and what is withheld. */
const unshown = {
  subject: undefined,
  inmateId: undefined,
  caseId: undefined,
  withheld: q.maybe(q.says(q.listOf(q.word), 'What the role of the reader may not see.')),
};

const by = { on: q.aDay('The day the answer is for; today by default') };

export const aftercares = q.page({
  name: 'aftercares',
  summary: 'Aftercares, with the contacts that are due',
  may,
  of: aftercareBoard,
  by: {
    status: q.anyOf(AFTERCARE_STATUSES, 'Where it stands'),
    referredTo: q.anyUnit('The unit that is asked, or has accepted'),
    ...by,
  },
  where: ({ status, referredTo }) => ({ status, referredTo }),
  sort: { plannedOn: 1 },
  sortBy: ['plannedOn', 'untilOn'],
  shows: q.related(q.row('AftercareSummary', summary), ofInmate),
  as: (document, { on }, { today }) => onDay(document, on ?? today),
});

const full = {
  ...summary,
  plans: q.entriesOf('AftercarePlan', AftercarePlanned, unshown),
  contacts: q.entriesOf('AftercareContact', AftercareContactRecorded, unshown),
  completions: q.entriesOf('AftercareCompletion', AftercareCompleted, unshown),
};

export const aftercare = q.one({
  name: 'aftercare',
  summary: 'One aftercare, as far as the role may see it',
  may,
  of: aftercareBoard,
  by,
  what: 'aftercare',
  shows: q.related(q.row('Aftercare', full), ofInmate),
  as: async (document, { reader, records, today }, { on }) => {
    const entries = PSEUDONYMOUS.includes(reader.actor.role)
      ? withholding(document.entries)
      : await records.open(reader, 'aftercare', document.entries);
    return { ...onDay(document, on ?? today), referrals: referralsIn(entries), ...q.listedIn(full, entries) };
  },
});

const onDay = (document: AftercareDocument & Keyed, on: string) => ({
  ...document,
  isContactOverdue: document.nextContactOn !== undefined && document.nextContactOn < on,
});

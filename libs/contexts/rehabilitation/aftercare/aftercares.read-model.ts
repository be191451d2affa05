import {
  AftercareCompleted,
  AftercareContactRecorded,
  AftercarePlanned,
} from '#contracts/rehabilitation/aftercare.events';
import { AFTERCARE_KINDS } from '#contracts/rehabilitation/codes';
import { REFERRAL_REASONS } from '#contracts/rehabilitation/programme.codes';
import { day, id, label, staffId, unitId } from '#contracts/schemas';
import {
  aDay,
  entriesOf,
  flag,
  listOf,
  listedIn,
  maybe,
  one,
  page,
  row,
  says,
  whole,
  word,
  codeOf,
  related,
  anyOf,
  anyUnit,
} from '#platform/questions';
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
const referral = row('Referral', {
  referralId: id,
  toUnitId: says(unitId, 'The office that was asked.'),
  agreementId: maybe(says(id, 'The agreement under which an agency serves.')),
  reasonCode: maybe(says(codeOf(REFERRAL_REASONS), `Why it was made. ${sealedWhy}`)),
  referredOn: day,
  referredBy: staffId,
  status: codeOf(REFERRAL_STATUSES),
  answeredOn: maybe(day),
  answeredBy: maybe(staffId),
  answerReasonCode: maybe(says(label, `Why, of REFERRAL_REJECTIONS or REFERRAL_REVOCATIONS. ${sealedWhy}`)),
});

const summary = {
  id,
  caseId: says(id, 'Whose aftercare it is.'),
  inmateId: says(id, 'Whose case it is.'),
  unitId: says(unitId, 'The unit that owns the case.'),
  status: says(codeOf(AFTERCARE_STATUSES), 'Where it stands.'),
  kind: says(codeOf(AFTERCARE_KINDS), 'Of which kind it is.'),
  plannedOn: day,
  untilOn: says(day, 'Until when it lasts.'),
  contactsPlanned: says(whole, 'How many until then.'),
  contactsDone: whole,
  lastContactOn: maybe(day),
  nextContactOn: maybe(says(day, 'When contacts are spread evenly; absent when none is left.')),
  isContactOverdue: says(flag, 'The next contact was due before the day of the answer.'),
  completedOn: maybe(day),
  referredTo: says(listOf(unitId), 'The units that are asked, or have accepted.'),
  referrals: listOf(referral),
  revision: whole,
};

/** What the aftercare says already, and what is withheld. */
const unshown = {
  subject: undefined,
  inmateId: undefined,
  caseId: undefined,
  withheld: maybe(says(listOf(word), 'What the role of the reader may not see.')),
};

const by = { on: aDay('The day the answer is for; today by default') };

export const aftercares = page({
  name: 'aftercares',
  summary: 'Aftercares, with the contacts that are due',
  may,
  of: aftercareBoard,
  by: {
    status: anyOf(AFTERCARE_STATUSES, 'Where it stands'),
    referredTo: anyUnit('The unit that is asked, or has accepted'),
    ...by,
  },
  where: ({ status, referredTo }) => ({ status, referredTo }),
  sort: { plannedOn: 1 },
  sortBy: ['plannedOn', 'untilOn'],
  shows: related(row('AftercareSummary', summary), ofInmate),
  as: (document, { on }, { today }) => onDay(document, on ?? today),
});

const full = {
  ...summary,
  plans: entriesOf('AftercarePlan', AftercarePlanned, unshown),
  contacts: entriesOf('AftercareContact', AftercareContactRecorded, unshown),
  completions: entriesOf('AftercareCompletion', AftercareCompleted, unshown),
};

export const aftercare = one({
  name: 'aftercare',
  summary: 'One aftercare, as far as the role may see it',
  may,
  of: aftercareBoard,
  by,
  what: 'aftercare',
  shows: related(row('Aftercare', full), ofInmate),
  as: async (document, { reader, records, today }, { on }) => {
    const entries = PSEUDONYMOUS.includes(reader.actor.role)
      ? withholding(document.entries)
      : await records.open(reader, 'aftercare', document.entries);
    return { ...onDay(document, on ?? today), referrals: referralsIn(entries), ...listedIn(full, entries) };
  },
});

const onDay = (document: AftercareDocument & Keyed, on: string) => ({
  ...document,
  isContactOverdue: document.nextContactOn !== undefined && document.nextContactOn < on,
});

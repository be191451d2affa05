import { saidNow, type Projection } from '#kernel';
import { ADDRESSEE_ROLES } from '#contracts/cooperation/directive.codes';
import * as events from '#contracts/cooperation/directive.events';
import { day, id, staffId, unitId } from '#contracts/schemas';
import * as q from '#platform/questions';
import type { Keyed } from '#platform/projections';
import * as kept from './directive.document.js';

interface Acknowledgement {
  readonly staffId: string;
  readonly acknowledgedOn: string;
}

/** One directive and who has acknowledged it. */
interface ComplianceDocument extends kept.DirectiveDocument {
  readonly acknowledgements: readonly Acknowledgement[];
  readonly unacknowledged: readonly string[];
  readonly openQuestions: number;
}

export const directiveCompliance: Projection<ComplianceDocument, events.DirectiveEvent> = {
  name: 'directive-compliance',
  version: 1,
  events: events.directiveEvents,
  indexes: [
    ['units', 'draftedOn'],
    ['units', 'status', 'draftedOn'],
    ['unacknowledged', 'draftedOn'],
    ['units', 'acknowledgeBy'],
  ],
  fold: (document, event, directiveId) => {
    const directive = kept.directiveAfter(document, event, directiveId);
    const { entries, addressees, issuedOn } = directive;
    const said = <T extends events.DirectiveEntry['type']>(type: T) => saidNow<events.DirectiveEntry, T>(entries, type);
    const acknowledgements = said('DirectiveAcknowledged').map(({ acknowledgedBy, acknowledgedOn }) => ({
      staffId: acknowledgedBy,
      acknowledgedOn,
    }));
    const hasAcknowledged = new Set(acknowledgements.map((one) => one.staffId));
    const answered = new Set(said('DirectiveClarificationAnswered').map(({ questionId }) => questionId));
    const addressed = issuedOn === undefined ? [] : addressees.map((one) => one.staffId);
    return {
      ...directive,
      acknowledgements,
      unacknowledged: addressed.filter((one) => !hasAcknowledged.has(one)),
      openQuestions: said('DirectiveClarificationAsked').filter(({ questionId }) => !answered.has(questionId)).length,
    };
  },
};

const share = {
  addressed: q.says(q.whole, 'How many are addressed.'),
  acknowledged: q.says(q.whole, 'How many of them have acknowledged it.'),
  percent: q.says(q.whole, 'Rounded down.'),
};

const addressees = q.listOf(q.row('AddresseeAsNamed', { staffId, unitId, role: q.codeOf(ADDRESSEE_ROLES) }));

const relations = { agreement: q.toOne('agreement', 'agreementId'), successor: q.toOne('directive', 'successorId') };

const summary = {
  id,
  unitId: q.says(unitId, 'The unit that keeps it.'),
  issuingUnitId: q.says(unitId, 'The unit whose head issues it.'),
  number: q.says(q.word, 'Under which it is filed.'),
  title: q.says(q.word, 'What it is about.'),
  status: q.says(q.codeOf(kept.DIRECTIVE_STATUSES), 'Where it stands today.'),
  draftedOn: day,
  agreementId: q.maybe(q.says(id, 'The agreement under which it is issued.')),
  issuedOn: q.maybe(day),
  effectiveOn: q.maybe(q.says(day, 'From this day on it binds.')),
  acknowledgeBy: q.maybe(q.says(day, 'Until when everybody addressed acknowledges it.')),
  endsOn: q.maybe(q.says(day, 'From this day on it is no longer in force.')),
  successorId: q.maybe(q.says(id, 'The directive that took its place.')),
  addressees: q.listOf(
    q.row('Addressee', { staffId, unitId, role: q.codeOf(ADDRESSEE_ROLES), acknowledgedOn: q.maybe(day) }),
  ),
  unacknowledged: q.says(q.listOf(staffId), 'The addressees who have not acknowledged it; nobody before it is issued.'),
  compliance: q.row('Compliance', {
    ...share,
    byUnit: q.listOf(q.row('ComplianceOfUnit', { ...share, unitId })),
    byRole: q.listOf(q.row('ComplianceOfRole', { ...share, role: q.codeOf(ADDRESSEE_ROLES) })),
  }),
  openQuestions: q.says(q.whole, 'How many questions wait for an answer.'),
  revision: q.whole,
};

const full = {
  ...summary,
  text: q.says(q.word, 'What is to be done.'),
  drafts: q.entriesOf('DirectiveDraft', events.DirectiveDrafted, { addressees }),
  issues: q.entriesOf('Issue', events.DirectiveIssued, { addressees }),
  acknowledgements: q.entriesOf('Acknowledgement', events.DirectiveAcknowledged),
  questions: q.entriesOf('Question', events.DirectiveClarificationAsked),
  answers: q.entriesOf('Answer', events.DirectiveClarificationAnswered),
  followUps: q.entriesOf('DirectiveFollowUp', events.DirectiveFollowUpRecorded),
};

const readers = [...ADDRESSEE_ROLES, 'kanwil', 'auditor', 'dpo'] as const;

export const directives = q.page({
  name: 'directives',
  summary: 'Directives and who has acknowledged them',
  may: readers,
  of: directiveCompliance,
  by: {
    status: q.anyOf(kept.DIRECTIVE_STATUSES, 'Where it stands today; computed, so that nothing is sorted by it'),
    unitId: q.anyUnit('The unit that keeps, issues or, once issued, is addressed'),
    unacknowledged: q.anId('An addressee who has not acknowledged it'),
  },
  where: ({ status, unitId: units, unacknowledged }, { today }) => ({
    units,
    unacknowledged,
    ...(status && { $or: status.map((one) => kept.standingAs(one, today)) }),
  }),
  sort: { draftedOn: -1 },
  sortBy: ['draftedOn', 'acknowledgeBy'],
  shows: q.related(q.row('DirectiveSummary', summary), relations),
  as: (document, _, { today }) => summaryOf(document, today),
});

export const directive = q.one({
  name: 'directive',
  summary: 'One directive in full',
  may: readers,
  of: directiveCompliance,
  shows: q.related(q.row('Directive', full), relations),
  as: async (document, { reader, records, today }) => ({
    ...summaryOf(document, today),
    text: document.text,
    ...q.listedIn(full, await records.open(reader, 'directive', document.entries)),
  }),
});

function summaryOf(document: ComplianceDocument & Keyed, today: string) {
  const days = new Map(document.acknowledgements.map((one) => [one.staffId, one.acknowledgedOn]));
  const addressees = document.addressees.map((addressee) => {
    const acknowledgedOn = days.get(addressee.staffId);
    return { ...addressee, ...(acknowledgedOn && { acknowledgedOn }) };
  });
  const shareOf = (of: typeof addressees) => {
    const acknowledged = of.filter(({ acknowledgedOn }) => acknowledgedOn !== undefined).length;
    return { addressed: of.length, acknowledged, percent: Math.floor((100 * acknowledged) / (of.length || 1)) };
  };
  const sharesBy = <K extends 'unitId' | 'role'>(key: K) =>
    [...new Set(addressees.map((one) => one[key]))].map((value) => ({
      ...({ [key]: value } as Record<K, string>),
      ...shareOf(addressees.filter((one) => one[key] === value)),
    }));
  return {
    ...document,
    status: kept.statusOn(document, today),
    addressees,
    unacknowledged: [...document.unacknowledged],
    compliance: { ...shareOf(addressees), byUnit: sharesBy('unitId'), byRole: sharesBy('role') },
  };
}

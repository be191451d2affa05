import { happened, kept, type KeptEntry, type Projected, type Projection, saidNow } from '#kernel';
import * as events from '#contracts/rehabilitation/consent.events';
import * as codes from '#contracts/rehabilitation/codes';
import { day, id, instant, unitId } from '#contracts/schemas';
import * as q from '#platform/questions';
import { ofInmate } from '../related.read-model.js';
import { providerRow } from '../provider.view.js';
import { withholding } from '../withheld.js';
import { purposesGiven } from './consent.standing.js';
import { casesWithoutConsent } from './cases-without-consent.projection.js';

type ConsentDocument = q.KeptAs<'consentId', typeof summary>;

export const consentsKept: Projection<ConsentDocument, events.ConsentEvent> = {
  name: 'consents',
  version: 1,
  events: events.consentEvents,
  indexes: [
    ['units', 'since'],
    ['inmateId', 'since'],
    ['units', 'status', 'since'],
  ],
  fold: (document, event, consentId) => {
    const { unitId, about } = event.metadata;
    const entries = kept(document?.entries ?? [], event);
    const first = document ?? begunBy(event);
    const { inmateId, purposes, since, units } = first;
    const caseId = about.find((concerned) => concerned.caseId !== undefined)?.caseId ?? document?.caseId;
    return {
      consentId,
      unitId,
      inmateId,
      purposes,
      since,
      units: document === null ? [...new Set([unitId, ...units])] : units,
      ...(caseId && { caseId }),
      ...knownNow(entries),
      entries,
      revision: event.revision,
    };
  },
};

type Known = Pick<ConsentDocument, 'status'> & Partial<ConsentDocument>;

/** What stays known of a consent even when all its entries are annulled. */
function begunBy(
  event: Projected<events.ConsentEvent>,
): Pick<ConsentDocument, 'inmateId' | 'purposes' | 'since' | 'units'> {
  const { on: since } = happened(event);
  if (event.type === 'ConsentGiven') {
    const { inmateId, purposes, provider } = event.data;
    const units = provider === undefined ? [] : [provider.unitId];
    return { inmateId, purposes: purposesGiven(purposes), since, units };
  }
  if (event.type === 'ConsentOverridden') {
    const { inmateId, purposes } = event.data;
    return { inmateId, purposes, since, units: [] };
  }
  throw new Error('A consent begins when it is given or overridden.');
}

function knownNow(entries: readonly KeptEntry[]): Known {
  const [given] = saidNow<events.ConsentEntry, 'ConsentGiven'>(entries, 'ConsentGiven');
  const [overridden] = saidNow<events.ConsentEntry, 'ConsentOverridden'>(entries, 'ConsentOverridden');
  const [withdrawn] = saidNow<events.ConsentEntry, 'ConsentWithdrawn'>(entries, 'ConsentWithdrawn');
  if (overridden !== undefined) {
    const { purposes, overrideBasis } = overridden;
    return { status: 'OVERRIDDEN', ...sinceOf(entries), purposes, overrideBasis };
  }
  if (given === undefined) return { status: 'ANNULLED' };
  const { medium, formVersion } = given;
  const known = { ...sinceOf(entries), purposes: purposesGiven(given.purposes), medium, formVersion };
  if (withdrawn === undefined) return { status: 'GIVEN', ...known };
  const { withdrawnAt, deadline } = withdrawn;
  return { status: 'WITHDRAWN', ...known, withdrawnAt, deadline };
}

/** The day of the entry by which it began, as it is known now. */
function sinceOf([first]: readonly KeptEntry[]): Pick<Known, 'since'> {
  const last = first?.said.at(-1);
  return last === undefined ? {} : { since: last.on };
}

const may = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'auditor'] as const;

const summary = {
  id,
  unitId: q.says(unitId, 'The unit that keeps it.'),
  inmateId: q.says(id, 'Whose consent it is.'),
  status: q.says(q.codeOf(codes.CONSENT_STATUSES), 'Where it stands.'),
  purposes: q.says(q.listOf(q.codeOf(codes.CONSENT_PURPOSES)), 'Those consented to, or without consent.'),
  since: q.says(day, 'The day on which it was given or overridden.'),
  caseId: q.maybe(q.says(id, 'The case that was open when it was last recorded, or that was over and told of it.')),
  medium: q.maybe(q.says(q.codeOf(codes.CONSENT_MEDIA), 'On what it is kept.')),
  formVersion: q.maybe(q.says(q.word, 'Which version of the form was signed or spoken.')),
  overrideBasis: q.maybe(q.says(q.codeOf(codes.OVERRIDE_BASES), 'On which legal basis there is no need of consent.')),
  withdrawnAt: q.maybe(q.says(instant, 'When it was withdrawn.')),
  deadline: q.maybe(q.says(q.due, 'Until when what rests on a withdrawn consent stops.')),
  revision: q.whole,
};

const closed = { withheld: q.withheld };
/** Not again what the consent says already. */
const unshown = { subject: undefined, inmateId: undefined, ...closed };

const giver = q.row('ConsentGiver', {
  capacity: q.says(q.codeOf(codes.CONSENT_CAPACITIES), 'As what they consented.'),
  name: q.maybe(q.says(q.word, 'Of whoever consented for the inmate.')),
  gone: q.gone,
  ...closed,
});

const full = {
  ...summary,
  givings: q.entriesOf('ConsentGiven', events.ConsentGiven, {
    ...unshown,
    purposes: q.listOf(q.row('ConsentPurpose', { purpose: q.codeOf(codes.CONSENT_PURPOSES), given: q.flag })),
    givenBy: giver,
    provider: q.maybe(q.says(providerRow, 'Who asked for it, when not the unit that keeps it.')),
  }),
  overrides: q.entriesOf('ConsentOverridden', events.ConsentOverridden, unshown),
  withdrawals: q.entriesOf('ConsentWithdrawn', events.ConsentWithdrawn, {
    ...unshown,
    reasonCode: q.maybe(q.says(q.codeOf(codes.WITHDRAWAL_REASONS), 'Why it was withdrawn.')),
  }),
};

export const consents = q.many(
  {
    name: 'consents',
    summary: 'Consents',
    may,
    by: {
      inmateId: q.anId('Whose they are'),
      status: q.anyOf(codes.CONSENT_STATUSES, 'Where they stand'),
      overdue: q.aFlag('Withdrawn, and what rests on it has not stopped in time: the case is still open'),
      ...q.COUNTED,
    },
    shows: q.related(q.row('ConsentSummary', summary), ofInmate),
  },
  async ({ overdue, inmateId, status, ...paging }, answering) => {
    const { models, reader } = answering;
    const question = { name: 'consents', overdue, inmateId, status };
    if (overdue === true) {
      if (status?.includes('WITHDRAWN') === false) return { items: [], ...(paging.total === true && { total: 0 }) };
      const cases = await models.page(casesWithoutConsent, reader, {
        ...lateNow(answering, { inmateId }),
        ...paging,
        question,
      });
      const ids = cases.items.map(({ withdrawnId }) => withdrawnId);
      const found = await models.all(consentsKept, reader, { filter: { consentId: { $in: ids }, status } });
      return { ...cases, items: ids.flatMap((id) => found.filter(({ consentId }) => consentId === id)) };
    }
    const late = overdue === false ? await models.all(casesWithoutConsent, reader, lateNow(answering)) : [];
    const inTime = late.map(({ withdrawnId }) => ({ consentId: { $ne: withdrawnId } }));
    const filter = { inmateId, status, ...(inTime.length > 0 && { $and: inTime }) };
    return models.page(consentsKept, reader, { filter, sort: { since: -1 }, ...paging, question });
  },
);

const lateNow = ({ engine }: q.Answering, filter: { readonly inmateId?: string | undefined } = {}) => ({
  filter: { ...filter, open: true, dueAt: { $lt: engine.now().toISOString() } },
  sort: { dueAt: 1 } as const,
});

export const consent = q.one({
  name: 'consent',
  summary: 'One consent in full',
  may,
  of: consentsKept,
  shows: q.related(q.row('Consent', full), ofInmate),
  as: async (document, { reader, records }) => ({
    ...document,
    ...q.listedIn(
      full,
      reader.actor.role === 'auditor' // reads pseudonyms: who consented, and why it was overridden or withdrawn, stays sealed (domain 5.5)
        ? withholding(document.entries)
        : await records.open(reader, 'consent', document.entries),
    ),
  }),
});

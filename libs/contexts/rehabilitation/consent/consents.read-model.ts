import {
  CONSENT_STATUSES,
  CONSENT_PURPOSES,
  CONSENT_MEDIA,
  OVERRIDE_BASES,
  CONSENT_CAPACITIES,
  WITHDRAWAL_REASONS,
} from '#contracts/rehabilitation/codes';
import { ConsentGiven, ConsentOverridden, ConsentWithdrawn } from '#contracts/rehabilitation/consent.events';
import { day, id, instant, unitId } from '#contracts/schemas';
import {
  aFlag,
  anId,
  type Answering,
  due,
  entriesOf,
  flag,
  listedIn,
  listOf,
  many,
  maybe,
  one,
  COUNTED,
  row,
  says,
  whole,
  word,
  codeOf,
  related,
  anyOf,
} from '#platform/questions';
import { ofInmate } from '../related.read-model.js';
import { providerRow } from '../provider.view.js';
import { withholding } from '../withheld.js';
import { casesWithoutConsent } from './cases-without-consent.projection.js';
import { consentsKept } from './consents.document.js';

const may = ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'auditor', 'dpo'] as const;

const summary = {
  id,
  unitId: says(unitId, 'The unit that keeps it.'),
  inmateId: says(id, 'Whose consent it is.'),
  status: says(codeOf(CONSENT_STATUSES), 'Where it stands.'),
  purposes: says(listOf(codeOf(CONSENT_PURPOSES)), 'Those consented to, or without consent.'),
  since: says(day, 'The day on which it was given or overridden.'),
  caseId: maybe(says(id, 'The case that was open when it was last recorded.')),
  medium: maybe(says(codeOf(CONSENT_MEDIA), 'On what it is kept.')),
  formVersion: maybe(says(word, 'Which version of the form was signed or spoken.')),
  overrideBasis: maybe(says(codeOf(OVERRIDE_BASES), 'On which legal basis there is no need of consent.')),
  withdrawnAt: maybe(says(instant, 'When it was withdrawn.')),
  deadline: maybe(says(due, 'Until when what rests on a withdrawn consent stops.')),
  revision: whole,
};

const closed = {
  withheld: maybe(says(listOf(word), 'What the role of the reader may not see.')),
};
/** Not again what the consent says already. */
const unshown = { subject: undefined, inmateId: undefined, ...closed };

const giver = row('ConsentGiver', {
  capacity: says(codeOf(CONSENT_CAPACITIES), 'As what they consented.'),
  name: maybe(says(word, 'Of whoever consented for the inmate.')),
  gone: maybe(says(listOf(word), 'What can no longer be read.')),
  ...closed,
});

const full = {
  ...summary,
  givings: entriesOf('ConsentGiven', ConsentGiven, {
    ...unshown,
    purposes: listOf(row('ConsentPurpose', { purpose: codeOf(CONSENT_PURPOSES), given: flag })),
    givenBy: giver,
    provider: maybe(says(providerRow, 'Who asked for it, when not the unit that keeps it.')),
  }),
  overrides: entriesOf('ConsentOverridden', ConsentOverridden, unshown),
  withdrawals: entriesOf('ConsentWithdrawn', ConsentWithdrawn, {
    ...unshown,
    reasonCode: maybe(says(codeOf(WITHDRAWAL_REASONS), 'Why it was withdrawn.')),
  }),
};

export const consents = many(
  {
    name: 'consents',
    summary: 'Consents',
    may,
    by: {
      inmateId: anId('Whose they are'),
      status: anyOf(CONSENT_STATUSES, 'Where they stand'),
      overdue: aFlag('Withdrawn, and what rests on it has not stopped in time: the case is still open'),
      ...COUNTED,
    },
    shows: related(row('ConsentSummary', summary), ofInmate),
  },
  async ({ overdue, inmateId, status, ...paging }, answering) => {
    const { models, reader } = answering;
    if (overdue === true) {
      if (status?.includes('WITHDRAWN') === false) return { items: [], ...(paging.total === true && { total: 0 }) };
      const cases = await models.page(casesWithoutConsent, reader, { ...lateNow(answering, { inmateId }), ...paging });
      const ids = cases.items.map(({ withdrawnId }) => withdrawnId);
      const found = await models.all(consentsKept, reader, { filter: { consentId: { $in: ids }, status } });
      return { ...cases, items: ids.flatMap((id) => found.filter(({ consentId }) => consentId === id)) };
    }
    const late = overdue === false ? await models.all(casesWithoutConsent, reader, lateNow(answering)) : [];
    const inTime = late.map(({ withdrawnId }) => ({ consentId: { $ne: withdrawnId } }));
    const filter = { inmateId, status, ...(inTime.length > 0 && { $and: inTime }) };
    return models.page(consentsKept, reader, { filter, sort: { since: -1 }, ...paging });
  },
);

const lateNow = ({ engine }: Answering, filter: { readonly inmateId?: string | undefined } = {}) => ({
  filter: { ...filter, open: true, dueAt: { $lt: engine.now().toISOString() } },
  sort: { dueAt: 1 } as const,
});

export const consent = one({
  name: 'consent',
  summary: 'One consent in full',
  may,
  of: consentsKept,
  what: 'consent',
  shows: related(row('Consent', full), ofInmate),
  as: async (document, { reader, records }) => ({
    ...document,
    ...listedIn(
      full,
      reader.actor.role === 'auditor' // reads pseudonyms: who consented, and why it was overridden or withdrawn, stays sealed (domain 5.5)
        ? withholding(document.entries)
        : await records.open(reader, 'consent', document.entries),
    ),
  }),
});

import { cited, correctionsOf, type Aggregate } from '#kernel';
import * as events from '#contracts/rehabilitation/consent.events';
import * as its from './consent.record.js';
import { rules } from './consent.rules.js';
import { refuse } from './consent.refusals.js';

const FORM = [
  'formVersion',
  'language',
  'medium',
  'documentSha256',
  'purposes',
  'givenAt',
  'givenBy',
  'witnessId',
] as const;

/** How each entry is recorded, and what of it may be corrected. Who says it anew answers for it. */
export const corrections = correctionsOf<its.Consent, its.ConsentCommand, events.ConsentEntry, 'Consent'>(
  'Consent',
  its.consentEntries,
  rules,
  {
    ConsentGiven: {
      by: 'GiveConsent',
      kept: ['inmateId', 'provider'],
      corrected: { as: 'given', fields: FORM },
      as: 'CORRECTOR',
    },
    ConsentOverridden: {
      by: 'OverrideConsent',
      kept: ['inmateId'],
      corrected: { as: 'override', fields: ['purposes', 'overrideBasis', 'reason', 'overriddenOn'] },
      as: 'CORRECTOR',
    },
    ConsentWithdrawn: { by: 'WithdrawConsent', kept: ['withdrawnAt', 'reasonCode'] },
  },
  { annulled: ({ status }) => ({ status: STATUSES[status] }) },
);

/** The rules of the two; a case whose consent was withdrawn rests on it again when that is annulled. */
export const decideCorrections: its.Rules<'CorrectConsentEntry' | 'AnnulConsentEntry'> = {
  ...corrections.rules,

  AnnulConsentEntry: (command, record) => {
    const [annulled] = corrections.rules.AnnulConsentEntry(command, record) as readonly object[] as [Annulled];
    const { openCase, restingCase, consentId } = command.facts;
    const noted = openCase?.consent?.consentId;
    if (cited(record, command.data.of).type === 'ConsentWithdrawn') {
      const resting = noted === consentId ? openCase : restingCase;
      const again = resting && { caseId: resting.caseId };
      return [{ ...annulled, data: { ...annulled.data, stands: { ...annulled.data.stands, ...again } } }];
    }
    if (openCase !== undefined && (noted === undefined || noted === consentId)) {
      refuse('case-rests-on-consent', { caseId: openCase.caseId });
    }
    return [annulled];
  },
};

type Annulled = Extract<events.ConsentEvent, { type: 'ConsentEntryAnnulled' }>;

type Status = events.ConsentEventData<'ConsentEntryAnnulled'>['stands']['status'];
const STATUSES: Readonly<Record<its.Consent['status'], Status>> = {
  absent: 'ANNULLED',
  given: 'GIVEN',
  overridden: 'OVERRIDDEN',
  withdrawn: 'WITHDRAWN',
  annulled: 'ANNULLED',
};

export const consent: Aggregate<its.ConsentRecord, its.ConsentCommand, events.ConsentEvent> = {
  name: 'consent',
  decider: its.consentEntries.decider(events.consentEvents, { ...rules, ...decideCorrections }),
  unitsOf: ({ now }) => its.unitsOf(now),
  aboutOf: ({ now }) =>
    now.status === 'absent' ? [] : [{ subject: now.subject, ...(now.caseId && { caseId: now.caseId }) }],
};

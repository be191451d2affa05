import { type Asker, cited, type Decider, type Entry, mustNotBeAuthor, refuse, staffOf } from '#kernel';
import type { ConsentEntry, ConsentEvent, ConsentEventData } from '#contracts/rehabilitation/consent.events';
import { basisOf } from '../facts.rules.js';
import { prepared, type Said } from '../record.rules.js';
import { consented, type ConsentFacts, type Giving, mustBeTold, type Overriding } from './consent.giving.js';
import { type Consent, consentEntries, type ConsentRecord, mustHold, refuseAnnulled } from './consent.record.js';

type Correction = ConsentEventData<'ConsentEntryCorrected'>;

/** What an entry should have said: the one that fits the type of the entry that `of` cites. */
export interface CorrectedConsentEntry {
  readonly of: string;
  readonly reasonCode: Correction['reasonCode'];
  readonly given?: Giving;
  readonly override?: Overriding;
}

export type CorrectionCommand =
  | { type: 'CorrectConsentEntry'; data: CorrectedConsentEntry; facts?: ConsentFacts }
  | {
      type: 'AnnulConsentEntry';
      data: Pick<ConsentEventData<'ConsentEntryAnnulled'>, 'of' | 'reasonCode'>;
      consentId?: string;
      facts?: Pick<ConsentFacts, 'openCase'>;
    };

export const decideCorrections: Decider<ConsentRecord, CorrectionCommand, ConsentEvent>['decide'] = {
  CorrectConsentEntry: ({ data, facts, ...asker }, record) => {
    mustBeThere(record);
    const { of, reasonCode } = data;
    const said = corrected(cited(record, of), data, facts, asker);
    mustHold(consentEntries.ifCorrected(record, of, said.entry));
    return [{ type: 'ConsentEntryCorrected', data: { of, reasonCode, ...said } }];
  },

  AnnulConsentEntry: ({ data: { of, reasonCode }, consentId, facts, by, is }, record) => {
    mustBeThere(record);
    const original = cited(record, of);
    mustNotBeAuthor(original, { is });
    const openCase = facts?.openCase;
    const noted = openCase?.consent?.consentId;
    const approved = { of, reasonCode, approvedBy: staffOf(by) };
    const status = STATUSES[consentEntries.ifAnnulled(record, of).status];
    if (original.type === 'ConsentWithdrawn') {
      const again = openCase !== undefined && noted === consentId ? { caseId: openCase.caseId } : {};
      return [{ type: 'ConsentEntryAnnulled', data: { ...approved, stands: { status, ...again } } }];
    }
    if (record.valid.some(({ type }) => type === 'ConsentWithdrawn')) {
      refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
    }
    if (openCase !== undefined && (noted === undefined || noted === consentId)) {
      refuse('case-rests-on-consent', 'An open case rests on this consent: record the right one first.', 'R-2.1');
    }
    return [{ type: 'ConsentEntryAnnulled', data: { ...approved, stands: { status } } }];
  },
};

type Status = ConsentEventData<'ConsentEntryAnnulled'>['stands']['status'];
const STATUSES: Readonly<Record<Consent['status'], Status>> = {
  absent: 'ANNULLED',
  given: 'GIVEN',
  overridden: 'OVERRIDDEN',
  withdrawn: 'WITHDRAWN',
  annulled: 'ANNULLED',
};

function mustBeThere({ now }: ConsentRecord): void {
  if (now.status === 'absent') refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  if (now.status === 'annulled') refuseAnnulled();
}

function corrected(
  original: Entry<ConsentEntry>,
  { given, override }: CorrectedConsentEntry,
  facts: ConsentFacts | undefined,
  { by, is }: Asker,
): Said<Correction> {
  if ((given === undefined) === (override === undefined)) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  const known = prepared(facts);
  const { inmate, covers } = known;
  switch (original.type) {
    case 'ConsentGiven': {
      const { subject, inmateId, caseId, provider, givenBy } = original.data;
      const representative = givenBy.capacity === 'INMATE' ? known.representative : givenBy.subject;
      const told = consented(given ?? otherType(), { ...known, representative }, { is });
      const kept = { subject, inmateId, ...(caseId && { caseId }), ...(provider && { provider }) };
      return { entryType: original.type, entry: { ...kept, ...told, basis: basisOf(inmate, ...covers) } };
    }
    case 'ConsentOverridden': {
      const told = override ?? otherType();
      if (by.kind === 'SYSTEM' || by.role !== 'karutan') {
        refuse('override-of-head', 'Only the head of the unit says what an override should have said.', 'R-2.1');
      }
      mustBeTold(told.purposes, told.overriddenOn, known);
      const { subject, inmateId, caseId } = original.data;
      const kept = { subject, inmateId, ...(caseId && { caseId }), approvedBy: staffOf(by) };
      return { entryType: original.type, entry: { ...kept, ...told, basis: basisOf(inmate) } };
    }
    case 'ConsentWithdrawn':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

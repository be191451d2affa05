import { type Asker, cited, type Decider, type Entry, mustNotBeAuthor, refuse } from '#kernel';
import {
  type ConsentEntry,
  type ConsentEvent,
  type ConsentEventData,
  ConsentGiven,
  ConsentOverridden,
} from '#contracts/rehabilitation/consent.events';
import { basisOf, mustBeCovered } from '../facts.rules.js';
import { prepared } from '../record.rules.js';
import { type ConsentFacts, type Giving, mustBeTold, mustBeWitnessed, type Overriding } from './consent.giving.js';
import { consentEntries, type ConsentRecord, mustHold, refuseAnnulled } from './consent.record.js';

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

  AnnulConsentEntry: ({ data: { of, reasonCode }, consentId, facts, by }, record) => {
    mustBeThere(record);
    const original = cited(record, of);
    mustNotBeAuthor(original, by.id);
    const openCase = facts?.openCase;
    const noted = openCase?.consent?.consentId;
    if (original.type === 'ConsentWithdrawn') {
      const again = openCase !== undefined && noted === consentId ? { caseId: openCase.caseId } : {};
      return [{ type: 'ConsentEntryAnnulled', data: { of, reasonCode, approvedBy: by.id, ...again } }];
    }
    if (record.valid.some(({ type }) => type === 'ConsentWithdrawn')) {
      refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
    }
    if (openCase !== undefined && (noted === undefined || noted === consentId)) {
      refuse('case-rests-on-consent', 'An open case rests on this consent: record the right one first.', 'R-2.1');
    }
    return [{ type: 'ConsentEntryAnnulled', data: { of, reasonCode, approvedBy: by.id } }];
  },
};

function mustBeThere({ now }: ConsentRecord): void {
  if (now.status === 'absent') refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  if (now.status === 'annulled') refuseAnnulled();
}

function corrected(
  original: Entry<ConsentEntry>,
  { given, override }: CorrectedConsentEntry,
  facts: ConsentFacts | undefined,
  { by, today }: Asker,
): Pick<Correction, 'entry' | 'entryVersion'> {
  if ((given === undefined) === (override === undefined)) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  const { inmate, covers } = prepared(facts);
  switch (original.type) {
    case 'ConsentGiven': {
      const told = given ?? otherType();
      mustBeTold(told, told.givenOn, { today, facts });
      mustBeWitnessed(told, original.metadata.actor.id);
      covers.forEach((cover) => {
        mustBeCovered(cover);
      });
      const { subject, inmateId, caseId, provider } = original.data;
      const kept = { subject, inmateId, ...(caseId && { caseId }), ...(provider && { provider }) };
      return { entry: { ...kept, ...told, basis: basisOf(inmate, ...covers) }, entryVersion: ConsentGiven.v };
    }
    case 'ConsentOverridden': {
      const told = override ?? otherType();
      if (by.role !== 'karutan') {
        refuse('override-of-head', 'Only the head of the unit says what an override should have said.', 'R-2.1');
      }
      mustBeTold(told, told.overriddenOn, { today, facts });
      const { subject, inmateId, caseId } = original.data;
      const kept = { subject, inmateId, ...(caseId && { caseId }), approvedBy: by.id };
      return { entry: { ...kept, ...told, basis: basisOf(inmate) }, entryVersion: ConsentOverridden.v };
    }
    case 'ConsentWithdrawn':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

import { type Asker, cited, type Entry, mustHaveHappened, mustNotBeAuthor, refuse, staffOf } from '#kernel';
import type { DirectiveEntry, DirectiveEventData } from '#contracts/cooperation/directive.events';
import { mustAnswer } from './directive.clarifications.js';
import {
  type Directive,
  type DirectiveCommand,
  directiveEntries,
  type DirectiveRecord,
  dueAtEndOf,
  mustBeIssuer,
  mustHold,
  refuseAnnulled,
  refuseIssued,
  type Rules,
} from './directive.record.js';

type Correction = DirectiveEventData<'DirectiveEntryCorrected'>;

/** What the entry should have said, as data of its type. */
type Entered<C = Correction> = C extends Correction ? Pick<C, 'entryType' | 'entry'> : never;

export type CorrectedDirectiveEntry = Extract<DirectiveCommand, { type: 'CorrectDirectiveEntry' }>['data'];

export const decideCorrections: Rules<'CorrectDirectiveEntry' | 'AnnulDirectiveEntry'> = {
  CorrectDirectiveEntry: ({ data, ...asker }, record) => {
    const directive = there(record);
    const original = cited(record, data.of);
    mustHaveAuthority(directive, original, asker.by);
    const said = corrected(directive, original, data, asker);
    mustHold(directiveEntries.ifCorrected(record, data.of, said.entry));
    return [{ type: 'DirectiveEntryCorrected', data: { of: data.of, reasonCode: data.reasonCode, ...said } }];
  },

  AnnulDirectiveEntry: ({ data, by, is }, record) => {
    const directive = there(record);
    const original = cited(record, data.of);
    mustHaveAuthority(directive, original, by);
    mustNotBeAuthor(original, { is });
    if (record.valid.some((other) => restsOn(other, original))) {
      refuse('entry-in-use', 'Later entries rest on this one: annul those first.', 'D12');
    }
    return [{ type: 'DirectiveEntryAnnulled', data: { ...data, approvedBy: staffOf(by) } }];
  },
};

type Present = Exclude<Directive, { status: 'absent' | 'annulled' }>;

function there({ now }: DirectiveRecord): Present {
  if (now.status === 'absent') return refuse('unknown-entry', 'This record has no entry with that id.', 'D12');
  return now.status === 'annulled' ? refuseAnnulled() : now;
}

/** Only who may decide or answer may take back or change what was decided or answered. */
function mustHaveAuthority(directive: Present, { type }: DirectiveEntry, by: Asker['by']): void {
  if (['DirectiveIssued', 'DirectiveSuperseded', 'DirectiveRevoked'].includes(type)) mustBeIssuer(directive, by);
  if (type === 'DirectiveClarificationAnswered') mustAnswer(directive, by);
}

function corrected(
  directive: Present,
  original: Entry<DirectiveEntry>,
  told: CorrectedDirectiveEntry,
  { today }: Asker,
): Entered {
  const { draft, issue, acknowledgement, question, answer, followUp } = told;
  const said = [draft, issue, acknowledgement, question, answer, followUp].filter((one) => one !== undefined);
  if (said.length !== 1) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  switch (original.type) {
    case 'DirectiveDrafted': {
      if (directive.status !== 'drafted') refuseIssued();
      const { issuingUnitId } = original.data;
      return { entry: { issuingUnitId, ...(draft ?? otherType()) }, entryType: 'DirectiveDrafted' };
    }
    case 'DirectiveIssued': {
      const { issuedOn, effectiveOn, acknowledgeBy } = issue ?? otherType();
      mustHaveHappened(issuedOn, today);
      const deadline = dueAtEndOf(directive, acknowledgeBy);
      return {
        entry: { ...original.data, issuedOn, effectiveOn, acknowledgeBy, deadline },
        entryType: 'DirectiveIssued',
      };
    }
    case 'DirectiveAcknowledged': {
      const { acknowledgedOn } = acknowledgement ?? otherType();
      mustHaveHappened(acknowledgedOn, today);
      const { acknowledgedBy } = original.data;
      return { entry: { acknowledgedBy, acknowledgedOn }, entryType: 'DirectiveAcknowledged' };
    }
    case 'DirectiveClarificationAsked': {
      const { questionId, askedBy } = original.data;
      return {
        entry: { questionId, askedBy, ...(question ?? otherType()) },
        entryType: 'DirectiveClarificationAsked',
      };
    }
    case 'DirectiveClarificationAnswered': {
      const { questionId, answeredBy } = original.data;
      return {
        entry: { questionId, answeredBy, ...(answer ?? otherType()) },
        entryType: 'DirectiveClarificationAnswered',
      };
    }
    case 'DirectiveFollowUpRecorded': {
      const { followUpId, recordedBy } = original.data;
      return {
        entry: { followUpId, recordedBy, ...(followUp ?? otherType()) },
        entryType: 'DirectiveFollowUpRecorded',
      };
    }
    case 'DirectiveSuperseded':
    case 'DirectiveRevoked':
      return refuse('entry-not-correctable', 'Such an entry is annulled and told anew, not corrected.', 'D12');
  }
}

/** Whether an entry would mean nothing without the other. */
function restsOn(entry: Entry<DirectiveEntry>, other: Entry<DirectiveEntry>): boolean {
  if (entry.id === other.id) return false;
  switch (other.type) {
    case 'DirectiveDrafted':
      return true;
    case 'DirectiveIssued':
      return entry.type !== 'DirectiveDrafted';
    case 'DirectiveClarificationAsked':
      return entry.type === 'DirectiveClarificationAnswered' && entry.data.questionId === other.data.questionId;
    case 'DirectiveAcknowledged':
    case 'DirectiveClarificationAnswered':
    case 'DirectiveFollowUpRecorded':
    case 'DirectiveSuperseded':
    case 'DirectiveRevoked':
      return false;
  }
}

import { happened, kept, type KeptEntry, type Projected, saidNow, words } from '#kernel';
import type { DirectiveEntry, DirectiveEvent } from '#contracts/cooperation/directive.events';

export const DIRECTIVE_STATUSES = words('DIRECTIVE_STATUSES', {
  DRAFTED: 'Its text was drafted',
  ISSUED: 'It was issued: its addressees answer for it; from a later day on it binds',
  IN_FORCE: 'It was issued and binds',
  SUPERSEDED: 'A newer one takes its place',
  REVOKED: 'It no longer holds',
  ANNULLED: 'It was recorded by mistake',
});

type DirectiveStatus = (typeof DIRECTIVE_STATUSES)[number];

interface Draft {
  readonly number: string;
  readonly title: string;
  readonly text: string;
  readonly issuingUnitId: string;
  readonly addressees: readonly { readonly staffId: string; readonly unitId: string; readonly role: string }[];
  readonly agreementId?: string;
}

export interface DirectiveDocument extends Draft {
  readonly units: readonly string[];
  readonly directiveId: string;
  readonly unitId: string;
  readonly draftedOn: string;
  /** What was decided last; where it stands on a day is a matter of its dates too. */
  readonly status: DirectiveStatus;
  readonly issuedOn?: string;
  readonly effectiveOn?: string;
  readonly acknowledgeBy?: string;
  /** From this day on it is no longer in force. */
  readonly endsOn?: string;
  readonly successorId?: string;
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

/** Where a directive stands on a day, as is known now: what ends it ends it from its own day on. */
export function statusOn({ status, effectiveOn, endsOn }: DirectiveDocument, day: string): DirectiveStatus {
  if (effectiveOn === undefined || (endsOn !== undefined && endsOn <= day)) return status;
  return effectiveOn <= day ? 'IN_FORCE' : 'ISSUED';
}

export function standingAs(status: DirectiveStatus, day: string): object {
  if (status === 'DRAFTED' || status === 'ANNULLED') return { status };
  if (status === 'SUPERSEDED' || status === 'REVOKED') return { status, endsOn: { $lte: day } };
  const effectiveOn = status === 'IN_FORCE' ? { $lte: day } : { $gt: day };
  return { effectiveOn, $or: [{ endsOn: { $exists: false } }, { endsOn: { $gt: day } }] };
}

export function directiveAfter(
  document: DirectiveDocument | null,
  event: Projected<DirectiveEvent>,
  directiveId: string,
): DirectiveDocument {
  const { unitId } = event.metadata;
  const entries = kept(document?.entries ?? [], event);
  const [draft = document] = saidNow<DirectiveEntry, 'DirectiveDrafted'>(entries, 'DirectiveDrafted');
  if (draft === null) throw new Error('A directive begins with its draft.');
  const { number, title, text, issuingUnitId, addressees, agreementId } = draft;
  const standing = standingOf(entries);
  const addressed = standing.issuedOn === undefined ? [] : addressees.map((addressee) => addressee.unitId);
  return {
    directiveId,
    unitId,
    units: [...new Set([unitId, issuingUnitId, ...addressed])],
    draftedOn: document?.draftedOn ?? happened(event).on,
    number,
    title,
    text,
    issuingUnitId,
    addressees,
    ...(agreementId && { agreementId }),
    ...standing,
    entries,
    revision: event.revision,
  };
}

type Standing = Pick<
  DirectiveDocument,
  'status' | 'issuedOn' | 'effectiveOn' | 'acknowledgeBy' | 'endsOn' | 'successorId'
>;

function standingOf(entries: readonly KeptEntry[]): Standing {
  const drafts = saidNow<DirectiveEntry, 'DirectiveDrafted'>(entries, 'DirectiveDrafted');
  const [issue] = saidNow<DirectiveEntry, 'DirectiveIssued'>(entries, 'DirectiveIssued');
  if (issue === undefined) return { status: drafts.length === 0 ? 'ANNULLED' : 'DRAFTED' };
  const { issuedOn, effectiveOn, acknowledgeBy } = issue;
  const terms = { issuedOn, effectiveOn, acknowledgeBy };
  const [supersession] = saidNow<DirectiveEntry, 'DirectiveSuperseded'>(entries, 'DirectiveSuperseded');
  if (supersession !== undefined) {
    const { effectiveOn: endsOn, successorId } = supersession;
    return { status: 'SUPERSEDED', ...terms, endsOn, successorId };
  }
  const [revocation] = saidNow<DirectiveEntry, 'DirectiveRevoked'>(entries, 'DirectiveRevoked');
  return revocation === undefined
    ? { status: 'ISSUED', ...terms }
    : { status: 'REVOKED', ...terms, endsOn: revocation.effectiveOn };
}

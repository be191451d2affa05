import * as kernel from '#kernel';
import type { DirectiveEntry, DirectiveEvent, DirectiveEventData } from '#contracts/cooperation/directive.events';
import type { CommandsOf } from '#platform/commands';
import type * as commands from './directive.commands.js';
import { refuse } from './directive.refusals.js';

/** Fixed when the directive is drafted: who owns it, who issues it, and the owner's zone. */
export interface Parties {
  readonly unitId: string;
  readonly issuingUnitId: string;
  readonly zone: string;
}

interface Draft extends Parties {
  readonly number: string;
  readonly addressees: DirectiveEventData<'DirectiveDrafted'>['addressees'];
}

interface Terms extends Draft {
  readonly issuedOn: string;
  readonly effectiveOn: string;
  readonly acknowledgeBy: string;
  readonly acknowledgements: readonly { readonly staffId: string; readonly acknowledgedOn: string }[];
  readonly questions: readonly { readonly questionId: string; readonly isAnswered: boolean }[];
  readonly followUpIds: readonly string[];
}

interface Ended extends Terms {
  readonly endsOn: string;
}

export type Directive =
  | { readonly status: 'absent' }
  | (Draft & { readonly status: 'drafted' })
  | (Terms & { readonly status: 'issued' })
  | (Ended & { readonly status: 'superseded'; readonly successorId: string })
  | (Ended & { readonly status: 'revoked' })
  | (Parties & kernel.Annulled);

export type Issued = Extract<Directive, { status: 'issued' }>;
type EverIssued = Extract<Directive, Terms>;

export type DirectiveRecord = kernel.Entries<Directive, DirectiveEntry>;

/** What the rule of supersession needs to know of the successor, and the head of its stream then; none when there is no such directive. */
export interface Succession {
  readonly successor?: {
    readonly isItself: boolean;
    readonly directive: Directive;
    readonly basis: DirectiveEventData<'DirectiveSuperseded'>['basis'];
  };
}

interface Facts {
  readonly SupersedeDirective: Succession;
  readonly CorrectDirectiveEntry: kernel.AgainFacts;
  readonly AnnulDirectiveEntry: kernel.AgainFacts;
}

export type DirectiveCommand = kernel.WithFacts<CommandsOf<typeof commands>, Facts>;
export type CommandOf<Type extends DirectiveCommand['type']> = Extract<DirectiveCommand, { type: Type }>;
export type DirectiveDecider = kernel.Decider<DirectiveRecord, DirectiveCommand, DirectiveEvent>;
export type Rules<Type extends DirectiveCommand['type']> = Pick<DirectiveDecider['decide'], Type>;

const folds: kernel.Folds<Directive, DirectiveEntry> = {
  DirectiveDrafted: (_, { data: { number, issuingUnitId, addressees }, metadata: { unitId, zone } }) => ({
    status: 'drafted',
    unitId,
    issuingUnitId,
    zone,
    number,
    addressees,
  }),
  DirectiveIssued: (directive, { data: { issuedOn, effectiveOn, acknowledgeBy } }) =>
    directive.status === 'drafted'
      ? {
          ...directive,
          status: 'issued',
          issuedOn,
          effectiveOn,
          acknowledgeBy,
          acknowledgements: [],
          questions: [],
          followUpIds: [],
        }
      : directive,
  DirectiveAcknowledged: (directive, { data: { acknowledgedBy: staffId, acknowledgedOn } }) =>
    wasIssued(directive)
      ? { ...directive, acknowledgements: [...directive.acknowledgements, { staffId, acknowledgedOn }] }
      : directive,
  DirectiveClarificationAsked: (directive, { data: { questionId } }) =>
    wasIssued(directive)
      ? { ...directive, questions: [...directive.questions, { questionId, isAnswered: false }] }
      : directive,
  DirectiveClarificationAnswered: (directive, { data: { questionId } }) =>
    wasIssued(directive)
      ? {
          ...directive,
          questions: directive.questions.map((asked) =>
            asked.questionId === questionId ? { ...asked, isAnswered: true } : asked,
          ),
        }
      : directive,
  DirectiveSuperseded: (directive, { data: { effectiveOn: endsOn, successorId } }) =>
    wasIssued(directive) ? { ...directive, status: 'superseded', endsOn, successorId } : directive,
  DirectiveRevoked: (directive, { data: { effectiveOn: endsOn } }) =>
    wasIssued(directive) ? { ...directive, status: 'revoked', endsOn } : directive,
  DirectiveFollowUpRecorded: (directive, { data: { followUpId } }) =>
    wasIssued(directive) ? { ...directive, followUpIds: [...directive.followUpIds, followUpId] } : directive,
};

export const directiveEntries = kernel.entriesOf<Directive, DirectiveEntry>(
  { status: 'absent' },
  folds,
  (directive, annulledOn) =>
    directive.status === 'absent'
      ? directive
      : {
          status: 'annulled',
          annulledOn,
          unitId: directive.unitId,
          issuingUnitId: directive.issuingUnitId,
          zone: directive.zone,
        },
);

const wasIssued = (directive: Directive): directive is EverIssued =>
  directive.status === 'issued' || directive.status === 'superseded' || directive.status === 'revoked';

export function issued(directive: Directive): Issued {
  switch (directive.status) {
    case 'issued':
      return directive;
    case 'absent':
      return refuse('directive-not-drafted');
    case 'drafted':
      return refuse('directive-not-issued', { status: kernel.statusSaid(directive.status) });
    case 'superseded':
      return refuse('directive-superseded', { successorId: directive.successorId, endsOn: directive.endsOn });
    case 'revoked':
      return refuse('directive-revoked', { endsOn: directive.endsOn });
    case 'annulled':
      return refuseAnnulled(directive);
  }
}

export const refuseAnnulled = ({ annulledOn }: kernel.Annulled): never => refuse('directive-annulled', { annulledOn });

/** The directive, if it was drafted and no more; refuses otherwise. */
export function drafted(directive: Directive): Extract<Directive, { status: 'drafted' }> {
  if (directive.status === 'drafted') return directive;
  return refuse('directive-already-issued', { issuedOn: issued(directive).issuedOn });
}

const ISSUERS: readonly string[] = ['karutan', 'kepala-bnnk'];

export function mustBeIssuer({ issuingUnitId }: Parties, by: kernel.Asker['by']): void {
  if (by.kind === 'SYSTEM' || !ISSUERS.includes(by.role) || by.unitId !== issuingUnitId) {
    refuse('issuer-not-authorised', { issuingUnitId });
  }
}

/** Refuses a directive that says what cannot be: what one entry may not say next to the others. */
export function mustHold(directive: Directive): void {
  if (!wasIssued(directive)) return;
  const { addressees, issuedOn, effectiveOn, acknowledgeBy, acknowledgements } = directive;
  if (addressees.length === 0) refuse('no-addressees');
  if (effectiveOn < issuedOn) refuse('effective-before-issue', { effectiveOn, issuedOn });
  const days = [acknowledgeBy, ...acknowledgements.map(({ acknowledgedOn }) => acknowledgedOn)];
  if (directive.status !== 'issued') days.push(directive.endsOn);
  const early = days.find((day) => day < issuedOn);
  if (early !== undefined) refuse('day-before-issue', { day: early, issuedOn });
}

/** Until the last instant of that day where the directive is kept. */
export const dueAtEndOf = ({ zone }: Parties, day: string) => ({
  rule: 'R-10.1',
  ruleVersion: 1,
  dueAt: kernel.endOfDay(zone, day),
});

/** The two units of a directive, and once it was issued those of its addressees. */
export function unitsOf(directive: Directive): readonly string[] {
  if (directive.status === 'absent') return [];
  const { unitId, issuingUnitId } = directive;
  const addressed = wasIssued(directive) ? directive.addressees.map((addressee) => addressee.unitId) : [];
  return [...new Set([unitId, issuingUnitId, ...addressed])];
}

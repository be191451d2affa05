import { Type } from '@sinclair/typebox';
import { type Aggregate, event, RECORDING, type Refuse, refusesBy, sentences } from '#kernel';

const text = Type.String();
const declaration = { legalBasis: 'PUBLIC_TASK', moment: RECORDING } as const;
const DirectiveDrafted = event('DirectiveDrafted', declaration, Type.Object({ title: text, issuedOn: text }));
const DirectiveAcknowledged = event('DirectiveAcknowledged', declaration, Type.Object({ note: text }));

export const noteEvents = [DirectiveDrafted, DirectiveAcknowledged] as const;

type Command =
  | { type: 'DraftDirective'; data: { title: string; issuedOn: string; lines?: readonly { line: string }[] } }
  | { type: 'AcknowledgeDirective'; data: { note: string } };
type Event =
  | { type: 'DirectiveDrafted'; data: { title: string; issuedOn: string } }
  | { type: 'DirectiveAcknowledged'; data: { note: string } };
type State = { status: 'none' } | { status: 'drafted'; unit: string };

/** An aggregate for the specs of the edge, under names that the permission table knows. */
const said = sentences({ 'note-unwanted': { rule: 'R-10.1', en: 'This note is not wanted.' } });
const refuse: Refuse<typeof said> = refusesBy(said);

export const notes: Aggregate<State, Command, Event> = {
  name: 'note',
  unitsOf: (state) => (state.status === 'drafted' ? [state.unit] : []),
  decider: {
    initial: { status: 'none' },
    decide: {
      DraftDirective: ({ data: { title, issuedOn } }) => {
        if (title === 'fail') throw new TypeError('The rule has a fault.');
        if (title === 'refuse me') refuse('note-unwanted', {}, ['title is unwanted']);
        return [{ type: 'DirectiveDrafted', data: { title, issuedOn } }];
      },
      AcknowledgeDirective: ({ data }) => {
        if (data.note === 'refuse me') refuse('note-unwanted');
        if (data.note === 'fail') throw new TypeError('The rule has a fault.');
        return [{ type: 'DirectiveAcknowledged', data }];
      },
    },
    evolve: {
      DirectiveDrafted: (_, { metadata }) => ({ status: 'drafted', unit: metadata.unitId }),
      DirectiveAcknowledged: (state) => state,
    },
  },
};

import { Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING } from '#kernel';
import { basis, closed, code, day, label, text } from '../schemas.js';
import { RETIREMENT_REASONS, SESSION_KINDS, TEAM_ROLES } from './codes.js';
import { provider } from './provider.js';

const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });
const whenRecorded = { legalBasis: 'PUBLIC_TASK', moment: RECORDING } as const;

/**
 * A programme as the unit runs it from `validFrom` on: durations, phases, modules and thresholds are data, never code. With a
 * `provider` it rests on the agreement under which that one serves.
 */
export const ProgrammeTemplatePublished = event(
  'ProgrammeTemplatePublished',
  whenRecorded,
  closed({
    code: label,
    title: text(200),
    validFrom: day,
    days: whole(1, 400),
    severity: closed({ from: whole(0, 9), to: whole(0, 9) }),
    phases: Type.Array(closed({ code: label, title: text(200), days: whole(1, 400) }), { minItems: 1, maxItems: 20 }),
    modules: Type.Array(
      closed({
        code: label,
        title: text(200),
        kind: code(SESSION_KINDS),
        mandatory: Type.Boolean(),
        sessions: whole(1, 500),
      }),
      { minItems: 1, maxItems: 50 },
    ),
    minimumDosagePercent: whole(0, 100),
    maximumGroupSize: whole(1, 200),
    amendableForDays: whole(0, 60),
    screeningValidForDays: whole(1, 400),
    quorum: Type.Array(code(TEAM_ROLES), { minItems: 1, maxItems: TEAM_ROLES.length, uniqueItems: true }),
    provider: Type.Optional(provider),
    basis: Type.Optional(basis),
  }),
);

/** No longer offered from `retiredOn` on; whoever was admitted by it before finishes it. */
export const ProgrammeTemplateRetired = event(
  'ProgrammeTemplateRetired',
  whenRecorded,
  closed({ retiredOn: day, reasonCode: code(RETIREMENT_REASONS) }),
);

export const programmeTemplateEvents = [ProgrammeTemplatePublished, ProgrammeTemplateRetired] as const;

export type ProgrammeTemplateEvent = EventOf<(typeof programmeTemplateEvents)[number]>;
export type ProgrammeTemplateEventData<T extends ProgrammeTemplateEvent['type']> = Extract<
  ProgrammeTemplateEvent,
  { type: T }
>['data'];

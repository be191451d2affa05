import type { RepairEvent, RepairEventData } from '#contracts/repair/repair.events';
import { type Aggregate, type Gap, HOUSE, refuse, staffOf } from '#kernel';
import type { Excluded, Range } from './exclusion.js';
import type { TroubleAt } from './trouble.js';

/** What stands in the store, as the handler found it. */
export interface Standing {
  /** How many events the stream has. */
  readonly length: number;
  /** The first that is not believed. */
  readonly trouble?: TroubleAt;
  /** What excluding the range comes to. */
  readonly excluded?: Excluded;
}

export type RepairCommand =
  | { readonly type: 'ParkStream'; readonly data: RepairEventData<'StreamParked'> }
  | { readonly type: 'AskExclusion'; readonly data: Range; readonly facts?: Standing }
  | { readonly type: 'ApproveExclusion'; readonly data: Range; readonly facts?: Standing }
  | { readonly type: 'ResumeStream'; readonly data: RepairEventData<'StreamResumed'>; readonly facts?: Standing };

/** What became of one stream: from where it is parked, what was excluded, what somebody asked to exclude. */
export interface Repair {
  readonly parkedFrom?: number;
  readonly gaps: readonly Gap[];
  readonly asked?: RepairEventData<'EventsExcludedAsked'> & { readonly askedBy: string };
}

const MOST_EXCLUDED = 1_000;

/** What is said and done about a stream that is not believed (D3). */
export const repair: Aggregate<Repair, RepairCommand, RepairEvent> = {
  name: 'repair',
  ofTheHouse: true,
  unitsOf: () => [HOUSE],
  decider: {
    initial: { gaps: [] },
    decide: {
      ParkStream: ({ data }, { parkedFrom }) =>
        parkedFrom !== undefined && parkedFrom <= data.revision
          ? []
          : [
              { type: 'StreamParked', data },
              { type: 'IntegrityAlarmRaised', data },
            ],
      AskExclusion: ({ data, facts }, state) => [
        { type: 'EventsExcludedAsked', data: { ...data, ...mustBeExcludable(data, state, facts) } },
      ],
      ApproveExclusion: ({ data, facts, by, is }, state) => {
        const { asked } = state;
        if (asked === undefined || !isSameRange(asked, data)) {
          refuse('exclusion-not-asked', { from: data.from, to: data.to, reasonCode: data.reasonCode });
        }
        if (is(asked.askedBy)) {
          refuse('approver-is-asker');
        }
        const excluded = mustBeExcludable(data, state, facts);
        if (JSON.stringify(excluded) !== JSON.stringify({ lastHash: asked.lastHash, entries: asked.entries })) {
          refuse('exclusion-changed');
        }
        return [{ type: 'EventsExcluded', data: { ...asked, approvedBy: staffOf(by) } }];
      },
      ResumeStream: ({ data, facts }) => {
        const { length, trouble } = mustStand(facts);
        if (trouble !== undefined) {
          refuse('still-not-believed', {}, [`revision ${trouble.revision}: ${trouble.code}`]);
        }
        if (data.to !== length - 1) {
          refuse('not-up-to-its-head', { head: length - 1, upTo: data.to });
        }
        return [{ type: 'StreamResumed', data }];
      },
    },
    evolve: {
      StreamParked: (state, { data: { revision } }) => ({ ...state, parkedFrom: revision }),
      IntegrityAlarmRaised: (state) => state,
      EventsExcludedAsked: (state, { data, metadata }) => ({
        ...state,
        asked: { ...data, askedBy: staffOf(metadata.actor) },
      }),
      EventsExcluded: ({ parkedFrom, gaps }, { data: { from, to, lastHash } }) => ({
        ...(parkedFrom !== undefined && { parkedFrom }),
        gaps: [...gaps, { from, to, lastHash }],
      }),
      StreamResumed: ({ gaps, asked }) => ({ gaps, ...(asked && { asked }) }),
    },
  },
};

function mustBeExcludable({ stream, from, to }: Range, { gaps }: Repair, facts: Standing | undefined): Excluded {
  const { length, trouble, excluded } = mustStand(facts);
  if (stream.startsWith('repair-')) {
    refuse('repair-not-excludable');
  }
  if (from > to) refuse('range-reversed', { from, to });
  if (to - from >= MOST_EXCLUDED) {
    refuse('range-too-long', { count: to - from + 1, most: MOST_EXCLUDED });
  }
  if (to >= length) refuse('range-beyond-head', { length, to });
  if (gaps.some((gap) => gap.from <= to && from <= gap.to)) {
    refuse('range-overlaps', { from, to });
  }
  if (trouble === undefined || trouble.revision < from || trouble.revision > to + 1) {
    refuse('nothing-to-exclude', { trouble: trouble?.revision ?? '-', from, to });
  }
  if (excluded === undefined) throw new Error('The handler says what the exclusion comes to.');
  return excluded;
}

function mustStand(facts: Standing | undefined): Standing {
  if (facts === undefined) throw new Error('The handler says what stands in the store.');
  return facts;
}

const isSameRange = (one: Range, other: Range): boolean =>
  one.stream === other.stream && one.from === other.from && one.to === other.to && one.reasonCode === other.reasonCode;

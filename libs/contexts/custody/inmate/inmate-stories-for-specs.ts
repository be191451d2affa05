import fc from 'fast-check';
import { type Actor, decide, evolve, type Projected, Refusal } from '#kernel';
import { recorded } from '#kernel/given';
import type { InmateEvent } from '#contracts/custody/inmate.events';
import { inmate, type InmateCommand } from './inmate.decider.js';
import {
  caseId,
  clerk,
  karutan,
  other,
  otherId,
  otherRegistered,
  registrar,
  registration,
  sourceRef,
  subject,
  transfer,
  uuid,
} from './inmate-for-specs.js';

export const TODAY = '2024-12-16';
export const INMATE = uuid(50);

type Step = readonly [make: (ids: readonly string[]) => InmateCommand, by: Actor];

const day = fc.constantFrom('2024-12-01', '2024-12-02', '2024-12-05', '2024-12-09', '2024-12-12', TODAY, '2024-12-18');
const by = fc.constantFrom(registrar, clerk, karutan);
const status = fc.constantFrom('A_III' as const, 'A_IV' as const, 'B_I' as const);
const reason = 'WRITTEN_WRONGLY' as const;

const fact: fc.Arbitrary<InmateCommand> = fc.oneof(
  fc.record({ custodyStatus: status, changedOn: day }).map((data) => ({ type: 'ChangeCustodyStatus' as const, data })),
  day.map((movedOn) => ({ type: 'MoveRoom' as const, data: { room: 'Blok A', movedOn } })),
  fc.nat(3).map((row) => ({
    type: 'ImportCustodyFact' as const,
    data: { name: 'Satu Lain', sourceRef: { ...sourceRef, row: row + 1 } },
  })),
);
const leaving: fc.Arbitrary<InmateCommand> = fc.oneof(
  day.map((transferredOn) => ({
    type: 'TransferInmate' as const,
    data: { ...transfer, transferredOn },
    isKnownUnit: true,
  })),
  day.map((releasedOn) => ({ type: 'ReleaseInmate' as const, data: { releaseKind: 'PAROLE' as const, releasedOn } })),
);
const merging: fc.Arbitrary<InmateCommand> = fc.constantFrom<InmateCommand>(
  {
    type: 'MergeDuplicate',
    data: { duplicateId: otherId, reasonCode: 'SAME_FINGERPRINT' },
    duplicate: other(otherRegistered),
  },
  { type: 'UnmergeDuplicate', data: { duplicateId: otherId, reasonCode: 'MERGED_BY_MISTAKE' } },
  { type: 'MarkDuplicate', data: { survivorId: uuid(60) } },
  { type: 'UnmarkDuplicate', data: { survivorId: uuid(60) } },
);
/** What cites an entry: one of those recorded so far, so often as not of another type. */
const citing = fc.tuple(fc.nat(9), day, fc.nat(5)).map(([at, on, kind]) => (ids: readonly string[]): InmateCommand => {
  const of = ids[at % Math.max(ids.length, 1)] ?? uuid(99);
  const corrections: readonly InmateCommand[] = [
    { type: 'AnnulInmateEntry', data: { of, reasonCode: reason } },
    {
      type: 'CorrectInmateEntry',
      data: { of, reasonCode: reason, registration: { ...registration, registeredOn: on } },
    },
    {
      type: 'CorrectInmateEntry',
      data: { of, reasonCode: reason, statusChange: { custodyStatus: 'A_V', changedOn: on } },
    },
    { type: 'CorrectInmateEntry', data: { of, reasonCode: reason, move: { room: 'Blok B', movedOn: on } } },
    {
      type: 'CorrectInmateEntry',
      data: { of, reasonCode: reason, release: { releaseKind: 'DIED', releasedOn: on } },
    },
    {
      type: 'AcknowledgeCustodyChange',
      data: { changeId: of, caseId, handling: 'CASE_EXITS' },
      isTheirs: true,
    },
  ];
  return corrections[kind] ?? fallback;
});
const fallback: InmateCommand = { type: 'UnmarkDuplicate', data: { survivorId: uuid(61) } };
const told = (command: InmateCommand) => () => command;

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.oneof(
    { weight: 6, arbitrary: fact.map(told) },
    { weight: 2, arbitrary: leaving.map(told) },
    { weight: 2, arbitrary: merging.map(told) },
    { weight: 6, arbitrary: citing },
  ),
  by,
);
export const story: fc.Arbitrary<readonly Step[]> = fc
  .array(step, { maxLength: 30, size: 'max' })
  .map((steps) => [
    [() => ({ type: 'RegisterInmate', data: registration, subject }), registrar] satisfies Step,
    ...steps,
  ]);

export type Recorded = Projected<InmateEvent>;

/** The events of every command that is not refused, as they would be in the log. */
export function historyOf(steps: readonly Step[]): readonly Recorded[] {
  let state = inmate.decider.initial;
  const history: Recorded[] = [];
  for (const [make, actor] of steps) {
    for (const event of decided(make(history.map(({ id }) => id)), actor, state)) {
      const revision = history.length;
      const stored = recorded({ ...event, by: actor }, revision);
      const metadata = { ...stored.metadata, about: [{ subject }] };
      const position = String(revision).padStart(20, '0');
      history.push({ ...stored, metadata, stream: `inmate-${INMATE}`, position });
      state = evolve(inmate.decider, state, stored);
    }
  }
  return history;
}

function decided(command: InmateCommand, actor: Actor, state: typeof inmate.decider.initial) {
  try {
    return decide(inmate.decider, { ...command, by: actor, at: `${TODAY}T02:00:00.000Z`, today: TODAY }, state);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

import fc from 'fast-check';
import { decide, evolve, type Projected, Refusal, type StaffActor } from '#kernel';
import { dayOf, type Given, person, recorded } from '#kernel/given-for-specs';
import { type InmateEvent, inmateEvents } from '#contracts/custody/inmate.events';
import { inmate } from './inmate.decider.js';
import * as some from './inmate-for-specs.js';
import { type Inmate, type InmateCommand, isPending } from './inmate.record.js';

export const TODAY = '2024-12-16';
export const INMATE = some.uuid(50);

const ROLES = ['petugas-registrasi', 'kasubsi-pelayanan', 'karutan'] as const;
/** Of the unit that has the record, or of the one to which it is on its way, when there is one. */
interface Who {
  readonly role: (typeof ROLES)[number];
  readonly ofReceiver: boolean;
}
type Step = readonly [make: (ids: readonly string[]) => InmateCommand, who: Who];

const day = fc.constantFrom('2024-12-01', '2024-12-02', '2024-12-05', '2024-12-09', '2024-12-12', TODAY, '2024-12-18');
const unit = fc.constantFrom(some.UNIT, some.LAPAS, 'RUTAN-PURBALINGGA');
const status = fc.constantFrom('A_III' as const, 'A_IV' as const, 'B_I' as const);
const reason = 'WRITTEN_WRONGLY' as const;

const fact: fc.Arbitrary<InmateCommand> = fc.oneof(
  fc.record({ custodyStatus: status, changedOn: day }).map((data) => ({ type: 'ChangeCustodyStatus' as const, data })),
  day.map((movedOn) => ({ type: 'MoveRoom' as const, data: { room: 'Blok A', movedOn } })),
  fc.nat(3).map((row) => ({
    type: 'ImportCustodyFact' as const,
    data: { name: 'Satu Lain', sourceRef: { ...some.sourceRef, row: row + 1 } },
  })),
);
const leaving: fc.Arbitrary<InmateCommand> = fc.oneof(
  fc.record({ transferredOn: day, toUnitId: unit }).map((where) => ({
    type: 'TransferInmate' as const,
    data: { ...some.transfer, ...where },
    facts: { isKnownUnit: true },
  })),
  day.map((releasedOn) => ({ type: 'ReleaseInmate' as const, data: { releaseKind: 'PAROLE' as const, releasedOn } })),
);
const acceptingOn = (acceptedOn: string): InmateCommand => ({
  type: 'AcceptTransfer',
  data: { ...some.acceptance, acceptedOn },
  facts: { caseIds: [some.caseId] },
});
const merging: fc.Arbitrary<InmateCommand> = fc.constantFrom<InmateCommand>(
  {
    type: 'MergeDuplicate',
    data: { duplicateId: some.otherId, reasonCode: 'SAME_FINGERPRINT' },
    facts: { duplicate: some.other(some.otherRegistered) },
  },
  { type: 'UnmergeDuplicate', data: { duplicateId: some.otherId, reasonCode: 'MERGED_BY_MISTAKE' } },
  { type: 'MarkDuplicate', data: { survivorId: some.uuid(60) } },
  { type: 'UnmarkDuplicate', data: { survivorId: some.uuid(60) } },
);
/** What cites an entry: one of those recorded so far, so often as not of another type. */
const citing = fc
  .tuple(fc.nat(9), day, fc.nat(7), unit)
  .map(([at, on, kind, toUnitId]) => (ids: readonly string[]): InmateCommand => {
    const of = ids[at % Math.max(ids.length, 1)] ?? some.uuid(99);
    const corrections: readonly InmateCommand[] = [
      { type: 'AnnulInmateEntry', data: { of, reasonCode: reason }, facts: some.facts() },
      some.correcting(of, { registration: { ...some.registration, registeredOn: on } }),
      some.correcting(of, { statusChange: { custodyStatus: 'A_V', changedOn: on } }),
      some.correcting(of, { move: { room: 'Blok B', movedOn: on } }),
      some.correcting(of, { release: { releaseKind: 'DIED', releasedOn: on } }),
      some.correcting(of, { transfer: { ...some.transfer, transferredOn: on, toUnitId } }),
      some.correcting(of, { acceptance: { ...some.acceptance, acceptedOn: on } }),
      {
        type: 'AcknowledgeCustodyChange',
        data: { changeId: of, caseId: some.caseId, handling: 'CASE_EXITS' },
        facts: { isTheirs: true },
      },
    ];
    return corrections[kind] ?? fallback;
  });
const fallback: InmateCommand = { type: 'UnmarkDuplicate', data: { survivorId: some.uuid(61) } };
const saying = (command: InmateCommand) => () => command;

const who: fc.Arbitrary<Who> = fc.record({
  role: fc.constantFrom(...ROLES),
  ofReceiver: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});
const ofReceiver: fc.Arbitrary<Who> = who.map((one) => ({ ...one, ofReceiver: true }));

const registrarOf = (ofReceiver: boolean): Who => ({ role: 'petugas-registrasi', ofReceiver });
/** A transfer and its acceptance, on days that fit or not. */
const handover: fc.Arbitrary<readonly Step[]> = fc
  .tuple(day, day, unit)
  .map(([transferredOn, acceptedOn, toUnitId]) => [
    [
      saying({
        type: 'TransferInmate',
        data: { ...some.transfer, transferredOn, toUnitId },
        facts: { isKnownUnit: true },
      }),
      registrarOf(false),
    ],
    [saying(acceptingOn(acceptedOn)), registrarOf(true)],
  ]);

const steps: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fact.map(saying), who).map((step) => [step]) },
  { weight: 2, arbitrary: fc.tuple(leaving.map(saying), who).map((step) => [step]) },
  { weight: 1, arbitrary: fc.tuple(day.map(acceptingOn).map(saying), ofReceiver).map((step) => [step]) },
  { weight: 3, arbitrary: handover },
  { weight: 2, arbitrary: fc.tuple(merging.map(saying), who).map((step) => [step]) },
  { weight: 6, arbitrary: fc.tuple(citing, who).map((step) => [step]) },
);
export const story: fc.Arbitrary<readonly Step[]> = fc
  .array(steps, { maxLength: 30, size: 'max' })
  .map((parts) => [
    [
      saying({ type: 'RegisterInmate', data: some.registration, facts: { subject: some.subject } }),
      registrarOf(false),
    ] satisfies Step,
    ...parts.flat(),
  ]);

export type Recorded = Projected<InmateEvent>;

/** The events of every command that is not refused, as they would be in the log. */
export function historyOf(steps: readonly Step[]): readonly Recorded[] {
  let state = inmate.decider.initial;
  const history: Recorded[] = [];
  for (const [make, asking] of steps) {
    const by = actorIn(state.now, asking);
    for (const event of decided(make(history.map(({ id }) => id)), by, state)) {
      const revision = history.length;
      const { data, on, says } = dated(event);
      if (says > TODAY) continue; // the kernel refuses a day to come, of what is corrected too
      const { metadata, ...stored } = recorded<InmateEvent>({ ...event, data, by } as Given<InmateEvent>, revision);
      const owner =
        event.type === 'InmateTransferAccepted' ? by.unitId : (history.at(-1)?.metadata.unitId ?? some.UNIT);
      const envelope = {
        ...metadata,
        on,
        unitId: owner,
        about: [{ subject: some.subject, legalBasis: 'LEGAL_DUTY' as const }],
      };
      const position = String(revision).padStart(20, '0');
      const whole = { ...stored, metadata: envelope, stream: `inmate-${INMATE}`, position } as Recorded;
      history.push(whole);
      state = evolve(inmate.decider, state, whole);
    }
  }
  return history;
}

function actorIn(now: Inmate, asking: Who): StaffActor {
  const keeper = now.status === 'absent' ? some.UNIT : now.unitId;
  const unitId = asking.ofReceiver && isPending(now) ? now.pendingTo : keeper;
  return person(`${asking.role} of ${unitId}`, asking.role, unitId);
}

/** The event with what the kernel adds to a correction, the day on which it happened, and the one that it says. */
function dated({ type, data }: InmateEvent): { data: object; on: string; says: string } {
  if (type === 'InmateEntryCorrected') {
    const entryOn = dayOf(inmateEvents, data.entryType, data.entry) ?? TODAY;
    return { data: { ...data, entryVersion: 1, entryOn, entryZone: 'Asia/Jakarta' }, on: TODAY, says: entryOn };
  }
  const on = dayOf(inmateEvents, type, data) ?? TODAY;
  return { data, on, says: on };
}

function decided(command: InmateCommand, by: StaffActor, state: typeof inmate.decider.initial) {
  const is = (staffId?: string): boolean => staffId === by.staffId;
  try {
    return decide(inmate.decider, { ...command, by, is, at: `${TODAY}T02:00:00.000Z`, today: TODAY }, state);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

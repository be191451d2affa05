import { type Engine, isObject, type JsonObject, type RecordedEvent, uuidOf } from '#kernel';
import { type IdentityNumber, identityNumberOf } from '#contracts/custody/identity-number';
import {
  certificateReserved,
  identityReserved,
  openCaseReserved,
  registerNumberReserved,
  type Reserved,
  templateReserved,
} from '#contracts/reservations/sets';
import { reservationIdOf } from '../../libs/platform/reservations/request.js';

type Values = readonly (Reserved | undefined)[];

/** An event with its seals opened, in which unit its value counts, and whose case it is. */
interface Opened {
  readonly event: RecordedEvent;
  readonly data: JsonObject;
  readonly unitId: string;
  readonly inmateId: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const numbersIn = (data: unknown, unitId: string): Values => {
  if (!isObject(data)) return [];
  const { registerNumber, registerPeriod, identityNumber } = data;
  const number = isObject(identityNumber) ? identityNumberOf(identityNumber as object as IdentityNumber) : undefined;
  return [
    registerNumber === undefined
      ? undefined
      : registerNumberReserved(unitId, text(registerPeriod), text(registerNumber)),
    number && identityReserved(number),
  ];
};
const numbersOf = ({ data, unitId }: Opened): Values => numbersIn(data, unitId);
const caseOf = ({ inmateId }: Opened): Values => [openCaseReserved(inmateId)];

/** By the events that say a value which only one may have: which. */
const SAYING: Readonly<Record<string, (opened: Opened) => Values>> = {
  InmateRegistered: numbersOf,
  CustodyStatusChanged: numbersOf,
  InmateTransferAccepted: numbersOf,
  InmateEntryCorrected: ({ data, unitId }) =>
    [data.registration, data.statusChange, data.acceptance].flatMap((its) => numbersIn(its, unitId)),
  InmateRecordsMerged: ({ data }) => [openCaseReserved(text(data.duplicateId))],
  RehabCaseOpened: caseOf,
  RehabCaseReopened: caseOf,
  CertificateIssued: ({ data, event }) => [certificateReserved(actorUnitOf(event), text(data.number))],
  ProgrammeTemplatePublished: ({ data, unitId }) => [templateReserved(unitId, text(data.code), text(data.validFrom))],
};

const CHANGING = ['InmateEntryCorrected', 'InmateEntryAnnulled'];
/** After which event of its owner a value of that set may be given back; those of other sets are kept for good. */
const GIVING_UP: Readonly<Partial<Record<string, readonly string[]>>> = {
  OPEN_CASE: ['RehabCaseClosed', 'InmateRecordsUnmerged'],
  REGISTER_NUMBER: [...CHANGING, 'CustodyStatusChanged', 'InmateTransferAccepted'],
  IDENTITY: [...CHANGING, 'InmateReleased', 'InmateTransferred', 'InmateMarkedDuplicate', 'InmateTransferAccepted'],
};

interface Owned {
  readonly owner: string;
  readonly set: string;
  readonly commands: Set<string>;
  /** The owner says the value, and nothing since by which it would give it up. */
  isSaid: boolean;
}

/**
 * A value has one owner at a time: whoever says one in its record has taken it before, by that command, nobody takes it from them meanwhile, and it is not given
 * back while they say it; but of those whose keys were destroyed.
 */
export async function ownerFaultsIn(
  events: readonly RecordedEvent[],
  { registry, keyring, keys }: Engine,
  erased: ReadonlySet<string>,
): Promise<readonly string[]> {
  const owned = new Map<string, Owned>();
  const byId = new Map(events.map((event) => [event.id, event]));
  const inmates = new Map<string, string>();
  const faults: string[] = [];
  for (const event of events) {
    const { stream, type } = event;
    if (stream.startsWith('reservation-')) faults.push(...passed(event));
    for (const its of owned.values()) {
      if (its.owner === stream && GIVING_UP[its.set]?.includes(type) === true) its.isSaid = false;
    }
    faults.push(...(await saidBy(event)));
  }
  return faults;

  /** A value is taken, or given back. */
  function passed({ stream, type, data }: RecordedEvent): readonly string[] {
    const { owner, set, commandId } = data as Readonly<Record<'owner' | 'set' | 'commandId', string>>;
    const known = owned.get(stream);
    if (type !== 'ReservationTaken') {
      owned.delete(stream);
      return known?.isSaid === true && !isErased(known.owner) ? [`${stream} is given back while ${owner} has it`] : [];
    }
    if (known !== undefined && known.owner !== owner) return [`${stream} is taken from ${known.owner}`];
    if (known === undefined) owned.set(stream, { owner, set, commands: new Set([commandId]), isSaid: false });
    else known.commands.add(commandId);
    return [];
  }

  function isErased(owner: string): boolean {
    return events.some(
      ({ stream, metadata }) => stream === owner && metadata.about.some(({ subject }) => erased.has(subject)),
    );
  }

  async function saidBy(event: RecordedEvent): Promise<readonly string[]> {
    const { stream, type, metadata } = event;
    const valuesOf = SAYING[type];
    if (valuesOf === undefined) return [];
    const { data } = await registry.unseal(event, keyring);
    const { inmateId } = data;
    if (typeof inmateId === 'string') inmates.set(stream, inmateId);
    const of = byId.get(text(data.of)) ?? event;
    const opened = {
      ...{ event, data: data },
      ...{ unitId: of.metadata.unitId, inmateId: inmates.get(stream) ?? uuidOf(stream) },
    };
    return valuesOf(opened).flatMap((value) => {
      if (value === undefined) return [];
      const its = owned.get(`reservation-${reservationIdOf(keys, value)}`);
      if (its?.owner !== stream || !its.commands.has(metadata.command.id))
        return [`${type} of ${stream} says a ${value.set} that ${its?.owner ?? 'nobody'} has taken`];
      its.isSaid = true;
      return [];
    });
  }
}

const actorUnitOf = ({ metadata: { actor, unitId } }: RecordedEvent): string =>
  'unitId' in actor && typeof actor.unitId === 'string' ? actor.unitId : unitId;

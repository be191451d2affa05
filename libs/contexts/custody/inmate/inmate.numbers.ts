import {
  type Actor,
  type Ask,
  canonical,
  type Engine,
  inParallel,
  type JsonObject,
  load,
  mustReach,
  unitOfActor,
  validEntries,
  validator,
} from '#kernel';
import * as identity from '#contracts/custody/identity-number';
import { identityReserved, registerNumberReserved, type Reserved } from '#contracts/reservations/sets';
import type { ReservationRequest } from '#platform/reservations';
import { inmate } from './inmate.decider.js';
import { type Inmate, type InmateAsked, isHeld, isPending, type Registered } from './inmate.record.js';

/** A number of a register of a unit, in the period that it counts in; undefined when there is no such number. */
export function registerNumber(unitId: string, period: string, number: string): Numbered | undefined {
  const reserved = registerNumberReserved(unitId, period, number);
  return reserved && { ...reserved, taken: 'register-number-taken' };
}

export type Numbered = Reserved & Pick<ReservationRequest, 'taken'>;

/** The number by which a state knows a person, who is registered in one unit at a time; none when its kind has no such number. */
function identityNumber(number: identity.IdentityNumber): readonly Numbered[] {
  const inForm = identity.identityNumberOf(number);
  const reserved = inForm && identityReserved(inForm);
  return reserved === undefined ? [] : [{ ...reserved, taken: 'person-already-registered' }];
}

interface Wanted {
  readonly unitId: string;
  readonly register?: { readonly registerNumber?: string; readonly registerPeriod?: string };
  readonly identityNumbers?: readonly identity.IdentityNumber[];
}

/** The numbers that a command wants for its record, as one is `looking` at it. Throws what `load` throws, `Forbidden`. */
export async function reservationsOf(
  engine: Engine,
  ask: Ask<InmateAsked>,
  looking = engine,
): Promise<readonly ReservationRequest[]> {
  const wanted = await wantedBy(looking, ask);
  if (wanted === undefined) return [];
  const { unitId, register: { registerNumber: number, registerPeriod: period } = {}, identityNumbers = [] } = wanted;
  const inRegister = number === undefined || period === undefined ? undefined : registerNumber(unitId, period, number);
  const numbered = inRegister === undefined ? [] : [inRegister];
  const identified = new Map(
    identityNumbers.flatMap(identityNumber).map((request) => [canonical([request.within, request.value]), request]),
  );
  return [
    ...numbered.map((request) => ({ ...request, isOver: isNumberedOtherwise(engine, request) })),
    ...[...identified.values()].map((request) => ({ ...request, isOver: isNotHere(engine, request, ask.target?.id) })),
  ];
}

function wantedBy(engine: Engine, ask: Ask<InmateAsked>): Promise<Wanted | undefined> | Wanted | undefined {
  const { command, target, unitId, by } = ask;
  if (command.type === 'RegisterInmate') {
    const owner = unitId ?? unitOfActor(by);
    if (by.kind !== 'SYSTEM' && owner !== by.unitId) return undefined; // nothing is taken for who may not register there
    return { unitId: owner, register: command.data, identityNumbers: given(command.data.identityNumber) };
  }
  return target !== undefined && isWanting(command) ? wantedByOld(engine, command, target.id, by) : undefined;
}

async function wantedByOld(engine: Engine, command: Wanting, inmateId: string, by: Actor): Promise<Wanted | undefined> {
  const { state, entries } = await openedRecord(engine, `inmate-${inmateId}`);
  const { now } = state;
  if (now.status === 'absent' || now.status === 'annulled') return undefined;
  mustReach(inmate, state, by);
  const { unitId } = now;
  const known = entries.flatMap(({ data }) => identityNumbersIn(data));
  const saidOfWhoIsHere = (number: identity.IdentityNumber | undefined) => (isHere(now) ? given(number) : []);
  const knownOfWhoLeftBy = (of: string) =>
    now.status === 'left' && now.changeId === of && now.survivorId === undefined ? known : [];
  switch (command.type) {
    case 'ChangeCustodyStatus':
      return { unitId, register: command.data };
    case 'ImportCustodyFact':
      return { unitId, identityNumbers: saidOfWhoIsHere(command.data.identityNumber) };
    case 'AcceptTransfer': {
      const isTheirs = isPending(now) && now.pendingTo === unitOfActor(by);
      return isTheirs ? { unitId: now.pendingTo, register: command.data } : undefined;
    }
    case 'CorrectInmateEntry': {
      const { of, registration, statusChange, acceptance, transfer } = command.data;
      const register = registration ?? statusChange ?? acceptance;
      const identified = saidOfWhoIsHere(registration?.identityNumber);
      return {
        unitId: entries.find(({ id }) => id === of)?.metadata.unitId ?? unitId,
        ...(register && { register }),
        identityNumbers: transfer?.toUnitId === undefined ? identified : knownOfWhoLeftBy(of),
      };
    }
    case 'AnnulInmateEntry':
      return { unitId, identityNumbers: knownOfWhoLeftBy(command.data.of) };
  }
}

const WANTING = [
  'ChangeCustodyStatus',
  'ImportCustodyFact',
  'AcceptTransfer',
  'CorrectInmateEntry',
  'AnnulInmateEntry',
] as const;
type Wanting = Extract<InmateAsked, { type: (typeof WANTING)[number] }>;
const isWanting = (command: InmateAsked): command is Wanting => WANTING.some((type) => type === command.type);

const given = (number: identity.IdentityNumber | undefined): readonly identity.IdentityNumber[] =>
  number === undefined ? [] : [number];

const isHere = (now: Registered & Inmate): boolean => isHeld(now) && now.survivorId === undefined;

/** A record, and its valid entries with their seals opened. */
export async function openedRecord(engine: Engine, stream: string) {
  const { history, state } = await load(engine, inmate, stream);
  const opened = await inParallel(history, 1, (event) => engine.registry.unseal(event, engine.keyring));
  return { history, state, entries: validEntries(opened) };
}

/** Whether a record says a number no more: it was annulled or corrected. */
const isNumberedOtherwise =
  (engine: Engine, { within: [unitId, period], value }: Reserved) =>
  async (owner: string): Promise<boolean> => {
    const { entries } = await openedRecord(engine, owner);
    return !entries.some(
      ({ data, metadata }) =>
        metadata.unitId === unitId && data.registerPeriod === period && data.registerNumber === value,
    );
  };

/** Whether somebody with an identity number is no longer here: they left, or the record is not theirs, or stands for nobody. */
const isNotHere =
  (engine: Engine, { within, value }: Reserved, taker?: string) =>
  async (owner: string): Promise<boolean> => {
    const { state, entries } = await openedRecord(engine, owner);
    const { now } = state;
    if (now.status === 'absent' || now.status === 'annulled' || !isHeld(now)) return true;
    const isIt = (number: identity.IdentityNumber): boolean =>
      number.kind === within[0] && number.country === within[1] && number.value === value;
    if (!entries.some(({ data }) => identityNumbersIn(data).some(isIt))) return true;
    if (now.survivorId === undefined || now.survivorId === taker) return now.survivorId !== undefined;
    const survivor = await load(engine, inmate, `inmate-${now.survivorId}`);
    return !isHeld(survivor.state.now);
  };

const isIdentityNumber = validator(identity.identityNumber);

const identityNumbersIn = ({ identityNumber: number }: JsonObject): readonly identity.IdentityNumber[] =>
  isIdentityNumber(number) ? [number] : [];

import {
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
import type { ReservationRequest, ReservationsBy } from '#platform/reservations';
import { inmate } from './inmate.decider.js';
import { type Inmate, type InmateAsked, isHeld, isPending, type Registered } from './inmate.record.js';
import { refuse } from './inmate.refusals.js';

/** A number of a register of a unit, in the period that it counts in; undefined when there is no such number. */
export function registerNumber(unitId: string, period: string, number: string): Numbered | undefined {
  const reserved = registerNumberReserved(unitId, period, number);
  return reserved && { ...reserved, taken: (other) => refuse('register-number-taken', other) };
}

export type Numbered = Reserved & Pick<ReservationRequest, 'taken'>;

/** The number by which a state knows a person, who is registered in one unit at a time; none when its kind has no such number. */
function identityNumber(number: identity.IdentityNumber): readonly Numbered[] {
  const inForm = identity.identityNumberOf(number);
  const reserved = inForm && identityReserved(inForm);
  return reserved === undefined ? [] : [{ ...reserved, taken: () => refuse('person-already-registered') }];
}

type Requests = readonly ReservationRequest[];
type Registering = { readonly registerNumber?: string; readonly registerPeriod?: string };

function inRegister(
  engine: Engine,
  unitId: string,
  { registerNumber: number, registerPeriod: period }: Registering,
): Requests {
  const request = number === undefined || period === undefined ? undefined : registerNumber(unitId, period, number);
  return request === undefined ? [] : [{ ...request, isOver: isNumberedOtherwise(engine, request) }];
}

function ofPerson(engine: Engine, known: readonly identity.IdentityNumber[], taker?: string): Requests {
  const each = new Map(
    known.flatMap(identityNumber).map((request) => [canonical([request.within, request.value]), request]),
  );
  return [...each.values()].map((request) => ({ ...request, isOver: isNotHere(engine, request, taker) }));
}

/** The numbers that a command wants for its record, as one is `looking` at it. Each throws what `load` throws, `Forbidden`. */
export const numbers: ReservationsBy<InmateAsked> = {
  RegisterInmate: (engine, { command: { data }, target, unitId, by }) => {
    const owner = unitId ?? unitOfActor(by);
    if (by.kind !== 'SYSTEM' && owner !== by.unitId) return []; // nothing is taken for who may not register there
    return [...inRegister(engine, owner, data), ...ofPerson(engine, given(data.identityNumber), target?.id)];
  },

  ChangeCustodyStatus: (engine, ask, looking) =>
    ofOld(looking, ask, ({ now: { unitId } }) => inRegister(engine, unitId, ask.command.data)),

  ImportCustodyFact: (engine, ask, looking) =>
    ofOld(looking, ask, ({ now, id }) => ofPerson(engine, ofWhoIsHere(now, ask.command.data.identityNumber), id)),

  AcceptTransfer: (engine, ask, looking) =>
    ofOld(looking, ask, ({ now }) =>
      isPending(now) && now.pendingTo === unitOfActor(ask.by)
        ? inRegister(engine, now.pendingTo, ask.command.data)
        : [],
    ),

  CorrectInmateEntry: (engine, ask, looking) =>
    ofOld(looking, ask, ({ now, id, entries }) => {
      const { of, registration, statusChange, acceptance, transfer } = ask.command.data;
      const { unitId } = entries.find((entry) => entry.id === of)?.metadata ?? now;
      const known =
        transfer?.toUnitId === undefined
          ? ofWhoIsHere(now, registration?.identityNumber)
          : ofWhoLeftBy(now, entries, of);
      const registering = registration ?? statusChange ?? acceptance ?? {};
      return [...inRegister(engine, unitId, registering), ...ofPerson(engine, known, id)];
    }),

  AnnulInmateEntry: (engine, ask, looking) =>
    ofOld(looking, ask, ({ now, id, entries }) => ofPerson(engine, ofWhoLeftBy(now, entries, ask.command.data.of), id)),
};

interface Old {
  readonly id: string;
  readonly now: Registered & Inmate;
  readonly entries: Entries;
}

type Entries = Awaited<ReturnType<typeof openedRecord>>['entries'];

/** What a command wants for the record that it is sent to. */
async function ofOld(looking: Engine, { target, by }: Ask, wanted: (old: Old) => Requests): Promise<Requests> {
  if (target === undefined) return [];
  const { state, entries } = await openedRecord(looking, `inmate-${target.id}`);
  const { now } = state;
  if (now.status === 'absent' || now.status === 'annulled') return [];
  mustReach(inmate, state, by);
  return wanted({ id: target.id, now, entries });
}

const given = (number: identity.IdentityNumber | undefined): readonly identity.IdentityNumber[] =>
  number === undefined ? [] : [number];

const ofWhoIsHere = (now: Old['now'], number: identity.IdentityNumber | undefined) =>
  isHere(now) ? given(number) : [];

/** What is known of somebody who left by an entry that is put right: they may be here again. */
const ofWhoLeftBy = (now: Old['now'], entries: Entries, of: string) =>
  now.status === 'left' && now.changeId === of && now.survivorId === undefined
    ? entries.flatMap(({ data }) => identityNumbersIn(data))
    : [];

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

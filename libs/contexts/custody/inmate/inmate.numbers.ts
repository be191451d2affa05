import {
  type Actor,
  type Ask,
  type Engine,
  inParallel,
  type JsonObject,
  type JsonValue,
  load,
  mustReach,
  validEntries,
} from '#kernel';
import type { Wish } from '#platform/reservations';
import { inmate, type InmateCommand } from './inmate.decider.js';
import type { Inmate } from './inmate.record.js';

/** A number of a register of a unit, in the period that it counts in. */
export const registerNumber = (unitId: string, period: string, number: string): Wish => ({
  set: 'REGISTER_NUMBER',
  within: [unitId, period],
  value: normalised(number),
  taken: {
    code: 'register-number-taken',
    message: 'Another inmate has this register number in this period.',
    rule: 'R-1.1',
  },
});

/** The identity number of a person, whom a unit has once. */
export const nationalId = (unitId: string, number: string): Wish => ({
  set: 'NATIONAL_ID',
  within: [unitId],
  value: normalised(number),
  taken: {
    code: 'person-already-registered',
    message: 'A person with this identity number is registered here and has not left.',
    rule: 'R-1.1',
  },
});

/** Two that differ in blanks, dots, underscores and case count as one number. */
const normalised = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[\s._]/gu, '')
    .toUpperCase();

/** The numbers that a record needs for itself. */
interface Wanted {
  readonly unitId: string;
  readonly register?: { readonly registerNumber?: string; readonly registerPeriod?: string };
  readonly nationalIds?: readonly string[];
}

/** The numbers that a command wants for its record. Throws what `load` throws, `Forbidden`. */
export async function wishesOf(engine: Engine, ask: Ask<InmateCommand>): Promise<readonly Wish[]> {
  const wanted = await wantedBy(engine, ask);
  if (wanted === undefined) return [];
  const { unitId, register: { registerNumber: number, registerPeriod: period } = {}, nationalIds = [] } = wanted;
  const numbered = number === undefined || period === undefined ? [] : [registerNumber(unitId, period, number)];
  const identified = [...new Set(nationalIds.map(normalised))].map((one) => nationalId(unitId, one));
  return [
    ...numbered.map((wish) => ({ ...wish, isOver: isNumberedOtherwise(engine, wish) })),
    ...identified.map((wish) => ({ ...wish, isOver: isNotHere(engine, wish, ask.target?.id) })),
  ];
}

function wantedBy(engine: Engine, { command, target, unitId, by }: Ask<InmateCommand>) {
  if (command.type === 'RegisterInmate') {
    const owner = unitId ?? by.unitId;
    if (owner !== by.unitId && by.kind !== 'SYSTEM') return undefined; // nothing is taken for who may not register there
    return { unitId: owner, register: command.data, nationalIds: given(command.data.nationalId) };
  }
  return target !== undefined && isWanting(command) ? wantedByOld(engine, command, target.id, by) : undefined;
}

async function wantedByOld(engine: Engine, command: Wanting, inmateId: string, by: Actor): Promise<Wanted | undefined> {
  const { state, said } = await openedRecord(engine, `inmate-${inmateId}`);
  const { now } = state;
  if (now.status === 'absent' || now.status === 'annulled') return undefined;
  mustReach(inmate, state, by);
  const { unitId } = now;
  const identified = (number: string | undefined) => (isHere(now) ? given(number) : []);
  switch (command.type) {
    case 'ChangeCustodyStatus':
      return { unitId, register: command.data };
    case 'ImportCustodyFact':
      return { unitId, nationalIds: identified(command.data.nationalId) };
    case 'CorrectInmateEntry': {
      const { registration, statusChange } = command.data;
      const register = registration ?? statusChange;
      return { unitId, ...(register && { register }), nationalIds: identified(registration?.nationalId) };
    }
    case 'AnnulInmateEntry': {
      const comesBack = now.status === 'left' && now.changeId === command.data.of && now.survivorId === undefined;
      return { unitId, nationalIds: comesBack ? said.flatMap(({ nationalId: number }) => textIn(number)) : [] };
    }
  }
}

type Wanting = Extract<
  InmateCommand,
  { type: 'ChangeCustodyStatus' | 'ImportCustodyFact' | 'CorrectInmateEntry' | 'AnnulInmateEntry' }
>;
const WANTING = ['ChangeCustodyStatus', 'ImportCustodyFact', 'CorrectInmateEntry', 'AnnulInmateEntry'];
const isWanting = (command: InmateCommand): command is Wanting => WANTING.includes(command.type);

const given = (number: string | undefined): readonly string[] => (number === undefined ? [] : [number]);
const textIn = (value: JsonValue | undefined): readonly string[] => (typeof value === 'string' ? [value] : []);

const isHere = (now: Inmate): boolean => now.status === 'present' && now.survivorId === undefined;

/** A record, and what its valid entries say with their seals opened. */
export async function openedRecord(engine: Engine, stream: string) {
  const { history, state } = await load(engine, inmate, stream);
  const opened = await inParallel(history, 1, (event) => engine.registry.unseal(event, engine.keyring));
  return { history, state, said: validEntries(opened).map(({ data }) => data) };
}

/** Whether a record says a number no more: it was annulled or corrected. What can no longer be read may say it. */
const isNumberedOtherwise =
  (engine: Engine, { within: [, period], value }: Wish) =>
  async (owner: string): Promise<boolean> => {
    const { said } = await openedRecord(engine, owner);
    const saysIt = ({ registerNumber: number, registerPeriod, gone }: JsonObject): boolean =>
      gone !== undefined || (registerPeriod === period && textIn(number).some((one) => normalised(one) === value));
    return !said.some(saysIt);
  };

/** Whether somebody with an identity number is no longer here: they left, or the record is not theirs, or stands for nobody. */
const isNotHere =
  (engine: Engine, { value }: Wish, taker?: string) =>
  async (owner: string): Promise<boolean> => {
    const { state, said } = await openedRecord(engine, owner);
    const { now } = state;
    if (now.status !== 'present') return true;
    const saysIt = ({ nationalId: number, gone }: JsonObject): boolean =>
      gone !== undefined || textIn(number).some((one) => normalised(one) === value);
    if (!said.some(saysIt)) return true;
    if (now.survivorId === undefined || now.survivorId === taker) return now.survivorId !== undefined;
    const survivor = await load(engine, inmate, `inmate-${now.survivorId}`);
    return survivor.state.now.status !== 'present';
  };

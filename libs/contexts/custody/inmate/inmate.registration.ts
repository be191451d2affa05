import { mustHaveHappened } from '#kernel';
import { type IdentityNumber, identityNumberOf } from '#contracts/custody/identity-number';
import type { InmateEventData } from '#contracts/custody/inmate.events';
import { normalForm } from '#contracts/reservations/normal-form';
import * as state from './inmate.record.js';
import { refuse } from './inmate.refusals.js';

export const decideRegistration: state.Rules<
  'RegisterInmate' | 'ChangeCustodyStatus' | 'MoveRoom' | 'ImportCustodyFact'
> = {
  RegisterInmate: ({ data, facts: { subject }, today }, { now }) => {
    if (now.status === 'annulled') return state.refuseAnnulled(now);
    if (now.status !== 'absent') refuse('inmate-registered-already', { unitId: now.unitId });
    mustHaveHappened(data.registeredOn, today);
    return [{ type: 'InmateRegistered', data: { subject, ...numbered(identified(data, today)) } }];
  },

  ChangeCustodyStatus: ({ data, today }, record) => {
    const inmate = state.inCustody(record);
    mustFit(record, data.changedOn, today);
    mustNumberInPeriod(data);
    if (data.custodyStatus === inmate.custodyStatus && data.registerNumber === undefined) return [];
    return [{ type: 'CustodyStatusChanged', data: { subject: inmate.subject, ...numbered(data) } }];
  },

  MoveRoom: ({ data, today }, record) => {
    const { subject } = state.inCustody(record);
    mustFit(record, data.movedOn, today);
    return [{ type: 'RoomMoved', data: { subject, ...data } }];
  },

  ImportCustodyFact: ({ data, by, today }, record) => {
    const inmate = state.registered(record);
    state.mustKeep(inmate, { by });
    state.mustStandForItself(inmate);
    const { sourceRef, ...said } = data;
    if (Object.keys(said).length === 0) refuse('nothing-imported');
    if (said.room !== undefined && inmate.status === 'left') state.refuseLeft(inmate);
    return record.valid.some(
      ({ type, data: input }) => type === 'CustodyFactImported' && isOf(input.sourceRef, sourceRef),
    )
      ? []
      : [{ type: 'CustodyFactImported', data: { subject: inmate.subject, ...identified(data, today) } }];
  },
};

interface Identified {
  readonly identityNumber?: IdentityNumber;
  readonly birthDate?: string;
}

/** What is recorded of a person, the identity number in normal form. Refuses a number or a birth that cannot be. */
function identified<T extends Identified>(data: T, today: string): T {
  const { identityNumber, birthDate = today } = data;
  if (birthDate > today) refuse('born-in-future', { today });
  if (identityNumber === undefined) return data;
  const inForm = identityNumberOf(identityNumber);
  if (inForm === undefined) refuse('malformed-identity-number');
  return { ...data, identityNumber: inForm };
}

/** What is recorded with a register number, that in normal form. Refuses a number that cannot be. */
export function numbered<T extends { readonly registerNumber?: string | undefined }>(data: T): T {
  const { registerNumber: written } = data;
  if (written === undefined) return data;
  const registerNumber = normalForm(written);
  if (registerNumber === undefined) refuse('malformed-register-number');
  return { ...data, registerNumber };
}

type Source = InmateEventData<'CustodyFactImported'>['sourceRef'];

const isOf = (one: Source, other: Source): boolean => one.file === other.file && one.row === other.row;

/** Refuses a register number without the period that it counts in, and a period without a number. */
function mustNumberInPeriod({
  registerNumber,
  registerPeriod,
}: Pick<InmateEventData<'CustodyStatusChanged'>, 'registerNumber' | 'registerPeriod'>): void {
  if ((registerNumber === undefined) !== (registerPeriod === undefined)) {
    const missing = registerNumber === undefined ? 'registerNumber' : 'registerPeriod';
    refuse('register-number-without-period', { missing });
  }
}

function mustFit(record: state.InmateRecord, day: string, today: string): void {
  mustHaveHappened(day, today);
  state.mustHold({ ...state.inCustody(record), facts: { first: day, last: day } });
}

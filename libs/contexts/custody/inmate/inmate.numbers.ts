import type { Ask, Engine } from '#kernel';
import type { Wish } from '#platform/reservations';
import type { InmateCommand } from './inmate.decider.js';

/** A number that a record must have for itself. */
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

/** Two that differ in blanks, in case or in the kind of a dash or stroke count as one number. */
export const normalised = (number: string): string =>
  number
    .normalize('NFKC')
    .replace(/[\s._]/gu, '')
    .toUpperCase();

/** What a command wants for its record. */
export function wishesOf(_: Engine, { command, unitId, by }: Ask<InmateCommand>): Promise<readonly Wish[]> {
  if (command.type !== 'RegisterInmate') return Promise.resolve([]);
  const { data } = command;
  const unit = unitId ?? by.unitId;
  return Promise.resolve([
    registerNumber(unit, data.registerPeriod, data.registerNumber),
    ...(data.nationalId === undefined ? [] : [nationalId(unit, data.nationalId)]),
  ]);
}

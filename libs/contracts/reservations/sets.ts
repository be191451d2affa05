import type { JsonObject } from '#kernel';
import type { IdentityNumber } from '../custody/identity-number.js';
import { normalForm } from './normal-form.js';

type Input = readonly { readonly data: object }[];

/** A value of a set in which every value has at most one owner (D3, "To the byte" 17): the sets are all here. */
export interface Reserved {
  /** The code of the set, for everybody to read. */
  readonly set: 'IDENTITY' | 'REGISTER_NUMBER' | 'CERTIFICATE' | 'TEMPLATE' | 'OPEN_CASE';
  /** What the set is divided by: a unit, a period. */
  readonly within: readonly string[];
  /** In normal form: two that count as equal are the same text. It is nowhere stored or logged beside its owner. */
  readonly value: string;
  /** The person whom an owner is about, by what its stream tells: once their identity is erased, the value is free. */
  readonly subjectIn?: (receipt: Input) => string | undefined;
}

const subjectIn = ([first]: Input): string | undefined => {
  const { subject } = (first?.data ?? {}) as JsonObject;
  return typeof subject === 'string' ? subject : undefined;
};

type InForm = Reserved | undefined;

/** A number by which a state knows a person; undefined when it has no normal form, as in all sets. */
export function identityReserved({ kind, country, value: written }: IdentityNumber): InForm {
  const value = normalForm(written);
  return value === undefined ? undefined : { set: 'IDENTITY', within: [kind, country], value, subjectIn };
}

/** A number of a unit's register, in the period that it counts in. */
export function registerNumberReserved(unitId: string, writtenPeriod: string, written: string): InForm {
  const [period, value] = [normalForm(writtenPeriod), normalForm(written)];
  if (period === undefined || value === undefined) return undefined;
  return { set: 'REGISTER_NUMBER', within: [unitId, period], value, subjectIn };
}

/** The number of a certificate of a unit. */
export function certificateReserved(unitId: string, written: string): InForm {
  const value = normalForm(written);
  return value === undefined ? undefined : { set: 'CERTIFICATE', within: [unitId], value, subjectIn };
}

/** A programme template of a unit: its version is the day from which it is offered. */
export function templateReserved(unitId: string, code: string, validFrom: string): InForm {
  const value = normalForm(`${code}/${validFrom.replaceAll('-', '')}`);
  return value === undefined ? undefined : { set: 'TEMPLATE', within: [unitId], value };
}

/** The one open case of an inmate; its owner is the case, or the inmate into whom this one was merged. */
export const openCaseReserved = (inmateId: string): Reserved => ({
  set: 'OPEN_CASE',
  within: [],
  value: inmateId,
  subjectIn,
});

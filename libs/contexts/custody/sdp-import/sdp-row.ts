import { isBusinessDay } from '#kernel';
import { isBirthDate } from '#contracts/custody/birth-date';
import { CUSTODY_STATUSES, type CustodyStatus, type SEXES } from '#contracts/custody/codes';
import { type IdentityNumber, identityNumberOf } from '#contracts/custody/identity-number';
import { normalForm } from '#contracts/reservations/normal-form';
import { type Column, COLUMNS, type SdpRow } from './sdp-file.js';

export interface SdpFacts {
  readonly registerNumber: string;
  readonly registerPeriod: string;
  readonly custodyStatus: CustodyStatus;
  readonly statusSince?: string;
  readonly name: string;
  readonly sex: (typeof SEXES)[number];
  readonly registeredOn: string;
  readonly aliases?: string[];
  readonly identityNumber?: IdentityNumber;
  readonly birthDate?: string;
  readonly room?: string;
  readonly offence?: string;
}

/** What a row says, or what is wrong with it: `<column>: <problem>`, never the value. */
export type Reading = { readonly facts: SdpFacts } | { readonly problems: readonly string[] };

const LONGEST: Readonly<Record<Column, number>> = {
  no_register: 50,
  periode_register: 4,
  golongan: 10,
  nama: 200,
  jenis_kelamin: 12,
  tanggal_masuk: 10,
  tanggal_golongan: 10,
  alias: 1000,
  nik: 30,
  tanggal_lahir: 10,
  kamar: 50,
  pasal: 500,
};
const FORMULA = /^[=+\-@\t\r]/u; // what spreadsheets execute
const CONTROL = /\p{Cc}/u;
const SEX: Readonly<Record<string, SdpFacts['sex']>> = {
  L: 'MALE',
  'LAKI-LAKI': 'MALE',
  P: 'FEMALE',
  PEREMPUAN: 'FEMALE',
};
const MOST_ALIASES = 20;

/** Reads a row: every problem of every cell at once. */
export function readRow({ cells, isWhole }: SdpRow): Reading {
  const problems: string[] = isWhole ? [] : ['row: has-other-number-of-cells'];
  const cell = (column: Column): string | undefined => {
    const { text, problem } = decoded(cells[column], column);
    if (problem !== undefined) problems.push(`${column}: ${problem}`);
    return text;
  };
  const read = <T>(column: Column, as: (text: string) => T | undefined, problem: string): T | undefined => {
    const text = cell(column);
    if (text === undefined) return undefined;
    const value = as(text);
    if (value === undefined) problems.push(`${column}: ${problem}`);
    return value;
  };
  const row = {
    registerNumber: read('no_register', normalForm, 'not-a-register-number'),
    registerPeriod: read('periode_register', (text) => (/^\d{4}$/.test(text) ? text : undefined), 'not-a-year'),
    custodyStatus: read('golongan', statusOf, 'unknown-code'),
    statusSince: read('tanggal_golongan', dayOf, 'not-a-date'),
    name: cell('nama'),
    sex: read('jenis_kelamin', (text) => SEX[text.toUpperCase()], 'unknown-code'),
    registeredOn: read('tanggal_masuk', dayOf, 'not-a-date'),
    aliases: read('alias', aliasesOf, 'too-many'),
    identityNumber: read('nik', nikOf, 'not-16-digits'),
    birthDate: read('tanggal_lahir', birthOf, 'not-a-date'),
    room: cell('kamar'),
    offence: cell('pasal'),
  };
  const { registerNumber, registerPeriod, custodyStatus, name, sex, registeredOn, ...others } = row;
  const isComplete = registerNumber && registerPeriod && custodyStatus && name && sex && registeredOn;
  if (problems.length > 0 || !isComplete) return { problems };
  return { facts: { registerNumber, registerPeriod, custodyStatus, name, sex, registeredOn, ...present(others) } };
}

function decoded(bytes: Uint8Array | undefined, column: Column): { text?: string; problem?: string } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text: string;
  try {
    text = decoder
      .decode(bytes ?? new Uint8Array())
      .trim()
      .normalize('NFC');
  } catch {
    return { problem: 'broken-encoding' };
  }
  if (text === '') return COLUMNS[column] ? { problem: 'missing' } : {};
  if (FORMULA.test(text)) return { problem: 'formula-cell' };
  if (CONTROL.test(text)) return { problem: 'control-character' };
  return Array.from(text).length > LONGEST[column] ? { problem: 'too-long' } : { text };
}

/** `A.III` and `B.IIa` as codes. */
function statusOf(text: string): CustodyStatus | undefined {
  const code = text.toUpperCase().replace(/^([AB])[.\s]*/u, '$1_');
  return CUSTODY_STATUSES.find((status) => status === code);
}

/** `2025-01-31`, `31/01/2025` or `31-01-2025` as a day that there is. */
function dayOf(text: string): string | undefined {
  const day = text.replace(/^(\d{2})[/-](\d{2})[/-](\d{4})$/u, '$3-$2-$1');
  return isBusinessDay(day) ? day : undefined;
}

/** A day as `dayOf` reads it, a month `1990-01` or `01/1990`, or a year. */
function birthOf(text: string): string | undefined {
  const birth = dayOf(text) ?? text.replace(/^(\d{2})[/-](\d{4})$/u, '$2-$1');
  return isBirthDate(birth) ? birth : undefined;
}

const nikOf = (value: string): IdentityNumber | undefined => identityNumberOf({ kind: 'NIK', country: 'ID', value });

function aliasesOf(text: string): string[] | undefined {
  const aliases = text.split('|').flatMap((alias) => (alias.trim() === '' ? [] : [alias.trim()]));
  return aliases.length > MOST_ALIASES || aliases.some((alias) => alias.length > LONGEST.nama) ? undefined : aliases;
}

const present = <T extends object>(input: T) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

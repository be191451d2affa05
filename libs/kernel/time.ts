const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Nothing that is recorded happened before (D11). */
const FIRST_DAY = '1900-01-01';

/** Whether it is a real calendar day `YYYY-MM-DD`, not before 1900 (D11). */
export const isBusinessDay = (value: unknown): value is string =>
  typeof value === 'string' && DAY.test(value) && isRealDay(value) && value >= FIRST_DAY;

function isRealDay(value: string): boolean {
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Whether it is an instant of ISO 8601 with an offset, on a real calendar day after the first of 1900. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  const day = value.slice(0, 10);
  return isRealDay(day) && day > FIRST_DAY && !Number.isNaN(Date.parse(value)); // a day later, so that it is so in every zone
}

/** The instant in the stored form `YYYY-MM-DDTHH:mm:ss.sssZ`. */
export const toStoredInstant = (instant: string): string => new Date(instant).toISOString();

/** The business day `YYYY-MM-DD` of an instant in an IANA zone. */
export const dayIn = (zone: string, instant: string): string => formatter(zone).format(new Date(instant));

/** The business day `days` after `day`. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The business day `years` after `day`; 29 February becomes 28 February. */
export function addYears(day: string, years: number): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const moved = `${String(Number(year) + years).padStart(4, '0')}-${month}-${date}`;
  return isRealDay(moved) ? moved : `${moved.slice(0, 8)}28`;
}

/** Whole days from one business day to another, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The last instant of a business day in an IANA zone, in stored form. */
export function endOfDay(zone: string, day: string): string {
  const nextDay = Date.parse(`${addDays(day, 1)}T00:00:00Z`);
  return new Date(nextDay - offsetOf(zone, new Date(nextDay)) - 1).toISOString();
}

function offsetOf(zone: string, at: Date): number {
  const name = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name ?? '') ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -size : size;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  formatters.set(zone, known);
  return known;
}

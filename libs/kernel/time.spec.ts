import { addDays, addYears, dayIn, daysBetween, endOfDay, isBusinessDay, isInstant, toStoredInstant } from './time.js';

describe('isBusinessDay (D11)', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31', '1900-01-01'])('holds for %s', (day) => {
    expect(isBusinessDay(day)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '1899-12-31',
    '0001-01-01',
    '2024-02-30',
    '2024-13-01',
    '2024-00-10',
    '2024-01-00',
    '2024-04-31',
  ])('does not hold for %s, which is in no calendar', (day) => {
    expect(isBusinessDay(day)).toBe(false);
  });

  it.each([
    '0000-01-01',
    '24-01-01',
    '2024-1-1',
    '2024-01-01T00:00:00Z',
    ' 2024-01-01',
    '2024-01-01\n',
    '',
    20240101,
    null,
  ])('does not hold for %j', (day) => {
    expect(isBusinessDay(day)).toBe(false);
  });
});

describe('isInstant', () => {
  it.each([
    '2024-12-13T16:59:59.999Z',
    '2024-12-13T23:59:59+07:00',
    '2024-12-13T23:59-09:30',
    '2024-02-29T00:00:00.123456789Z',
  ])('holds for %s', (instant) => {
    expect(isInstant(instant)).toBe(true);
  });

  it.each([
    '2024-12-13',
    '0999-06-01T00:00:00Z',
    '2024-12-13T16:59:59',
    '2023-02-29T00:00:00Z',
    '2024-12-13T24:00:00Z',
    '2024-12-13T23:60:00Z',
    '2024-12-13T23:59:60Z',
    '2024-12-13T23:59:59+7:00',
    '2024-12-13T23:59:59+25:00',
    '2024-12-13 23:59:59Z',
    '2024-12-13T23:59:59Z\n',
    '0000-12-13T23:59:59Z',
    'now',
    1_734_000_000_000,
  ])('does not hold for %j', (instant) => {
    expect(isInstant(instant)).toBe(false);
  });
});

describe('toStoredInstant', () => {
  it.each([
    ['2024-12-13T23:59:59+07:00', '2024-12-13T16:59:59.000Z'],
    ['2024-12-13T00:30+09:00', '2024-12-12T15:30:00.000Z'],
    ['2024-12-13T16:59:59.9999Z', '2024-12-13T16:59:59.999Z'],
  ])('stores %s as %s', (instant, stored) => {
    expect(toStoredInstant(instant)).toBe(stored);
  });
});

describe('dayIn', () => {
  it.each([
    ['Asia/Jakarta', '2024-12-13T16:59:59.999Z', '2024-12-13'],
    ['Asia/Jakarta', '2024-12-13T17:00:00.000Z', '2024-12-14'],
    ['Asia/Makassar', '2024-12-13T15:59:59.999Z', '2024-12-13'],
    ['Asia/Makassar', '2024-12-13T16:00:00.000Z', '2024-12-14'],
    ['Asia/Jayapura', '2024-12-31T15:00:00.000Z', '2025-01-01'],
    ['UTC', '2024-02-29T23:59:59.999Z', '2024-02-29'],
  ])('is, in %s at %s, %s', (zone, instant, day) => {
    expect(dayIn(zone, instant)).toBe(day);
  });
});

describe('endOfDay', () => {
  it.each([
    ['Asia/Jakarta', '2024-12-13T16:59:59.999Z'],
    ['Asia/Makassar', '2024-12-13T15:59:59.999Z'],
    ['Asia/Jayapura', '2024-12-13T14:59:59.999Z'],
    ['America/Caracas', '2024-12-14T03:59:59.999Z'],
    ['UTC', '2024-12-13T23:59:59.999Z'],
  ])('of 13 December 2024 in %s is %s', (zone, instant) => {
    expect(endOfDay(zone, '2024-12-13')).toBe(instant);
    expect(dayIn(zone, instant)).toBe('2024-12-13');
    expect(dayIn(zone, new Date(Date.parse(instant) + 1).toISOString())).toBe('2024-12-14');
  });
});

describe('days and years', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29'],
    ['2023-02-28', 1, '2023-03-01'],
    ['2024-12-31', 1, '2025-01-01'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2024-01-01', 366, '2025-01-01'],
    ['2024-01-01', 0, '2024-01-01'],
  ])('%s and %d days are %s', (day, days, then) => {
    expect(addDays(day, days)).toBe(then);
    expect(daysBetween(day, then)).toBe(days);
  });

  it.each([
    ['2024-02-29', 1, '2025-02-28'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2024-12-13', 3, '2027-12-13'],
    ['2025-02-28', -1, '2024-02-28'],
  ])('%s and %d years are %s', (day, years, then) => {
    expect(addYears(day, years)).toBe(then);
  });
});

import { type Source, SOURCES } from '#kernel';
import { ROLES } from './roles.js';
import { mayNameSourceOf, type Claim, CLIENT_SOURCES } from './sources.js';

const SAYING: Claim = {
  command: 'RecordScreening',
  role: 'perawat-klinik',
  issuer: 'https://issuer',
  demonstration: false,
};
const may = (source: Source, version: Partial<Claim> = {}) => mayNameSourceOf(source, { ...SAYING, ...version });

describe('a source that a client names (D1)', () => {
  it('is API or BACKFILL, from everybody', () => {
    expect([may('API'), may('BACKFILL')]).toEqual([true, true]);
  });

  it.each(['SDP_IMPORT', 'POLICY', 'SYSTEM'] as const)('is never %s', (source) => {
    expect(may(source, { demonstration: true, issuer: 'bersinar-development' })).toBe(false);
    expect(CLIENT_SOURCES).not.toContain(source);
  });

  it('is LAB_LETTER of the commands and from the roles that the table names', () => {
    const letters = { RecordScreening: ['perawat-klinik'] } as const;
    const mayBear = (version: Partial<Claim>) => mayNameSourceOf('LAB_LETTER', { ...SAYING, ...version }, letters);
    expect(mayBear({})).toBe(true);
    expect(mayBear({ role: 'asesor-bnnk' })).toBe(false);
    expect(mayBear({ command: 'RefuseScreening' })).toBe(false);
  });

  it('is LAB_LETTER from nobody today', () => {
    expect(ROLES.filter((role) => may('LAB_LETTER', { role }))).toEqual([]);
  });

  it('is DEMONSTRATION in a demonstration alone, from the development issuer alone', () => {
    const issuer = 'bersinar-development';
    expect(may('DEMONSTRATION', { demonstration: true, issuer })).toBe(true);
    expect(may('DEMONSTRATION', { demonstration: true })).toBe(false);
    expect(may('DEMONSTRATION', { issuer })).toBe(false);
  });

  it('is one of those of the envelope', () => {
    expect(SOURCES).toEqual(expect.arrayContaining([...CLIENT_SOURCES]));
  });
});

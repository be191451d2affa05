import type { SdpRow } from './sdp-file.js';
import { readRow } from './sdp-row.js';

const sound = {
  no_register: '12/B.I/2025',
  periode_register: '2025',
  golongan: 'B.IIa',
  nama: 'Orang Satu',
  jenis_kelamin: 'L',
  tanggal_masuk: '31/01/2025',
};
const row = (change: Record<string, string | Uint8Array>, isWhole = true): SdpRow => ({
  row: 1,
  isWhole,
  cells: Object.fromEntries(Object.entries({ ...sound, ...change }).map(([name, cell]) => [name, Buffer.from(cell)])),
});

describe('A row of the prison data system', () => {
  it('says what it says in our codes', () => {
    const input = {
      alias: 'Satu | Si Satu',
      nik: '3304010101900001',
      tanggal_lahir: '1990-01-01',
      kamar: 'A-1',
      pasal: '127',
    };
    expect(readRow(row({ ...input, tanggal_golongan: '01-02-2025' }))).toEqual({
      facts: {
        registerNumber: '12/BI/2025',
        registerPeriod: '2025',
        custodyStatus: 'B_IIA',
        statusSince: '2025-02-01',
        name: 'Orang Satu',
        sex: 'MALE',
        registeredOn: '2025-01-31',
        aliases: ['Satu', 'Si Satu'],
        identityNumber: { kind: 'NIK', country: 'ID', value: '3304010101900001' },
        birthDate: '1990-01-01',
        room: 'A-1',
        offence: '127',
      },
    });
  });

  it('does not say what its cells leave empty', () => {
    expect(readRow(row({ alias: ' ', kamar: '' }))).toEqual({
      facts: {
        registerNumber: '12/BI/2025',
        registerPeriod: '2025',
        custodyStatus: 'B_IIA',
        name: 'Orang Satu',
        sex: 'MALE',
        registeredOn: '2025-01-31',
      },
    });
  });

  it.each([
    ['nama: broken-encoding', { nama: Buffer.from([0x41, 0xff, 0xfe]) }],
    ['nama: formula-cell', { nama: '=HYPERLINK("x")' }],
    ['kamar: formula-cell', { kamar: '@SUM(A1)' }],
    ['pasal: formula-cell', { pasal: '-1+1' }],
    ['no_register: formula-cell', { no_register: '+12' }],
    ['no_register: not-a-register-number', { no_register: '12:B' }],
    ['nama: control-character', { nama: 'Orang\u0007Satu' }],
    ['nama: missing', { nama: '  ' }],
    ['nama: too-long', { nama: 'x'.repeat(201) }],
    ['periode_register: not-a-year', { periode_register: '25' }],
    ['golongan: unknown-code', { golongan: 'C.I' }],
    ['jenis_kelamin: unknown-code', { jenis_kelamin: 'X' }],
    ['tanggal_masuk: not-a-date', { tanggal_masuk: '2025-02-29' }],
    ['tanggal_golongan: not-a-date', { tanggal_golongan: '31/04/2025' }],
    ['tanggal_lahir: not-a-date', { tanggal_lahir: '1990/13' }],
    ['nik: not-16-digits', { nik: '33040101' }],
    ['nik: not-16-digits', { nik: '330401010190000A' }],
    ['tanggal_lahir: not-a-date', { tanggal_lahir: '13/1990' }],
    ['tanggal_lahir: not-a-date', { tanggal_lahir: '1899' }],
    ['alias: too-many', { alias: Array.from({ length: 21 }, (_, n) => `x${n}`).join('|') }],
  ])('is malformed: %s', (problem, change) => {
    expect(readRow(row(change))).toEqual({ problems: [problem] });
  });

  it('takes the leap day of a leap year', () => {
    expect(readRow(row({ tanggal_masuk: '29/02/2024' }))).toMatchObject({ facts: { registeredOn: '2024-02-29' } });
  });

  it.each([
    ['1990', '1990'],
    ['1990-05', '1990-05'],
    ['05/1990', '1990-05'],
    ['31-05-1990', '1990-05-31'],
  ])('takes %s for when somebody was born, as much as is known', (written, birthDate) => {
    expect(readRow(row({ tanggal_lahir: written }))).toMatchObject({ facts: { birthDate } });
  });

  it('takes a NIK however it is written', () => {
    const identityNumber = { kind: 'NIK', country: 'ID', value: '3304010101900001' };
    expect(readRow(row({ nik: '3304 0101.0190_0001' }))).toMatchObject({ facts: { identityNumber } });
  });

  it('says everything that is wrong with it, and never a value', () => {
    const { problems } = readRow(row({ nama: '=x', tanggal_masuk: 'kemarin' }, false)) as { problems: string[] };
    expect(problems).toEqual(['row: has-other-number-of-cells', 'nama: formula-cell', 'tanggal_masuk: not-a-date']);
    expect(problems.join()).not.toMatch(/kemarin|=x/);
  });
});

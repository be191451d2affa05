import { Malformed } from '#kernel';
import { MOST_ROWS, sdpFile } from './sdp-file.js';

const HEADER = 'no_register,periode_register,golongan,nama,jenis_kelamin,tanggal_masuk';
const bytes = (text: string) => new TextEncoder().encode(text);
const file = (...lines: string[]) => sdpFile(bytes([HEADER, ...lines].join('\n')));
const cellOf = (cell?: Uint8Array) => Buffer.from(cell ?? []).toString('utf8');
const codeOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof Malformed) return error.code;
    throw error;
  }
  return 'none';
};

describe('A file of the prison data system', () => {
  it('is read row by row, the first after the header is row 1', () => {
    const { rows } = file('1,2025,A.III,Orang Satu,L,2025-01-02', '', '2,2025,B.I,"Dua, Orang",P,2025-01-03');
    expect(rows.map(({ row }) => row)).toEqual([1, 2]);
    expect(cellOf(rows[1]?.cells.nama)).toBe('Dua, Orang');
  });

  it('may have a byte order mark, semicolons, its columns in any order and case, and line ends of any kind', () => {
    const text =
      '\uFEFFNama;NO_REGISTER;periode_register;golongan;jenis_kelamin;tanggal_masuk\r\nSatu;1;2025;B.I;L;2025-01-02\r\n';
    const { rows } = sdpFile(bytes(text));
    expect(cellOf(rows[0]?.cells.nama)).toBe('Satu');
    expect(rows[0]?.isWhole).toBe(true);
  });

  it('is known by its bytes', () => {
    expect(file('1,2025,B.I,Satu,L,2025-01-02').digest).toMatch(/^[0-9a-f]{64}$/);
    expect(file('1,2025,B.I,Satu,L,2025-01-02').digest).not.toBe(file('1,2025,B.I,Satu,L,2025-01-03').digest);
  });

  it('keeps a row with another number of cells for the row to say so', () => {
    expect(file('1,2025').rows[0]?.isWhole).toBe(false);
  });

  it.each([
    ['malformed-csv', `${HEADER}\n1,2025,"A.III`],
    ['unknown-columns', `${HEADER},ibu_kandung\n1,2025,A.III,Satu,L,2025-01-02,x`],
    ['unknown-columns', 'no_register,nama\n1,Satu'],
    ['unknown-columns', `${HEADER},nama\n1,2025,A.III,Satu,L,2025-01-02,Satu`],
    ['unknown-columns', ''],
    ['no-rows', HEADER],
    ['too-many-rows', `${HEADER}\n${'1,2025,A.III,Satu,L,2025-01-02\n'.repeat(MOST_ROWS + 1)}`],
  ])('is refused with %s', (code, text) => {
    expect(codeOf(() => sdpFile(bytes(text)))).toBe(code);
  });

  it('is refused in an encoding that hides its columns', () => {
    expect(codeOf(() => sdpFile(Buffer.from(`${HEADER}\n1,2025,A.III,Satu,L,2025-01-02`, 'utf16le')))).toBe(
      'unknown-columns',
    );
  });
});

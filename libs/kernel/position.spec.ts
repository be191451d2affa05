import { Malformed } from './errors.js';
import { toPosition } from './event-store.js';
import { formatPosition, parsePosition } from './position.js';

const log = '0f4e2c1a-8b7d-4e6f-9a0b-1c2d3e4f5a6b';
const other = '1f4e2c1a-8b7d-4e6f-9a0b-1c2d3e4f5a6b';

function codeOf(text: string): string {
  try {
    return parsePosition(text, log);
  } catch (error) {
    if (error instanceof Malformed) return error.code;
    throw error;
  }
}

describe('formatPosition and parsePosition', () => {
  it('carry a place with its log', () => {
    expect(formatPosition(log, toPosition(12_345n))).toBe(`${log}.00000000000000012345`);
    expect(parsePosition(formatPosition(log, toPosition(12_345n)), log)).toBe('00000000000000012345');
  });

  it('refuse the place in another log', () => {
    expect(codeOf(formatPosition(other, toPosition(1n)))).toBe('foreign-position');
  });

  it.each(['', '12345', log, `${log}.`, `${log}.12345`, `${log}.000000000000000012345`, `${log}.0000000000000001234x`])(
    'refuse %j',
    (text) => {
      expect(codeOf(text)).toBe('bad-position');
    },
  );

  it.each([
    ['upper case', `${log.toUpperCase()}.00000000000000012345`],
    ['what follows', `${log}.00000000000000012345 `],
    ['a line end', `${log}.00000000000000012345\n`],
  ])('refuse %s', (_, text) => {
    expect(codeOf(text)).toBe('bad-position');
  });
});

describe('toPosition', () => {
  it('orders as text what is ordered as numbers', () => {
    const commits = [0n, 9n, 10n, 99_999n, 2n ** 63n, 2n ** 64n - 1n];
    expect(commits.map(toPosition)).toEqual(commits.map(toPosition).toSorted());
    expect(toPosition(2n ** 64n - 1n)).toHaveLength(20);
  });
});

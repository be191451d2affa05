import { Malformed } from './errors.js';
import { BEFORE_FIRST, commitOf, toPosition } from './event-store.js';
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
    const position = toPosition(12_345n, { hash: 'abcdef01'.repeat(8) });
    expect(formatPosition(log, position)).toBe(`${log}.00000000000000012345.abcdef01`);
    expect(parsePosition(formatPosition(log, position), log)).toBe('00000000000000012345.abcdef01');
  });

  it('say what came instead', () => {
    expect(() => parsePosition('12345', log)).toThrow('20 digits and 8 hexadecimal ones, not 12345: send one');
    const elsewhere = formatPosition(other, BEFORE_FIRST);
    expect(() => parsePosition(elsewhere, log)).toThrow(`The position ${elsewhere} is not of this log`);
  });

  it('refuse the place in another log', () => {
    expect(codeOf(formatPosition(other, BEFORE_FIRST))).toBe('foreign-position');
  });

  it.each([
    '',
    '12345',
    log,
    `${log}.`,
    `${log}.12345`,
    `${log}.00000000000000012345`,
    `${log}.00000000000000012345.`,
    `${log}.00000000000000012345.abcdef0`,
    `${log}.00000000000000012345.ABCDEF01`,
    `${log}.0000000000000001234x.abcdef01`,
  ])('refuse %j', (text) => {
    expect(codeOf(text)).toBe('bad-position');
  });

  it.each([
    ['upper case', `${log.toUpperCase()}.00000000000000012345.abcdef01`],
    ['what follows', `${log}.00000000000000012345.abcdef01 `],
    ['a line end', `${log}.00000000000000012345.abcdef01\n`],
  ])('refuse %s', (_, text) => {
    expect(codeOf(text)).toBe('bad-position');
  });
});

describe('toPosition', () => {
  it('orders as text what is ordered as numbers', () => {
    const commits = [0n, 9n, 10n, 99_999n, 2n ** 63n, 2n ** 64n - 1n];
    const positions = commits.map((commit) => toPosition(commit, {}));
    expect(positions).toEqual(positions.toSorted());
    expect(positions.map(commitOf)).toEqual(commits);
    expect(positions[0]).toBe(BEFORE_FIRST);
    expect(toPosition(2n ** 64n - 1n, {})).toHaveLength(29);
  });

  it.each([undefined, null, 'text', {}, { hash: 7 }, { hash: 'ABC' }, { hash: 'a'.repeat(63) }])(
    'names no hash where there is none: %j',
    (metadata) => {
      expect(toPosition(7n, metadata).slice(-8)).toBe('00000000');
    },
  );
});

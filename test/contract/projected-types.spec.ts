import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PROJECTIONS } from '../../apps/bersinar/followers.js';

const listed = JSON.parse(readFileSync(new URL('projected-types.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, string>
>;

/** What stands for the types that a projection folds. */
const digestOf = (types: readonly string[]): string =>
  createHash('sha256')
    .update([...new Set(types)].sort().join('\n'))
    .digest('hex')
    .slice(0, 16);

describe('A projection', () => {
  it.each(
    PROJECTIONS.filter(({ everyType }) => everyType !== true).map(
      (one) => [`${one.name}@${one.version}`, one] as const,
    ),
  )('that folds other types is another version, because an older build passed them by: %s (D3)', (key, { events }) => {
    expect({ [key]: digestOf(events.map(({ type }) => type)) }).toEqual({ [key]: listed[key] });
  });
});

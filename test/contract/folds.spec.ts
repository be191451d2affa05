import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { accessProjections } from '#contexts/access';
import { cooperationProjections } from '#contexts/cooperation';
import { custodyProjections } from '#contexts/custody';
import { rehabilitationProjections } from '#contexts/rehabilitation';
import { definitions } from '#contracts/registry';
import { type AnyEvent, type AnyProjection, foldAll, type Projected, type RawEvent, Registry } from '#kernel';
import { historyIndex } from '#platform/audit';

const here = fileURLToPath(new URL('../../libs/contracts/', import.meta.url));
const registry = new Registry(definitions);
const order = new Map(definitions.map(({ type }, index) => [type, index]));
const placeOf = ({ type }: { type: string }): number => (type === 'RehabCaseOpened' ? -1 : (order.get(type) ?? 0)); // a transfer names cases that are there

/** The committed bytes of every type and version, as a reader believes them, in the order in which contracts declare them. */
const events = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.includes('/fixtures/'))
  .map((path) => (JSON.parse(readFileSync(`${here}${path}`, 'utf8')) as { event: Omit<RawEvent, 'position'> }).event)
  .sort((a, b) => placeOf(a) - placeOf(b))
  .map((event, index) => registry.believe({ ...event, position: String(index).padStart(20, '0') }))
  .map((event) => ({ ...event, tokens: [] }) as unknown as Projected<AnyEvent>);

const projections: readonly AnyProjection[] = [
  ...accessProjections,
  ...cooperationProjections,
  ...custodyProjections,
  ...rehabilitationProjections,
  historyIndex(definitions),
];

describe('the committed bytes of every type (D4)', () => {
  it.each(projections.map((projection) => [projection.name, projection] as const))(
    'are folded by %s',
    (_, projection) => {
      const own = new Set(projection.events.map(({ type }) => type));
      const folded = events.filter(({ type }) => own.has(type));
      expect(new Set(folded.map(({ type }) => type))).toEqual(own);
      expect(() => foldAll(projection, folded)).not.toThrow();
    },
  );
});

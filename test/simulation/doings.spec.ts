import { routesIn } from '#platform/auth';
import { edges } from '../../apps/bersinar/modules.js';
import { COURSES } from './courses.js';
import { DOINGS, NOT_DONE } from './doings.js';
import { OPERATED } from './operators.js';

const COMMAND = /^[A-Z]/;

describe('What people do in a simulation', () => {
  it('is every command that there is, or it is said why not', () => {
    const all = new Set(
      routesIn(edges())
        .flatMap(({ access }) => access?.name ?? [])
        .filter((name) => COMMAND.test(name)),
    );
    expect(all.size).toBeGreaterThan(100);
    expect([...Object.keys(DOINGS), ...OPERATED, ...Object.keys(NOT_DONE)].sort()).toEqual([...all].sort());
  });

  it('is a command of theirs at every step of a course', () => {
    const steps = Object.values(COURSES).flat(2);
    expect(steps.filter((type) => !(type in DOINGS))).toEqual([]);
    const begun = Object.entries(COURSES).flatMap(([kind, courses]) => courses.map(([first = '']) => [kind, first]));
    expect(
      begun.filter(([kind, first = '']) => DOINGS[first]?.kind !== kind || DOINGS[first]?.creates === undefined),
    ).toEqual([]);
  });
});

import fc from 'fast-check';
import { type AnyProjection, documentsTouched, validEntries } from '#kernel';
import type { AnyProjected } from '#platform/projections';
import { karutan } from '../facts-for-specs.js';
import { foldTouches } from '../../../platform/projections/batch.js';
import { contentOf, type Stored } from '../../../platform/projections/documents.js';
import { countedOf, type Period } from './figures.js';
import { caseIdOf, happenings as told, OTHER } from './histories-for-specs.js';
import { milestonesKept } from './programme-figures.read-model.js';
import { documentsOf, eventId, openedIn, inputOf } from './played-for-specs.js';

const DAYS = Array.from({ length: 28 }, (_, n) => `2024-12-${String(n + 1).padStart(2, '0')}`);
const day = fc.constantFrom(...DAYS);
const flag = fc.boolean();

/** One case from its screening to wherever it gets; later milestones happen on later days, corrections at once. */
const story = fc.record({
  days: fc.uniqueArray(day, { minLength: 8, maxLength: 8 }).map((some) => [...some].sort()),
  band: fc.constantFrom('LOW', 'MODERATE', 'HIGH'),
  isEligible: flag,
  reach: fc.nat(6),
  end: fc.constantFrom('COMPLETED', 'PERSONAL', 'MOTIVATION', 'RELEASED', 'TRANSFERRED', 'NONE'),
  outcomes: fc.array(fc.constantFrom('ATTENDED', 'ATTENDED_LATE', 'ABSENT_ACCEPTABLE', 'SUSPENDED', undefined), {
    maxLength: 4,
  }),
  revised: fc.constantFrom('CORRECTED', 'ANNULLED', 'AGAIN', 'NO', 'NO'),
  later: day,
  isSuspended: flag,
  isResumed: flag,
  certificate: fc.constantFrom('ISSUED', 'REVOKED', 'REISSUED', 'NONE'),
  /** After which step another unit takes the case over, on the day of that step. */
  movesAfter: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

function historyOf(its: Story, m: number): readonly AnyProjected[] {
  const [first = '', second = '', third = '', fourth = '', fifth = '', sixth = '', seventh = '', last = ''] = its.days;
  const caseId = caseIdOf(m);
  const screened = told.screened(first, its.band);
  const again = told.screened(its.later, 'MODERATE');
  const revision = {
    CORRECTED: [told.rescreened(eventId(m, 1), again.data)],
    ANNULLED: [told.unscreened(eventId(m, 1))],
    AGAIN: [again],
    NO: [],
  }[its.revised];
  const recommended = told.recommended(fourth, caseId, its.isEligible ? 'ELIGIBLE' : 'NOT_ELIGIBLE');
  const ends = {
    COMPLETED: [
      told.completed(seventh),
      ...(its.certificate === 'NONE' ? [] : [told.certified(last)]),
      ...(its.certificate === 'REVOKED' || its.certificate === 'REISSUED' ? [told.revoked(last)] : []),
      ...(its.certificate === 'REISSUED' ? [told.certified(last, 'S/2')] : []),
    ],
    PERSONAL: [told.discontinued(seventh, 'PERSONAL')],
    MOTIVATION: [told.discontinued(seventh, 'MOTIVATION')],
    RELEASED: [told.exited(seventh, 'RELEASED')],
    TRANSFERRED: [told.exited(seventh, 'TRANSFERRED')],
    NONE: [],
  }[its.end];
  const steps = [
    [screened, ...revision],
    [told.educated(second, caseId)],
    [told.assessed(third, caseId)],
    [recommended],
    [told.admitted(fifth), ...its.outcomes.map((outcome, n) => told.seated(n, sixth, outcome))],
    its.isSuspended ? [told.suspended(sixth), ...(its.isResumed ? [told.resumed(seventh)] : [])] : [],
    ends,
  ];
  const moved = steps.map((step, n) => (n === its.movesAfter ? [...step, told.takenOver(its.days[n] ?? '')] : step));
  return inputOf(m, told.opened(first), ...moved.slice(0, its.reach + 1).flat());
}

/** Counts in another way: by what was told, one case and one figure at a time. */
function byHand(histories: readonly (readonly AnyProjected[])[], { from = '', to = '9999' }: Period) {
  const isIn = (on: string): boolean => from <= on && on <= to;
  const isOfCase = ({ stream }: AnyProjected): boolean => stream.startsWith('rehabcase-');
  const valid = histories.map((history) => [
    ...validEntries<AnyProjected>(history.filter((event) => !isOfCase(event))),
    ...history.filter(isOfCase),
  ]);
  const daysIn = (events: readonly AnyProjected[], type: string, member: string): readonly string[] =>
    events.filter((event) => event.type === type).map(({ data }) => String(Reflect.get(data, member)));
  const count = (type: string, member: string, is: (data: object) => boolean = () => true): number =>
    valid.filter((events) =>
      events.some((event) => event.type === type && isIn(String(Reflect.get(event.data, member))) && is(event.data)),
    ).length;
  const bands = valid.flatMap((events) => {
    const screenings = events.filter(({ type, data }) => type === 'InmateScreened' && isIn(on(data)));
    const sorted = [...screenings].sort((a, b) => (on(a.data) < on(b.data) ? -1 : on(a.data) > on(b.data) ? 1 : 0));
    return sorted.length === 0 ? [] : [String(Reflect.get(sorted.at(-1)?.data ?? {}, 'riskBand'))];
  });
  const by = (member: string, code: string) => (data: object) => Reflect.get(data, member) === code;
  const running = valid.filter((events) => {
    const ends = [
      ...daysIn(events, 'RehabCompleted', 'completedOn'),
      ...daysIn(events, 'RehabDiscontinued', 'discontinuedOn'),
      ...daysIn(events, 'RehabCaseExited', 'exitedOn'),
    ];
    return daysIn(events, 'InmateAdmittedToRehab', 'admittedOn').some((one) => one <= to) && !ends.some((e) => e <= to);
  });
  const suspended = running.filter((events) => {
    const since = daysIn(events, 'RehabSuspended', 'suspendedOn').filter((one) => one <= to);
    return since.length > daysIn(events, 'RehabResumed', 'resumedOn').filter((one) => one <= to).length;
  }).length;
  const seats = valid.flat().flatMap(({ type, data }) => {
    const { outcome, startsAt = '' } = data as { outcome?: string; startsAt?: string };
    return type === 'CaseSessionNoted' && isIn(startsAt.slice(0, 10)) && outcome !== undefined ? [outcome] : [];
  });
  const certificates = valid.filter((events) => {
    const last = events.findLast(({ type }) => type.startsWith('Certificate'));
    return last?.type === 'CertificateIssued' && isIn(String(Reflect.get(last.data, 'issuedOn')));
  }).length;
  return {
    screened: bands.length,
    low: bands.filter((band) => band === 'LOW').length,
    moderate: bands.filter((band) => band === 'MODERATE').length,
    high: bands.filter((band) => band === 'HIGH').length,
    educated: count('BriefEducationGiven', 'givenOn'),
    assessed: count('AssessmentCompleted', 'completedOn'),
    recommended: count('PlacementRecommended', 'recommendedOn'),
    eligible: count('PlacementRecommended', 'recommendedOn', by('recommendation', 'ELIGIBLE')),
    admitted: count('InmateAdmittedToRehab', 'admittedOn'),
    inProgramme: running.length - suspended,
    suspended,
    completed: count('RehabCompleted', 'completedOn'),
    discontinued: count('RehabDiscontinued', 'discontinuedOn'),
    exited: count('RehabCaseExited', 'exitedOn'),
    certificates,
    discontinuedBy: (['MOTIVATION', 'PERSONAL'] as const).flatMap((category) => {
      const isOf = ({ sealed = [] }: { sealed?: { ct?: string }[] }): boolean => sealed[0]?.ct === category;
      const of = count('RehabDiscontinued', 'discontinuedOn', isOf);
      return of === 0 ? [] : [{ category, count: of }];
    }),
    exitedBy: (['TRANSFERRED', 'RELEASED'] as const).flatMap((exit) => {
      const of = count('RehabCaseExited', 'exitedOn', by('exit', exit));
      return of === 0 ? [] : [{ exit, count: of }];
    }),
    expectedAttendances: seats.filter((outcome) => outcome !== 'SUSPENDED').length,
    attendances: seats.filter((outcome) => outcome.startsWith('ATTENDED')).length,
  };
}

const on = (data: object): string => String(Reflect.get(data, 'screenedOn'));

const stories = fc.array(story, { minLength: 1, maxLength: 12 });
const period = fc.record({ from: day, to: day }, { requiredKeys: [] });
const historiesOf = (some: readonly Story[]) => some.map((one, m) => historyOf(one, m));

describe('whatever happens to cases, their figures', () => {
  it('are what counting by hand gives, in any period', () => {
    fc.assert(
      fc.property(stories, period, (some, asked) => {
        const histories = historiesOf(some);
        expect(countedOf(openedIn(documentsOf(histories.flat())), asked)).toMatchObject(byHand(histories, asked));
      }),
      { numRuns: 300, seed: 24112026 },
    );
  });

  it('add up: every screened case has one band, everybody who left one reason', () => {
    fc.assert(
      fc.property(stories, period, (some, asked) => {
        const counted = countedOf(openedIn(documentsOf(historiesOf(some).flat())), asked);
        const sumOf = (rows: readonly { readonly count: number }[]) => rows.reduce((sum, row) => sum + row.count, 0);
        expect(counted.low + counted.moderate + counted.high).toBe(counted.screened);
        expect(sumOf(counted.discontinuedBy)).toBe(counted.discontinued);
        expect(sumOf(counted.exitedBy)).toBe(counted.exited);
      }),
      { numRuns: 100, seed: 24112026 },
    );
  });

  it('are those of each unit that owned the cases then, which together are all', () => {
    fc.assert(
      fc.property(stories, period, (some, asked) => {
        const cases = openedIn(documentsOf(historiesOf(some).flat()));
        const all = countedOf(cases, asked);
        const [one, other] = [karutan.unitId, OTHER].map((unit) =>
          countedOf(cases, asked, (_, owner) => owner === unit),
        );
        for (const [name, total] of Object.entries(all)) {
          if (typeof total !== 'number') continue;
          const of = (counted = all): number => counted[name as 'screened'];
          expect([name, of(one) + of(other)]).toEqual([name, total]);
        }
        const passed = [one, other].flatMap((counted) => counted?.passed.admittedToCompleted ?? []);
        expect([...passed].sort()).toEqual([...all.passed.admittedToCompleted].sort());
      }),
      { numRuns: 200, seed: 24112026 },
    );
  });

  it('stay what they were of a period before a case was taken over', () => {
    const atFirst = (_: object, owner: string): boolean => owner === karutan.unitId;
    fc.assert(
      fc.property(stories, (some) => {
        for (const [m, its] of some.entries()) {
          const { movesAfter, ...rest } = its;
          if (movesAfter === undefined) continue;
          const [moved, stayed] = [its, { ...rest, movesAfter: undefined }].map((one) =>
            openedIn(documentsOf(historyOf(one, m))),
          );
          const before = { to: its.days[movesAfter - 1] ?? '' };
          expect(countedOf(moved ?? [], before, atFirst)).toEqual(countedOf(stayed ?? [], before, atFirst));
        }
      }),
      { numRuns: 100, seed: 24112026 },
    );
  });

  it('are the same when events are delivered again', () => {
    fc.assert(
      fc.property(stories, fc.nat(60), fc.nat(60), (some, until, again) => {
        const history = historiesOf(some).flat();
        const deliveries = [history.slice(0, until), history.slice(Math.min(again, until)), history];
        const stored = deliveries.reduce(delivered, new Map<string, Stored>());
        expect([...stored.values()].map(contentOf)).toEqual(documentsOf(history));
        expect(documentsOf(history.flatMap((event) => [event, event]))).toEqual(documentsOf(history));
      }),
      { numRuns: 100, seed: 24112026 },
    );
  });
});

function delivered(stored: Map<string, Stored>, events: readonly AnyProjected[]): Map<string, Stored> {
  const model: AnyProjection = milestonesKept;
  const touches = events.map((event) => ({ kind: 'fold' as const, event, ids: documentsTouched(model, event) }));
  const { documents } = foldTouches(model, touches, stored);
  return new Map([...stored, ...documents]);
}

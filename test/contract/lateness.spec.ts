import fc from 'fast-check';
import { definitions } from '#contracts/registry';
import {
  addDays,
  type AnyEvent,
  type Context,
  dayIn,
  endOfDay,
  type EventDefinition,
  id,
  isAnnulment,
  isCorrection,
  type JsonObject,
  Refusal,
} from '#kernel';
import { type Saying, scribe } from '#kernel/scribe-for-specs';
import { exampleOf } from './example.js';

const ZONES = { 'RUTAN-BANJARNEGARA': 'Asia/Jakarta', 'RUTAN-JAYAPURA': 'Asia/Jayapura' } as const;
type Unit = keyof typeof ZONES;
const units = Object.keys(ZONES) as Unit[];

const facts = definitions.filter(
  (one) => !isCorrection(one) && !isAnnulment(one) && one.type !== 'CommandAbandoned', // nobody tells it: it bears no record
);
const corrections = definitions.filter((one) => one.corrects !== undefined);

/** The data of a type as they would be had it happened on that day, at noon where the unit is. */
function saidOn({ plain, moment }: EventDefinition, on: string, zone: string): { data: JsonObject; context: Context } {
  const data = exampleOf(plain);
  const noon = new Date(Date.parse(endOfDay(zone, on)) + 1 - 12 * 3_600_000).toISOString();
  if (moment.kind === 'RECORDING') return { data, context: { occurredAt: noon } };
  const days = 'day' in moment ? { [moment.day]: on } : {};
  const instants = 'instant' in moment ? { [moment.instant]: noon } : {};
  return { data: { ...data, ...days, ...instants }, context: {} };
}

function saying(unit: Unit, now: string) {
  const { engine, say } = scribe(definitions, { now: () => new Date(now) });
  const record = id('tally');
  return {
    /** The revision at which it was recorded, or the code with which it was refused. */
    say: async (event: AnyEvent, context: Context, how: Saying = {}): Promise<string> => {
      const isNew = (await engine.store.read(`tally-${record}`)).length === 0;
      const where = isNew ? { createdId: record, unitId: unit } : { on: record };
      try {
        return String((await say(event, context, { unit, ...where, ...how })).revision);
      } catch (error) {
        if (error instanceof Refusal) return error.code;
        throw error;
      }
    },
    entryIdAt: async (at: number) => (await engine.store.read(`tally-${record}`)).at(at)?.id ?? '',
  };
}

/** The first and the last moment of a day where the unit is. */
const midnights = (unit: Unit): readonly string[] => [
  new Date(Date.parse(endOfDay(ZONES[unit], '2026-11-23')) + 1).toISOString(),
  endOfDay(ZONES[unit], '2026-11-24'),
];
const TODAY = '2026-11-24';
const EIGHT_DAYS = addDays(TODAY, -8);

const cases = fc.record({
  type: fc.constantFrom(...facts),
  unit: fc.constantFrom(...units),
  end: fc.constantFrom(0, 1),
});

describe('every type that is told (R-13.1)', () => {
  it('is here with all that can be', () => {
    expect(facts.length).toBeGreaterThan(80);
    expect(dayIn('Asia/Jayapura', midnights('RUTAN-JAYAPURA')[0] ?? '')).toBe(TODAY);
    expect(dayIn('Asia/Jayapura', midnights('RUTAN-JAYAPURA')[1] ?? '')).toBe(TODAY);
  });

  it.each(facts.map((type) => [type.type, type] as const))(
    '%s is late after 8 days, in WIB and WIT, at both midnights',
    async (_, type) => {
      for (const unit of units) {
        for (const now of midnights(unit)) {
          const { say } = saying(unit, now);
          const late = saidOn(type, EIGHT_DAYS, ZONES[unit]);
          const inTime = saidOn(type, addDays(EIGHT_DAYS, 1), ZONES[unit]);
          expect(await say({ type: type.type, data: late.data }, late.context)).toBe('late-entry-needs-reason');
          expect(await say({ type: type.type, data: inTime.data }, inTime.context)).toBe('0');
          expect(await say({ type: type.type, data: late.data }, { ...late.context, lateCode: 'PAPER_RECORD' })).toBe(
            '1',
          );
        }
      }
    },
  );

  it('is never late as a reaction', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ type, unit, end }) => {
        const { say } = saying(unit, midnights(unit)[end] ?? '');
        const { data } = saidOn(type, EIGHT_DAYS, ZONES[unit]);
        const cause = { on: '2026-08-01', zone: 'Asia/Makassar' };
        expect(await say({ type: type.type, data }, {}, { cause })).toBe('0');
      }),
      { numRuns: 100 },
    );
  });

  it.each(corrections.map((type) => [type.type, type] as const))(
    '%s is late when it moves today’s entry 60 days back',
    async (_, correction) => {
      for (const entryType of correction.corrects ?? []) {
        const type = facts.find((one) => one.type === entryType);
        if (type === undefined || type.moment.kind === 'RECORDING') continue;
        for (const unit of units) {
          const { say, entryIdAt } = saying(unit, midnights(unit)[1] ?? '');
          const today = saidOn(type, TODAY, ZONES[unit]);
          expect(await say({ type: entryType, data: today.data }, {})).toBe('0');
          const data = exampleOf(correction.plain);
          const { data: entry } = saidOn(type, addDays(TODAY, -60), ZONES[unit]);
          const moved = { type: correction.type, data: { ...data, of: await entryIdAt(0), entryType, entry } };
          expect(await say(moved, {})).toBe('late-entry-needs-reason');
          expect(await say(moved, { lateCode: 'LATE_NOTICE' })).toBe('1');
        }
      }
    },
  );
});

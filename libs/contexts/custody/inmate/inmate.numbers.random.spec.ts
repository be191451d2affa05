import { interleaved, on, outcomeOf } from '#kernel/pausing-process-for-specs';
import { seeded } from '#kernel/seeded';
import { runsOf, seedOf } from '../../../../test/tier.js';
import { registration, release, stranger, UNIT } from './inmate-for-specs.js';
import { custody } from './inmate-played-for-specs.js';
import { handleInmate } from './inmate.handle.js';

const RUNS = runsOf(60, 1_000);
const SEED = seedOf(1);
const IDENTITIES = [
  {
    kind: 'NIK',
    country: 'ID',
    written: ['3304010101900001', '3304 0101.0190_0001', '３３０４０１０１０１９００００１'],
  },
  { kind: 'PASSPORT', country: 'MY', written: ['A123', 'a 123', 'ａ\u200b123'] },
  { kind: 'PASSPORT', country: 'SG', written: ['A123', 'a.123'] },
  { kind: 'STAY_PERMIT', country: 'MY', written: ['A123'] },
] as const;
const REGISTER = [['A.III/1', 'aiii/1', 'Ａ. iii/1'], ['A.III/2']] as const;
const PERIODS = ['2023', '2024'] as const;
const ELSEWHERE = { by: stranger, unitId: stranger.unitId };

describe('Numbers that are one person’s, however they are written', () => {
  it(`are had by one at a time, when many register and leave at once, in ${RUNS} orders`, async () => {
    const seen = new Set<string>();
    for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
      const random = seeded(seed);
      const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
      const its = custody();
      const engine = on(its.engine, interleaved(its.engine.store, seed));
      const present = new Map<string, { readonly identity: string; readonly number: string }>();
      for (let round = 0; round < 3; round += 1) {
        const registering = Array.from({ length: 4 }, async () => {
          const [identity, number, period] = [one(IDENTITIES), one(REGISTER), one(PERIODS)];
          const isElsewhere = random() < 0.3;
          const { kind, country, written } = identity;
          const data = {
            ...registration,
            ...{ registerNumber: one<string>(number), registerPeriod: period },
            identityNumber: { kind, country, value: one<string>(written) },
          };
          const asked = its.ask({ type: 'RegisterInmate', data }, undefined, isElsewhere ? ELSEWHERE : {});
          const sending = handleInmate(engine, asked);
          const outcome = await outcomeOf(sending);
          seen.add(outcome);
          if (outcome !== 'done') return;
          const of = `${isElsewhere ? stranger.unitId : UNIT} ${period} ${number[0]}`;
          present.set((await sending).id, { identity: `${kind} ${country}`, number: of });
        });
        const leaving = [...present.keys()].filter(() => random() < 0.4);
        await Promise.all([
          ...registering,
          ...leaving.map(async (id) => {
            const unit = present.get(id)?.number.startsWith(UNIT) === true ? {} : ELSEWHERE;
            if (
              (await outcomeOf(handleInmate(engine, its.ask({ type: 'ReleaseInmate', data: release }, id, unit)))) ===
              'done'
            ) {
              present.set(id, { identity: `left ${id}`, number: present.get(id)?.number ?? '' });
            }
          }),
        ]);
        const all = [...present.values()];
        for (const what of ['identity', 'number'] as const) {
          expect(new Set(all.map((person) => person[what])).size).toBe(all.length); // a register number stays theirs
        }
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining(['done', 'person-already-registered', 'register-number-taken']));
  });
});

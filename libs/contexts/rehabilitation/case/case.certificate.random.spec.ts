import { id } from '#kernel';
import { interleaved, on, outcomeOf } from '#kernel/pausing-process-for-specs';
import { seeded } from '#kernel/seeded';
import { certificateReserved } from '#contracts/reservations/sets';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { reservationIdOf } from '#platform/reservations';
import { hangsAfter, runsOf, seedOf } from '../../../../test/tier.js';
import { clerk, karutan } from '../facts-for-specs.js';
import { certificate, HISTORIES } from './case-for-specs.js';
import { asked, unit } from './case-played-for-specs.js';
import { handleCase } from './case.handle.js';

const RUNS = runsOf(60, 1_000);
const SEED = seedOf(1);
const CASES = [1, 2, 3].map((n) => caseIdOf(id('spec', 'inmate', n), 1));
const NUMBERS = [['SERT/1/2024', 'sert / 1/2024', 'ＳＥＲＴ/1/20.24'], ['SERT/2/2024']] as const;

describe('The number of a certificate (R-3.10)', () => {
  it(
    `is had by one case of the unit, however it is written, in ${RUNS} orders in which three want it at once`,
    async () => {
      const seen = new Set<string>();
      for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
        const random = seeded(seed);
        const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
        const { log, typesOf } = await unit();
        for (const of of CASES) await log.write(`rehabcase-${of}`, clerk, ...HISTORIES.COMPLETED);
        const engine = on(log.engine, interleaved(log.engine.store, seed));
        const owners = new Map<string, string[]>();
        const issue = async (of: string): Promise<void> => {
          const written = one(NUMBERS);
          const command = { type: 'IssueCertificate', data: certificate(one<string>(written)) };
          const outcome = await outcomeOf(handleCase(engine, { ...asked(command, karutan), target: { id: of } }));
          seen.add(outcome);
          if (outcome === 'done') owners.set(written[0], [...(owners.get(written[0]) ?? []), of]);
        };
        await Promise.all([...CASES, ...CASES].map(issue)); // each case asks twice
        for (const of of CASES) {
          const issued = (await typesOf(`rehabcase-${of}`)).filter((type) => type === 'CertificateIssued');
          expect(issued.length).toBeLessThan(2);
        }
        for (const [number, of] of owners) {
          expect(new Set(of).size).toBe(1);
          const reserved = certificateReserved(karutan.unitId, number);
          const taken =
            reserved && (await log.engine.store.read(`reservation-${reservationIdOf(log.engine.keys, reserved)}`));
          expect(taken?.at(-1)).toMatchObject({ type: 'ReservationTaken', data: { owner: `rehabcase-${of[0]}` } });
        }
      }
      expect([...seen]).toEqual(expect.arrayContaining(['done', 'certificate-number-taken']));
    },
    hangsAfter(RUNS, 1_000),
  );
});

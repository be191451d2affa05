// Left out on servers: what it writes is of many logs, which nobody could verify there.
import { jest } from '@jest/globals';
import { type Engine, type EventStore, id } from '#kernel';
import { interleaved, on, outcomeOf, pausingProcess } from '#kernel/pausing-process-for-specs';
import { seeded } from '#kernel/seeded';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { eventStoreDb } from '#platform/event-store';
import { registration } from '../../libs/contexts/custody/inmate/inmate-for-specs.js';
import { isCircular, LATER_MS, records } from '../../libs/contexts/custody/inmate/inmate-merges-for-specs.js';
import { custody } from '../../libs/contexts/custody/inmate/inmate-played-for-specs.js';
import { handleInmate } from '../../libs/contexts/custody/inmate/inmate.handle.js';
import { clerk, karutan } from '../../libs/contexts/rehabilitation/facts-for-specs.js';
import { certificate, HISTORIES } from '../../libs/contexts/rehabilitation/case/case-for-specs.js';
import { asked, unit } from '../../libs/contexts/rehabilitation/case/case-played-for-specs.js';
import { closed, opens, opensFor, reopens } from '../../libs/contexts/rehabilitation/case/case-reserving-for-specs.js';
import { handleCase } from '../../libs/contexts/rehabilitation/case/case.handle.js';
import { played } from '../../libs/contexts/rehabilitation/programme-template/programme-template-played-for-specs.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { runsOf, seedOf } from '../tier.js';
import { apart } from './apart-for-specs.js';

const RUNS = runsOf(15, 300);
const SEED = seedOf(1);
const seeds = Array.from({ length: RUNS }, (_, n) => SEED + n);
const PROCESSES = 4;
const CUTS = 14; // of whoever takes and appends

jest.setTimeout(120_000 + RUNS * 20_000);

describe(`Who takes a value at once with others, each by a client of its own, in ${RUNS} orders`, () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let clients: readonly EventStore[];

  beforeAll(async () => {
    stores = await storesForSpecs();
    clients = Array.from({ length: PROCESSES }, () => eventStoreDb(stores.eventstoreUrl));
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()));
    await stores.close();
  });

  /** A log of its own, and the engine of the n-th process there, whose calls come in an order that the seed tells. */
  function world(seed: number) {
    const its = apart(seed);
    const [first] = clients as [EventStore];
    const client = (n: number): EventStore => its(clients[n % PROCESSES] ?? first);
    return {
      store: its(first),
      process: (engine: Engine, n: number): Engine => on(engine, interleaved(client(n), seed * 100 + n)),
      pausing: (engine: Engine, cut: number) => {
        const paused = pausingProcess(cut);
        return { ...paused, engine: on(engine, paused.storeOf(client(1))) };
      },
      one: drawing(seed),
    };
  }

  it('opens the next episode or reopens the last, never both', async () => {
    const outcomes: string[] = [];
    for (const seed of seeds) {
      const { store, process } = world(logOf(seed, 1));
      const its = await closed(store);
      const work = [opens, reopens, opensFor, opens];
      outcomes.push(...(await Promise.all(work.map((act, n) => outcomeOf(act(process(its.engine, n)))))));
      expect((await its.openOnes()).length).toBeLessThan(2);
      await outcomeOf(opens(its.engine));
      expect(await its.openOnes()).toHaveLength(1);
    }
    expect(outcomes).toContain('done');
    expect(new Set(outcomes).size).toBeGreaterThan(1);
  });

  it('merges neither in a circle nor one duplicate into two', async () => {
    const outcomes: string[] = [];
    for (const seed of seeds) {
      const { store, process } = world(logOf(seed, 2));
      const its = await records(store);
      const { one, two, three, merge } = its;
      const pairs = [
        [one, two],
        [two, three],
        [three, one],
        [two, one],
      ] as const;
      const merging = pairs.map(([of, into], n) => outcomeOf(merge(of, into, process(its.engine, n))));
      outcomes.push(...(await Promise.all(merging)));
      const merges = await its.merges();
      expect(isCircular(merges)).toBe(false);
      expect(new Set(merges.map(([of]) => of)).size).toBe(merges.length);
    }
    expect(new Set(outcomes).size).toBeGreaterThan(1);
  });

  it('has a national id and a register number alone, however they are written', async () => {
    const NIK = ['3304010101900001', '3304 0101.0190_0001'];
    const outcomes: string[] = [];
    for (const seed of seeds) {
      const { store, process, one } = world(logOf(seed, 3));
      const its = custody(undefined, store);
      const registering = Array.from({ length: PROCESSES }, async (_, n) => {
        const [value, registerNumber] = [one(NIK), one(['A.III/1', 'aiii/1', 'A.III/2'])];
        const data = {
          ...registration,
          registerNumber,
          identityNumber: { kind: 'NIK', country: 'ID', value },
        } as const;
        const isSame = n < 2; // the others have numbers of their own, and want that of the register only
        const asking = its.ask(
          { type: 'RegisterInmate', data: isSame ? data : { ...registration, registerNumber } },
          undefined,
        );
        const outcome = await outcomeOf(handleInmate(process(its.engine, n), asking));
        return { outcome, number: registerNumber.endsWith('2') ? 2 : 1, isSame };
      });
      const all = await Promise.all(registering);
      const done = all.filter(({ outcome }) => outcome === 'done');
      outcomes.push(...all.map(({ outcome }) => outcome));
      expect(new Set(done.map(({ number }) => number)).size).toBe(done.length);
      expect(done.filter(({ isSame }) => isSame).length).toBeLessThan(2);
      const written = (await its.events()).filter(({ type }) => type === 'InmateRegistered');
      expect(written).toHaveLength(done.length);
    }
    expect(outcomes).toEqual(expect.arrayContaining(['done', 'register-number-taken']));
  });

  it('issues a certificate under its number once', async () => {
    const cases = [1, 2, 3].map((n) => caseIdOf(id('spec', 'inmate', n), 1));
    for (const seed of seeds) {
      const { store, process, one } = world(logOf(seed, 4));
      const { log } = await unit(undefined, store);
      for (const of of cases) await log.write(`rehabcase-${of}`, clerk, ...HISTORIES.COMPLETED);
      const issuing = cases.map((of, n) => {
        const command = { type: 'IssueCertificate', data: certificate(one(['SERT/1/2024', 'sert / 1/2024'])) } as const;
        return outcomeOf(handleCase(process(log.engine, n), { ...asked(command, karutan), target: { id: of } }));
      });
      const outcomes = await Promise.all(issuing);
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect((await log.events()).filter(({ type }) => type === 'CertificateIssued')).toHaveLength(1);
    }
  });

  it('publishes a version of a template once', async () => {
    for (const seed of seeds) {
      const { store, process, one } = world(logOf(seed, 5));
      const its = played(store);
      const publishing = Array.from({ length: PROCESSES }, (_, n) =>
        outcomeOf(
          its.publish(
            { code: one(['REHAB_30', 'REHAB30']) },
            karutan,
            karutan.unitId,
            undefined,
            process(its.engine, n),
          ),
        ),
      );
      const outcomes = await Promise.all(publishing);
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
      expect((await its.events()).filter(({ type }) => type === 'ProgrammeTemplatePublished')).toHaveLength(1);
    }
  });

  it('appends nothing after a pause in which another was given it', async () => {
    const outcomes: string[] = [];
    for (const seed of seeds) {
      for (const cut of new Set([5, 7, Math.floor(seeded(seed)() * CUTS)])) {
        const { store, process, pausing } = world(logOf(seed, 6 + cut));
        const its = await closed(store);
        const paused = pausing(its.engine, cut);
        const late = outcomeOf(reopens(paused.engine));
        await paused.run(late);
        its.clock.at += LATER_MS;
        outcomes.push(await outcomeOf(opens(process(its.engine, 2))));
        paused.resume();
        outcomes.push(await late);
        expect(await its.openOnes()).toHaveLength(1);
      }
    }
    expect(outcomes).toContain('command-abandoned');
  });
});

/** One log for each seed and scenario. */
const logOf = (seed: number, scenario: number): number => seed * 100 + scenario;

function drawing(seed: number) {
  const random = seeded(seed);
  return <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
}

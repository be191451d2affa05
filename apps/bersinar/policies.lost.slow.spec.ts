import { setTimeout as delay } from 'node:timers/promises';
import { custodySenders } from '#contexts/custody';
import { rehabilitationSenders } from '#contexts/rehabilitation';
import { type AnyPolicy, countOf, type Engine, id } from '#kernel';
import { mortalProcess } from '#kernel/mortal-process-for-specs';
import { seeded } from '#kernel/seeded';
import { runPolicies, sendBy } from '#platform/policies';
import { playToCertificate, unit } from '../../libs/contexts/rehabilitation/case/case-played-for-specs.js';
import { recordsOf, streams } from '../../libs/contexts/rehabilitation/case/records-for-specs.js';
import { giving, recordedOf } from '../../libs/contexts/rehabilitation/consent/consent-for-specs.js';
import {
  clerk,
  factOn,
  inmateId,
  karutan,
  nurse,
  subject,
} from '../../libs/contexts/rehabilitation/facts-for-specs.js';
import { checkpointsForSpecs } from '../../libs/platform/policies/mirror-for-specs.js';
import { registered } from '../../libs/contexts/rehabilitation/people-for-specs.js';
import { hangsAfter, runsOf, seedOf } from '../../test/tier.js';
import { POLICIES } from './followers.js';

const RUNS = runsOf(12, 200);
const SEED = seedOf(1);
const OTHER = 'RUTAN-JAYAPURA';
const duplicateId = id('spec', 'duplicate');
const duplicate = { subject: id('spec', 'duplicate person') };

/** A case from its opening until another unit has taken it over, as all policies see it; what happens to them is up to `live`. */
async function played(live: (engine: Engine, isLast: boolean) => Promise<void>) {
  const its = await unit();
  const { log, happen } = its;
  const { engine } = log;
  await live(engine, false);
  const follow = async () => {
    await live(engine, false);
    return [];
  };
  const caseId = await playToCertificate({ ...its, follow });
  const [records, stream, inmate] = [recordsOf(caseId), streams(caseId), `inmate-${inmateId}`];
  const basis = [factOn(inmate)];
  const consent = { ...recordedOf({ ...giving, givenAt: '2024-12-03T03:00:00.000Z' }), caseId, basis };
  await log.write(`consent-${id('spec', 'consent')}`, nurse, { type: 'ConsentGiven', data: consent });
  await happen(stream.aftercare, records.aftercare);
  await follow();
  await log.write(`inmate-${duplicateId}`, clerk, registered(duplicate.subject));
  const merged = { subject, duplicateId, duplicate, reasonCode: 'SAME_FINGERPRINT', basis };
  await log.write(inmate, karutan, { type: 'InmateRecordsMerged', data: merged });
  await follow();
  const transfer = { subject, transferReason: 'CAPACITY', transferredOn: '2024-12-13', toUnitId: OTHER };
  await log.write(inmate, clerk, { type: 'InmateTransferred', data: transfer });
  await follow();
  const acceptance = {
    ...{ subject, transferId: await log.lastEntryOf(inmate), fromUnitId: clerk.unitId, caseIds: [caseId] },
    ...{ registerNumber: 'B.9/2024', registerPeriod: '2024', acceptedOn: '2024-12-14', acceptedBy: karutan.staffId },
  };
  const warden = { ...karutan, unitId: OTHER };
  await log.write(inmate, warden, { type: 'InmateTransferAccepted', data: acceptance });
  await live(engine, true);

  const reactions = (await log.events()).flatMap(({ stream: target, type, metadata: { command } }) =>
    command.of === undefined
      ? []
      : [`${target} ${command.of.policy} ${command.of.stream}@${command.of.revision} ${type}`],
  );
  return reactions.sort();
}

const host = (engine: Engine, checkpoints: ReturnType<typeof checkpointsForSpecs>) => ({
  engine,
  store: engine.store,
  checkpoints,
  dispatch: sendBy(engine, { ...custodySenders, ...rehabilitationSenders }),
  pace: { pauseMs: 5, reachEvents: 7, batch: 3 },
});

/** All policies, until each has reacted to everything. */
async function upToDate(
  engine: Engine,
  policies: readonly AnyPolicy[],
  checkpoints = checkpointsForSpecs(),
): Promise<void> {
  const runs = runPolicies(policies, host(engine, checkpoints));
  const isThere = async (): Promise<boolean> => {
    const head = await engine.store.head();
    return runs.statuses().every(({ state, position }) => state === 'running' && position === head);
  };
  while (!(await isThere())) await delay(1);
  await runs.stop();
}

/** The policies in a process that dies at its n-th step, if it gets as far. */
async function upToStep(
  n: number,
  engine: Engine,
  policies: readonly AnyPolicy[],
  checkpoints: ReturnType<typeof checkpointsForSpecs>,
) {
  const { storeOf, died } = mortalProcess(n);
  const dying = { store: storeOf(engine.store), patience: { attemptMs: 10, totalMs: 30 } };
  const mortal: Engine = Object.assign({}, engine, dying);
  const head = (await engine.store.head()) ?? '';
  const runs = runPolicies(policies, { ...host(mortal, checkpoints), store: engine.store });
  while (!died() && runs.statuses().some(({ position = '' }) => position < head)) await delay(1);
  await runs.stop();
}

const released = (policies: readonly AnyPolicy[]): readonly AnyPolicy[] =>
  policies.map((policy) => ({ ...policy, n: countOf(policy) + 1 }));

describe('With every database but the log lost at any time, dying at any time and changing releases', () => {
  it(
    `each registered policy leaves nothing unsent and sends nothing twice, in ${RUNS} runs`,
    async () => {
      const undisturbed = await played((engine) => upToDate(engine, POLICIES));
      const policies = new Set(undisturbed.map((line) => line.split(' ')[1]));
      expect([...policies].sort()).toEqual(POLICIES.map(({ name }) => name).sort());
      for (let seed = SEED; seed < SEED + RUNS; seed += 1) {
        const random = seeded(seed);
        let [release, checkpoints] = [POLICIES, checkpointsForSpecs()];
        const reactions = await played(async (engine, isLast) => {
          for (let deaths = Math.floor(random() * 3); deaths > 0; deaths -= 1) {
            await upToStep(Math.floor(random() * 120), engine, release, checkpoints);
            if (random() < 0.6) checkpoints = checkpointsForSpecs();
            if (random() < 0.2) release = released(release);
          }
          await upToDate(engine, release, checkpoints);
          if (random() < 0.6) checkpoints = checkpointsForSpecs();
          if (isLast) await upToDate(engine, release);
        });
        expect(reactions).toEqual(undisturbed);
      }
    },
    hangsAfter(RUNS, 50_000),
  );
});

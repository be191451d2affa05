import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '#platform/telemetry';
import { configFrom } from '../../apps/bersinar/config.js';
import { administrator } from '../../apps/bersinar/story/cast.js';
import { type Answer, type Bearer, patiently, until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { type Part, startSystem, type System } from '../../apps/bersinar/system.js';
import { agreementOf } from './agreements-for-specs.js';
import { draftOf, ISSUE } from './directives-for-specs.js';
import { stageAt } from './stage-for-specs.js';

const EACH = { agreements: 6, directives: 6, inmates: 8 };
const HEARTBEAT_MS = 200;

/** What an agreement and an inmate go on by. */
export const DISCUSSION = { heldOn: '2024-12-13', comment: 'Dibahas' };
export const MOVE = { room: 'A-1', movedOn: '2024-12-10' };

/** A system on a folder that outlives it: it is started and stopped, as a whole or in part. */
export async function houseForSpecs() {
  const folder = await mkdtemp(join(tmpdir(), 'bersinar-troubled-'));
  const dataDir = join(folder, 'data');
  let system: System | undefined;
  const stop = async (): Promise<void> => {
    await system?.close();
    system = undefined;
  };
  return {
    folder,
    dataDir,
    stop,
    start: async (parts?: readonly Part[]): Promise<{ system: System; stage: Stage }> => {
      const config = configFrom({ PORT: '0', DATA_DIR: dataDir });
      system = await startSystem(config, createLogger('silent'), {
        heartbeatMs: HEARTBEAT_MS,
        ...(parts && { parts }),
      });
      return { system, stage: await stageAt(system.url) };
    },
    close: async (): Promise<void> => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Tells a command from paper, under a key of its own. */
export const sendLate = (
  { api }: Stage,
  by: Bearer,
  path: string,
  body: object,
  key: string = randomUUID(),
): Promise<Answer> =>
  api.command(by, path, { context: { lateCode: 'PAPER_RECORD' }, ...body }, { 'Idempotency-Key': key });

/** Tells a command; answers the id that it was told to. Throws when it is refused. */
export async function sent(stage: Stage, by: Bearer, path: string, body: object): Promise<string> {
  const key = randomUUID();
  const answer = await patiently(() => sendLate(stage, by, path, body, key));
  if (answer.status < 300) return answer.text('id');
  throw new Error(`${path} was answered ${answer.status} ${answer.text('code')}: ${answer.text('detail')}`);
}

let registered = 0;

/** Registers an inmate. */
export function registerInmate(stage: Stage): Promise<string> {
  registered += 1;
  return sent(stage, stage.cast.registrar, '/inmates', {
    unitId: stage.cast.registrar.unit,
    name: `Orang ${registered}`,
    sex: 'MALE',
    registerNumber: `A-${registered}`,
    registerPeriod: '2024',
    custodyStatus: 'A_III',
    registeredOn: '2024-12-02',
  });
}

/** Approves that the second is a duplicate of the first, of which a policy tells the second. */
export const merge = (stage: Stage, survivor: string, duplicateId: string): Promise<string> =>
  sent(stage, stage.cast.karutan, `/inmates/${survivor}/merge-duplicate`, {
    duplicateId,
    reasonCode: 'SAME_FINGERPRINT',
  });

/** Releases an inmate, which is published. */
export const release = (stage: Stage, inmateId: string): Promise<string> =>
  sent(stage, stage.cast.registrar, `/inmates/${inmateId}/release`, {
    releaseKind: 'PAROLE',
    releasedOn: '2024-12-16',
  });

const PURPOSES = ['SCREENING', 'ASSESSMENT', 'REHABILITATION', 'AFTERCARE', 'DATA_EXCHANGE'];

/** Somebody consents, of which nothing is published. */
export const consent = (stage: Stage, inmateId: string): Promise<string> =>
  sent(stage, stage.cast.kasubsi, '/consents', {
    unitId: stage.cast.kasubsi.unit,
    inmateId,
    formVersion: 'PDP-1.0',
    language: 'id',
    medium: 'WRITTEN',
    purposes: PURPOSES.map((purpose) => ({ purpose, given: true })),
    documentSha256: 'a'.repeat(64),
    givenAt: '2024-12-13T09:00:00+07:00',
    givenBy: { capacity: 'INMATE' },
    witnessId: stage.cast.registrar.id,
  });

/** Twenty streams with which nothing is wrong, and how they go on. */
export async function healthyStreams(stage: Stage) {
  const many = async (count: number, make: (n: number) => Promise<string>): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push(await make(n));
    return ids;
  };
  const { kasubsi, agencyHead } = stage.cast;
  const agreements = await many(EACH.agreements, () => sent(stage, kasubsi, '/agreements', agreementOf(stage)));
  const directives = await many(EACH.directives, (n) => sent(stage, agencyHead, '/directives', draftOf(stage.cast, n)));
  const inmates = await many(EACH.inmates, () => registerInmate(stage));
  let rounds = 0;
  const duplicates: string[] = [];

  return {
    inmates,
    duplicates,
    /** Each of them goes on by one event; one directive is issued, one inmate turns out to be there twice. */
    goOn: async (now: Stage): Promise<void> => {
      const { cast } = now;
      for (const id of agreements) await sent(now, cast.agencyHead, `/agreements/${id}/discuss`, DISCUSSION);
      for (const [n, id] of directives.entries()) {
        if (n === rounds) await sent(now, cast.agencyHead, `/directives/${id}/issue`, ISSUE);
        if (n < rounds) {
          const followUp = { followUpId: randomUUID(), report: 'Everybody was told.' };
          await sent(now, cast.kasubsi, `/directives/${id}/follow-up`, followUp);
        }
      }
      for (const id of inmates) {
        await sent(now, cast.registrar, `/inmates/${id}/move-room`, MOVE);
      }
      const duplicate = await registerInmate(now);
      duplicates.push(duplicate);
      await merge(now, inmates[rounds] ?? '', duplicate);
      rounds += 1;
    },
    /** What the read models say of them: how far each is. */
    seen: async (now: Stage): Promise<object> => {
      const { api, cast } = now;
      const all = (by: Bearer, path: string, ids: readonly string[]): Promise<readonly Answer[]> =>
        Promise.all(ids.map((id) => patiently(() => api.ask(by, `/${path}/${id}`))));
      const [ofAgreements, ofDirectives, ofInmates, ofDuplicates] = [
        await all(cast.kasubsi, 'agreements', agreements),
        await all(cast.kasubsi, 'directives', directives),
        await all(cast.registrar, 'inmates', inmates),
        await all(cast.registrar, 'inmates', duplicates),
      ];
      return {
        discussions: ofAgreements.map((one) => (one.at('remarks') as readonly unknown[]).length),
        issued: ofDirectives.filter((one) => one.text('status') !== 'DRAFTED').length,
        moves: ofInmates.map((one) => (one.at('moves') as readonly unknown[]).length),
        survivors: ofDuplicates.map((one) => one.text('survivorId')),
        incomplete: [...ofAgreements, ...ofDirectives, ...ofInmates].filter(({ headers }) => headers.has('incomplete'))
          .length,
      };
    },
    expected: (): object => ({
      discussions: agreements.map(() => rounds),
      issued: Math.min(rounds, EACH.directives),
      moves: inmates.map(() => rounds),
      survivors: inmates.slice(0, rounds),
      incomplete: 0,
    }),
  };
}

export type HealthyStreams = Awaited<ReturnType<typeof healthyStreams>>;

/** What the administrator is answered. */
export async function operations<T>({ api }: Pick<Stage, 'api'>, what: string): Promise<readonly T[]> {
  return (await api.ask(await administrator(), `/operations/${what}`)).at('items') as readonly T[];
}

/** Who follows the log, and how. */
export interface Follower {
  readonly stands?: string;
  readonly kind: string;
  readonly name: string;
  readonly state: string;
  readonly position?: string;
  readonly waitsFor?: string;
  readonly parked?: readonly string[];
}

/** Waits until all who follow the log are at its end, but those that wait for a newer build; answers these, and for what. */
export async function followed(stage: Stage, head: string): Promise<Readonly<Record<string, string>>> {
  let followers: readonly Follower[] = [];
  await until(
    'everybody is up with the log',
    async () => {
      followers = await operations<Follower>(stage, 'projections');
      return followers.every(
        ({ kind, state, position = '' }) => kind === 'STAFF' || state === 'waiting' || position >= head,
      );
    },
    30_000,
  );
  return Object.fromEntries(
    followers.flatMap(({ name, waitsFor }) => (waitsFor === undefined ? [] : [[name, waitsFor]])),
  );
}

import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { type AnyProjection, type NewEvent, type RawEvent, type RecordedEvent, verifyStream } from '#kernel';
import { compareWithFoldFromZero } from '#platform/projections';
import { type Answer, until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import type { System } from '../../apps/bersinar/system.js';
import { inmates } from '../../libs/contexts/custody/inmate/inmates.read-model.js';
import {
  checkpointId,
  checkpointsIn,
  collectionOf,
  GROUP,
  moveCheckpoint,
  standingIn,
} from '../../libs/platform/projections/checkpoint.js';
import { proposeAgreement } from './agreements-for-specs.js';
import { type Altered, alterBytes, FORGERIES, rehashed } from './bytes-for-specs.js';
import { hear, type Heard, REGISTERED } from './hearing-for-specs.js';
import { troublesOf } from './readiness-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import {
  consent,
  DISCUSSION,
  type Follower,
  followed,
  healthyStreams,
  houseForSpecs,
  merge,
  MOVE,
  operations,
  registerInmate,
  release,
  sendLate,
} from './troubled-for-specs.js';

/** A type that no build knows yet. */
export const UNKNOWN_TYPE = 'AgreementPresented';

/** A stream that is or was not what was written. */
export interface Disbelieved {
  readonly stream: string;
  readonly parkedFrom: number;
  readonly alarms: readonly { readonly revision: number; readonly code: string }[];
}

/** An inmate whose record is forged where it says of which other one it is the better, and says later that they left. */
interface Forged {
  readonly name: string;
  readonly survivor: string;
  readonly duplicate: string;
}

const STRANGE = { type: 'MilkBought', data: { litres: 2 }, metadata: {} };

/** Twenty streams that go on, and one trouble after the other between their events; the system runs, and its people act. */
export async function troubledStory() {
  const house = await houseForSpecs();
  let { system, stage }: { system: System; stage: Stage } = await house.start();
  const healthy = await healthyStreams(stage);
  const forged: Forged[] = [];
  for (const name of Object.keys(FORGERIES)) {
    forged.push({ name, survivor: await registerInmate(stage), duplicate: await registerInmate(stage) });
  }
  const presented = await proposeAgreement(stage);
  const [consenting, doubled] = [await registerInmate(stage), await registerInmate(stage)];
  const strange = `agreement-${randomUUID()}`;
  const mends: (() => Promise<void>)[] = [];
  let heard: Heard | undefined;

  const restart = async (parts?: readonly ['api']): Promise<void> => {
    await house.stop();
    ({ system, stage } = await house.start(parts));
  };
  const historyOf = async (stream: string): Promise<readonly RecordedEvent[]> =>
    verifyStream(await system.engine.store.read(stream));
  const lastOf = async (stream: string): Promise<RecordedEvent> => {
    const last = (await historyOf(stream)).at(-1);
    if (last === undefined) throw new Error(`There is no ${stream}.`);
    return last;
  };
  const newest = (): string => healthy.duplicates.at(-1) ?? '';
  const marks = async (duplicate: string): Promise<number> =>
    (await historyOf(`inmate-${duplicate}`)).filter(({ type }) => type === 'InmateMarkedDuplicate').length;
  const goOn = async (): Promise<void> => {
    await healthy.goOn(stage);
    await until('the policy tells the duplicate', async () => (await marks(newest())) === 1, 30_000);
  };
  const listenFrom = (cursor?: string): Promise<Heard> =>
    hear(system.url, stage.cast.service, `${REGISTERED} ${newest()}`, cursor);
  const listen = async (): Promise<readonly string[]> => {
    heard = await listenFrom(heard?.cursor);
    return heard.events;
  };
  const discuss = (id: string) => sendLate(stage, stage.cast.agencyHead, `/agreements/${id}/discuss`, DISCUSSION);
  const move = (id: string) => sendLate(stage, stage.cast.registrar, `/inmates/${id}/move-room`, MOVE);

  mustBeSayable(await move(doubled));
  await goOn();
  const before = await listen();
  const consentId = await trouble();

  return {
    ...{ house, healthy, forged, presented, consenting, consentId, doubled, strange, before },
    ...{ restart, newest, marks, goOn, listen, listenFrom, discuss, move },
    disbelieved: [...forged.map(({ survivor }) => `inmate-${survivor}`), `inmate-${doubled}`, strange].sort(),
    now: () => ({ system, stage }),
    /** Goes on with another build of the system. */
    moveTo: async (url: string): Promise<void> => {
      stage = await stageAt(url);
    },
    /** Puts the bytes of what was forged right, while nothing runs; a read model is new then, and joins the others. */
    putRight: async (): Promise<void> => {
      await house.stop();
      for (const mend of mends) await mend();
      await restart(['api']);
      await forget(system.database, inmates);
      await restart();
      await until('it has joined', async () => {
        const followers = await operations<Follower>(stage, 'projections');
        return followers.some(({ name, state }) => name === checkpointId(inmates) && state === 'running');
      });
    },
    /** All who follow the log are past what was told last; answers who waits, and for what. */
    waits: async () => followed(stage, (await lastOf(`inmate-${newest()}`)).position),
    inmate: (id: string) => stage.api.ask(stage.cast.registrar, `/inmates/${id}`),
    /** The read models that are not what a fold from zero gives. */
    differing: async (): Promise<readonly string[]> => {
      const differing: string[] = [];
      for (const projection of system.projections) {
        const differences = await compareWithFoldFromZero(system.engine, projection, system.database);
        if (differences.length > 0) differing.push(projection.name);
      }
      return differing;
    },
    readiness: (url = system.url) => troublesOf(url),
  };

  /** Nobody has followed yet what is forged or of a later build; what only was appended is met as it comes. */
  async function trouble(): Promise<string> {
    await restart(['api']);
    const altered: (readonly [event: RecordedEvent, change: Altered, mends: boolean])[] = [];
    for (const { name, survivor, duplicate } of forged) {
      await merge(stage, survivor, duplicate);
      const event = await lastOf(`inmate-${survivor}`);
      altered.push([event, FORGERIES[name]?.(event) ?? {}, true]);
      mustBeSayable(await move(survivor)); // what does not follow the forged event is passed by all the same
      await release(stage, survivor);
      await healthy.goOn(stage);
    }
    mustBeSayable(await discuss(presented));
    const discussed = await lastOf(`agreement-${presented}`);
    altered.push([discussed, { type: UNKNOWN_TYPE, metadata: rehashed(discussed, { type: UNKNOWN_TYPE }) }, false]);
    await healthy.goOn(stage);
    const id = await consent(stage, consenting);
    const given = await lastOf(`consent-${id}`);
    altered.push([given, { metadata: rehashed(given, { v: 2 }) }, false]);
    await healthy.goOn(stage);
    await house.stop();
    for (const [event, change, isForged] of altered) {
      const mend = await alterBytes(house.dataDir, event, change);
      if (isForged) mends.push(mend);
    }
    await restart();
    await append(`errands-${randomUUID()}`, 0, STRANGE);
    await append(strange, 0, STRANGE);
    const moved = await lastOf(`inmate-${doubled}`);
    await append(`inmate-${doubled}`, moved.revision + 1, moved);
    await goOn();
    return id;
  }

  function append(
    stream: string,
    revision: number,
    { type, data, metadata }: Pick<RawEvent, 'type' | 'data' | 'metadata'>,
  ) {
    const event = { id: randomUUID(), type, data, metadata } as NewEvent; // nobody who appends through us could
    return system.engine.store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
  }
}

export type TroubledStory = Awaited<ReturnType<typeof troubledStory>>;

/** As if no build had known the read model yet. */
async function forget(database: Db, readModel: AnyProjection): Promise<void> {
  const group = await checkpointsIn(database).findOne({ _id: GROUP });
  const members = group?.members.filter((id) => id !== checkpointId(readModel)) ?? [];
  const moved = group && (await moveCheckpoint(database, group, { ...standingIn(group), members }));
  if (moved?.members.length !== (group?.members.length ?? 0) - 1) throw new Error('It was not in the group.');
  await database.dropCollection(collectionOf(readModel));
}

function mustBeSayable(answer: Answer): void {
  if (answer.status >= 300) throw new Error(`It was answered ${answer.status} ${answer.text('code')}.`);
}

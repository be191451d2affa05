// Left out on servers: it alters what is stored, which everybody else would meet.
import { randomUUID } from 'node:crypto';
import { type JsonObject, link, type NewEvent, type RecordedEvent, verifyStream } from '#kernel';
import { type Answer, until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import type { System } from '../../apps/bersinar/system.js';
import { proposeAgreement } from './agreements-for-specs.js';
import { type Altered, FORGERIES, rehashed } from './bytes-for-specs.js';
import { hear, publishedIn, REGISTERED, RELEASED } from './hearing-for-specs.js';
import { troublesOf } from './readiness-for-specs.js';
import {
  consent,
  DISCUSSION,
  followed,
  healthyStreams,
  type HealthyStreams,
  houseForSpecs,
  merge,
  MOVE,
  operations,
  registerInmate,
  release,
  sendLate,
} from './troubled-for-specs.js';
import { type Disbelieved, UNKNOWN_TYPE } from './troubled-story-for-specs.js';

const CODES: Readonly<Record<string, string>> = {
  'a wrong hash': 'hash',
  'a wrong prevHash': 'chain',
  'array data': 'hash',
};
const LATER = 'ConsentGiven@2';

/** An inmate of whom something forged came: whom they are said to be the better record of, and that they left. */
interface Forged {
  readonly name: string;
  readonly survivor: string;
  readonly duplicate: string;
}

describe('What is appended past the application while everything runs, beside twenty streams', () => {
  let house: Awaited<ReturnType<typeof houseForSpecs>>;
  let system: System;
  let stage: Stage;
  let healthy: HealthyStreams;
  let presented: string;
  let consenting: string;
  const forged: Forged[] = [];
  const rounds: object[] = [];

  beforeAll(async () => {
    house = await houseForSpecs();
    ({ system, stage } = await house.start());
    healthy = await healthyStreams(stage);
    const [one, other] = [await registerInmate(stage), await registerInmate(stage)];
    await merge(stage, one, other);
    await release(stage, one);
    const [merged, released] = (await historyOf(`inmate-${one}`)).slice(-2);
    for (const name of Object.keys(FORGERIES)) {
      const [survivor, duplicate] = [await registerInmate(stage), await registerInmate(stage)];
      forged.push({ name, survivor, duplicate });
      const data = { ...merged?.data, duplicateId: duplicate } as JsonObject;
      await appendTo(`inmate-${survivor}`, { ...merged, data }, FORGERIES[name]);
      await append(`inmate-${survivor}`, 2, released ?? {});
      await goOn();
    }
    presented = await proposeAgreement(stage);
    await discuss(presented);
    const discussed = await lastOf(`agreement-${presented}`);
    await appendTo(`agreement-${presented}`, discussed, (event) => ({
      type: UNKNOWN_TYPE,
      metadata: rehashed(event, { type: UNKNOWN_TYPE }),
    }));
    await goOn();
    consenting = await registerInmate(stage);
    const consented = `consent-${await consent(stage, consenting)}`;
    await appendTo(consented, await lastOf(consented), (event) => ({ metadata: rehashed(event, { v: 2 }) }));
    await goOn();
  });
  afterAll(() => house.close());

  const historyOf = async (stream: string): Promise<readonly RecordedEvent[]> =>
    verifyStream(await system.engine.store.read(stream));
  const lastOf = async (stream: string): Promise<RecordedEvent> => {
    const last = (await historyOf(stream)).at(-1);
    if (last === undefined) throw new Error(`There is no ${stream}.`);
    return last;
  };
  const append = (stream: string, revision: number, event: Partial<RecordedEvent>) =>
    system.engine.store.append(stream, revision - 1, [{ ...event, id: randomUUID() } as NewEvent]); // nobody who appends through us could
  /** Appends what another event says, linked as it must be, and then altered. */
  async function appendTo(stream: string, like: Partial<RecordedEvent>, alter?: (event: RecordedEvent) => Altered) {
    const last = await lastOf(stream);
    const id = randomUUID();
    const head = { revision: last.revision, hash: last.metadata.hash };
    const [event] = link(stream, head, [{ ...(like as RecordedEvent), id }]);
    const revision = last.revision + 1;
    const recorded = { ...event, stream, revision } as RecordedEvent;
    const altered = { ...event, ...alter?.(recorded) } as NewEvent;
    await system.engine.store.append(stream, last.revision, [altered]);
  }
  const newest = (): string => healthy.duplicates.at(-1) ?? '';
  const marks = async (duplicate: string): Promise<number> =>
    (await historyOf(`inmate-${duplicate}`)).filter(({ type }) => type === 'InmateMarkedDuplicate').length;
  /** The twenty go on, in every read model, and the policy tells the duplicate. */
  async function goOn(): Promise<void> {
    await healthy.goOn(stage);
    await until('the policy tells the duplicate', async () => (await marks(newest())) === 1, 30_000);
    await waits();
    rounds.push(await healthy.seen(stage));
    expect(rounds.at(-1)).toEqual(healthy.expected());
  }
  const waits = async () => followed(stage, (await lastOf(`inmate-${newest()}`)).position);
  const discuss = (id: string) => sendLate(stage, stage.cast.agencyHead, `/agreements/${id}/discuss`, DISCUSSION);
  const inmate = (id: string) => stage.api.ask(stage.cast.registrar, `/inmates/${id}`);
  /** Asked when something else was told, which is waited for. */
  const consents = async () => {
    await registerInmate(stage);
    return stage.api.ask(stage.cast.kasubsi, `/consents?inmateId=${consenting}`);
  };
  const move = (id: string) => sendLate(stage, stage.cast.registrar, `/inmates/${id}/move-room`, MOVE);
  const said = (answer: Answer) => [answer.status, answer.at('code') ?? 'none'];
  const listed = (what: 'parked' | 'alarms') => operations<Disbelieved>(stage, what);
  const streams = () => forged.map(({ survivor }) => `inmate-${survivor}`).sort();
  const everything = async () => ({
    waits: await waits(),
    seen: await healthy.seen(stage),
    readiness: await troublesOf(system.url),
    parked: await listed('parked'),
    alarms: await listed('alarms'),
    inmates: await Promise.all(
      forged.map(async ({ survivor, duplicate }) => {
        const answer = await inmate(survivor);
        const incomplete = answer.headers.get('incomplete');
        return [incomplete, answer.at('merges'), answer.at('left') ?? 'there', await marks(duplicate)];
      }),
    ),
    moves: await Promise.all(forged.map(async ({ survivor }) => said(await move(survivor)))),
    presented: said(await discuss(presented)),
    consents: said(await consents()),
  });

  it('is passed by or waited for by whoever cares, and the twenty go on in every read model, policy and feed', async () => {
    expect(rounds).toHaveLength(forged.length + 2);
    const { events } = await hear(system.url, stage.cast.service, `${REGISTERED} ${newest()}`);
    const passed = new Set(forged.map(({ survivor }) => `${RELEASED} ${survivor}`));
    const published = await publishedIn(system.engine.store);
    expect(published.filter((one) => passed.has(one))).toHaveLength(forged.length);
    expect(events).toEqual(published.filter((one) => !passed.has(one)));
  });

  it('is alarmed and shown, and answers that rest on it say so; a restart changes nothing', async () => {
    const before = await everything();
    const alarms = before.alarms.map(({ stream, alarms: of }) => [
      stream,
      of.map(({ revision, code }) => `${code}@${revision}`),
    ]);
    const expected = forged.map(({ name, survivor }) => [`inmate-${survivor}`, [`${CODES[name] ?? ''}@1`]]);
    expect(alarms.sort()).toEqual(expected.sort());
    expect(before).toMatchObject({
      waits: {
        'consents@1': LATER,
        'case-timeline@3': LATER,
        'case-notes-consent@1': LATER,
        'history-index@1': `${UNKNOWN_TYPE}@1`,
      },
      seen: healthy.expected(),
      readiness: [
        200,
        'degraded',
        expect.arrayContaining([{ name: 'parked', state: 'degraded', reason: streams().join(', ') }]),
      ],
      parked: before.alarms,
      inmates: forged.map(() => ['true', [], 'there', 0]),
      moves: forged.map(() => [500, 'history-corrupt']),
      presented: [503, 'build-too-old'],
      consents: [504, 'projection-behind'],
    });
    await house.stop();
    ({ system, stage } = await house.start());
    expect(await everything()).toEqual(before);
  });
});

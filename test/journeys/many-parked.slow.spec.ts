// Left out on servers: what it records would be parked by everybody else.
import { randomUUID } from 'node:crypto';
import { HOUSE, type NewEvent } from '#kernel';
import { developmentToken } from '#platform/auth';
import { until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import type { System } from '../../apps/bersinar/system.js';
import { MOST_AN_HOUR } from '../../libs/platform/repair/park.js';
import { readyOf } from './readiness-for-specs.js';
import { houseForSpecs, MOVE, operations, registerInmate, sendLate } from './troubled-for-specs.js';
import type { Disbelieved } from './troubled-story-for-specs.js';

const MORE = 5;
const ALL = MOST_AN_HOUR + MORE;

describe(`${ALL} streams that are not believed, of which an hour has room for ${MOST_AN_HOUR} in the log`, () => {
  let house: Awaited<ReturnType<typeof houseForSpecs>>;
  let system: System;
  let stage: Stage;
  let healthy: string;
  const streams = Array.from({ length: ALL }, () => `agreement-${randomUUID()}`).sort();

  beforeAll(async () => {
    house = await houseForSpecs();
    ({ system, stage } = await house.start());
    healthy = await registerInmate(stage);
    for (const stream of streams) await append(stream, 'no-stream');
  });
  afterAll(() => house.close());

  const append = (stream: string, expected: 'no-stream' | number) => {
    const strange = { id: randomUUID(), type: 'MilkBought', data: { litres: 2 }, metadata: {} };
    return system.engine.store.append(stream, expected, [strange as unknown as NewEvent]); // nobody who appends through us could
  };
  const listed = async (what: 'parked' | 'alarms') =>
    (await operations<Disbelieved>(stage, `${what}?limit=200`)).map(({ stream }) => stream).sort();
  const inTheLog = async (): Promise<readonly string[]> => {
    const parked: string[] = [];
    for await (const { type, data } of system.engine.store.readAll()) {
      if (type === 'StreamParked') parked.push((data as { stream: string }).stream);
    }
    return parked;
  };
  const passedBy = async (): Promise<readonly string[]> => {
    const { checks } = await readyOf(system.url);
    return checks.find(({ name }) => name === 'parked')?.reason?.split(', ') ?? [];
  };

  it.each(['while they are met', 'after a restart', 'after another'])(
    'are all passed by, alarmed and shown, and an hour’s worth is in the log: %s',
    async (when) => {
      if (when !== 'while they are met') {
        await house.stop();
        ({ system, stage } = await house.start());
      }
      await until('all are shown', async () => (await listed('parked')).length >= ALL, 60_000);
      expect(await listed('parked')).toEqual(streams);
      expect(await listed('alarms')).toEqual(streams);
      expect(await passedBy()).toEqual(streams);
      expect(await inTheLog()).toHaveLength(MOST_AN_HOUR);
      expect((await sendLate(stage, stage.cast.registrar, `/inmates/${healthy}/move-room`, MOVE)).status).toBe(200);
      const inmate = await stage.api.ask(stage.cast.registrar, `/inmates/${healthy}`);
      expect([inmate.status, inmate.headers.get('incomplete')]).toEqual([200, null]);
    },
  );

  it('are parked no more once they are resumed, recorded or not, and are alarmed anew when there is new trouble', async () => {
    const recorded = await inTheLog();
    const unrecorded = streams.filter((stream) => !recorded.includes(stream));
    const resumed = [...recorded.slice(0, 2), ...unrecorded.slice(0, 2)];
    const [one, other] = await Promise.all(
      ['one', 'two'].map((subject) => developmentToken({ role: 'admin', unit: HOUSE, subject })),
    );
    const range = { from: 0, to: 0, reasonCode: 'WRITTEN_BY_SOMETHING_ELSE' };
    for (const stream of resumed) {
      for (const [token = '', act, body] of [
        [one, 'exclude', range],
        [other, 'approve-exclusion', range],
        [one, 'resume', {}],
      ] as const) {
        const answer = await stage.api.command({ token }, `/operations/streams/${stream}/${act}`, body);
        expect([answer.status, answer.at('code') ?? 'none']).toEqual([200, 'none']);
      }
    }
    const others = streams.filter((stream) => !resumed.includes(stream));
    await until('nobody passes them by', async () => (await passedBy()).length <= others.length, 30_000);
    expect(await passedBy()).toEqual(others);
    await until('they are not shown', async () => (await listed('parked')).length <= others.length, 30_000);
    expect(await listed('parked')).toEqual(others);

    const again = unrecorded[0] ?? '';
    await append(again, 0);
    await until('it is shown', async () => (await listed('parked')).includes(again), 30_000);
    expect(await passedBy()).toEqual([...others, again].sort());
    expect(await inTheLog()).toEqual(recorded);
  });
});

import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { NewEvent } from '#kernel';
import { until } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import type { System } from '../../apps/bersinar/system.js';
import { MOST_AN_HOUR } from '../../libs/platform/repair/park.js';
import { houseForSpecs, MOVE, operations, registerInmate, tellLate } from './troubled-for-specs.js';
import type { Disbelieved } from './troubled-story-for-specs.js';

jest.setTimeout(240_000);

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
    const strange = { type: 'MilkBought', data: { litres: 2 }, metadata: {} };
    for (const stream of streams) {
      const event = { id: randomUUID(), ...strange } as unknown as NewEvent; // nobody who appends through us could
      await system.engine.store.append(stream, 'no-stream', [event]);
    }
  });
  afterAll(() => house.close());

  const listed = async (what: 'parked' | 'alarms') =>
    (await operations<Disbelieved>(stage, `${what}?limit=200`)).map(({ stream }) => stream).sort();
  const inTheLog = async (): Promise<number> => {
    let parked = 0;
    for await (const { type } of system.engine.store.readAll()) if (type === 'StreamParked') parked += 1;
    return parked;
  };
  const passedBy = async (): Promise<readonly string[]> => {
    const answer = await fetch(`${system.url}/health/ready`);
    const { checks } = (await answer.json()) as { checks: { name: string; reason?: string }[] };
    expect(answer.status).toBe(200);
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
      expect(await inTheLog()).toBe(MOST_AN_HOUR);
      expect((await tellLate(stage, stage.cast.registrar, `/inmates/${healthy}/move-room`, MOVE)).status).toBe(200);
      const inmate = await stage.api.ask(stage.cast.registrar, `/inmates/${healthy}`);
      expect([inmate.status, inmate.headers.get('incomplete')]).toEqual([200, null]);
    },
  );
});

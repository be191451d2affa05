import type { Position } from '#kernel';
import { seeded } from '#kernel/seeded';
import { sharedTail } from './shared-tail.js';
import { StoreSilent } from './store-silent.js';
import { placesIn, send, until, Watched } from './watched-for-specs.js';
import { runsOf, seedOf } from '../../../test/tier.js';

const SEED = seedOf(20_261_124);

describe('sharedTail', () => {
  it.each(Array.from({ length: runsOf(12, 120) }, (_, n) => SEED + n))(
    'loses and doubles nothing under random appends, pauses, stops and failures (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const store = new Watched();
      const shared = sharedTail(store, { window: 6 });
      const pause = async (most: number): Promise<void> => {
        for (let turns = Math.floor(random() * most); turns > 0; turns -= 1) await new Promise(setImmediate);
      };
      let done = false;
      const followers = Array.from({ length: 8 }, async () => {
        const seen: Position[] = [];
        const pace = Math.floor(random() * 6);
        while (!done || seen.at(-1) !== (await store.head())) {
          const stopping = new AbortController();
          try {
            for await (const delivery of shared.subscribe(seen.at(-1), stopping.signal)) {
              seen.push(delivery.position);
              await pause(pace);
              if (random() < 0.02) stopping.abort(random() < 0.3 ? new StoreSilent('silent') : undefined);
              if (done && seen.at(-1) === (await store.head())) break;
            }
          } catch (error) {
            expect((error as Error).message).toMatch(/dropped|silent/);
          }
          stopping.abort();
          await pause(5);
        }
        return seen;
      });
      for (let appends = 0; appends < 150; appends += 1) {
        await send(store, 1 + Math.floor(random() * 4));
        await pause(4);
        if (random() < 0.05) store.breakAll();
      }
      done = true;
      await send(store, 1);
      const all = await placesIn(store);
      for (const seen of await Promise.all(followers)) expect(seen).toEqual(all);
      await until(() => store.open === 0);
    },
  );
});

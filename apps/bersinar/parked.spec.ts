import { setTimeout as delay } from 'node:timers/promises';
import { type InMemoryEventStore, repairStreamOf } from '#kernel';
import { parkedStreams } from '#platform/repair';
import { operationsForSpecs } from '../../libs/platform/operations/operations-for-specs.js';
import { keepParked } from './parked.js';

const soon = async (holds: () => boolean): Promise<void> => {
  for (let n = 0; n < 200 && !holds(); n += 1) await delay(5);
};

describe('The register of parked streams of a process', () => {
  let its: Awaited<ReturnType<typeof operationsForSpecs>>;
  let store: InMemoryEventStore;

  beforeAll(async () => {
    its = await operationsForSpecs();
    ({ store } = its);
    await its.park(1);
  });
  afterAll(() => its.close());

  it('learns of the repair streams that the tail tells of, even when the store does not answer at first', async () => {
    const register = parkedStreams();
    let failures = 2;
    const read = (stream: string) => {
      failures -= 1;
      return failures < 0 ? store.read(stream) : Promise.reject(new Error('It does not answer.'));
    };
    const kept = keepParked(register, { read }, 1);
    kept.take({ stream: its.stream });
    expect(failures).toBe(2);
    kept.take({ stream: repairStreamOf(its.stream) });
    await soon(() => register.of(its.stream) !== undefined);
    expect(register.of(its.stream)).toBe(1);
    kept.stop();
  });

  it('believes nothing of a repair stream that is not what was written', async () => {
    const register = parkedStreams();
    const read = async (stream: string) => (await store.read(stream)).map((event) => ({ ...event, data: {} }));
    const kept = keepParked(register, { read });
    kept.take({ stream: repairStreamOf(its.stream) });
    await delay(20);
    expect([...register.all()]).toEqual([]);
    kept.stop();
  });
});

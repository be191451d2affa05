import { POLICIES } from './followers.js';
import { startedOn, withLogOf } from './start-up-for-specs.js';

const A_PLACE_EVERY = 10_000;
const [FEW, MANY] = [1_000, 10_000];

describe('A start of the whole system, where everybody was up with the log', () => {
  it('reads no more of a log of 10,000 events with 500 keys than of one of 1,000 with 50', async () => {
    const { log: ofFew, ...few } = await withLogOf(FEW, startedOn);
    const { log: ofMany, ...many } = await withLogOf(MANY, startedOn);
    const { policies: placesInFew, ...readOfFew } = ofFew;
    const { policies: placesInMany, ...readOfMany } = ofMany;
    expect([readOfMany, many]).toEqual([readOfFew, few]);
    expect([placesInFew?.calls, placesInMany?.calls]).toEqual([POLICIES.length, POLICIES.length]); // each is read once
    const more = (placesInMany?.items ?? 0) - (placesInFew?.items ?? 0);
    expect(more).toBeLessThanOrEqual(POLICIES.length * (MANY / A_PLACE_EVERY)); // its places, recorded now and then
    expect(readOfFew).toMatchObject({ subscribe: { items: POLICIES.length + 2 }, readAll: { items: 0 } });
  });
});

import { hashOf } from './chain.js';
import type { RecordedEvent } from './envelope.js';
import { send } from './handle.js';
import { placeHolds, placeOf } from './place.js';
import { ask, tally, tallyEngine } from './tally-for-specs.js';

async function placed() {
  const { engine } = tallyEngine({});
  const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: 'x' } }, 'open'));
  await send(engine, tally, ask({ type: 'Count', data: { n: 1 } }, 'one', { on }));
  const { store } = engine;
  const stream = `tally-${on}`;
  const event = (await store.readOne(stream, 1)) as RecordedEvent;
  const rewritten = (change: (event: RecordedEvent) => object): void => {
    store.tamper(stream, 1, (raw) => {
      const whole = { ...(raw as RecordedEvent), ...change(raw as RecordedEvent) };
      return { ...whole, metadata: { ...whole.metadata, hash: hashOf(whole) } };
    });
  };
  return { store, stream, place: placeOf(event), event, rewritten };
}

describe('placeOf', () => {
  it('names the event by where it stands, its id and its hash', async () => {
    const { place, event, stream } = await placed();
    const { position, id: eventId, metadata } = event;
    expect(place).toEqual({ position, stream, revision: 1, eventId, hash: metadata.hash });
    expect(position.endsWith(`.${metadata.hash.slice(0, 8)}`)).toBe(true);
  });
});

describe('A place ("To the byte" 21)', () => {
  it('holds while its event is there', async () => {
    const { store, place } = await placed();
    expect(await placeHolds(store, place)).toBe(true);
  });

  it('holds when the bytes of its event are no longer what was written: that parks its stream, and is no other log', async () => {
    const { store, stream, place } = await placed();
    store.tamper(stream, 1, (event) => ({ ...event, data: { n: 99 } }));
    expect(await placeHolds(store, place)).toBe(true);
    store.tamper(stream, 1, (event) => ({ ...event, metadata: 'nothing' }));
    expect(await placeHolds(store, place)).toBe(true);
  });

  it('does not hold when another event of the same id is there, whole in itself', async () => {
    const { store, place, rewritten } = await placed();
    rewritten(() => ({ data: { n: 99 } }));
    expect(await placeHolds(store, place)).toBe(false);
  });

  it('does not hold when an event of a later build is there, whole in itself', async () => {
    const { store, place, rewritten } = await placed();
    rewritten(({ metadata }) => ({ metadata: { ...metadata, env: 2 } }));
    expect(await placeHolds(store, place)).toBe(false);
  });

  it('does not hold when another event is there, or none', async () => {
    const { store, place } = await placed();
    expect(await placeHolds(store, { ...place, eventId: place.stream.slice(6) })).toBe(false);
    expect(await placeHolds(store, { ...place, revision: 2 })).toBe(false);
    expect(await placeHolds(store, { ...place, stream: `${place.stream}0` })).toBe(false);
  });

  it('holds where two people excluded the event, whatever is there', async () => {
    const { store, place } = await placed();
    const asked: unknown[] = [];
    const isExcluded = (...at: unknown[]) => {
      asked.push(at);
      return Promise.resolve(true);
    };
    expect(await placeHolds(store, { ...place, revision: 2 }, isExcluded)).toBe(true);
    expect(await placeHolds(store, place, isExcluded)).toBe(true);
    expect(asked).toEqual([[place.stream, 2]]);
  });
});

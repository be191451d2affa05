import { hashOf, type RecordedEvent, Registry } from '#kernel';
import { until } from '../event-store/watched-for-specs.js';
import { mappingOf } from './cloud-event.js';
import { closed, feedOf, gate, gates, openings, opened, subscriber } from './gates-for-specs.js';

const rehashed = (change: object) => (raw: RecordedEvent) => {
  const event = { ...raw, ...change };
  return { ...change, metadata: { ...event.metadata, hash: hashOf(event) } };
};

/** Gate 0 opened four times, gate 1 between and after; what gate 0 is from its second opening on is not believed. */
async function altered(change?: (raw: RecordedEvent) => object) {
  const log = gates();
  await log.open(0, 'a0');
  const before = await log.open(1, 'b0');
  await log.open(0, 'a1');
  const putRight = log.alter(0, 1, change);
  await log.open(0, 'a2');
  await log.open(0, 'a3');
  const last = await log.open(1, 'b1');
  await log.park(0, 1);
  return { ...log, before, last, putRight };
}

describe('a feed passes by what is not believed (D3)', () => {
  it.each<[string, ((raw: RecordedEvent) => object) | undefined]>([
    ['another hash', undefined],
    ['another event before it', rehashed({ data: { gate: 'relinked' } })],
    ['no object', () => ({ data: [1, 2] })],
    ['no envelope', () => ({ metadata: 'forged' })],
    ['data that do not fit', rehashed({ data: { gates: 'x' } })],
  ])('from an event with %s on, and goes on with all others', async (_, change) => {
    const { store, last } = await altered(change);
    const one = subscriber(feedOf(store));
    await until(() => one.gates().includes('b1'));
    const relinked = one.gates().filter((label) => label !== 'relinked'); // it is whole itself: the next is not
    expect(relinked).toEqual(['a0', 'b0', 'b1']);
    expect(one.heard().at(-1)).toEqual(['b1', last]);
    await one.leave();
  });

  it('for one who begins after it too, and says no cursor of what it passes by', async () => {
    const { store, open, before } = await altered();
    const one = subscriber(feedOf(store), before);
    await until(() => one.gates().includes('b1'));
    const cursors = new Set(one.steps.map(({ position }) => position));
    for (const { position } of await store.read(gate(0))) expect(cursors).not.toContain(position);
    const other = subscriber(feedOf(store), one.cursor());
    await open(0, 'a4');
    await open(1, 'b2');
    for (const { gates: heard } of [one, other]) await until(() => heard().includes('b2'));
    expect([one.gates(), other.gates()]).toEqual([['b1', 'b2'], ['b2']]);
    await Promise.all([one.leave(), other.leave()]);
  });

  it('also where the process knows of it before the feed does, unless it is resumed in truth', async () => {
    const { store, open, park, resume } = gates();
    await open(0, 'a0');
    await park(0, 0);
    const parked = (stream: string) => (stream === gate(0) ? 0 : undefined);
    const one = subscriber(feedOf(store, { parked }));
    await open(1, 'b0');
    await until(() => one.gates().includes('b0'));
    expect(one.gates()).toEqual(['b0']);
    await resume(0, 0);
    await open(0, 'a1');
    await until(() => one.gates().includes('a1'));
    expect(one.gates()).toEqual(['b0', 'a0', 'a1']);
    await one.leave();
  });
});

describe('a stream that is resumed', () => {
  it('brings what a subscriber passed by, in its order, under its own ids, the last with the cursor of the resumption', async () => {
    const { store, putRight, resume, open, last } = await altered();
    const feed = feedOf(store);
    const one = subscriber(feed);
    await until(() => one.gates().includes('b1'));
    putRight();
    const resumed = await resume(0, 3);
    const next = await open(0, 'a4');
    await until(() => one.gates().includes('a4'));
    const parkedAt = (await store.read((await lastRepair(store)).stream))[0]?.position;
    expect(one.heard().slice(2)).toEqual([
      ['b1', last],
      ['a1', parkedAt],
      ['a2', parkedAt],
      ['a3', resumed],
      ['a4', next],
    ]);
    const ids = one.steps.flatMap(({ cloudEvent }) => (cloudEvent ? [cloudEvent.id] : []));
    const fresh = subscriber(feedOf(store));
    await until(() => fresh.gates().includes('a4'));
    expect(fresh.steps.flatMap(({ cloudEvent }) => (cloudEvent ? [cloudEvent.id] : [])).toSorted()).toEqual(
      ids.toSorted(),
    );
    await Promise.all([one.leave(), fresh.leave()]);
  });

  it('brings it to one who passed it in an earlier connection, and once', async () => {
    const { store, putRight, resume } = await altered();
    const first = subscriber(feedOf(store));
    await until(() => first.gates().includes('b1'));
    await first.leave();
    putRight();
    const resumed = await resume(0, 3);
    const again = subscriber(feedOf(store), first.cursor());
    await until(() => again.cursor() === resumed);
    expect(again.gates()).toEqual(['a1', 'a2', 'a3']);
    const third = subscriber(feedOf(store), again.cursor());
    expect(third.gates()).toEqual([]);
    await Promise.all([again.leave(), third.leave()]);
  });

  it('brings nothing to one who never passed it', async () => {
    const { store, putRight, resume } = await altered();
    putRight();
    const resumed = await resume(0, 3);
    const one = subscriber(feedOf(store));
    await until(() => one.cursor() === resumed);
    expect(one.gates()).toEqual(['a0', 'b0', 'a1', 'a2', 'a3', 'b1']);
    await one.leave();
  });

  it('brings it again, under the same ids, to one who heard it before its bytes were altered and comes back with a cursor', async () => {
    const log = gates();
    for (const label of ['a0', 'a1', 'a2']) await log.open(0, label);
    await log.open(1, 'b1');
    const first = subscriber(feedOf(log.store));
    await until(() => first.gates().includes('b1'));
    await first.leave();
    const putRight = log.alter(0, 1);
    await log.park(0, 1);
    putRight();
    const resumed = await log.resume(0, 2);
    const again = subscriber(feedOf(log.store), first.cursor());
    await until(() => again.cursor() === resumed);
    expect(again.gates()).toEqual(['a1', 'a2']);
    await again.leave();
  });

  it('is passed by until then, although its bytes are back, whoever connects', async () => {
    const { store, putRight, resume, open } = await altered();
    const feed = feedOf(store);
    const one = subscriber(feed);
    await until(() => one.gates().includes('b1'));
    putRight();
    const other = subscriber(feed, one.cursor());
    await open(0, 'a4');
    await open(1, 'b2');
    await until(() => other.gates().includes('b2'));
    expect([one.gates().includes('a4'), other.gates()]).toEqual([false, ['b2']]);
    await Promise.all([one.leave(), other.leave()]);
    await resume(0, 4); // nobody is there to hear it
    await open(0, 'a5');
    const late = subscriber(feed, (await store.head()) ?? '');
    await open(0, 'a6');
    await until(() => late.gates().includes('a6'));
    await late.leave();
  });

  it('brings what is left when something of it was excluded', async () => {
    const { store, write, resume } = await altered();
    const one = subscriber(feedOf(store));
    await until(() => one.gates().includes('b1'));
    const raw = await store.read(gate(0));
    const { prevHash } = raw[2]?.metadata as { prevHash: string };
    const repair = (await lastRepair(store)).stream;
    const range = { stream: gate(0), from: 1, to: 1, lastHash: prevHash, entries: ['0'.repeat(64)] };
    const two = { askedBy: raw[0]?.id ?? '', approvedBy: raw[2]?.id ?? '' };
    await write(repair, 'EventsExcluded', { ...range, reasonCode: 'BYTES_LOST', ...two });
    await resume(0, 3);
    await until(() => one.gates().includes('a3'));
    expect(one.gates()).toEqual(['a0', 'b0', 'b1', 'a2', 'a3']);
    await one.leave();
  });
});

describe('a feed of a build that is too old', () => {
  it('waits at what is published in a version that it does not know, and says so; others go on', async () => {
    const { store, open } = gates();
    await open(0, 'a0');
    const before = await open(1, 'b0');
    await open(0, 'a1', { v: 2 });
    await open(1, 'b1');
    const one = subscriber(feedOf(store));
    await until(() => one.steps.at(-1)?.waiting !== undefined);
    expect([one.gates(), one.steps.at(-1)]).toEqual([['a0', 'b0'], { position: before, waiting: 'GateOpened@2' }]);
    await one.leave();

    const newer = new Registry([
      { ...opened, v: 2, stored: [...opened.stored, ...opened.stored], upcasters: [{ clear: (data) => data }] },
      closed,
    ]);
    const next = subscriber(feedOf(store, { registry: newer, mapping: mappingOf([openings], newer) }), before);
    await until(() => next.gates().includes('b1'));
    expect(next.gates()).toEqual(['a1', 'b1']);
    await next.leave();
  });

  it('passes what it does not publish', async () => {
    const { store, open, write } = gates();
    const unknown = await write(gate(0), 'GatePainted', {});
    const one = subscriber(feedOf(store));
    await until(() => one.cursor() === unknown);
    await open(0, 'a1');
    await until(() => one.gates().includes('a1'));
    await one.leave();
  });
});

async function lastRepair(store: ReturnType<typeof gates>['store']) {
  let last;
  for await (const event of store.readAll()) if (event.stream.startsWith('repair-')) last = event;
  if (last === undefined) throw new Error('Nothing was parked.');
  return last;
}

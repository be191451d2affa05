import { setTimeout as delay } from 'node:timers/promises';
import { load, repairStreamOf, type RecordedEvent, verifyStream } from '#kernel';
import { storeWith } from '#kernel/store-with-for-specs';
import { tally } from '#kernel/tally-for-specs';
import { type Alarm, MOST_AN_HOUR, parkingAgain, parkingOf } from './park.js';
import { parkedStreams } from './parked-streams.js';
import { approver, counted } from './repair-for-specs.js';

async function world() {
  const its = await counted(2);
  const [register, alarms]: [ReturnType<typeof parkedStreams>, Alarm[]] = [parkedStreams(), []];
  const parking = (parts: object = {}) =>
    parkingOf({ engine: { ...its.engine, ...parts }, register, alarm: (alarm) => alarms.push(alarm) });
  const at = { stream: its.stream, revision: 1, code: 'hash' };
  const said = async () => verifyStream(await its.engine.store.read(repairStreamOf(its.stream)));
  const lastSaid = async () => {
    const last = (await said()).at(-1);
    if (last === undefined) throw new Error('Nothing was said.');
    return last;
  };
  return { ...its, register, alarms, parking, at, lastSaid, said };
}

describe('parkingOf', () => {
  it('tells people once, however many find it, and refuses commands from then on', async () => {
    const { engine, stream, register, alarms, parking, at, said } = await world();
    const park = parking();
    await Promise.all([park(at), park(at), park({ ...at, revision: 2 })]);
    await park(at);
    expect(alarms).toEqual([{ ...at, recorded: true }]);
    expect((await said()).map(({ type }) => type)).toEqual(['StreamParked', 'IntegrityAlarmRaised']);
    expect(register.of(stream)).toBe(1);
    await expect(load({ ...engine, parked: register.of }, tally, stream)).rejects.toThrow('parked until');
  });

  it('tells it again once it was resumed', async () => {
    const its = await world();
    const park = its.parking();
    await park(its.at);
    await its.sent({ type: 'ResumeStream', data: { stream: its.stream, to: 2 } });
    its.register.take(await its.lastSaid());
    expect(its.register.of(its.stream)).toBeUndefined();
    await park(its.at);
    expect(its.alarms).toHaveLength(2);
  });

  it(`parks ${MOST_AN_HOUR} an hour as events, and only alarms the rest`, async () => {
    const its = await world();
    const park = its.parking();
    const streams = await Promise.all(Array.from({ length: MOST_AN_HOUR + 2 }, (_, n) => its.count(`t${n}`, 0)));
    for (const stream of streams) await park({ ...its.at, stream });
    for (const stream of streams) await park({ ...its.at, stream });
    expect(its.alarms.map(({ recorded }) => recorded)).toEqual([...streams.slice(2).map(() => true), false, false]);
    expect(its.register.all().size).toBe(MOST_AN_HOUR);

    its.clock.at = '2026-11-24T02:00:00.001Z';
    await park({ ...its.at, stream: streams.at(-1) ?? '' });
    expect(its.alarms.at(-1)).toMatchObject({ stream: streams.at(-1), recorded: true });
  });

  it('knows what an hour had no room for, and records it in a later one, whatever process finds it passed by', async () => {
    const its = await world();
    const park = its.parking();
    for (let n = 0; n < MOST_AN_HOUR; n += 1) await park({ ...its.at, stream: await its.count(`t${n}`, 0) });
    await park(its.at);
    const foundAt = its.engine.now().toISOString();
    expect([...its.register.unrecorded().values()]).toEqual([{ ...its.at, foundAt }]);
    const restarted = parkedStreams();
    its.clock.at = '2026-11-24T02:00:00.001Z';
    for (const register of [its.register, restarted]) {
      const parking = { engine: its.engine, register };
      const again = parkingAgain({ ...parking, park: parkingOf(parking) }, () => [its.at], 5);
      while (register.of(its.stream) === undefined) await delay(5);
      again.stop();
      expect(register.unrecorded().size).toBe(0);
    }
    expect((await its.said()).map(({ type }) => type)).toEqual(['StreamParked', 'IntegrityAlarmRaised']);
  });

  it('tells again of what an hour had no room for once it was resumed, and parks it no more if it is well', async () => {
    const its = await world();
    const park = its.parking();
    for (let n = 0; n < MOST_AN_HOUR; n += 1) await park({ ...its.at, stream: await its.count(`t${n}`, 0) });
    await park(its.at);
    await its.sent({ type: 'ResumeStream', data: { stream: its.stream, to: 2 } });
    its.register.take(await its.lastSaid());
    expect(its.register.unrecorded().size).toBe(0);

    its.clock.at = '2026-11-24T02:00:00.001Z';
    let turns = 0;
    const again = parkingAgain({ ...its, park }, () => [its.at].slice(0, (turns += 1)), 5);
    while (turns < 5) await delay(5);
    again.stop();
    expect((await its.said()).map(({ type }) => type)).toEqual(['StreamResumed']);

    its.clock.at = '2026-11-24T01:00:00.000Z';
    await park({ ...its.at, revision: 2 });
    expect(its.alarms.slice(MOST_AN_HOUR)).toEqual([
      { ...its.at, recorded: false },
      { ...its.at, revision: 2, recorded: false },
    ]);
  });

  it('does not park again what was just resumed, and is passed by for a moment more', async () => {
    const its = await world();
    await its.parking()(its.at);
    await its.sent({ type: 'ResumeStream', data: { stream: its.stream, to: 2 } });
    let [turns, asked] = [0, 0];
    const register = parkedStreams();
    const park = () => Promise.resolve(void (asked += 1));
    const passedBy = () => [its.at].slice(0, (turns += 1));
    const again = parkingAgain({ engine: its.engine, register, park }, passedBy, 5);
    while (turns < 5) await delay(5);
    again.stop();
    expect(asked).toBe(0);
  });

  it('counts what other processes parked in that hour', async () => {
    const its = await world();
    const other = parkingOf({ engine: its.engine, register: parkedStreams() });
    for (let n = 0; n < MOST_AN_HOUR; n += 1) await other({ ...its.at, stream: await its.count(`t${n}`, 0) });
    for await (const event of its.engine.store.readAll()) its.register.take(event as RecordedEvent);
    await its.parking()(its.at);
    expect(its.alarms).toEqual([{ ...its.at, recorded: false }]);
  });

  it('only alarms when what is said of the stream is not believed either', async () => {
    const its = await world();
    await its.parking()({ ...its.at, revision: 2 });
    its.alter(0, repairStreamOf(its.stream));
    await its.parking()(its.at);
    expect(its.alarms.map(({ recorded }) => recorded)).toEqual([true, false]);
  });

  it('throws while the store does not answer, and parks when it does', async () => {
    const its = await world();
    const store = storeWith(its.engine.store, { append: () => Promise.reject(new Error('The connection broke.')) });
    const patience = { attemptMs: 5, totalMs: 10 };
    await expect(its.parking({ store, patience })(its.at)).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(its.alarms).toEqual([]);
    await its.parking()(its.at);
    expect(its.alarms).toHaveLength(1);
  });
});

describe('parkedStreams', () => {
  it('begins with what was known, and takes each event once', async () => {
    const its = await world();
    await its.parking()(its.at);
    const earlier = await its.said();
    const register = parkedStreams([[its.stream, 1]]);
    await its.sent({ type: 'ResumeStream', data: { stream: its.stream, to: 2 } });
    register.take(await its.lastSaid());
    earlier.forEach(register.take); // a slower follower
    expect([register.of(its.stream), register.all().size]).toEqual([undefined, 0]);
  });

  it('knows what two people excluded, which a load then leaves out although it holds', async () => {
    const its = await counted(3);
    its.misfit(2);
    const range = { stream: its.stream, from: 2, to: 2, reasonCode: 'BYTES_LOST' } as const;
    await its.sent({ type: 'AskExclusion', data: range });
    await its.sent({ type: 'ApproveExclusion', data: range }, approver);
    its.heal();
    const register = parkedStreams();
    const said = verifyStream(await its.engine.store.read(repairStreamOf(its.stream)));
    for (const event of [...said, ...said]) register.take(event);
    const gaps = register.excludedOf(its.stream);
    expect(gaps.map(({ from, to }) => [from, to])).toEqual([[2, 2]]);
    expect(register.excludedOf('tally-another')).toEqual([]);
    const knowing = { ...its.engine, excluded: register.excludedOf };
    expect((await load(knowing, tally, its.stream)).state.total).toBe(2);
  });

  it('listens to nothing that stands in another stream', async () => {
    const its = await world();
    await its.parking()(its.at);
    const register = parkedStreams();
    for (const event of await its.said()) {
      register.take({ ...event, stream: repairStreamOf(repairStreamOf(its.stream)) });
      register.take({ ...event, stream: its.stream });
    }
    expect(register.all().size).toBe(0);
  });
});

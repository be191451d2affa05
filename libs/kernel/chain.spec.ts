import { createHash } from 'node:crypto';
import { GENESIS, hashOf, link, verify, verifiedLength, verifyAlone, verifyStream } from './chain.js';
import type { RawEvent, RecordedEvent } from './envelope.js';
import { HistoryCorrupt, UnknownEvent } from './errors.js';
import { recorded, staffNamed } from './given-for-specs.js';
import { id } from './ids.js';

const stream = `tally-${id('spec', 'chain')}`;

function chained(count: number): RecordedEvent[] {
  const events = Array.from({ length: count }, (_, n) => {
    const { metadata } = recorded({ type: 'Counted', data: {} }, n);
    return { id: id('spec', n), type: 'Counted', data: { n, list: [{ b: 1, a: 'é' }] }, metadata };
  });
  return link(stream, { revision: -1, hash: GENESIS }, events).map((event, revision) => ({
    ...event,
    stream,
    revision,
    position: String(revision),
  }));
}

function reasonOf(raw: readonly RawEvent[]): string {
  try {
    verifyStream(raw);
    return 'none';
  } catch (error) {
    if (error instanceof HistoryCorrupt) return `${error.revision}: ${error.reason}`;
    throw error;
  }
}

const history = chained(4);
const altered = (revision: number, change: (event: RecordedEvent) => object): RawEvent[] =>
  history.map((event) => (event.revision === revision ? { ...event, ...change(event) } : event));
const inMetadata = (change: object) => (event: RecordedEvent) => ({ metadata: { ...event.metadata, ...change } });

describe('hashOf (D6)', () => {
  it('is the SHA-256 of a text that anybody can write', () => {
    const [event] = history;
    if (event === undefined) throw new Error('One event.');
    const text =
      `bersinar/event/1\n{"data":{"list":[{"a":"é","b":1}],"n":0},"id":"${event.id}","metadata":{"$causationId":` +
      '"00000000-0000-0000-0000-000000000000","$correlationId":"00000000-0000-0000-0000-000000000000","about":[],' +
      `"actor":{"kind":"USER","role":"kasubsi-pelayanan","staffId":"${staffNamed('staff-1')}",` +
      '"unitId":"RUTAN-BANJARNEGARA"},"build":"spec","command":{"attempt":"00000000-0000-0000-0000-000000000000",' +
      `"id":"00000000-0000-0000-0000-000000000000","mac":"${GENESIS}",` +
      '"macKey":"00000000-0000-0000-0000-000000000000"},"env":1,"legalBasis":"PUBLIC_TASK",' +
      '"log":"00000000-0000-0000-0000-000000000000","occurredAt":"2024-12-16T02:00:00.000Z","on":"2024-12-16",' +
      `"prevHash":"${GENESIS}","recordedAt":"2024-12-16T02:00:00.000Z","source":"API",` +
      `"unitId":"RUTAN-BANJARNEGARA","v":1,"zone":"Asia/Jakarta"},"revision":0,"stream":"${stream}","type":"Counted"}`;
    expect(hashOf(event)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    expect(event.metadata.hash).toBe(hashOf(event));
    expect(event.metadata.hash).toBe('fc718d9bc44b68f230f281aecd92f78f57deaba3a3bcd1aa7bcdac6dec13f2fd');
  });

  it('leaves out the hash and the place in the log', () => {
    const [event] = history;
    if (event === undefined) throw new Error('One event.');
    const other = { ...event, position: '99', metadata: { ...event.metadata, hash: 'f'.repeat(64) } };
    expect(hashOf(other)).toBe(hashOf(event));
  });
});

describe('link', () => {
  it('continues a stream, within a batch too', () => {
    expect(history.map(({ metadata }) => metadata.prevHash)).toEqual([
      GENESIS,
      ...history.slice(0, -1).map(({ metadata }) => metadata.hash),
    ]);
    expect(new Set(history.map(({ metadata }) => metadata.hash)).size).toBe(4);
  });
});

describe('verifyStream', () => {
  it('believes what was written', () => {
    expect(verifyStream(history)).toEqual(history);
    expect(verifyStream([])).toEqual([]);
    expect(verifiedLength(history)).toBe(4);
  });

  it('believes it whatever the order of names', () => {
    const [first] = history;
    const reversed = { ...first?.data };
    const data = Object.fromEntries(Object.entries(reversed).reverse());
    expect(reasonOf(altered(0, () => ({ data })))).toBe('none');
  });

  it.each([
    ['data', (event: RecordedEvent) => ({ data: { ...event.data, n: 7 } })],
    ['a list in the data', (event: RecordedEvent) => ({ data: { ...event.data, list: [{ b: 1, a: 'e' }] } })],
    ['a property more', (event: RecordedEvent) => ({ data: { ...event.data, more: true } })],
    ['its type', () => ({ type: 'Uncounted' })],
    ['its id', () => ({ id: id('spec', 'another') })],
    ['its stream', () => ({ stream: `tally-${id('spec', 'elsewhere')}` })],
    ['its version', inMetadata({ v: 2 })],
    ['its log', inMetadata({ log: id('spec', 'log') })],
    ['when it was recorded', inMetadata({ recordedAt: '2024-12-16T02:00:00.001Z' })],
    ['when it happened', inMetadata({ occurredAt: '2024-12-15T02:00:00.000Z' })],
    ['the day on which it happened', inMetadata({ on: '2024-12-15' })],
    ['the zone', inMetadata({ zone: 'Asia/Jayapura' })],
    ['who did it', inMetadata({ actor: { ...history[1]?.metadata.actor, staffId: staffNamed('staff-2') } })],
    ['the unit', inMetadata({ unitId: 'RUTAN-CILACAP' })],
    ['whom it is about', inMetadata({ about: [{ subject: id('spec', 'subject') }] })],
    ['the command', inMetadata({ command: { ...history[1]?.metadata.command, mac: 'a'.repeat(64) } })],
    ['the correlation', inMetadata({ $correlationId: id('spec', 'c') })],
    ['the cause', inMetadata({ $causationId: id('spec', 'c') })],
    ['the source', inMetadata({ source: 'POLICY' })],
    ['a reason for being late', inMetadata({ lateCode: 'SYSTEM_DOWN' })],
    ['the legal basis', inMetadata({ legalBasis: 'CONSENT' })],
    ['the build', inMetadata({ build: 'another' })],
    ['the hash', inMetadata({ hash: 'a'.repeat(64) })],
  ])('finds that somebody altered %s', (_, change) => {
    expect(reasonOf(altered(1, change))).toBe('1: it is not what was written');
    expect(verifiedLength(altered(1, change))).toBe(1);
  });

  it('finds that the event before was written anew', () => {
    const [first, second, ...rest] = history;
    if (first === undefined || second === undefined) throw new Error('Two events.');
    const data = { n: 99 };
    const forged = { ...first, data, metadata: { ...first.metadata, hash: hashOf({ ...first, data }) } };
    expect(reasonOf([forged, second, ...rest])).toBe('1: it does not follow the event before it');
    expect(verifiedLength([forged, second, ...rest])).toBe(1);
  });

  it.each([
    ['the first', history.slice(1), '1: a revision is missing', 0],
    ['one between', history.filter(({ revision }) => revision !== 2), '3: a revision is missing', 2],
  ])('finds that %s is missing', (_, raw, reason, length) => {
    expect(reasonOf(raw)).toBe(reason);
    expect(verifiedLength(raw)).toBe(length);
  });

  it('finds events in another order, also when they were numbered anew', () => {
    const [a, b, c, d] = history as [RecordedEvent, RecordedEvent, RecordedEvent, RecordedEvent];
    expect(reasonOf([a, c, b, d])).toBe('2: a revision is missing');
    expect(reasonOf([a, { ...c, revision: 1 }, { ...b, revision: 2 }, d])).toBe('1: it is not what was written');
    const moved = { ...c, revision: 1 };
    const rehashed = { ...moved, metadata: { ...c.metadata, hash: hashOf(moved) } };
    expect(reasonOf([a, rehashed, d])).toBe('1: it does not follow the event before it');
  });

  it.each([[[1, 2]], ['text'], [null], [undefined], [new Uint8Array([123, 125])]])(
    'takes no data but an object: %p',
    (data) => {
      expect(reasonOf(altered(1, () => ({ data })))).toBe('1: its data is not an object');
    },
  );

  it.each([
    ['none', () => ({ metadata: undefined })],
    ['bytes', () => ({ metadata: new Uint8Array([1]) })],
  ])('takes no metadata but an object: %s', (_, change) => {
    expect(reasonOf(altered(1, change))).toBe('1: its metadata is not an envelope');
  });

  const rehashed = (change: object) => (event: RecordedEvent) => {
    const metadata = { ...event.metadata, ...change };
    return { metadata: { ...metadata, hash: hashOf({ ...event, metadata }) } };
  };

  it.each([
    ['one with more, as an instrument on the way would add', rehashed({ more: 1 })],
    ['one with less', rehashed({ zone: undefined })],
    ['a day that is none', rehashed({ on: 'yesterday' })],
    ['staff by a name', rehashed({ actor: { ...history[1]?.metadata.actor, staffId: 'officer-1' } })],
  ])('takes no envelope but the one of D1, though its hash holds: %s', (_, change) => {
    expect(reasonOf(altered(1, change))).toBe('1: its metadata is not an envelope');
  });

  it('finds metadata that were added on the way by the hash', () => {
    expect(reasonOf(altered(1, inMetadata({ traceparent: 'x' })))).toBe('1: it is not what was written');
  });

  it('waits for a newer build where an envelope is of a later kind and its hash holds (D1)', () => {
    expect(() => verifyStream(altered(1, rehashed({ env: 2, more: 1 })))).toThrow(UnknownEvent);
    expect(reasonOf(altered(1, inMetadata({ env: 2 })))).toBe('1: it is not what was written');
  });

  it('is still known to be whole there, which is all that auditors are told', () => {
    const [first, second, ...rest] = history;
    if (first === undefined || second === undefined) throw new Error('Two events.');
    const [later] = altered(1, rehashed({ env: 2, more: 1 })).slice(1);
    if (later === undefined) throw new Error('It was altered.');
    expect(verifiedLength([first, later])).toBe(2);
    expect(verifiedLength([first, later, ...rest])).toBe(2); // what followed the event as it was does not follow this one
  });

  it('judges hash and chain before the envelope ("To the byte" 3)', () => {
    expect(reasonOf(altered(1, rehashed({ env: 2, prevHash: 'a'.repeat(64) })))).toBe(
      '1: it does not follow the event before it',
    );
  });
});

describe('verify', () => {
  it('continues after any event', () => {
    const [, second, third] = history;
    if (second === undefined || third === undefined) throw new Error('Three events.');
    expect(verify(third, { revision: 1, hash: second.metadata.hash })).toEqual(third);
    expect(() => verify(third, { revision: 1, hash: GENESIS })).toThrow(HistoryCorrupt);
  });
});

describe('verifyAlone', () => {
  it('believes an event wherever it stands, and no altered one', () => {
    expect(history.toReversed().map(verifyAlone)).toEqual(history.toReversed());
    for (const event of altered(2, inMetadata({ zone: 'Asia/Jayapura' })).slice(2, 3))
      expect(() => verifyAlone(event)).toThrow(HistoryCorrupt);
  });
});

import { type Engine, hashOf, type JsonObject, type RawEvent, type RecordedEvent, send, uuidOf } from '#kernel';
import { ask, tally, tallyEngine } from '#kernel/tally-for-specs';
import { judgeOf } from './judge.js';

const there = (raw: RawEvent | undefined): RawEvent => {
  if (raw === undefined) throw new Error('It was read.');
  return raw;
};
const count = (n: number) => ({ type: 'Count', data: { n } }) as const;

async function counted(times: number) {
  const { engine } = tallyEngine({});
  const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: 'Razia' } }, 'open'));
  for (let n = 0; n < times; n += 1) await send(engine, tally, ask(count(1), `k${n}`, { on }));
  const stream = `tally-${on}`;
  const reads: string[] = [];
  const watched = {
    read: (name: string, from?: number) => engine.store.read(name, from),
    readOne: (name: string, revision: number) => {
      reads.push(`${name.slice(0, 5)}@${revision}`);
      return engine.store.readOne(name, revision);
    },
  };
  const rehash = (revision: number, change: (event: RecordedEvent) => object) => {
    engine.store.tamper(stream, revision, (raw) => {
      const event = { ...(raw as RecordedEvent), ...change(raw as RecordedEvent) };
      return { ...event, metadata: { ...event.metadata, hash: hashOf(event) } };
    });
  };
  const judgements = async (parts: Partial<Engine> = {}) => {
    const { judge } = judgeOf({ store: watched, registry: parts.registry ?? engine.registry });
    const found: string[] = [];
    for (const raw of await engine.store.read(stream)) {
      const judgement = await judge(raw);
      found.push('trouble' in judgement ? judgement.trouble : judgement.kind);
    }
    return found;
  };
  return { engine, stream, watched, reads, rehash, judgements };
}

describe('judgeOf', () => {
  it('believes what was written, reading nothing again while it sees a stream in order', async () => {
    const { judgements, reads } = await counted(3);
    expect(await judgements()).toEqual(['believed', 'believed', 'believed', 'believed']);
    expect(reads).toEqual([]);
  });

  it('answers at once where nothing must be read, so that a batch costs no turn for each event', async () => {
    const { engine, stream, watched } = await counted(2);
    const { judge } = judgeOf({ store: watched, registry: engine.registry });
    const [first, second, third] = await engine.store.read(stream);
    expect(judge(there(first))).toMatchObject({ kind: 'believed' });
    expect(judge(there(third))).toBeInstanceOf(Promise);
    expect(judge(there(second))).toMatchObject({ kind: 'believed' });
  });

  it('reads the one event before where it begins in the middle', async () => {
    const { engine, stream, watched, reads } = await counted(3);
    const [, , third] = await engine.store.read(stream);
    const { judge } = judgeOf({ store: watched, registry: engine.registry });
    expect((await judge(there(third))).kind).toBe('believed');
    expect(reads).toEqual(['tally@1']);
  });

  it('reads what stands before anew where it remembers the event of a log of which an older copy was put back', async () => {
    const { engine, stream, watched } = await counted(2);
    const { judge } = judgeOf({ store: watched, registry: engine.registry });
    for (const raw of await engine.store.read(stream)) await judge(raw);
    const all: RawEvent[] = [];
    for await (const raw of engine.store.readAll()) all.push(raw);
    engine.store.putBack(all.slice(0, -1));
    for (const key of ['k8', 'k9']) await send(engine, tally, ask(count(2), key, { on: uuidOf(stream) }));
    const last = (await engine.store.read(stream)).at(-1);
    expect(last?.revision).toBe(3);
    expect((await judge(there(last))).kind).toBe('believed');
  });

  it('judges one object once, whoever asks', async () => {
    const { engine, stream } = await counted(0);
    const [first] = await engine.store.read(stream);
    const { judge } = judgeOf({ store: engine.store, registry: engine.registry });
    const [one, other] = await Promise.all([judge(there(first)), judge(there(first))]);
    expect(one).toBe(other);
  });

  it('leaves out what it knows to be excluded although it holds, reading nothing for it', async () => {
    const { engine, stream, watched, reads } = await counted(3);
    const excluded = (of: string) => (of === stream ? [{ from: 1, to: 2, lastHash: '' }] : []);
    const { judge } = judgeOf({ store: watched, registry: engine.registry, excluded });
    const kinds = (await engine.store.read(stream)).map(async (raw) => (await judge(raw)).kind);
    expect(await Promise.all(kinds)).toEqual(['believed', 'excluded', 'excluded', 'believed']);
    expect(reads.filter((read) => read !== 'tally@2')).toEqual([]); // the one before where it goes on
  });

  it('says what does not hold: hash before chain before envelope before schema', async () => {
    const altered = await counted(3);
    altered.engine.store.tamper(altered.stream, 1, (event) => ({ ...event, data: { n: 99 } }));
    expect(await altered.judgements()).toEqual(['believed', 'hash', 'chain', 'believed']);

    const relinked = await counted(2);
    relinked.rehash(1, ({ data }) => ({ data: { ...data, n: 99 } }));
    expect(await relinked.judgements()).toEqual(['believed', 'believed', 'chain']);

    const enveloped = await counted(1);
    enveloped.rehash(1, ({ metadata }) => ({ metadata: { ...metadata, more: 1 } }));
    expect(await enveloped.judgements()).toEqual(['believed', 'envelope']);

    const misfit = await counted(1);
    misfit.rehash(1, () => ({ data: { n: 'two' } as unknown as JsonObject }));
    expect(await misfit.judgements()).toEqual(['believed', 'schema']);

    const list = await counted(1);
    list.engine.store.tamper(list.stream, 1, (event) => ({ ...event, data: [1, 2] }));
    expect(await list.judgements()).toEqual(['believed', 'hash']);
  });

  it('takes a type, a version or an envelope of a later build for too old a build, not for a forgery', async () => {
    const later = await counted(2);
    later.rehash(1, () => ({ type: 'Recounted' }));
    expect((await later.judgements()).slice(0, 2)).toEqual(['believed', 'too-old']);
    const newer = await counted(1);
    newer.rehash(1, ({ metadata }) => ({ metadata: { ...metadata, v: 2 } }));
    expect(await newer.judgements()).toEqual(['believed', 'too-old']);
    const envelope = await counted(1);
    envelope.rehash(1, ({ metadata }) => ({ metadata: { ...metadata, env: 2, more: 1 } }));
    expect(await envelope.judgements()).toEqual(['believed', 'too-old']);
  });

  it('remembers so many hashes and no more', async () => {
    const { engine, stream, watched, reads } = await counted(5);
    const { judge } = judgeOf({ store: watched, registry: engine.registry, mostHeads: 2 });
    const events = await engine.store.read(stream);
    for (const raw of events) await judge(raw);
    expect(reads).toEqual([]);
    await judge({ ...there(events[2]) });
    expect(reads).toEqual(['tally@1']);
  });
});

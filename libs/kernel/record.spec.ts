import { createHash, createHmac, randomUUID } from 'node:crypto';
import type { Context } from './ask.js';
import { canonical } from './canonical.js';
import { verifyStream } from './chain.js';
import { MetadataSchema, type RecordedEvent } from './envelope.js';
import { send } from './handle.js';
import { id } from './ids.js';
import type { JsonObject } from './json.js';
import { validator } from './schema.js';
import { sealsIn } from './seal.js';
import { ask, somebody, tally, type TallyCommand, tallyEngine, UNIT } from './tally-for-specs.js';

const open = { type: 'Open', data: { label: 'Razia' } } as const;
const subject = randomUUID();

async function saying(command: TallyCommand, context: Context = {}) {
  const { engine, clock } = tallyEngine({});
  const { id: on } = await send(engine, tally, ask(open, 'open'));
  const one = ask(command, 'k', { on, context });
  await send(engine, tally, one);
  const [first, ...events] = verifyStream(await engine.store.read(`tally-${on}`));
  const [event] = events;
  if (first === undefined || event === undefined) throw new Error('Two events.');
  return { engine, clock, on, one, first, event, events };
}

const count = (data: { n: number; subject?: string; finding?: string; note?: string | undefined }): TallyCommand => ({
  type: 'Count',
  data,
});

describe('record', () => {
  it('writes the envelope D1 and nothing else', async () => {
    const { engine, one, first, event } = await saying(count({ n: 2, subject }), {
      occurredAt: '2026-11-23T22:30:00+07:00',
      source: 'BACKFILL',
      lateCode: 'PAPER_RECORD',
    });
    const { command, hash, ...rest } = event.metadata;
    expect(rest).toEqual({
      env: 1,
      v: 1,
      log: engine.log,
      recordedAt: '2026-11-24T01:00:00.000Z',
      occurredAt: '2026-11-23T15:30:00.000Z',
      on: '2026-11-23',
      zone: 'Asia/Jakarta',
      actor: somebody,
      unitId: UNIT,
      about: [{ subject, legalBasis: 'LEGAL_DUTY' }],
      $correlationId: one.correlationId,
      $causationId: one.causationId,
      source: 'BACKFILL',
      lateCode: 'PAPER_RECORD',
      build: '0.1.0+spec',
      prevHash: first.metadata.hash,
    });
    expect(Object.keys(command).sort()).toEqual(['attempt', 'id', 'mac', 'macKey']);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(validator(MetadataSchema)(event.metadata)).toBe(true);
    expect(validator(MetadataSchema)({ ...event.metadata, more: 1 })).toBe(false);
  });

  it('fills in what a context leaves out', async () => {
    const { event, first } = await saying(count({ n: 2 }));
    expect(event.metadata).toMatchObject({ source: 'API', legalBasis: 'LEGAL_DUTY', about: [] });
    expect(event.metadata.occurredAt).toBe(event.metadata.recordedAt);
    expect(event.metadata).not.toHaveProperty('lateCode');
    expect(first.metadata).toMatchObject({ legalBasis: 'PUBLIC_TASK', prevHash: '0'.repeat(64) });
  });

  it('gives events the ids of D2', async () => {
    const { on, one, events } = await saying({ type: 'CountTwice', data: { n: 1 } });
    const { attempt } = events[0]?.metadata.command ?? { attempt: '' };
    const idOf = (index: number) => id('event', `tally-${on}`, one.commandId, attempt, index);
    expect(events.map((event) => event.id)).toEqual([idOf(0), idOf(1)]);
    const again = await saying({ type: 'CountTwice', data: { n: 1 } });
    expect(again.event.metadata.command).toMatchObject({ id: one.commandId });
    expect(again.event.id).not.toBe(idOf(0)); // another decide is another attempt
  });

  it('keeps a keyed digest of the command, its target and its body (D2)', async () => {
    const { engine, on, one, first, event } = await saying(count({ n: 2 }));
    const { bytes, id: keyId } = await engine.keyring.macKeyAt('2026-11-24T01:00:00.000Z');
    const macOf = (parts: string) => createHmac('sha256', bytes).update(parts).digest('hex');
    expect(event.metadata.command).toMatchObject({
      id: one.commandId,
      mac: macOf(`["Count","${on}",{"n":2}]`),
      macKey: keyId,
    });
    expect(first.metadata.command.mac).toBe(macOf('["Open","",{"label":"Razia"}]'));
  });

  it('chains the events of one batch (D6)', async () => {
    const { first, events } = await saying({ type: 'CountTwice', data: { n: 1 } });
    const [a, b] = events as [RecordedEvent, RecordedEvent];
    expect([a.metadata.prevHash, b.metadata.prevHash]).toEqual([first.metadata.hash, a.metadata.hash]);
    const { hash, ...metadata } = b.metadata;
    const { stream, revision, id: eventId, type, data } = b;
    const text = canonical({ stream, revision, id: eventId, type, data, metadata: metadata as unknown as JsonObject });
    expect(hash).toBe(createHash('sha256').update(`bersinar/event/1\n${text}`).digest('hex'));
  });

  it('seals what the schema says is sealed, and only for its own event (D8)', async () => {
    const { engine, event } = await saying(count({ n: 2, subject, finding: 'positif', note: 'tenang' }));
    expect(event.data).toMatchObject({ n: 2, subject });
    expect(Object.keys(event.data).sort()).toEqual(['n', 'sealed', 'subject']);
    expect(JSON.stringify(event)).not.toMatch(/positif|tenang/);
    expect(sealsIn(event.data).map(({ s, c }) => [s, c])).toEqual([
      [subject, 'health'],
      [subject, 'narrative'],
    ]);
    const { data } = await engine.registry.unseal(event, engine.keyring);
    expect(data).toEqual({ n: 2, subject, finding: 'positif', note: 'tenang' });
  });

  it('takes an undefined property for one that was never said', async () => {
    const { event } = await saying(count({ n: 2, note: undefined }));
    expect(event.data).toMatchObject({ n: 2 });
    expect(sealsIn(event.data).map(({ c }) => c)).toEqual(['health']);
  });

  it('fails, and refuses nobody, when what was decided does not fit its schema', async () => {
    const { engine } = tallyEngine({});
    const { id: on } = await send(engine, tally, ask(open, 'open'));
    const blunder = send(engine, tally, ask({ type: 'Blunder', data: { n: 'two' } }, 'k', { on }));
    await expect(blunder).rejects.toMatchObject({
      constructor: Error,
      message: 'Counted@1 as decided: data/n must be integer.',
    });
    expect(await engine.store.read(`tally-${on}`)).toHaveLength(1);
  });

  it('never records before the event before it (D11)', async () => {
    const { engine, clock, on } = await saying(count({ n: 1 }));
    clock.at = '2026-11-24T00:59:59.000Z';
    await send(engine, tally, ask(count({ n: 1 }), 'later', { on }));
    const [, , last] = verifyStream(await engine.store.read(`tally-${on}`));
    expect(last?.metadata).toMatchObject({
      recordedAt: '2026-11-24T01:00:00.000Z',
      occurredAt: '2026-11-24T01:00:00.000Z',
    });
  });

  it('refuses to record when the clock is far behind what is recorded (D6)', async () => {
    const { engine, clock, on } = await saying(count({ n: 1 }));
    clock.at = '2026-11-24T00:55:00.000Z';
    await send(engine, tally, ask(count({ n: 1 }), 'five minutes', { on }));
    clock.at = '2026-11-24T00:54:59.999Z';
    await expect(send(engine, tally, ask(count({ n: 1 }), 'more', { on }))).rejects.toMatchObject({
      code: 'clock-wrong',
      status: 503,
    });
    expect(await engine.store.read(`tally-${on}`)).toHaveLength(3);
  });

  it('gives the record to the unit that created it, and says of the system only its name (D1)', async () => {
    const { engine, on } = await saying(count({ n: 1 }));
    const by = { kind: 'SYSTEM', name: 'mirror' } as const;
    const one = ask(count({ n: 1 }), 'system', { on, by });
    await send(engine, tally, one);
    const last = verifyStream(await engine.store.read(`tally-${on}`)).at(-1);
    expect(last?.metadata).toMatchObject({ unitId: UNIT, actor: by, source: 'SYSTEM' });
    expect(Object.keys(last?.metadata.command ?? {}).sort()).toEqual(['attempt', 'id']);
  });

  it('says in a reaction what it is of, and source POLICY ("To the byte" 1)', async () => {
    const { engine, on, event } = await saying(count({ n: 1 }));
    const by = { kind: 'SYSTEM', name: 'mirror' } as const;
    const of = { policy: 'mirror', stream: event.stream, revision: event.revision };
    const cause = {
      on: '2026-10-01',
      zone: 'Asia/Makassar',
      lateCode: 'LATE_NOTICE' as const,
      about: [{ subject, legalBasis: 'CONSENT' as const }],
    };
    await send(engine, tally, ask(count({ n: 1, subject }), 'reaction', { on, by, of, cause }));
    const last = verifyStream(await engine.store.read(`tally-${on}`)).at(-1);
    expect(last?.metadata).toMatchObject({
      command: { of },
      source: 'POLICY',
      on: '2026-10-01',
      zone: 'Asia/Makassar',
      lateCode: 'LATE_NOTICE',
      about: [{ subject, legalBasis: 'CONSENT' }],
    });
    expect(last?.metadata).not.toHaveProperty('occurredAt');
  });

  it('refuses what would be more than one record can hold, and records nothing', async () => {
    const { engine, on } = await saying(count({ n: 1 }));
    const huge = ask(count({ n: 1, note: 'x'.repeat(800_000) }), 'huge', { on });
    await expect(send(engine, tally, huge)).rejects.toMatchObject({
      code: 'record-too-large',
      message: expect.stringContaining('1000000 bytes') as string,
    });
    expect(await engine.store.read(`tally-${on}`)).toHaveLength(2);
  });
});

describe('record of what happened at another time (D11)', () => {
  const at = (occurredAt: string, context: Context = {}) => saying(count({ n: 1 }), { occurredAt, ...context });

  it('takes a clock that is up to 5 minutes ahead for now', async () => {
    const { event } = await at('2026-11-24T01:05:00.000Z');
    expect(event.metadata.occurredAt).toBe('2026-11-24T01:00:00.000Z');
  });

  it('refuses the future', async () => {
    await expect(at('2026-11-24T01:05:00.001Z')).rejects.toMatchObject({ code: 'occurred-in-future', rule: 'R-13.1' });
  });

  it.each(['2026-11-17T00:00:00+07:00', '2026-11-16T17:00:00.000Z'])('needs no reason for 7 days: %s', async (day) => {
    expect((await at(day)).event.metadata.occurredAt).toBe('2026-11-16T17:00:00.000Z');
  });

  it('needs a reason for the day before (R-13.1)', async () => {
    const eightDays = '2026-11-16T23:59:59.999+07:00';
    await expect(at(eightDays)).rejects.toMatchObject({ code: 'late-entry-needs-reason', rule: 'R-13.1' });
    const { event } = await at(eightDays, { lateCode: 'SYSTEM_DOWN' });
    expect(event.metadata).toMatchObject({ occurredAt: '2026-11-16T16:59:59.999Z', lateCode: 'SYSTEM_DOWN' });
  });
});

import { verifyStream } from './chain.js';
import type { RecordedEvent } from './envelope.js';
import { person, staffNamed } from './given-for-specs.js';
import { send } from './handle.js';
import { id } from './ids.js';
import { saying } from './moments-for-specs.js';
import { recordOf } from './scribe-for-specs.js';

const when = ({ metadata: { on, occurredAt, zone } }: RecordedEvent) => [on, occurredAt, zone];

describe('the day it happened (D1)', () => {
  it('is a day of the data, with no instant unless the context knows one on that day', async () => {
    const { say } = saying();
    expect(when(await say({ type: 'Held', day: '2026-11-20' }))).toEqual(['2026-11-20', undefined, 'Asia/Jakarta']);
    const known = await say({ type: 'Held', day: '2026-11-20' }, { occurredAt: '2026-11-19T17:00:00.000Z' });
    expect(when(known)).toEqual(['2026-11-20', '2026-11-19T17:00:00.000Z', 'Asia/Jakarta']);
    const other = say({ type: 'Held', day: '2026-11-20' }, { occurredAt: '2026-11-19T16:59:59.999Z' });
    await expect(other).rejects.toMatchObject({ code: 'context-contradicts-entry', rule: 'R-13.1' });
  });

  it('is the day of an instant of the data where the unit is', async () => {
    const { say } = saying();
    const at = '2026-11-23T15:30:00.000Z';
    expect(when(await say({ type: 'Arrived', instant: at }))).toEqual(['2026-11-23', at, 'Asia/Jakarta']);
    const east = await say({ type: 'Arrived', instant: at }, {}, { unit: 'RUTAN-JAYAPURA' });
    expect(when(east)).toEqual(['2026-11-24', at, 'Asia/Jayapura']);
    const other = say({ type: 'Arrived', instant: at }, { occurredAt: '2026-11-23T15:30:01.000Z' });
    await expect(other).rejects.toMatchObject({ code: 'context-contradicts-entry' });
    expect(when(await say({ type: 'Arrived', instant: at }, { occurredAt: at }))[1]).toBe(at);
  });

  it('and an instant of the data agree', async () => {
    const { say } = saying();
    const input = { type: 'HeldAt', day: '2026-11-23', instant: '2026-11-23T02:00:00.000Z' };
    expect(when(await say(input))).toEqual(['2026-11-23', input.instant, 'Asia/Jakarta']);
    await expect(say({ ...input, day: '2026-11-22' })).rejects.toMatchObject({ code: 'instant-on-another-day' });
  });

  it('is the moment of recording where nothing says it, or what the context says', async () => {
    const { say } = saying();
    expect(when(await say({ type: 'Drafted' }))).toEqual(['2026-11-24', '2026-11-24T01:00:00.000Z', 'Asia/Jakarta']);
    const earlier = await say({ type: 'Drafted' }, { occurredAt: '2026-11-23T09:00:00+07:00' });
    expect(when(earlier)).toEqual(['2026-11-23', '2026-11-23T02:00:00.000Z', 'Asia/Jakarta']);
  });

  it('is never before 1900, so that every day has four digits in every zone', async () => {
    const { say } = saying();
    const old = { lateCode: 'PAPER_RECORD' } as const;
    await expect(say({ type: 'Held', day: '1899-12-31' }, old)).rejects.toMatchObject({ code: 'day-too-early' });
    expect((await say({ type: 'Held', day: '1900-01-01' }, old)).metadata.on).toBe('1900-01-01');
    const early = say({ type: 'Arrived', instant: '0999-06-01T00:00:00.000Z' }, old);
    await expect(early).rejects.toMatchObject({ code: 'day-too-early' });
    const late = say({ type: 'Drafted' }, { ...old, occurredAt: '0999-06-01T00:00:00Z' });
    await expect(late).rejects.toMatchObject({ code: 'day-too-early' });
  });

  it('is never in the future', async () => {
    const { say } = saying();
    await expect(say({ type: 'Held', day: '2026-11-25' })).rejects.toMatchObject({ code: 'day-in-future' });
    const soon = say({ type: 'Arrived', instant: '2026-11-24T01:05:00.001Z' });
    await expect(soon).rejects.toMatchObject({ code: 'occurred-in-future' });
    const skewed = await say({ type: 'Arrived', instant: '2026-11-24T01:05:00.000Z' });
    expect(skewed.metadata.occurredAt).toBe('2026-11-24T01:00:00.000Z');
    const ahead = say({ type: 'Drafted' }, { occurredAt: '2026-11-24T01:05:00.001Z' });
    await expect(ahead).rejects.toMatchObject({ code: 'occurred-in-future' });
  });

  it('is cut to the moment of recording before its day is taken, also at midnight', async () => {
    const { say, clock } = saying();
    clock.at = '2026-11-24T16:58:00.000Z';
    const skewed = await say({ type: 'Arrived', instant: '2026-11-24T17:01:00.000Z' });
    expect(when(skewed)).toEqual(['2026-11-24', '2026-11-24T16:58:00.000Z', 'Asia/Jakarta']);
  });

  it('belongs to the unit that takes a record over, and so does everything after (R-1.7)', async () => {
    const { say } = saying();
    const first = await say({ type: 'Drafted' });
    const on = recordOf(first);
    const taken = await say({ type: 'TakenOver', day: '2026-11-24' }, {}, { on, unit: 'RUTAN-MAKASSAR' });
    const after = await say({ type: 'Drafted' }, {}, { on, unit: 'RUTAN-JAYAPURA' });
    const units = [first, taken, after].map(({ metadata: { unitId, zone } }) => [unitId, zone]);
    const makassar = ['RUTAN-MAKASSAR', 'Asia/Makassar'];
    expect(units).toEqual([['RUTAN-BANJARNEGARA', 'Asia/Jakarta'], makassar, makassar]);
  });
});

describe('lateness (R-13.1)', () => {
  it.each([
    ['RUTAN-BANJARNEGARA', '2026-11-23T17:00:00.000Z'],
    ['RUTAN-BANJARNEGARA', '2026-11-24T16:59:59.999Z'],
    ['RUTAN-JAYAPURA', '2026-11-23T15:00:00.000Z'],
    ['RUTAN-JAYAPURA', '2026-11-24T14:59:59.999Z'],
  ])('is measured on the day as told in %s at %s: 7 days need no reason, 8 do', async (unit, now) => {
    const { say, clock } = saying();
    clock.at = now;
    await say({ type: 'Held', day: '2026-11-17' }, {}, { unit });
    const late = { type: 'Held', day: '2026-11-16' };
    await expect(say(late, {}, { unit })).rejects.toMatchObject({ code: 'late-entry-needs-reason' });
    expect((await say(late, { lateCode: 'SYSTEM_DOWN' }, { unit })).metadata.lateCode).toBe('SYSTEM_DOWN');
  });

  it('is not asked of a reaction, nor in a demonstration', async () => {
    const late = { type: 'Held', day: '2026-10-01' };
    const cause = { on: '2026-10-01', zone: 'Asia/Jakarta' };
    expect((await saying().say(late, {}, { cause })).metadata.on).toBe('2026-10-01');
    expect((await saying({ demonstration: true }).say(late)).metadata).not.toHaveProperty('lateCode');
  });

  it('is asked of what a correction moves far back, unless the entry had that day already', async () => {
    const { say } = saying();
    const entry = await say({ type: 'Held', day: '2026-11-24' });
    const on = recordOf(entry);
    const correction = (day: string, of = entry.id) => ({
      type: 'TallyEntryCorrected',
      of,
      reasonCode: 'LEARNED_LATER',
      entryType: 'Held',
      entry: { day },
    });
    const back = correction('2026-09-25');
    await expect(say(back, {}, { on })).rejects.toMatchObject({ code: 'late-entry-needs-reason' });
    const corrected = await say(back, { lateCode: 'LATE_NOTICE' }, { on });
    expect(corrected.data).toMatchObject({ entryVersion: 1, entryOn: '2026-09-25', entryZone: 'Asia/Jakarta' });
    expect(when(corrected)).toEqual(['2026-11-24', '2026-11-24T01:00:00.000Z', 'Asia/Jakarta']);
    expect((await say(back, {}, { on })).data).toMatchObject({ entryOn: '2026-09-25' });
    await expect(say(correction('2026-09-24'), {}, { on })).rejects.toMatchObject({ code: 'late-entry-needs-reason' });
  });

  it('of a correction cannot be told away by a context', async () => {
    const { say } = saying();
    const entry = await say({ type: 'Held', day: '2026-11-24' });
    const on = recordOf(entry);
    const annulment = { type: 'TallyEntryAnnulled', of: entry.id, reasonCode: 'X', approvedBy: staffNamed('b') };
    const annulled = say(annulment, { occurredAt: '2026-11-23T02:00:00.000Z' }, { on });
    await expect(annulled).rejects.toMatchObject({ code: 'corrected-now' });
    expect((await say(annulment, {}, { on })).metadata.on).toBe('2026-11-24');
  });
});

describe('the day of a corrected entry', () => {
  it('keeps a known instant while the day stays, and loses it when the day moves', async () => {
    const { say } = saying();
    const entry = await say({ type: 'Held', day: '2026-11-20' }, { occurredAt: '2026-11-20T02:00:00.000Z' });
    const on = recordOf(entry);
    const correct = (day: string) =>
      say(
        { type: 'TallyEntryCorrected', of: entry.id, reasonCode: 'X', entryType: 'Held', entry: { day } },
        {},
        { on },
      );
    expect((await correct('2026-11-20')).data).toMatchObject({ entryAt: '2026-11-20T02:00:00.000Z' });
    expect((await correct('2026-11-21')).data).not.toHaveProperty('entryAt');
  });

  it('is that of the entry where the type has none of its own', async () => {
    const { say } = saying();
    const entry = await say({ type: 'Drafted' }, { occurredAt: '2026-11-20T02:00:00.000Z' });
    const on = recordOf(entry);
    const correction = { type: 'TallyEntryCorrected', of: entry.id, reasonCode: 'X', entryType: 'Drafted', entry: {} };
    expect((await say(correction, {}, { on })).data).toMatchObject({
      entryOn: '2026-11-20',
      entryAt: '2026-11-20T02:00:00.000Z',
    });
  });
});

describe('events of one command', () => {
  it('each have their own day; the context speaks of the first, and of others on its day', async () => {
    const { engine } = saying();
    const two = (days: readonly string[]) => ({
      name: 'tally',
      unitsOf: () => ['RUTAN-BANJARNEGARA'],
      decider: {
        initial: null,
        decide: { Say: () => days.map((day) => ({ type: 'Held', data: { day } })) },
        evolve: { Held: () => null },
      },
    });
    const recordedOn = async (days: readonly string[]) => {
      const record = id('spec', days.join());
      await send(engine, two(days), {
        command: { type: 'Say', data: {} },
        createdId: record,
        by: person('staff-1', 'kasubsi-pelayanan', 'RUTAN-BANJARNEGARA'),
        commandId: id('command', days.join()),
        body: {},
        context: { occurredAt: '2026-11-23T02:00:00.000Z' },
        correlationId: id('spec'),
        causationId: id('spec'),
      });
      return verifyStream(await engine.store.read(`tally-${record}`)).map((event) => when(event).slice(0, 2));
    };
    const at = '2026-11-23T02:00:00.000Z';
    expect(await recordedOn(['2026-11-23', '2026-11-24'])).toEqual([
      ['2026-11-23', at],
      ['2026-11-24', undefined],
    ]);
    expect(await recordedOn(['2026-11-23', '2026-11-23'])).toEqual([
      ['2026-11-23', at],
      ['2026-11-23', at],
    ]);
    await expect(recordedOn(['2026-11-24', '2026-11-23'])).rejects.toMatchObject({ code: 'context-contradicts-entry' });
  });
});

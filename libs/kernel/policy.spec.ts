import { isId, id, uuidOf } from './ids.js';
import { asksOf, type Policy, reaching } from './policy.js';
import type { Projected } from './projection.js';
import { recorded } from './given-for-specs.js';
import { Counted, somebody, type TallyCommand, type TallyEvent, TallyOpened } from './tally-for-specs.js';

const STREAM = `tally-${id('spec', 'tally')}`;
const MIRROR = id('mirror', uuidOf(STREAM));

const mirror: Policy<TallyEvent, TallyCommand> = {
  name: 'mirror',
  events: [TallyOpened, Counted],
  react: ({ type, data, stream }) =>
    type === 'TallyOpened'
      ? [{ target: id('mirror', uuidOf(stream)), creates: true, command: { type: 'Open', data } }]
      : [{ target: id('mirror', uuidOf(stream)), command: { type: 'Count', data: { n: data.n, note: undefined } } }],
};

const projected = (event: TallyEvent): Projected<TallyEvent> => {
  const { id: eventId, revision, metadata } = recorded<TallyEvent>(event, 0);
  return {
    ...event,
    id: eventId,
    revision,
    metadata,
    stream: STREAM,
    position: '0'.repeat(20),
  };
};
const opened = projected({ type: 'TallyOpened', data: { label: 'Razia' } });
const counted = projected({ type: 'Counted', data: { n: 2 } });

describe('asksOf', () => {
  it('sends as the system, for the unit of the event, because of the event (D1)', () => {
    const [ask, ...others] = asksOf(mirror, counted);
    expect(others).toEqual([]);
    expect(ask).toEqual({
      command: { type: 'Count', data: { n: 2 } },
      target: { id: MIRROR },
      unitId: somebody.unitId,
      by: { kind: 'SYSTEM', name: 'mirror' },
      commandId: id('command', counted.id, 'mirror', MIRROR),
      body: { n: 2 },
      context: {},
      cause: {
        on: '2024-12-16',
        occurredAt: '2024-12-16T02:00:00.000Z',
        zone: 'Asia/Jakarta',
        about: [],
        legalBasis: 'PUBLIC_TASK',
      },
      of: { policy: 'mirror', stream: STREAM, revision: 0 },
      correlationId: counted.metadata.$correlationId,
      causationId: counted.id,
    });
  });

  it('takes over when the cause happened: of a correction its entry, and why it was recorded late (D1)', () => {
    const correction = {
      ...counted,
      type: 'TallyEntryCorrected',
      data: { of: id('spec', 'entry'), entryOn: '2024-10-01', entryZone: 'Asia/Makassar' },
      metadata: { ...counted.metadata, lateCode: 'LATE_NOTICE' },
    } as unknown as Projected<TallyEvent>;
    const follows = { ...mirror, events: [{ ...Counted, type: 'TallyEntryCorrected' }], react: () => reactions };
    const reactions = [{ target: MIRROR, command: { type: 'Count' as const, data: { n: 1 } } }];
    expect(asksOf(follows, correction)[0]?.cause).toEqual({
      on: '2024-10-01',
      zone: 'Asia/Makassar',
      lateCode: 'LATE_NOTICE',
      about: [],
      legalBasis: 'PUBLIC_TASK',
    });
  });

  it('creates under the uuid that the policy gives, owned by the unit of the event', () => {
    const [ask] = asksOf(mirror, opened);
    expect(ask).toMatchObject({ createdId: MIRROR, unitId: somebody.unitId, body: { label: 'Razia' } });
    expect(ask).not.toHaveProperty('target');
  });

  it('gives each event, policy and target a command id of its own, the same every time (D2)', () => {
    const two: Policy<TallyEvent, TallyCommand> = {
      ...mirror,
      react: (event) => [
        ...mirror.react(event),
        { target: id('spec', 2), command: { type: 'Open', data: { label: '' } } },
      ],
    };
    const ids = [opened, counted].flatMap((event) =>
      [two, { ...two, name: 'other' }].flatMap((policy) => asksOf(policy, event).map(({ commandId }) => commandId)),
    );
    expect(new Set(ids).size).toBe(8);
    expect(ids.every(isId)).toBe(true);
    expect(asksOf(two, opened).map(({ commandId }) => commandId)).toEqual(ids.slice(0, 2));
  });

  it('gives the command the id of whom it reaches, when that is another than the policy named (D2)', () => {
    const [other, ask] = [id('spec', 'other'), asksOf(mirror, counted)[0]];
    if (ask === undefined) throw new Error('It asks.');
    const reached = { target: { id: other }, commandId: id('command', counted.id, 'mirror', other) };
    expect(reaching(ask, other)).toEqual({ ...ask, ...reached });
    expect(reaching(ask, MIRROR)).toEqual(ask);
  });

  it('is deaf to types that the policy does not name', () => {
    expect(asksOf({ ...mirror, events: [Counted] }, opened)).toEqual([]);
  });

  it('lets no policy tell one target twice for one event: the second would look like a repeat', () => {
    const twice = {
      ...mirror,
      react: (event: Projected<TallyEvent>) => [...mirror.react(event), ...mirror.react(event)],
    };
    expect(() => asksOf(twice, counted)).toThrow('mirror tells one target twice');
  });
});

import { correctionsOf } from './correcting.js';
import type { AgainFacts } from './redeciding.js';
import type { Asker } from './decider.js';
import { entriesOf, type Entries } from './entries.js';
import { Refusal } from './errors.js';
import { person, specify } from './given-for-specs.js';
import { mustHaveHappened } from './moments.js';
import { type Objects, objectsBy, type Refuse, refusesBy } from './refusals.js';
import { sentences } from './sentences.js';

const said = sentences({
  'house-closed': { rule: 'R-1', en: 'The house is closed then.' },
  nobody: { en: 'Somebody books.' },
  'no-room': { en: 'There is no room.' },
  'before-booking': { en: 'That is before the booking.' },
  'not-yours': { en: 'Only another may.' },
});
const refuse: Refuse<typeof said> = refusesBy(said);
const object: Objects<typeof said> = objectsBy(said);

type Entry =
  | { type: 'RoomBooked'; data: { day: string; room: string; bookedBy: string } }
  | { type: 'GuestInvited'; data: { guest: string; room: string } }
  | { type: 'TalkHeld'; data: { on: string } };
type Event =
  | Entry
  | { type: 'TalkEntryCorrected'; data: { of: string; reasonCode: string; entryType: string; entry: object } }
  | { type: 'TalkEntryAnnulled'; data: { of: string; reasonCode: string; approvedBy: string } };
interface Talk {
  readonly day?: string;
  readonly room?: string;
  readonly guests: readonly string[];
}
type Record_ = Entries<Talk, Entry>;
type Correcting = { data: { of: string; reasonCode: string; booking?: object; invitation?: object; talk?: object } };
type Command =
  | { type: 'BookRoom'; data: { day: string; room: string }; facts: { open: readonly string[] } }
  | { type: 'InviteGuest'; data: { guest: string } }
  | { type: 'HoldTalk'; data: { on: string } }
  | ({ type: 'CorrectTalkEntry'; facts: AgainFacts } & Correcting)
  | ({ type: 'AnnulTalkEntry'; facts: AgainFacts } & Correcting);

const folds = entriesOf<Talk, Entry>(
  { guests: [] },
  {
    RoomBooked: (talk, { data: { day, room } }) => ({ ...talk, day, room }),
    GuestInvited: (talk, { data: { guest } }) => ({ ...talk, guests: [...talk.guests, guest] }),
    TalkHeld: (talk) => talk,
  },
  () => ({ guests: [] }),
);

const TYPES = ['RoomBooked', 'GuestInvited', 'TalkHeld', 'TalkEntryCorrected', 'TalkEntryAnnulled'] as const;

const host = person('host', 'kpr', 'RUTAN-A');
const other = person('other', 'kpr', 'RUTAN-A');
const booked = 'a0000000-0000-4000-8000-000000000001';
const invited = 'a0000000-0000-4000-8000-000000000002';
const held = 'a0000000-0000-4000-8000-000000000003';

type Rules = {
  [T in 'BookRoom' | 'InviteGuest' | 'HoldTalk']: (
    command: Extract<Command, { type: T }> & Asker,
    record: Record_,
  ) => Entry[];
};
const rules: Rules = {
  BookRoom: ({ data, by, facts, today }) => {
    mustHaveHappened(data.day, today);
    if (!facts.open.includes(data.day)) object('house-closed', { day: data.day });
    if (by.kind === 'SYSTEM') return refuse('nobody');
    return [{ type: 'RoomBooked', data: { ...data, bookedBy: by.staffId } }];
  },
  InviteGuest: ({ data }, { now }) => {
    if (now.guests.includes(data.guest)) return [];
    return [{ type: 'GuestInvited', data: { ...data, room: now.room ?? refuse('no-room') } }];
  },
  HoldTalk: ({ data: { on } }, { now }) => {
    if (now.day === undefined || on < now.day) refuse('before-booking');
    return [{ type: 'TalkHeld', data: { on } }];
  },
};

const corrections = correctionsOf<Talk, Command, Entry, 'Talk'>('Talk', folds, rules, {
  RoomBooked: { by: 'BookRoom', kept: [], corrected: { as: 'booking', fields: ['day', 'room'] } },
  GuestInvited: { by: 'InviteGuest', kept: [], corrected: { as: 'invitation', fields: ['guest'] } },
  TalkHeld: {
    by: 'HoldTalk',
    kept: ['on'],
    mayChange: (_, by) => {
      if (by.kind === 'SYSTEM' || by.staffId !== other.staffId) refuse('not-yours');
    },
  },
});

const given = specify<Record_, Command, Event>({
  initial: folds.initial,
  decide: { ...rules, ...corrections.rules },
  evolve: folds.evolve(TYPES.map((type) => ({ type }))),
});
const booking = {
  id: booked,
  by: host,
  type: 'RoomBooked',
  data: { day: '2024-12-10', room: 'A', bookedBy: host.staffId },
} as const;
const invitation = { id: invited, by: host, type: 'GuestInvited', data: { guest: 'g', room: 'A' } } as const;
const talk = { id: held, by: host, type: 'TalkHeld', data: { on: '2024-12-12' } } as const;

const OPEN = { open: ['2024-12-09', '2024-12-10', '2024-12-11', '2024-12-13'] };
const CLOSED = { open: ['2024-12-11'] };
const correcting = (of: string, said: object, again: readonly (object | undefined)[] = [OPEN, OPEN]) =>
  ({ type: 'CorrectTalkEntry', data: { of, reasonCode: 'LEARNED_LATER', ...said }, facts: { again } }) as const;
const annulling = (of: string) =>
  ({ type: 'AnnulTalkEntry', data: { of, reasonCode: 'RECORDED_TWICE' }, facts: { again: [] } }) as const;
const corrected = (of: string, entryType: string, entry: object) => ({
  type: 'TalkEntryCorrected' as const,
  data: { of, reasonCode: 'LEARNED_LATER', entryType, entry },
});

describe('a correction (D12)', () => {
  it('is the entry’s own command decided again, by whom it was told, on what went before', () => {
    const entry = { day: '2024-12-11', room: 'A', bookedBy: host.staffId };
    given(booking, invitation)
      .when(correcting(booked, { booking: { day: '2024-12-11', room: 'A' } }), { by: other })
      .then(corrected(booked, 'RoomBooked', entry));
    given(booking)
      .when(correcting(booked, { booking: { day: '2024-12-17', room: 'A' } }), { by: other })
      .thenRefuses('day-in-future');
  });

  it('refuses when a later entry would have come out otherwise, or not at all, and names it', () => {
    const moved = correcting(booked, { booking: { day: '2024-12-10', room: 'B' } });
    given(booking)
      .when(moved, { by: other })
      .then(corrected(booked, 'RoomBooked', { ...booking.data, room: 'B' }));
    given(booking, invitation).when(moved, { by: other }).thenRefuses('entry-in-use');
    const late = correcting(booked, { booking: { day: '2024-12-13', room: 'A' } });
    given(booking, invitation, talk).when(late, { by: other }).thenRefuses('entry-in-use');
    expect(
      problemsOf(() => corrections.rules.CorrectTalkEntry({ ...late, ...askedBy(other) }, given(booking, talk).state)),
    ).toEqual([`TalkHeld ${held}`]);
  });

  it('lets pass what was objected to before, of the same, and nothing else', () => {
    const roomOnly = { booking: { day: '2024-12-10', room: 'B' } };
    given(booking)
      .when(correcting(booked, roomOnly, [CLOSED, CLOSED]), { by: other })
      .then(corrected(booked, 'RoomBooked', { ...booking.data, room: 'B' }));
    given(booking)
      .when(correcting(booked, { booking: { day: '2024-12-09', room: 'A' } }, [CLOSED, CLOSED]), { by: other })
      .thenRefuses('house-closed');
  });

  it('does not blame the change for what a later entry broke before', () => {
    const early = { ...talk, data: { on: '2024-12-01' } };
    given(booking, early)
      .when(correcting(booked, { booking: { day: '2024-12-11', room: 'A' } }), { by: other })
      .then(corrected(booked, 'RoomBooked', { ...booking.data, day: '2024-12-11' }));
  });

  it('that says nothing is refused: the entry is annulled instead', () => {
    const again = { ...invitation, id: held, data: { guest: 'h', room: 'A' } };
    given(booking, invitation, again)
      .when(correcting(held, { invitation: { guest: 'g' } }), { by: other })
      .thenRefuses('entry-says-nothing');
  });

  it('says one thing, of the type of the cited entry, if that may be corrected at all', () => {
    given(booking)
      .when(correcting(booked, { talk: {} }), { by: other })
      .thenRefuses('one-entry-at-a-time');
    given(booking)
      .when(correcting(booked, { invitation: {} }), { by: other })
      .thenRefuses('entry-of-other-type');
    given(booking, talk)
      .when(correcting(held, { booking: {} }), { by: other })
      .thenRefuses('entry-not-correctable');
    given(booking, talk)
      .when(correcting(held, { booking: {} }), { by: host })
      .thenRefuses('not-yours');
    given(booking)
      .when(correcting(held, { booking: {} }))
      .thenRefuses('unknown-entry');
  });
});

describe('an annulment (D12)', () => {
  it('is approved by another than the author, when nothing later rests on the entry', () => {
    given(booking).when(annulling(booked), { by: host }).thenRefuses('approver-is-author');
    given(booking, invitation).when(annulling(booked), { by: other }).thenRefuses('entry-in-use');
    given(booking, invitation)
      .when(annulling(invited), { by: other })
      .then({
        type: 'TalkEntryAnnulled',
        data: { of: invited, reasonCode: 'RECORDED_TWICE', approvedBy: other.staffId },
      });
  });
});

describe('the facts of what is decided again', () => {
  it('are asked for by the reader of each command, in the order in which the rule then wants them', async () => {
    const asked: unknown[] = [];
    const readers = corrections.withFacts({
      BookRoom: (command: { data: object }) => {
        asked.push(command.data);
        return Promise.resolve(CLOSED);
      },
    });
    const command = correcting(booked, { booking: { day: '2024-12-10', room: 'B' } });
    const { state } = given(booking);
    const facts = await readers.CorrectTalkEntry({ ...command, ...askedBy(other) }, state, undefined as never);
    expect(asked).toEqual([
      { day: '2024-12-10', room: 'A' },
      { day: '2024-12-10', room: 'B' },
    ]);
    expect(facts).toMatchObject({ again: [CLOSED, CLOSED] });
  });

  it('are none where a reader refuses: so does then what is decided again', async () => {
    const { state } = given(booking, invitation);
    const reading = (error: Error) =>
      corrections.withFacts({
        InviteGuest: (_: object, { now }: Record_) =>
          now.room === undefined ? Promise.reject(error) : Promise.resolve({}),
      });
    const annulled = { ...annulling(booked), ...askedBy(other) };
    const refused = reading(new Refusal('no-room'));
    await expect(refused.AnnulTalkEntry(annulled, state, undefined as never)).rejects.toMatchObject({
      code: 'entry-in-use',
    });
    const broken = reading(new Error('broken'));
    await expect(broken.AnnulTalkEntry(annulled, state, undefined as never)).rejects.toThrow('broken');
  });
});

const askedBy = (by: typeof host): Asker => ({
  by,
  at: '2024-12-16T02:00:00.000Z',
  today: '2024-12-16',
  is: (id) => id === by.staffId,
});

function problemsOf(refused: () => unknown): unknown {
  try {
    return refused();
  } catch (error) {
    return (error as { problems?: unknown }).problems;
  }
}

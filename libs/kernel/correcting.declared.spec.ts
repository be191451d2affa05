import { correctionsOf } from './correcting.js';
import type { Asker } from './decider.js';
import { entriesOf, type Entries } from './entries.js';
import { type Refuse, refusesBy } from './refusals.js';
import { sentences } from './sentences.js';
import { person, specify } from './given-for-specs.js';
import type { AgainFacts } from './redeciding.js';

const said = sentences({ 'note-too-long': { rule: 'D12', en: 'A long note is struck through.' } });
const refuse: Refuse<typeof said> = refusesBy(said);

const host = person('host', 'kpr', 'RUTAN-A');
const other = person('other', 'kpr', 'RUTAN-A');
const booked = 'a0000000-0000-4000-8000-000000000001';
const invited = 'a0000000-0000-4000-8000-000000000002';
const held = 'a0000000-0000-4000-8000-000000000003';
const askedBy = (by: typeof host): Asker => ({
  by,
  at: '2024-12-16T02:00:00.000Z',
  today: '2024-12-16',
  is: (id) => id === by.staffId,
});

type Note =
  | { type: 'NoteWritten'; data: { subject: string; text?: string; copy: string } }
  | { type: 'NoteSigned'; data: { words: number; copy: string; signedBy: string } };
interface Page {
  readonly words: number;
  readonly copy: string;
}
type NoteCommand =
  | { type: 'WriteNote'; data: { text: string } }
  | { type: 'CopyNote'; data: { text: string } }
  | { type: 'SignNote'; data: object }
  | {
      type: 'CorrectNoteEntry';
      facts: AgainFacts;
      data: { of: string; reasonCode: string; note?: object; signature?: object };
    }
  | { type: 'AnnulNoteEntry'; facts: AgainFacts; data: { of: string; reasonCode: string } };

describe('what a type of entry may declare besides', () => {
  const noteFolds = entriesOf<Page, Note>(
    { words: 0, copy: '' },
    {
      NoteWritten: (_, { data: { text = '', copy } }) => ({ words: text.split(' ').length, copy }),
      NoteSigned: (page) => page,
    },
    () => ({ words: 0, copy: '' }),
  );
  const decided: string[] = [];
  const noteRules = {
    WriteNote: ({ data }: { data: { text: string } }): Note[] => {
      decided.push('WriteNote');
      return [{ type: 'NoteWritten', data: { subject: 'made anew', text: data.text, copy: data.text.slice(0, 1) } }];
    },
    CopyNote: (): Note[] => {
      decided.push('CopyNote');
      return [];
    },
    SignNote: ({ by }: Asker, { now }: Entries<Page, Note>): Note[] => [
      {
        type: 'NoteSigned',
        data: { words: now.words, copy: now.copy, signedBy: by.kind === 'SYSTEM' ? '' : by.staffId },
      },
    ],
  };
  const noted = correctionsOf<Page, NoteCommand, Note, 'Note'>(
    'Note',
    noteFolds,
    noteRules,
    {
      NoteWritten: {
        by: ({ words }) => (words === 0 ? 'WriteNote' : 'CopyNote'),
        kept: [],
        corrected: { as: 'note', fields: ['text'] },
        retained: ['subject'],
        mayAnnul: ({ words }) => words < 3 || refuse('note-too-long'),
      },
      NoteSigned: {
        by: 'SignNote',
        kept: [],
        repeats: ['copy'],
        as: 'CORRECTOR',
        corrected: { as: 'signature', fields: [] },
      },
    },
    { corrected: (after) => ({ words: after.words }) },
  );
  const notes = specify<Entries<Page, Note>, NoteCommand, Note | { type: string; data: object }>({
    initial: noteFolds.initial,
    decide: { ...noteRules, ...noted.rules },
    evolve: noteFolds.evolve([
      { type: 'NoteWritten' },
      { type: 'NoteSigned' },
      { type: 'NoteEntryCorrected' },
      { type: 'NoteEntryAnnulled' },
    ]) as never,
  });
  const written = {
    id: booked,
    by: host,
    type: 'NoteWritten',
    data: { subject: 's', text: 'one two', copy: 'o' },
  } as const;
  const signed = {
    id: invited,
    by: host,
    type: 'NoteSigned',
    data: { words: 2, copy: 'o', signedBy: host.staffId },
  } as const;
  const anew = (text: string, facts: AgainFacts = { again: [] }) =>
    ({ type: 'CorrectNoteEntry', data: { of: booked, reasonCode: 'LEARNED_LATER', note: { text } }, facts }) as const;
  const entryOf = (outcome: unknown) => (outcome as { events?: { data: object }[] }).events?.[0]?.data;

  it('keeps what was made up when it was told, lets copies follow, and says what the record amounts to then', () => {
    const { outcome } = notes(written, signed).when(anew('uno dos'), { by: other });
    expect(entryOf(outcome)).toMatchObject({
      entry: { subject: 's', text: 'uno dos', copy: 'u' },
      stands: { words: 2 },
    });
    notes(written, signed).when(anew('uno dos tres'), { by: other }).thenRefuses('entry-in-use');
    const annulling = { of: signed.id, reasonCode: 'RECORDED_TWICE' } as const;
    const annulled = notes(written, signed).when(
      { type: 'AnnulNoteEntry', data: annulling, facts: { again: [] } },
      { by: other },
    );
    expect(entryOf(annulled.outcome)).toEqual({ ...annulling, approvedBy: other.staffId });
  });

  it('is annulled where its type may be, and corrected all the same', () => {
    const long = { ...written, data: { ...written.data, text: 'one two three' } };
    const annulling = { of: booked, reasonCode: 'RECORDED_TWICE' } as const;
    const asking = { type: 'AnnulNoteEntry', data: annulling, facts: { again: [] } } as const;
    notes(long).when(asking, { by: other }).thenRefuses('note-too-long');
    expect(entryOf(notes(written).when(asking, { by: other }).outcome)).toMatchObject(annulling);
    expect(entryOf(notes(long).when(anew('uno'), { by: other }).outcome)).toMatchObject({ entry: { text: 'uno' } });
  });

  it('is decided by the command that the state before it tells', () => {
    decided.length = 0;
    notes(written).when(anew('uno'), { by: other });
    expect(decided).toEqual(['WriteNote', 'WriteNote']);
    notes(written, { ...written, id: held })
      .when({ ...anew('x'), data: { ...anew('x').data, of: held } }, { by: other })
      .thenRefuses('entry-says-nothing');
    expect(decided.slice(2)).toEqual(['CopyNote', 'CopyNote']);
  });

  it('is decided with its seals opened, where the reader opens them', async () => {
    const sealed = { ...written, data: { subject: 's', copy: 'o' } };
    const open = (data: readonly object[]) => Promise.resolve(data.map((one) => ({ text: 'opened', ...one })));
    const { CorrectNoteEntry } = noted.withFacts({}, open);
    const facts = await CorrectNoteEntry(
      { ...anew('uno'), ...askedBy(other) },
      notes(sealed).state,
      undefined as never,
    );
    expect(facts.opened).toEqual([{ text: 'opened', ...sealed.data }]);
    const { outcome } = notes(sealed, signed).when(
      anew('uno', { again: [], opened: [{ text: 'uno', ...sealed.data }, signed.data] }),
      { by: other },
    );
    expect(entryOf(outcome)).toMatchObject({ stands: { words: 1 } });
  });

  it('is decided as its author told it, or as who corrects it tells it now', () => {
    const { outcome } = notes(written, signed).when(
      {
        type: 'CorrectNoteEntry',
        data: { of: invited, reasonCode: 'LEARNED_LATER', signature: {} },
        facts: { again: [] },
      },
      { by: other },
    );
    expect(entryOf(outcome)).toMatchObject({ entry: { signedBy: other.staffId } });
  });
});

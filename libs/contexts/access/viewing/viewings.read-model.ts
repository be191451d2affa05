import { type Engine, type Projected, type Projection, toStoredInstant, uuidOf } from '#kernel';
import { STAFF_ROLES, VIEWING_GROUNDS } from '#contracts/access/staff.codes';
import { RecordsViewed, type ViewingEvent } from '#contracts/access/viewing.events';
import { id, instant, staffId, unitId } from '#contracts/schemas';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { ACCESS_LOG, sentencesOf, type Viewed } from './viewing.sentences.js';

export interface ViewingDocument extends Scoped, Viewed {
  readonly staffId: string;
  readonly grantId?: string;
  /** Those of the subjects who are people, not texts about nobody registered. */
  readonly people: readonly string[];
}

export const viewingRegister: Projection<ViewingDocument, ViewingEvent> = {
  name: 'viewings',
  version: 1,
  events: [RecordsViewed],
  indexes: [['at'], ['staffId', 'at'], ['subjects', 'at']],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (_, event) => viewed(event),
};

function viewed({ data, metadata }: Projected<ViewingEvent>): ViewingDocument {
  const { actor, about, recordedAt, unitId } = metadata;
  const who = actor.kind === 'SYSTEM' ? { staffId: actor.name, role: actor.kind, unitId } : actor;
  return {
    at: recordedAt,
    staffId: who.staffId,
    role: who.role,
    unitId: who.unitId,
    ...('grantId' in who && { grantId: who.grantId }),
    subjects: data.subjects,
    people: about.map(({ subject }) => subject),
    purpose: data.purpose,
    ground: data.ground,
    count: data.count,
    units: [unitId],
  };
}

const sentences = q.row('Sentences', {
  english: q.says(q.word, 'In English.'),
  indonesian: q.says(q.word, 'In Indonesian.'),
});

export const accessLog = q.page({
  name: 'accessLog',
  route: 'audit/access',
  summary: 'Who saw what of whom, and why, newest first; who looks is recorded as well',
  may: ['auditor', 'dpo'],
  of: viewingRegister,
  by: {
    subject: q.anId('Whose records: the subject under which events name a person'),
    caseId: q.anId('The records of the person of this case'),
    actor: q.anId('Who looked: the id of a staff record'),
    from: q.anInstant('Then or later'),
    to: q.anInstant('Before then'),
  },
  where: async ({ actor, from, to, ...whose }, { engine }) => {
    const subjects = await subjectsAsked(engine, whose);
    const at = {
      ...(from !== undefined && { $gte: toStoredInstant(from) }),
      ...(to !== undefined && { $lt: toStoredInstant(to) }),
    };
    return {
      ...(subjects !== undefined && ofAll(subjects)),
      ...(actor !== undefined && { staffId: { $in: [...(await engine.staff.idsOf(actor))] } }),
      ...(Object.keys(at).length > 0 && { at }),
    };
  },
  sort: { at: -1 },
  shows: q.row('Viewing', {
    id,
    at: q.says(instant, 'When they were shown it.'),
    staffId: q.says(staffId, 'Who looked.'),
    role: q.says(q.codeOf(STAFF_ROLES), 'As what.'),
    unitId: q.says(unitId, 'For which unit.'),
    grantId: q.maybe(q.says(id, 'The grant that let them.')),
    subjects: q.says(q.listOf(id), 'Of whom: the subjects, or the streams of texts about nobody registered.'),
    purpose: q.says(q.word, 'What they asked for.'),
    ground: q.says(q.codeOf(VIEWING_GROUNDS), 'On what ground.'),
    count: q.says(
      q.whole,
      'How many sealed texts were opened for them; of a look at this list, how many subjects it named.',
    ),
    sentences: q.says(sentences, 'The same as a sentence.'),
  }),
  asAll: async (documents, asked, { records, reader, engine }) => {
    const whose = (await subjectsAsked(engine, asked)) ?? [];
    const ofTheCase = asked.caseId === undefined ? [] : whose.slice(-1);
    const rows = documents.map((document) => ({ ...document, subjects: shownOf(document, whose) }));
    await records.look(reader, ACCESS_LOG, {
      subjects: [...new Set([...whose, ...rows.flatMap(({ subjects }) => subjects)])],
      people: new Set([...ofTheCase, ...documents.flatMap(({ people }) => people)]),
    });
    return rows.map((row, n) => ({ ...row, sentences: sentencesOf(documents[n] ?? row) }));
  },
});

/** A look at this list names whom it showed, which is not shown again: else each look would name more than the one before. */
const shownOf = ({ purpose, subjects }: ViewingDocument, whose: readonly string[]): readonly string[] =>
  purpose === ACCESS_LOG ? subjects.filter((one) => whose.includes(one)) : subjects;

const ofAll = (subjects: readonly string[]) =>
  subjects.length === 0 ? { subjects: { $in: [] } } : { $and: subjects.map((one) => ({ subjects: one })) };

/** Whose records are asked for: of all of these; undefined when those of anybody are, nobody when a case is that is not there. */
async function subjectsAsked(
  { store, registry }: Engine,
  { subject, caseId }: { readonly subject?: string; readonly caseId?: string },
): Promise<readonly string[] | undefined> {
  const named = subject === undefined ? [] : [subject];
  if (caseId === undefined) return subject === undefined ? undefined : named;
  const first = await store.readOne(`rehabcase-${caseId}`, 0);
  const its = first && (registry.believe(first).data as { readonly subject?: string });
  return its?.subject === undefined ? [] : [...named, its.subject];
}

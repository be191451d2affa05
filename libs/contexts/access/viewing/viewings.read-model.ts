import { type Engine, type Projected, type Projection, uuidOf } from '#kernel';
import { STAFF_ROLES, VIEWING_GROUNDS } from '#contracts/access/staff.codes';
import { RecordsViewed, type ViewingEvent } from '#contracts/access/viewing.events';
import { id, instant, staffId, unitId } from '#contracts/schemas';
import type { Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { ACCESS_LOG, sentencesOf } from './viewing.sentences.js';

export interface ViewingDocument extends Scoped {
  readonly at: string;
  readonly staffId: string;
  readonly role: string;
  readonly unitId: string;
  readonly grantId?: string;
  readonly subjects: readonly string[];
  /** Those of the subjects who are people, not texts about nobody registered. */
  readonly people: readonly string[];
  readonly purpose: string;
  readonly ground: string;
  readonly count: number;
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
  where: async ({ subject, caseId, actor, from, to }, { engine }) => {
    const whose = [...(subject === undefined ? [] : [subject]), ...(await subjectOf(engine, caseId))];
    const at = {
      ...(from !== undefined && { $gte: asRecorded(from) }),
      ...(to !== undefined && { $lt: asRecorded(to) }),
    };
    return {
      ...(whose.length > 0 && { $and: whose.map((subjects) => ({ subjects })) }),
      ...(actor !== undefined && { staffId: actor }),
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
    count: q.says(q.whole, 'How many sealed texts were opened for them.'),
    sentences: q.says(sentences, 'The same as a sentence.'),
  }),
  asAll: async (documents, { subject }, { records, reader }) => {
    const subjects = new Set([
      ...documents.flatMap((one) => one.subjects),
      ...(subject === undefined ? [] : [subject]),
    ]);
    await records.look(reader, ACCESS_LOG, {
      subjects: [...subjects],
      people: new Set(documents.flatMap(({ people }) => people)),
    });
    return documents.map((document) => ({ ...document, sentences: sentencesOf(document) }));
  },
});

/** An instant as envelopes have it: people may say it with another offset. */
const asRecorded = (given: string): string => new Date(given).toISOString();

/** The person of a case, as its first event names them; the case itself, whom nothing names, where there is none. */
async function subjectOf({ store, registry }: Engine, caseId: string | undefined): Promise<readonly string[]> {
  if (caseId === undefined) return [];
  const first = await store.readOne(`rehabcase-${caseId}`, 0);
  const its = first && (registry.believe(first).data as { readonly subject?: string });
  return [its?.subject ?? caseId];
}

import { type JsonObject, type KeptEntry, type Projection, uuidOf } from '#kernel';
import { CORRECTION_REASONS } from '#contracts/corrections';
import {
  RISK_BANDS,
  SCREENING_INSTRUMENTS,
  SCREENING_PERIODS,
  SCREENING_REFUSALS,
} from '#contracts/rehabilitation/codes';
import * as events from '#contracts/rehabilitation/screening.events';
import { day, id, staffId, unitId } from '#contracts/schemas';
import {
  aDay,
  type Answering,
  anId,
  anyObject,
  entriesOf,
  listedIn,
  listOf,
  maybe,
  one,
  page,
  row,
  says,
  whole,
  word,
  codeOf,
  related,
  anyOf,
} from '#platform/questions';
import { ofInmate } from '../related.read-model.js';
import { providerRow } from '../provider.view.js';
import { withholding } from '../withheld.js';
import { screeners, screeningReaders } from './screening.commands.js';
import { type StoredAnswer, inputForm } from './screening.form.js';
import type { ScreeningInstrument } from './screening.record.js';
import { SCREENING_STATUSES, screeningAfter, type ScreeningDocument } from './screenings.document.js';

export const screeningsKept: Projection<ScreeningDocument, events.ScreeningEvent> = {
  name: 'screenings',
  version: 1,
  events: events.screeningEvents,
  indexes: [
    ['units', 'screeningOn'],
    ['inmateId', 'screeningOn'],
    ['caseId', 'screeningOn'],
    ['units', 'riskBand', 'screeningOn'],
    ['units', 'status'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: screeningAfter,
};

const provider = says(providerRow, 'Who screens.');

const summary = {
  id,
  unitId: says(unitId, 'The unit that keeps it.'),
  inmateId: says(id, 'Who is screened.'),
  caseId: says(id, 'Of which case it is.'),
  status: says(codeOf(SCREENING_STATUSES), 'Where it stands.'),
  instrument: codeOf(SCREENING_INSTRUMENTS),
  provider,
  screeningOn: says(day, 'The day of the interview or the refusal; before that, the day it is scheduled for.'),
  scheduledOn: maybe(day),
  screenedOn: maybe(day),
  referencePeriod: maybe(says(codeOf(SCREENING_PERIODS), 'Scores of different periods are never compared.')),
  riskBand: maybe(codeOf(RISK_BANDS)),
  refusedOn: maybe(day),
  educatedOn: maybe(day),
  revision: whole,
};

const withheld = maybe(says(listOf(word), 'What this reader is not shown.'));
const gone = maybe(says(listOf(word), 'What can no longer be read.'));
/** What the screening says already. */
const unshown = { subject: undefined, inmateId: undefined, caseId: undefined };

const full = {
  ...summary,
  schedules: entriesOf('ScreeningSchedule', events.ScreeningScheduled, { ...unshown, provider }),
  interviews: entriesOf('Interview', events.InmateScreened, {
    ...unshown,
    provider,
    interviewerId: says(staffId, 'The staff id of who asked.'),
    certificate: row('InterviewerCertificate', {
      number: maybe(word),
      validFrom: day,
      validUntil: day,
      gone,
      withheld,
    }),
    answers: maybe(
      says(anyObject, 'The answers as they were recorded, as `POST /instruments/{code}/score` takes them.'),
    ),
    scores: maybe(
      listOf(
        row('ScaleScore', {
          scale: says(word, 'A substance, or `score` where an instrument has one score only.'),
          score: whole,
        }),
      ),
    ),
    otherSubstance: maybe(says(word, 'What was meant by `other`.')),
    withheld,
  }),
  refusals: entriesOf('ScreeningRefusal', events.ScreeningRefused, {
    ...unshown,
    refusalReason: maybe(says(codeOf(SCREENING_REFUSALS), 'Why there was no interview.')),
    reasonCode: maybe(says(codeOf(CORRECTION_REASONS), 'Why it was corrected; absent on what was said first.')),
    withheld,
  }),
  educations: entriesOf('BriefEducation', events.BriefEducationGiven, unshown),
};

const may = [...screeningReaders, 'auditor'] as const;

export const screenings = page({
  name: 'screenings',
  summary: 'Screenings',
  may,
  of: screeningsKept,
  by: {
    inmateId: anId('Who is screened'),
    caseId: anId('Of which case'),
    riskBand: anyOf(RISK_BANDS, 'What the interview found'),
    status: anyOf(SCREENING_STATUSES, 'Where it stands'),
    from: aDay('The first day of the interview, the refusal or the plan'),
    to: aDay('The last day of it'),
  },
  where: ({ from, to, ...asked }) => ({
    ...asked,
    ...((from ?? to) !== undefined && { screeningOn: { ...(from && { $gte: from }), ...(to && { $lte: to }) } }),
  }),
  sort: { screeningOn: -1 },
  sortBy: ['screeningOn', 'status'],
  shows: related(row('ScreeningSummary', summary), ofInmate),
  as: (document) => document,
});

export const screening = one({
  name: 'screening',
  summary: 'One screening, with answers and scores for who screens and treats',
  may,
  of: screeningsKept,
  what: 'screening',
  shows: related(row('Screening', full), ofInmate),
  as: async (document, answering) => ({
    ...document,
    ...listedIn(full, await entriesFor(answering, document.entries)),
  }),
});

/** Answers and scores are for who screens and treats; the others read the risk band, their seals stay closed (domain 5.5). */
async function entriesFor(
  { reader, records }: Answering,
  entries: readonly KeptEntry[],
): Promise<readonly KeptEntry[]> {
  const clinical: readonly string[] = screeners;
  if (!clinical.includes(reader.actor.role)) return withholding(entries);
  const opened = await records.open(reader, 'screening', entries);
  return opened.map((entry) => ({
    ...entry,
    said: entry.said.map((version) => ({ ...version, data: asInput(version.data) })),
  }));
}

/** An entry with its form as it was recorded, when its key is there; why a screening was refused is not why an entry was corrected. */
function asInput({ answers, reasonCode, ...data }: JsonObject): JsonObject {
  const { instrument, instrumentVersion } = data as unknown as Opened;
  return {
    ...data,
    ...(answers !== undefined && { answers: inputForm(instrument, instrumentVersion, answers as Opened['answers']) }),
    ...(reasonCode !== undefined && { refusalReason: reasonCode }),
  };
}

interface Opened {
  readonly instrument: ScreeningInstrument;
  readonly instrumentVersion: string;
  readonly answers: readonly StoredAnswer[];
}

import * as kernel from '#kernel';
import * as codes from '#contracts/rehabilitation/codes';
import * as events from '#contracts/rehabilitation/screening.events';
import { day, id, staffId, unitId } from '#contracts/schemas';
import * as q from '#platform/questions';
import { ofInmate } from '../related.read-model.js';
import { providerRow } from '../provider.view.js';
import { withholding } from '../withheld.js';
import type { ScreeningInstrument } from './screening.record.js';
import { screeners, screeningReaders } from './screening.commands.js';
import { type StoredAnswer, inputForm } from './screening.form.js';

const SCREENING_STATUSES = kernel.words('SCREENING_STATUSES', {
  SCHEDULED: 'It is to take place',
  SCREENED: 'It was done',
  REFUSED: 'They were not screened, and why is recorded',
  EDUCATED: 'It was done, and basic education given',
  ANNULLED: 'It was recorded by mistake',
});

type ScreeningDocument = q.KeptAs<'screeningId', typeof summary>;

function screeningAfter(
  document: ScreeningDocument | null,
  event: kernel.Projected<events.ScreeningEvent>,
  screeningId: string,
): ScreeningDocument {
  const { unitId } = event.metadata;
  const entries = kernel.kept(document?.entries ?? [], event);
  const begun = begunBy(document, event);
  return {
    ...begun,
    ...knownNow(entries),
    screeningId,
    unitId,
    units: [...new Set([unitId, begun.provider.unitId])],
    entries,
    revision: event.revision,
  };
}

type First = Pick<ScreeningDocument, 'instrument' | 'screeningOn' | 'inmateId' | 'caseId' | 'provider'>;

/** What stays known of a screening even when all its entries are annulled. */
function begunBy(document: ScreeningDocument | null, { type, data }: events.ScreeningEvent): First {
  if (document !== null) return firstOf(document);
  if (type === 'ScreeningScheduled') return firstOf({ ...data, screeningOn: data.scheduledOn });
  if (type === 'InmateScreened') return firstOf({ ...data, screeningOn: data.screenedOn });
  throw new Error('A screening begins with its schedule or with the interview.');
}

const firstOf = ({ instrument, screeningOn, inmateId, caseId, provider }: First): First => ({
  instrument,
  screeningOn,
  inmateId,
  caseId,
  provider,
});

type Known = Pick<ScreeningDocument, 'status'> & Partial<ScreeningDocument>;

function knownNow(entries: readonly kernel.KeptEntry[]): Known {
  const [schedule] = kernel.saidNow<events.ScreeningEntry, 'ScreeningScheduled'>(entries, 'ScreeningScheduled');
  const [interview] = kernel.saidNow<events.ScreeningEntry, 'InmateScreened'>(entries, 'InmateScreened');
  const [refusal] = kernel.saidNow<events.ScreeningEntry, 'ScreeningRefused'>(entries, 'ScreeningRefused');
  const [education] = kernel.saidNow<events.ScreeningEntry, 'BriefEducationGiven'>(entries, 'BriefEducationGiven');
  const planned = schedule && { scheduledOn: schedule.scheduledOn, screeningOn: schedule.scheduledOn };
  if (interview !== undefined) {
    const { screenedOn, referencePeriod, riskBand } = interview;
    const result = { screenedOn, referencePeriod, riskBand };
    const educated = education && { educatedOn: education.givenOn };
    const status = education ? 'EDUCATED' : 'SCREENED';
    return { ...planned, ...result, ...educated, status, screeningOn: screenedOn };
  }
  if (refusal !== undefined) {
    const { refusedOn } = refusal;
    return { ...planned, refusedOn, status: 'REFUSED', screeningOn: refusedOn };
  }
  return { ...planned, status: schedule ? 'SCHEDULED' : 'ANNULLED' };
}

export const screeningsKept: kernel.Projection<ScreeningDocument, events.ScreeningEvent> = {
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
  fold: screeningAfter,
};

const provider = q.says(providerRow, 'Who screens.');

const summary = {
  id,
  unitId: q.says(unitId, 'The unit that keeps it.'),
  inmateId: q.says(id, 'Who is screened.'),
  caseId: q.says(id, 'Of which case it is.'),
  status: q.says(q.wordOf(SCREENING_STATUSES), 'Where it stands.'),
  instrument: q.codeOf(codes.SCREENING_INSTRUMENTS),
  provider,
  screeningOn: q.says(day, 'The day of the interview or the refusal; before that, the day it is scheduled for.'),
  scheduledOn: q.maybe(day),
  screenedOn: q.maybe(day),
  referencePeriod: q.maybe(
    q.says(q.codeOf(codes.SCREENING_PERIODS), 'Scores of different periods are never compared.'),
  ),
  riskBand: q.maybe(q.codeOf(codes.RISK_BANDS)),
  refusedOn: q.maybe(day),
  educatedOn: q.maybe(day),
  revision: q.whole,
};

const { withheld } = q;
/** What the screening says already. */
const unshown = { subject: undefined, inmateId: undefined, caseId: undefined };

const full = {
  ...summary,
  schedules: q.entriesOf('ScreeningSchedule', events.ScreeningScheduled, { ...unshown, provider }),
  interviews: q.entriesOf('Interview', events.InmateScreened, {
    ...unshown,
    provider,
    interviewerId: q.says(staffId, 'The staff id of who asked.'),
    certificate: q.row('InterviewerCertificate', {
      number: q.maybe(q.word),
      validFrom: day,
      validUntil: day,
      gone: q.gone,
      withheld,
    }),
    answers: q.maybe(
      q.says(q.anyObject, 'The answers as they were recorded, as `POST /instruments/{code}/score` takes them.'),
    ),
    scores: q.maybe(
      q.listOf(
        q.row('ScaleScore', {
          scale: q.says(q.word, 'A substance, or `score` where an instrument has one score only.'),
          score: q.whole,
        }),
      ),
    ),
    otherSubstance: q.maybe(q.says(q.word, 'What was meant by `other`.')),
    withheld,
  }),
  refusals: q.entriesOf('ScreeningRefusal', events.ScreeningRefused, {
    ...unshown,
    reasonCode: q.maybe(q.says(q.codeOf(codes.SCREENING_REFUSALS), 'Why there was no interview.')),
    withheld,
  }),
  educations: q.entriesOf('BriefEducation', events.BriefEducationGiven, unshown),
};

const may = [...screeningReaders, 'auditor'] as const;

export const screenings = q.page({
  name: 'screenings',
  summary: 'Screenings',
  may,
  of: screeningsKept,
  by: {
    inmateId: q.anId('Who is screened'),
    caseId: q.anId('Of which case'),
    riskBand: q.anyOf(codes.RISK_BANDS, 'What the interview found'),
    status: q.anyOf(SCREENING_STATUSES, 'Where it stands'),
    from: q.aDay('The first day of the interview, the refusal or the plan'),
    to: q.aDay('The last day of it'),
  },
  where: ({ from, to, ...asked }) => ({
    ...asked,
    ...((from ?? to) !== undefined && { screeningOn: { ...(from && { $gte: from }), ...(to && { $lte: to }) } }),
  }),
  sort: { screeningOn: -1 },
  sortBy: ['screeningOn', 'status'],
  shows: q.related(q.row('ScreeningSummary', summary), ofInmate),
  as: (document) => document,
});

export const screening = q.one({
  name: 'screening',
  summary: 'One screening, with answers and scores for who screens and treats',
  may,
  of: screeningsKept,
  shows: q.related(q.row('Screening', full), ofInmate),
  as: async (document, answering) => ({
    ...document,
    ...q.listedIn(full, await entriesFor(answering, document.entries)),
  }),
});

/** Answers and scores are for who screens and treats; the others read the risk band, their seals stay closed (domain 5.5). */
async function entriesFor(
  { reader, records }: q.Answering,
  entries: readonly kernel.KeptEntry[],
): Promise<readonly kernel.KeptEntry[]> {
  const clinical: readonly string[] = screeners;
  if (!clinical.includes(reader.actor.role)) return withholding(entries);
  const opened = await records.open(reader, 'screening', entries);
  return opened.map((entry) => ({
    ...entry,
    said: entry.said.map((version) => ({ ...version, data: asInput(version.data) })),
  }));
}

/** An entry with its form as it was recorded, when its key is there. */
function asInput({ answers, ...data }: kernel.JsonObject): kernel.JsonObject {
  const { instrument, instrumentVersion } = data as unknown as Opened;
  return {
    ...data,
    ...(answers !== undefined && { answers: inputForm(instrument, instrumentVersion, answers as Opened['answers']) }),
  };
}

interface Opened {
  readonly instrument: ScreeningInstrument;
  readonly instrumentVersion: string;
  readonly answers: readonly StoredAnswer[];
}

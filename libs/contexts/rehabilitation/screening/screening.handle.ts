import * as kernel from '#kernel';
import { openCaseFor } from '../open-case.handle.js';
import { caseFact, consentFact, coverFact, inmateFact } from '../facts.js';
import { sendRecord } from '../reactions/index.js';
import { corrections, screening } from './screening.decider.js';
import { type Interview, screenable } from './screening.interview.js';
import type * as its from './screening.record.js';
import { mustBePlannable } from './screening.rules.js';
import { refuse } from './screening.refusals.js';

/** Sends a screening one command; scheduling or recording one opens the case of the inmate. Throws what `sendRecord` and `openCaseFor` throw. */
export const handleScreening = (engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> =>
  kernel.handle(
    engine,
    screening,
    ask,
    (reading) => ({
      ...beginning(engine),
      ...following(reading, (now) => ({ ...begun(now), source: ask.context.source })),
      CorrectScreeningEntry: async (command, record) => {
        const { readers, facts } = await changing(reading, record);
        return { ...(await corrections.withFacts(readers).CorrectScreeningEntry(command, record, ask)), ...facts };
      },
      AnnulScreeningEntry: async (command, record) => {
        const { readers, facts } = await changing(reading, record);
        return { ...(await corrections.withFacts(readers).AnnulScreeningEntry(command, record, ask)), ...facts };
      },
    }),
    sendRecord,
  );

/** Of whom and by whom a screening is, and from where an interview was sent. */
interface Circumstances extends Pick<its.Screened, 'inmateId' | 'unitId' | 'provider'> {
  readonly source?: kernel.Source | undefined;
  /** What is recorded already is decided again: the inmate may be in another unit by now. */
  readonly isAgain?: true;
}

type Given<Type extends 'ScheduleScreening' | 'RecordScreening' | 'RecordScheduledScreening' | 'GiveBasicEducation'> =
  Pick<its.CommandOf<Type>, 'data'> & kernel.Asker;

/** What a screening that begins rests on: whatever refuses it opens no case. */
const beginning = (engine: kernel.Engine) => ({
  ScheduleScreening: async (
    { data: { inmateId, provider, scheduledOn }, by, today }: Given<'ScheduleScreening'>,
    _: its.ScreeningRecord,
    ask: kernel.Ask,
  ) => {
    const { unitId = kernel.unitOfActor(by) } = ask;
    const facts = await serviceFacts(engine, { inmateId, provider, unitId }, scheduledOn);
    mustBePlannable(scheduledOn, facts, today);
    const { ground } = facts.cover;
    const reason = { provider, ...(ground && { legalBasis: ground.legalBasis }) };
    return { ...facts, case: await openCaseFor(engine, ask, facts.inmate, reason) };
  },

  RecordScreening: async ({ data, ...asker }: Given<'RecordScreening'>, _: its.ScreeningRecord, ask: kernel.Ask) => {
    const { inmateId, provider, screenedOn, interviewerId } = data;
    const { unitId = kernel.unitOfActor(asker.by), context } = ask;
    const facts = await interviewFacts(engine, { inmateId, provider, unitId, source: context.source }, data);
    const scored = screenable(data, facts, asker);
    await mustBeRegistered(engine, interviewerId);
    const { ground = facts.cover.ground } = facts.consent;
    const reason = { provider, on: screenedOn, ...(ground && { legalBasis: ground.legalBasis }) };
    return { ...facts, scored, case: await openCaseFor(engine, ask, facts.inmate, reason) };
  },
});

/** What is recorded of a screening that is there rests on its case, and on what its own days need. */
const following = (engine: kernel.Engine, of: (now: its.Screening) => its.Screened & Circumstances) => ({
  RecordScheduledScreening: async ({ data }: Given<'RecordScheduledScreening'>, { now }: its.ScreeningRecord) => ({
    ...(await interviewFacts(engine, of(now), data)),
    ...(await caseOf(engine, of(now))),
  }),

  RefuseScreening: (_: object, { now }: its.ScreeningRecord) => caseOf(engine, of(now)),

  GiveBasicEducation: async ({ data, by }: Given<'GiveBasicEducation'>, { now }: its.ScreeningRecord) => {
    const screened = of(now);
    const { unitId } = screened;
    const provider = kernel.unitOfActor(by) === unitId ? { unitId } : screened.provider;
    const facts = await serviceFacts(engine, { ...screened, provider }, data.givenOn);
    return { ...facts, ...(await caseOf(engine, screened)) };
  },
});

/** What the entries of a screening rest on when they are decided again: no case is opened, and where an interview was told from stays. */
async function changing(engine: kernel.Engine, { now, valid }: its.ScreeningRecord) {
  const screened = begun(now);
  const source = valid.find(({ type }) => type === 'InmateScreened')?.metadata.source;
  const readers = following(engine, () => ({ ...screened, source, isAgain: true }));
  return {
    readers: { ...readers, RecordScreening: readers.RecordScheduledScreening },
    facts: await caseOf(engine, screened),
  };
}

function begun(now: its.Screening): its.Screened {
  if (now.status === 'absent') throw new kernel.NotFound('screening with that id');
  return now;
}

const caseOf = async (engine: kernel.Engine, { caseId }: its.Screened) => ({ case: await caseFact(engine, caseId) });

async function serviceFacts(
  engine: kernel.Engine,
  { inmateId, provider, unitId, isAgain }: Circumstances,
  on: string,
): Promise<its.ServiceFacts> {
  const inmate = await inmateFact(engine, inmateId);
  if (inmate.presence.unitId !== unitId && isAgain !== true) throw new kernel.Forbidden('outside-your-unit');
  return { inmate, cover: await coverFact(engine, provider, 'SCREENING', unitId, on) };
}

async function interviewFacts(
  engine: kernel.Engine,
  circumstances: Circumstances,
  { consentId, screenedOn }: Pick<Interview, 'consentId' | 'screenedOn'>,
): Promise<its.InterviewFacts> {
  const service = await serviceFacts(engine, circumstances, screenedOn);
  const { source } = circumstances;
  return { ...service, consent: await consentFact(engine, consentId), ...(source && { source }) };
}

async function mustBeRegistered({ staff }: kernel.Engine, staffId: string): Promise<void> {
  const unknown = await staff.unregistered([staffId]);
  if (unknown.length > 0) refuse('unknown-staff', {}, [`interviewerId is nobody's staff id`]);
}

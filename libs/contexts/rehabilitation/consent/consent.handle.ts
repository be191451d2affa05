import * as kernel from '#kernel';
import { world } from '#kernel/world';
import type { Service } from '#contracts/cooperation/codes';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import type { ConsentEntry } from '#contracts/rehabilitation/consent.events';
import { isOpen } from '../case/case.course.js';
import { currentCase } from '../open-case.handle.js';
import { caseFact, coverFact, inmateFact } from '../facts.js';
import { sendRecord } from '../reactions/index.js';
import { corrections, consent } from './consent.decider.js';
import type * as state from './consent.record.js';
import { purposesGiven } from './consent.standing.js';

export const handleConsent = (engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> =>
  kernel.handle(engine, consent, ask, (reading) => readersOf(reading, ask), sendRecord);

function readersOf(engine: kernel.Engine, { by, unitId = kernel.unitOfActor(by), target }: kernel.Ask) {
  const readers = readersFor(engine, unitId, target?.id);
  return {
    ...readers,
    CorrectConsentEntry: (...asked: Parameters<Correcting>) => {
      const [{ data }, { valid }] = asked;
      const original = valid.find(({ id }) => id === data.of);
      const anew = readersFor(engine, original?.metadata.unitId ?? unitId, target?.id, original);
      return corrections.withFacts(anew).CorrectConsentEntry(...asked);
    },
    AnnulConsentEntry: async (...asked: Parameters<Correcting>) => ({
      ...(await corrections.withFacts(readers).AnnulConsentEntry(...asked)),
      ...(await caseResting(engine, asked[1], target?.id)),
      consentId: target?.id ?? '',
    }),
  };
}

type Correcting = ReturnType<typeof corrections.withFacts>['CorrectConsentEntry'];

/** Where facts are read; `original` is what is said anew: the case that it names stays, and the subject of who gave it. */
function readersFor(engine: kernel.Engine, unitId: string, consentId?: string, original?: kernel.Entry<ConsentEntry>) {
  const zone = engine.zoneOf(unitId) ?? 'UTC';
  const caseId = original?.data.caseId;

  const overriding = async (
    inmateId: string,
    ground: Omit<kernel.Ground, 'subject'>,
  ): Promise<state.OverridingFacts> => {
    const inmate = await inmateFact(engine, inmateId);
    if (original !== undefined) return { inmate, unitId, ...(caseId && { openCase: { caseId } }) };
    const itself = { basis: inmate.basis, ground: { ...ground, subject: inmate.presence.subject } };
    return { inmate, unitId, ...(await caseFactsOf(engine, inmateId)), itself };
  };

  return {
    GiveConsent: async ({ data }: state.Input<'GiveConsent'>): Promise<state.GivingFacts> => {
      const { inmateId, provider, purposes, givenAt, witnessId } = data;
      const on = kernel.dayIn(zone, givenAt);
      const cover = (purpose: ConsentPurpose) =>
        provider === undefined ? [] : [coverFact(engine, provider, SERVICES[purpose], unitId, on)];
      return {
        ...(await overriding(inmateId, { kind: 'CONSENT', legalBasis: 'CONSENT' })),
        zone,
        covers: await Promise.all(purposesGiven(purposes).flatMap(cover)),
        representative: representativeIn(original) ?? world.uuid(),
        isWitnessAuthor: await isAmong(engine, original?.authors ?? [], witnessId),
      };
    },

    OverrideConsent: ({ data: { inmateId, overrideBasis } }: state.Input<'OverrideConsent'>) =>
      overriding(inmateId, { kind: 'OVERRIDE', legalBasis: overrideBasis }),

    WithdrawConsent: (_: object, record: state.ConsentRecord) => caseResting(engine, record, consentId),
  };
}

const SERVICES: Readonly<Record<ConsentPurpose, Service>> = {
  SCREENING: 'SCREENING',
  ASSESSMENT: 'ASSESSMENT',
  REHABILITATION: 'SOCIAL_REHABILITATION',
  AFTERCARE: 'AFTERCARE',
  DATA_EXCHANGE: 'DATA_EXCHANGE',
};

function representativeIn(original: kernel.Entry<ConsentEntry> | undefined): string | undefined {
  if (original?.type !== 'ConsentGiven') return undefined;
  const { capacity, subject } = original.data.givenBy;
  return capacity === 'INMATE' ? undefined : subject;
}

/** Whether one of the persons ever acted under the id. */
async function isAmong({ staff }: kernel.Engine, persons: readonly string[], staffId = ''): Promise<boolean> {
  const known = await Promise.all(persons.map(async (person) => staff.idsOf(person)));
  return known.some((ids) => ids.has(staffId));
}

/** The open case of whose consent it is, or the one that is over and rests on it: the one that was told of it, else the last. */
async function caseResting(
  engine: kernel.Engine,
  { now }: state.ConsentRecord,
  consentId = '',
): Promise<state.CaseFacts> {
  if (now.status === 'absent') return {};
  const { openCase } = await caseFactsOf(engine, now.inmateId);
  if (openCase !== undefined) return { openCase };
  const caseId = now.caseId ?? (await lastCaseOf(engine, now.inmateId));
  if (caseId === undefined) return {};
  const { consent: noted = { consentId } } = (await caseFact(engine, caseId)).case;
  return noted.consentId === consentId ? { restingCase: { caseId } } : {};
}

async function lastCaseOf(engine: kernel.Engine, inmateId: string): Promise<string | undefined> {
  const { caseId, episode, case: current } = await currentCase(engine, inmateId);
  if (current !== undefined) return caseId;
  return episode === 1 ? undefined : caseIdOf(inmateId, episode - 1);
}

/** The case of an inmate that takes entries, and the consent that was last noted on it; or the one that was left and lacks a consent for aftercare. */
async function caseFactsOf(engine: kernel.Engine, inmateId: string): Promise<state.CaseFacts> {
  const { caseId, case: current } = await currentCase(engine, inmateId);
  if (current === undefined) return {};
  if (isOpen(current.status)) return { openCase: { caseId, ...(current.consent && { consent: current.consent }) } };
  return current.consent?.status === 'WITHDRAWN' ? { restingCase: { caseId } } : {};
}

import * as kernel from '#kernel';
import { world } from '#kernel/world';
import type { AssessmentEntry } from '#contracts/rehabilitation/assessment.events';
import type { ScreeningEvent } from '#contracts/rehabilitation/screening.events';
import { caseFact, consentFact, coverFact, inmateFact, templateFact } from '../facts.js';
import { sendRecord } from '../reactions/index.js';
import { corrections, assessment } from './assessment.decider.js';
import type * as known from './assessment.facts.js';
import { type AssessmentRecord, begun, type CommandOf } from './assessment.record.js';
import { staffIn } from './assessment.recommending.js';
import type { Start } from './assessment.starting.js';

export const handleAssessment = (engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> =>
  kernel.handle(
    engine,
    assessment,
    ask,
    (reading) => {
      const open = openerOf(reading);
      return {
        ...readersOf(reading, ask.unitId ?? kernel.unitOfActor(ask.by), open),
        CorrectAssessmentEntry: async (command, record) => ({
          ...(await changing(reading, record, open).CorrectAssessmentEntry(command, record, ask)),
          ...(await caseOf(reading, record)),
        }),
        AnnulAssessmentEntry: async (command, record) => ({
          ...(await changing(reading, record, open).AnnulAssessmentEntry(command, record, ask)),
          ...(await caseOf(reading, record)),
        }),
      };
    },
    sendRecord,
  );

/** What entries say, with the seals opened whose key is there. */
type Open = (data: readonly object[]) => Promise<readonly object[]>;

const openerOf =
  ({ registry, keyring }: kernel.Engine): Open =>
  (data) =>
    kernel.unsealData(data as readonly kernel.JsonObject[], { keyring, upcast: registry.upcastSecrets });

/** The readers of corrections, by which entries are decided again in the unit that owns them: their seals are open then. */
const changing = (engine: kernel.Engine, { now }: AssessmentRecord, open: Open) =>
  corrections.withFacts(
    readersOf(engine, now.status === 'absent' ? '' : now.unitId, (data) => Promise.resolve(data)),
    open,
  );

async function caseOf(engine: kernel.Engine, { now }: AssessmentRecord) {
  if (now.status === 'absent') throw new kernel.NotFound('assessment with that id');
  return { case: await caseFact(engine, now.caseId) };
}

type Given<Type extends 'StartAssessment' | 'RateDomain' | 'RecommendPlacement'> = Pick<CommandOf<Type>, 'data'>;

function readersOf(engine: kernel.Engine, unitId: string, open: Open) {
  const subjects = Array.from({ length: MOST_MEMBERS }, () => world.uuid());
  return {
    StartAssessment: ({ data }: Given<'StartAssessment'>) => startFacts(engine, unitId, data),

    RateDomain: async ({ data }: Given<'RateDomain'>, { now }: AssessmentRecord): Promise<known.RatingFacts> => {
      const { caseId, inmateId, consentId, unitId: owner, provider } = begun(now);
      const [fact, inmate, consent, cover] = await Promise.all([
        caseFact(engine, caseId),
        inmateFact(engine, inmateId),
        consentFact(engine, consentId),
        coverFact(engine, provider, 'ASSESSMENT', owner, data.ratedOn),
      ]);
      return { case: fact, inmate, consent, cover };
    },

    CompleteAssessment: async (_: object, record: AssessmentRecord): Promise<known.CompletionFacts> => {
      const { caseId, consentId } = begun(record.now);
      return {
        case: await caseFact(engine, caseId),
        consent: await consentFact(engine, consentId),
        severities: severitiesIn(await openedIn(record, open)),
      };
    },

    RecommendPlacement: async (
      { data: { team, templateId } }: Given<'RecommendPlacement'>,
      record: AssessmentRecord,
    ): Promise<known.RecommendationFacts> => {
      const { caseId, consentId } = begun(record.now);
      const suggestedDays = suggestedDaysIn(await openedIn(record, open));
      const template = templateId === undefined ? undefined : await templateFact(engine, templateId);
      return {
        case: await caseFact(engine, caseId),
        consent: await consentFact(engine, consentId),
        ...(template && { template }),
        ...(suggestedDays !== undefined && { suggestedDays }),
        subjects,
        isAnybodyTwice: await isAnybodyTwice(engine, staffIn(team)),
      };
    },
  };
}

const MOST_MEMBERS = 12;

async function startFacts(engine: kernel.Engine, unitId: string, data: Start): Promise<known.StartFacts> {
  const { caseId, screeningId, consentId, templateId, provider, startedOn } = data;
  const fact = await caseFact(engine, caseId);
  const [inmate, screening, consent, cover, template] = await Promise.all([
    inmateFact(engine, fact.case.inmateId),
    screeningFact(engine, screeningId),
    consentFact(engine, consentId),
    coverFact(engine, provider, 'ASSESSMENT', fact.case.unitId, startedOn),
    templateId === undefined ? undefined : templateFact(engine, templateId),
  ]);
  return { unitId, case: fact, inmate, screening, consent, cover, ...(template && { template }) };
}

async function screeningFact(engine: kernel.Engine, screeningId: string): Promise<known.ScreeningFact> {
  const cited = await kernel.cite(engine, `screening-${screeningId}`);
  if (cited === undefined) throw new kernel.NotFound('screening with that id');
  const entries = kernel.validEntries(cited.events as readonly kernel.Projected<ScreeningEvent>[]);
  const screened = entries.findLast((event) => event.type === 'InmateScreened')?.data;
  if (screened === undefined) return { screeningId, basis: cited.basis };
  const { caseId, riskBand, screenedOn } = screened;
  return { screeningId, result: { caseId, riskBand, screenedOn }, basis: cited.basis };
}

async function isAnybodyTwice({ staff }: kernel.Engine, staffIds: readonly string[]): Promise<boolean> {
  const persons = await Promise.all(staffIds.map(async (one) => staff.idsOf(one)));
  return persons.some((ids, index) => staffIds.slice(index + 1).some((other) => ids.has(other)));
}

/** The entries that hold, with what was sealed in them, absent where its key is gone. */
async function openedIn({ valid }: AssessmentRecord, open: Open): Promise<readonly Opened[]> {
  const data = await open(valid.map((entry) => entry.data));
  return valid.map((entry, index) => ({ ...entry, data: data[index] }) as Opened);
}

type Opened = Pick<kernel.Entry<AssessmentEntry>, 'type'> & {
  readonly data: Partial<known.Severity> & { readonly suggestedDays?: number };
};

function severitiesIn(entries: readonly Opened[]): readonly known.Severity[] {
  const ratings = entries.flatMap(({ type, data }) => (type === 'AssessmentDomainRated' ? [data] : []));
  const latest = ratings.filter(({ domain }, index) => ratings.findLastIndex((one) => one.domain === domain) === index);
  return latest.flatMap(({ domain, severity }) =>
    domain === undefined || severity === undefined ? [] : [{ domain, severity }],
  );
}

const suggestedDaysIn = (entries: readonly Opened[]): number | undefined =>
  entries.findLast(({ type }) => type === 'AssessmentCompleted')?.data.suggestedDays;

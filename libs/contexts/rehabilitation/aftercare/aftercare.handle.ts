import * as kernel from '#kernel';
import { unitOf } from '#platform/auth';
import { caseFact, consentFact, type CoverFact, coverFact, inmateFact, type Provider } from '../facts.js';
import { sendRecord } from '../reactions/index.js';
import { corrections, aftercare } from './aftercare.decider.js';
import * as its from './aftercare.record.js';
import { AGENCIES } from './aftercare.referrals.js';

export const aftercareIdOf = (caseId: string): string => kernel.id('aftercare', caseId);

export function handleAftercare(engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> {
  const { type, data } = ask.command;
  const asked =
    type === 'PlanAftercare' ? { ...ask, createdId: aftercareIdOf((data as { caseId: string }).caseId) } : ask;
  const unitId = ask.unitId ?? kernel.unitOfActor(ask.by);
  return kernel.handle(engine, aftercare, asked, (reading) => readersWithCorrections(reading, unitId), sendRecord);
}

function readersWithCorrections(engine: kernel.Engine, unitId: string) {
  const { keyring, registry } = engine;
  const open = (data: readonly object[]) =>
    kernel.unsealData(data as readonly kernel.JsonObject[], { keyring, upcast: registry.upcastSecrets });
  const readers = corrections.withFacts(readersOf(engine, unitId), open);
  return {
    ...readers,
    AnnulAftercareEntry: async (...asked: Parameters<typeof readers.AnnulAftercareEntry>) => ({
      ...(await readers.AnnulAftercareEntry(...asked)),
      case: await caseFact(engine, its.planned(asked[1].now).caseId),
    }),
  };
}

type Given<Type extends 'PlanAftercare' | 'RecordAftercareContact' | 'ReferAftercare'> = Pick<
  its.CommandOf<Type>,
  'data'
>;

function readersOf(engine: kernel.Engine, unitId: string) {
  const onCase = async (_: object, { now }: its.AftercareRecord) => ({
    case: await caseFact(engine, its.begun(now).caseId),
  });
  return {
    PlanAftercare: async ({ data: { caseId, consentId } }: Given<'PlanAftercare'>): Promise<its.PlanFacts> => {
      const fact = await caseFact(engine, caseId);
      const inmate = await inmateFact(engine, fact.case.inmateId);
      const consent = consentId === undefined ? undefined : await consentFact(engine, consentId);
      return { unitId, case: fact, inmate, ...(consent && { consent }) };
    },

    /** Covered under the agreement of the referral that the unit of who serves accepted last. */
    RecordAftercareContact: async (
      { data, by }: Given<'RecordAftercareContact'> & { readonly by: kernel.Actor },
      record: its.AftercareRecord,
    ): Promise<its.ServiceFacts> => {
      const { unitId: owner, referrals } = its.begun(record.now);
      const servingUnitId = kernel.unitOfActor(by);
      const referral = referrals.findLast(({ toUnitId }) => toUnitId === servingUnitId);
      const cover = referral && (await agencyCover(engine, referral, owner, data.contactedOn));
      return { ...(await onCase({}, record)), ...(cover && { cover }) };
    },

    ReferAftercare: async (
      { data }: Given<'ReferAftercare'>,
      record: its.AftercareRecord,
    ): Promise<its.ReferralFacts> => {
      const kind = unitOf(data.toUnitId)?.kind;
      const cover = await agencyCover(engine, data, its.begun(record.now).unitId, data.referredOn);
      return { ...(await onCase({}, record)), ...(kind && { kind }), ...(cover && { cover }) };
    },

    AcceptReferral: onCase,
    CompleteAftercare: onCase,
  };
}

/** What the gate knows of an agency that looks after somebody; undefined of a unit that needs no agreement. */
async function agencyCover(
  engine: kernel.Engine,
  { toUnitId, agreementId }: { readonly toUnitId: string; readonly agreementId?: string },
  unitId: string,
  on: string,
): Promise<CoverFact | undefined> {
  if (!AGENCIES.includes(unitOf(toUnitId)?.kind ?? '')) return undefined;
  const provider: Provider = { unitId: toUnitId, ...(agreementId && { agreementId }) };
  return coverFact(engine, provider, 'AFTERCARE', unitId, on);
}

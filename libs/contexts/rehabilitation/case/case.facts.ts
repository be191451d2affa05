import {
  type AnyEvent,
  cite,
  type Engine,
  id,
  type JsonObject,
  NotFound,
  type Projected,
  unsealData,
  validEntries,
} from '#kernel';
import type { AftercareEvent } from '#contracts/rehabilitation/aftercare.events';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import { CASE_RECORDS, type CaseRecord } from '#contracts/rehabilitation/codes';
import { coverFact, inmateFact, templateFact } from '../facts.js';
import type { AdmissionCommand, AssessmentFact } from './case.admission.js';
import type { EarlierCertificate } from './case.certificate.js';
import { type CompletionFacts, evaluated, planned } from './case.completion.js';
import type { AftercareFact } from './case.ends.js';
import type { OpenedCase } from './case.state.js';

type Reading = Pick<Engine, 'store' | 'registry' | 'patience'>;
type Admission = Extract<AdmissionCommand, { type: 'AdmitToRehab' }>;

/** What an admission rests on. Throws `NotFound` when the assessment or the template does not exist, and what `cite` throws. */
export async function admissionFacts(
  engine: Reading,
  caseId: string,
  { inmateId, unitId }: OpenedCase,
  { assessmentId, templateId, admittedOn, provider = { unitId } }: Admission['data'],
): Promise<Admission['facts']> {
  const [inmate, cover, assessment, template] = await Promise.all([
    inmateFact(engine, inmateId),
    coverFact(engine, provider, 'SOCIAL_REHABILITATION', unitId, admittedOn),
    assessmentFact(engine, assessmentId),
    templateFact(engine, templateId),
  ]);
  return { caseId, inmate, cover, assessment, template };
}

async function assessmentFact(engine: Reading, assessmentId: string): Promise<AssessmentFact> {
  const cited = await cite(engine, `assessment-${assessmentId}`);
  if (cited === undefined) throw new NotFound('assessment with that id');
  const valid = validEntries(cited.events as readonly Projected<AssessmentEvent>[]);
  const caseId = valid.flatMap(({ type, data }) => (type === 'AssessmentStarted' ? [data.caseId] : [])).at(-1);
  const said = valid.flatMap(({ type, data }) => (type === 'PlacementRecommended' ? [data] : [])).at(-1);
  const recommendation = said && {
    recommendation: { outcome: said.recommendation, ...(said.templateId && { templateId: said.templateId }) },
  };
  return { assessmentId, ...(caseId && { caseId }), ...recommendation, basis: cited.basis };
}

/** What a completion is held to. Throws what `cite` throws. */
export async function completionFacts(engine: Reading, caseId: string, templateId: string): Promise<CompletionFacts> {
  const [template, plan, evaluation] = await Promise.all([
    templateFact(engine, templateId),
    cite(engine, `plan-${id('plan', caseId)}`),
    cite(engine, `evaluation-${id('evaluation', caseId)}`),
  ]);
  return {
    template,
    ...(plan && { plan: { ...planned(plan.events), basis: plan.basis } }),
    ...(evaluation && { evaluation: { ...evaluated(evaluation.events), basis: evaluation.basis } }),
  };
}

/** The aftercare of a case, undefined when it has none. Throws what `cite` throws. */
export async function aftercareFact(engine: Reading, caseId: string): Promise<AftercareFact | undefined> {
  const cited = await cite(engine, `aftercare-${id('aftercare', caseId)}`);
  return cited && { ...completion(cited.events), basis: cited.basis };
}

function completion(events: readonly Projected<AnyEvent>[]): Pick<AftercareFact, 'completedOn'> {
  const valid = validEntries(events as readonly Projected<AftercareEvent>[]);
  const completed = valid.find(({ type }) => type === 'AftercareCompleted') as
    Projected<Extract<AftercareEvent, { type: 'AftercareCompleted' }>> | undefined;
  return completed === undefined ? {} : { completedOn: completed.data.completedOn };
}

/** The certificates that a case ever had, with their numbers where the key is there. Throws what `cite` and the keyring throw. */
export async function earlierCertificates(
  engine: Reading & Pick<Engine, 'keyring'>,
  caseId: string,
): Promise<readonly EarlierCertificate[]> {
  const cited = await cite(engine, `rehabcase-${caseId}`);
  const issued = cited?.events.filter(({ type }) => type === 'CertificateIssued') ?? [];
  const { keyring, registry } = engine;
  const sealed = issued.map(({ data }) => data as JsonObject);
  const opened = await unsealData(sealed, { keyring, upcast: registry.upcastSecrets });
  return issued.map(({ id: certificateId }, index) => {
    const { number } = opened[index] ?? {};
    return { certificateId, ...(typeof number === 'string' && { number }) };
  });
}

/** Which records of its own a case has. Throws what `cite` throws. */
export async function recordsOf(engine: Reading, caseId: string): Promise<readonly CaseRecord[]> {
  const found = await Promise.all(
    CASE_RECORDS.map((record) => {
      const name = record.toLowerCase();
      return cite(engine, `${name}-${id(name, caseId)}`);
    }),
  );
  return CASE_RECORDS.filter((_, index) => found[index] !== undefined);
}

import * as kernel from '#kernel';
import type { AftercareEvent } from '#contracts/rehabilitation/aftercare.events';
import type { AssessmentEvent } from '#contracts/rehabilitation/assessment.events';
import { CASE_RECORDS, type CaseRecord } from '#contracts/rehabilitation/codes';
import type { EvaluationEvent } from '#contracts/rehabilitation/evaluation.events';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import type { PlanEvent } from '#contracts/rehabilitation/plan.events';
import { coverFact, inmateFact, templateFact } from '../facts.js';
import { rehabCase } from './case.decider.js';
import * as rules from './case.rules.js';
import { leadingTo } from './case.course.js';
import type { CaseState } from './case.record.js';

type Reading = Pick<kernel.Engine, 'store' | 'registry' | 'patience'>;
type Readers = kernel.FactReaders<CaseState, Exclude<rules.CaseCommand, { type: 'OpenCase' }>>;

/** Where what the rules of a case must know is read; whoever opens one knows it before. */
export function readersOf(engine: kernel.Engine): Readers {
  const present = async (_: unknown, state: CaseState) => ({
    inmate: await inmateFact(engine, rules.openedCase(state).inmateId),
  });
  return {
    AdmitToRehab: async ({ data: { assessmentId, templateId, admittedOn, provider } }, state, ask) => {
      const { inmateId, unitId } = rules.openedCase(state);
      const [inmate, cover, assessment, template] = await Promise.all([
        inmateFact(engine, inmateId),
        coverFact(engine, provider ?? { unitId }, 'SOCIAL_REHABILITATION', unitId, admittedOn),
        assessmentFact(engine, assessmentId),
        templateFact(engine, templateId),
      ]);
      return { caseId: kernel.uuidOf(kernel.streamOf(rehabCase, ask)), inmate, cover, assessment, template };
    },
    ChangePhase: present,
    ResumeRehab: present,
    ExitCase: present,
    CompleteRehab: (_, state, ask) => {
      const { status, admission } = rules.openedCase(state);
      const { templateId } = admission ?? rules.refuseStep(leadingTo('CompleteRehab'), status);
      return completionFacts(engine, kernel.uuidOf(kernel.streamOf(rehabCase, ask)), templateId);
    },
    DiscontinueRehab: () => Promise.resolve({}),
    CloseCase: async (_, __, ask) => {
      const aftercare = await aftercareFact(engine, kernel.uuidOf(kernel.streamOf(rehabCase, ask)));
      return { ...(aftercare && { aftercare }) };
    },
    ReopenCase: async (_, state) => {
      const { inmateId, episode } = rules.openedCase(state);
      const later = await kernel.cite(engine, `rehabcase-${caseIdOf(inmateId, episode + 1)}`);
      return { hasLaterEpisode: later !== undefined };
    },
    IssueCertificate: async (_, __, ask) => ({
      earlier: await earlierCertificates(engine, kernel.streamOf(rehabCase, ask)),
    }),
    TakeOverCase: async (_, __, ask) => ({
      records: await recordsOf(engine, kernel.uuidOf(kernel.streamOf(rehabCase, ask))),
    }),
  };
}

async function assessmentFact(engine: Reading, assessmentId: string): Promise<rules.AssessmentFact> {
  const cited = await kernel.cite(engine, `assessment-${assessmentId}`);
  if (cited === undefined) throw new kernel.NotFound('assessment with that id');
  const valid = kernel.validEntries(cited.events as readonly kernel.Projected<AssessmentEvent>[]);
  const caseId = valid.flatMap(({ type, data }) => (type === 'AssessmentStarted' ? [data.caseId] : [])).at(-1);
  const said = valid.flatMap(({ type, data }) => (type === 'PlacementRecommended' ? [data] : [])).at(-1);
  const recommendation = said && {
    recommendation: { outcome: said.recommendation, ...(said.templateId && { templateId: said.templateId }) },
  };
  return { assessmentId, ...(caseId && { caseId }), ...recommendation, basis: cited.basis };
}

async function completionFacts(
  engine: Reading,
  caseId: string,
  templateId: string,
): Promise<rules.FactsOf<'CompleteRehab'>> {
  const [template, plan, evaluation] = await Promise.all([
    templateFact(engine, templateId),
    kernel.cite(engine, `plan-${kernel.id('plan', caseId)}`),
    kernel.cite(engine, `evaluation-${kernel.id('evaluation', caseId)}`),
  ]);
  return {
    template,
    ...(plan && { plan: planFact(plan) }),
    ...(evaluation && { evaluation: evaluationFact(evaluation) }),
  };
}

export function planFact({ events, basis }: kernel.Cited): rules.PlanFact {
  const entries = kernel.validEntries(events as readonly kernel.Projected<PlanEvent>[]);
  const approved = entries.findLast(({ type }) => type === 'RehabPlanApproved')?.data as
    { version: number } | undefined;
  const contents = entries.flatMap(({ type, data }) =>
    type === 'RehabPlanDrafted' || type === 'RehabPlanRevised' ? [data] : [],
  );
  const sessions = contents.findLast(({ version }) => version === approved?.version)?.sessions ?? [];
  return {
    plannedSessions: sessions.reduce((sum, module) => sum + module.planned, 0),
    exemptions: entries.flatMap(({ type, data }) => (type === 'RequirementExempted' ? [data] : [])),
    basis,
  };
}

function evaluationFact({ events, basis }: kernel.Cited): rules.EvaluationFact {
  const valid = kernel.validEntries(events as readonly kernel.Projected<EvaluationEvent>[]);
  const conclusions = valid.flatMap(({ type, data }) => (type === 'RehabEvaluated' ? [data.conclusion] : []));
  const conclusion = conclusions.at(-1);
  return {
    isMeasuredAfter: valid.some(({ type, data }) => type === 'OutcomeMeasured' && data.timing === 'POST'),
    ...(conclusion !== undefined && { conclusion }),
    basis,
  };
}

async function aftercareFact(engine: Reading, caseId: string): Promise<rules.AftercareFact | undefined> {
  const cited = await kernel.cite(engine, `aftercare-${kernel.id('aftercare', caseId)}`);
  if (cited === undefined) return undefined;
  const valid = kernel.validEntries(cited.events as readonly kernel.Projected<AftercareEvent>[]);
  const [completedOn] = valid.flatMap(({ type, data }) => (type === 'AftercareCompleted' ? [data.completedOn] : []));
  return { ...(completedOn !== undefined && { completedOn }), basis: cited.basis };
}

/** The certificates that a case ever had, with their numbers where the key is there. */
async function earlierCertificates(
  engine: kernel.Engine,
  stream: string,
): Promise<readonly rules.EarlierCertificate[]> {
  const cited = await kernel.cite(engine, stream);
  const issued = cited?.events.filter(({ type }) => type === 'CertificateIssued') ?? [];
  const { keyring, registry } = engine;
  const sealed = issued.map(({ data }) => data as kernel.JsonObject);
  const opened = await kernel.unsealData(sealed, { keyring, upcast: registry.upcastSecrets });
  return issued.map(({ id: certificateId }, index) => {
    const { number } = opened[index] ?? {};
    return { certificateId, ...(typeof number === 'string' && { number }) };
  });
}

async function recordsOf(engine: Reading, caseId: string): Promise<readonly CaseRecord[]> {
  const found = await Promise.all(
    CASE_RECORDS.map((record) => {
      const name = record.toLowerCase();
      return kernel.cite(engine, `${name}-${kernel.id(name, caseId)}`);
    }),
  );
  return CASE_RECORDS.filter((_, index) => found[index] !== undefined);
}

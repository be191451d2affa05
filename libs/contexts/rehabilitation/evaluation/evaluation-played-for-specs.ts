import type { Actor, AnyCommand, Receipt } from '#kernel';
import { agencyHead, assessor, nurse } from '../facts-for-specs.js';
import { content } from '../plan/plan-for-specs.js';
import { handlePlan, planIdOf } from '../plan/plan.handle.js';
import { askOf, programme } from '../plan/programme-for-specs.js';
import { measuring } from './evaluation-for-specs.js';
import { personOf } from '../people-for-specs.js';
import { evaluationIdOf, handleEvaluation } from './evaluation.handle.js';
import type { Measuring } from './evaluation.measuring.js';

export const LATE = { lateCode: 'PAPER_RECORD' } as const;

/** So many people in a programme with an approved plan; their evaluations are recorded as in life. */
export async function played(people = 1) {
  const running = await programme(people);
  const { engine } = running.log;
  const planned = async (n: number): Promise<void> => {
    const { caseId } = personOf(n);
    const sent = (command: AnyCommand, by: Actor, target?: string) => handlePlan(engine, askOf(command, by, target));
    await sent({ type: 'DraftPlan', data: { caseId, ...content } }, assessor);
    await sent({ type: 'SubmitPlan', data: {} }, assessor, planIdOf(caseId));
    await sent({ type: 'ApprovePlan', data: {} }, agencyHead, planIdOf(caseId));
    const phase = { phase: 'PRIMARY', changedOn: '2024-12-05', providerUnitIds: [assessor.unitId] };
    await running.add(n, { type: 'RehabPhaseChanged', data: { subject: personOf(n).subject, ...phase } });
  };
  for (let n = 0; n < people; n += 1) await planned(n);
  const send = (command: AnyCommand, by = assessor, n = 0, unitId = nurse.unitId): Promise<Receipt> => {
    const target = command.type === 'BeginEvaluation' ? undefined : evaluationIdOf(personOf(n).caseId);
    return handleEvaluation(engine, askOf(command, by, target, unitId, LATE));
  };
  return {
    ...running,
    send,
    /** The first measure of the one with that number. */
    begin: (change: Partial<Measuring> = {}, n = 0): Promise<Receipt> => {
      const { caseId, consentId } = personOf(n);
      return send({ type: 'BeginEvaluation', data: { ...measuring, caseId, consentId, ...change } }, assessor, n);
    },
    measure: (change: Partial<Measuring> = {}, n = 0): Promise<Receipt> => {
      const { consentId } = personOf(n);
      const input = { ...measuring, timing: 'POST', measuredOn: '2024-12-15', consentId, ...change } as const;
      return send({ type: 'RecordMeasure', data: input }, assessor, n);
    },
  };
}

import type { AnyCommand, StaffActor, Receipt } from '#kernel';
import { caseId, clerk, factOn, inmateId, karutan, subject } from '../facts-for-specs.js';
import { askOf, screenedCase } from '../assessment/histories-for-specs.js';
import { handleAftercare } from './aftercare.handle.js';
import { plan } from './aftercare-for-specs.js';
import { RUTAN } from '../people-for-specs.js';

export const planOfReleased = { ...plan, plannedOn: '2024-12-04', untilOn: '2025-03-04' } as const;

export async function releasedCase(log?: Parameters<typeof screenedCase>[1]) {
  const history = await screenedCase('HIGH', log);
  await history.log.write(`inmate-${inmateId}`, clerk, {
    type: 'InmateReleased',
    data: { subject, releaseKind: 'PAROLE', releasedOn: '2024-12-03' },
  });
  await history.log.write(`rehabcase-${caseId}`, karutan, {
    type: 'RehabCaseExited',
    data: { exit: 'RELEASED', exitedOn: '2024-12-03', basis: [factOn(`inmate-${inmateId}`)] },
  });
  const send = (command: AnyCommand, target?: string, by: StaffActor = clerk, unitId = RUTAN): Promise<Receipt> =>
    handleAftercare(history.log.engine, {
      ...askOf(command, target, by, unitId),
      context: { lateCode: 'PAPER_RECORD' },
    });
  return { ...history, send, planIt: async () => (await send({ type: 'PlanAftercare', data: planOfReleased })).id };
}

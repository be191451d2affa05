import { GONE, type Projection } from '#kernel';
import * as cases from '#contracts/rehabilitation/case.events';
import type { Scoped } from '#platform/projections';

const events = [
  cases.RehabCaseOpened,
  cases.CaseConsentNoted,
  cases.RehabCaseExited,
  cases.RehabCaseClosed,
  cases.RehabCaseReopened,
] as const;
type Followed = Extract<cases.CaseEvent, { type: (typeof events)[number]['type'] }>;

/** A case, whether it is open, and once its consent was withdrawn, which consent that is and until when it must have stopped. */
export interface ConsentedCase extends Scoped {
  readonly caseId: string;
  readonly inmateId: string;
  readonly open: boolean;
  readonly withdrawnId?: string;
  readonly dueAt?: string;
}

export const casesWithoutConsent: Projection<ConsentedCase, Followed> = {
  name: 'cases-without-consent',
  version: 1,
  events,
  indexes: [['units', 'open', 'dueAt']],
  fold: (document, { type, data, metadata }, caseId) => {
    if (type === 'RehabCaseOpened') return { caseId, inmateId: data.inmateId, units: [metadata.unitId], open: true };
    if (document === null) return GONE;
    if (type !== 'CaseConsentNoted') return { ...document, open: type === 'RehabCaseReopened' };
    const { inmateId, units, open } = document;
    const withdrawal = data.deadline && { withdrawnId: data.consentId, dueAt: data.deadline.dueAt };
    return { caseId, inmateId, units, open, ...withdrawal };
  },
};

import { addDays, type Decider, type Fact, refuse, staffOf } from '#kernel';
import type { CaseEvent, CaseEventData } from '#contracts/rehabilitation/case.events';
import type { Recommendation } from '#contracts/rehabilitation/codes';
import {
  basisOf,
  type CoverFact,
  type InmateFact,
  mustBeCovered,
  mustBePresent,
  type TemplateFact,
} from '../facts.rules.js';
import { mustFollow, mustLead, mustStillConsent, openedCase, refuseStep } from './case.rules.js';
import type { CaseState, OpenedCase } from './case.state.js';
import { isOpen } from './course.js';

/** An assessment, and what the team that met over it recommended. */
export interface AssessmentFact {
  readonly assessmentId: string;
  readonly caseId?: string;
  readonly recommendation?: { readonly outcome: Recommendation; readonly templateId?: string };
  readonly basis: Fact;
}

export interface AdmissionFacts {
  readonly caseId: string;
  readonly inmate: InmateFact;
  readonly cover: CoverFact;
  readonly assessment: AssessmentFact;
  readonly template: TemplateFact;
}

type Admitted = CaseEventData<'InmateAdmittedToRehab'>;

export type AdmissionCommand =
  | {
      type: 'AdmitToRehab';
      data: Pick<
        Admitted,
        | 'decreeNumber'
        | 'decreeDate'
        | 'admittedOn'
        | 'assessmentId'
        | 'templateId'
        | 'medicalRecordSha256'
        | 'provider'
      > & { readonly reason?: string };
      facts: AdmissionFacts;
    }
  | { type: 'AssignCounsellor'; data: CaseEventData<'CounsellorAssigned'> };

export const decideAdmission: Decider<CaseState, AdmissionCommand, CaseEvent>['decide'] = {
  AdmitToRehab: ({ data: { reason, ...data }, facts, by, today }, state) => {
    const admitted = openedCase(state);
    mustLead(admitted.status, 'AdmitToRehab');
    mustFollow(admitted, data.admittedOn, today);
    mustStillConsent(admitted);
    if (data.decreeDate > data.admittedOn) {
      refuse('decree-after-admission', 'The decree must be of the day of admission or earlier.', 'R-3.1');
    }
    const { inmate, cover, assessment, template } = facts;
    mustBePresent(inmate, data.admittedOn);
    const recommended = mustBeEligible(assessment, facts.caseId);
    mustBeOffered(template, admitted, data.admittedOn);
    if (data.templateId !== recommended.templateId && reason === undefined) {
      refuse('other-template-needs-reason', 'Say why the programme differs from the one recommended.', 'R-3.1');
    }
    mustBeCovered(cover);
    const { subject, inmateId, providers } = admitted;
    const { code, phases, days } = template.template;
    const served = {
      templateCode: code,
      phases: phases.map((phase) => phase.code),
      plannedEndOn: addDays(data.admittedOn, days),
      decidedBy: staffOf(by),
      ...(reason !== undefined && { deviationReason: reason }),
      providerUnitIds: [...servedBy(admitted, data.provider?.unitId ?? admitted.unitId, providers)],
      basis: basisOf(inmate, assessment, template, cover),
    };
    return [{ type: 'InmateAdmittedToRehab', data: { subject, inmateId, ...data, ...served } }];
  },

  AssignCounsellor: ({ data, today }, state) => {
    const served = openedCase(state);
    if (!isOpen(served.status)) refuseStep();
    const { counsellor, unitId, providers } = served;
    if (counsellor?.staffId === data.counsellorId && counsellor.unitId === data.counsellorUnitId) return [];
    mustFollow(served, data.assignedOn, today);
    if (![unitId, ...providers].includes(data.counsellorUnitId)) {
      refuse('counsellor-of-another-unit', 'The counsellor must be of the own unit or of a provider.', 'R-3.2');
    }
    return [{ type: 'CounsellorAssigned', data }];
  },
};

const servedBy = ({ unitId }: OpenedCase, provider: string, providers: readonly string[]): readonly string[] =>
  provider === unitId || providers.includes(provider) ? providers : [...providers, provider];

function mustBeEligible(
  { caseId, recommendation }: AssessmentFact,
  ofCase: string,
): NonNullable<AssessmentFact['recommendation']> {
  if (caseId !== ofCase) refuse('assessment-of-another-case', 'This assessment is of another case.', 'R-3.1');
  if (recommendation?.outcome === 'ELIGIBLE') return recommendation;
  return refuse('not-eligible', 'The assessment team has not recommended the programme.', 'R-3.1');
}

function mustBeOffered({ template, unitId, retiredOn }: TemplateFact, its: OpenedCase, on: string): void {
  if (unitId !== its.unitId) refuse('template-of-another-unit', 'Another unit runs this programme.', 'R-3.1');
  if (on < template.validFrom || (retiredOn !== undefined && on >= retiredOn)) {
    refuse('template-not-offered', 'This programme is not offered on the day of admission.', 'R-3.1');
  }
}

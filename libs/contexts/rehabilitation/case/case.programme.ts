import { addDays, mustHaveHappened, staffOf } from '#kernel';
import { basisOf, mustBeCovered, mustBePresent, offeredIn, type TemplateFact } from '../facts.rules.js';
import * as rules from './case.rules.js';
import { isOpen, OPEN } from './case.course.js';
import { type OpenedCase, withProvider } from './case.record.js';
import { refuse } from './case.refusals.js';

type InProgramme = 'AdmitToRehab' | 'AssignCounsellor' | 'ChangePhase' | 'SuspendRehab' | 'ResumeRehab';

export const decideProgramme: rules.Rules<'OpenCase' | InProgramme> = {
  OpenCase: ({ data, facts: { inmate, episode, cover }, today }, state) => {
    if (state.status !== 'none') {
      if (isOpen(state.status)) return [];
      refuse('case-was-left', { status: state.status });
    }
    mustHaveHappened(data.openedOn, today);
    mustBePresent(inmate, data.openedOn);
    if (cover !== undefined) mustBeCovered(cover);
    const { subject } = inmate.presence;
    return [{ type: 'RehabCaseOpened', data: { ...data, episode, subject, basis: basisOf(inmate, cover) } }];
  },

  AdmitToRehab: ({ data: { reason, ...data }, facts, by, today }, state) => {
    const admitted = rules.atStep(state, 'AdmitToRehab', data.admittedOn, today);
    rules.mustStillConsent(admitted);
    if (data.decreeDate > data.admittedOn) {
      refuse('decree-after-admission', { decreeDate: data.decreeDate, admittedOn: data.admittedOn });
    }
    const { inmate, cover, assessment, template } = facts;
    mustBePresent(inmate, data.admittedOn);
    const recommended = mustBeEligible(assessment, facts.caseId);
    mustBeOffered(template, admitted, data.admittedOn);
    if (data.templateId !== recommended.templateId && reason === undefined) {
      const { templateId: recommendedId = 'none' } = recommended;
      refuse('other-template-needs-reason', { recommended: recommendedId, templateId: data.templateId });
    }
    mustBeCovered(cover);
    const { subject, inmateId } = admitted;
    const { code, phases, days } = template.template;
    const served = {
      templateCode: code,
      phases: phases.map((phase) => phase.code),
      plannedEndOn: addDays(data.admittedOn, days),
      decidedBy: staffOf(by),
      ...(reason !== undefined && { deviationReason: reason }),
      providerUnitIds: [...withProvider(admitted, data.provider)],
      basis: basisOf(inmate, assessment, template, cover),
    };
    return [{ type: 'InmateAdmittedToRehab', data: { subject, inmateId, ...data, ...served } }];
  },

  AssignCounsellor: ({ data, today }, state) => {
    const served = rules.openedCase(state);
    rules.mustBeIn(OPEN, served.status);
    const { counsellor, unitId, providers } = served;
    if (counsellor?.staffId === data.counsellorId && counsellor.unitId === data.counsellorUnitId) return [];
    rules.mustFollow(served, data.assignedOn, today);
    const units = [unitId, ...providers];
    if (!units.includes(data.counsellorUnitId)) {
      refuse('counsellor-of-another-unit', { counsellorUnitId: data.counsellorUnitId, units });
    }
    return [{ type: 'CounsellorAssigned', data }];
  },

  ChangePhase: ({ data, facts, today }, state) => {
    const running = rules.openedCase(state);
    rules.mustLead(running.status, 'ChangePhase');
    if (running.status === 'IN_PROGRAMME' && data.phase === running.phase) return [];
    rules.mustFollow(running, data.changedOn, today);
    rules.mustStillConsent(running);
    mustBePresent(facts.inmate, data.changedOn);
    mustBeNext(running, data);
    return [{ type: 'RehabPhaseChanged', data: { ...data, ...rules.ofCase(running) } }];
  },

  SuspendRehab: ({ data, today }, state) => {
    const running = rules.atStep(state, 'SuspendRehab', data.suspendedOn, today);
    return [{ type: 'RehabSuspended', data: { ...data, ...rules.ofCase(running) } }];
  },

  ResumeRehab: ({ data, facts, today }, state) => {
    const suspended = rules.atStep(state, 'ResumeRehab', data.resumedOn, today);
    rules.mustStillConsent(suspended);
    mustBePresent(facts.inmate, data.resumedOn);
    return [{ type: 'RehabResumed', data: { ...data, providerUnitIds: [...suspended.providers] } }];
  },
};

function mustBeEligible(
  { assessmentId, caseId, recommendation }: rules.AssessmentFact,
  ofCase: string,
): NonNullable<rules.AssessmentFact['recommendation']> {
  if (caseId !== ofCase) refuse('assessment-of-another-case', { assessmentId });
  if (recommendation?.outcome === 'ELIGIBLE') return recommendation;
  return refuse('not-eligible', { assessmentId });
}

function mustBeOffered({ templateId, template, unitId, retiredOn }: TemplateFact, its: OpenedCase, on: string): void {
  if (unitId !== its.unitId) {
    refuse('template-of-another-unit', { templateId, ownerUnitId: unitId, unitId: its.unitId });
  }
  if (on < template.validFrom || (retiredOn !== undefined && on >= retiredOn)) {
    refuse('template-not-offered', { templateId, on, offered: offeredIn(template.validFrom, retiredOn) });
  }
}

/** Refuses a phase that the template does not have there; after an evaluation the same phase may go on. */
function mustBeNext({ admission, phase, status }: OpenedCase, asked: { phase: string; skipReason?: string }): void {
  const phases = admission?.phases ?? [];
  const wanted = phases.indexOf(asked.phase);
  const current = phase === undefined ? -1 : phases.indexOf(phase);
  if (wanted < 0) refuse('unknown-phase', { phase: asked.phase, phases }, [...phases]);
  const from = { phase: asked.phase, current: phase ?? status };
  if (wanted < current) refuse('phase-is-past', from);
  const isSkipped = wanted > current + 1;
  if (isSkipped && asked.skipReason === undefined) refuse('skip-needs-reason', from);
  if (!isSkipped && asked.skipReason !== undefined) refuse('nothing-is-skipped', { status, phase: asked.phase });
}

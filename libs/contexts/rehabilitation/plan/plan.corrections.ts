import { type Asker, cited, type Decider, type Entry, mustNotBeAuthor, refuse, staffOf } from '#kernel';
import type { PlanEntry, PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';
import { prepared, type Said } from '../record.rules.js';
import type { PlanFacts } from './plan.facts.js';
import { exempted, type ExemptionTold, mustNotHaveWritten, progressed, type ProgressTold } from './plan.following.js';
import { begunPlan, planBefore, planEntries, type PlanRecord } from './plan.state.js';

type Correction = PlanEventData<'PlanEntryCorrected'>;

/** What an entry should have said: the one that fits the type of the entry that `of` cites. */
export interface CorrectedPlanEntry {
  readonly of: string;
  readonly reasonCode: Correction['reasonCode'];
  readonly progress?: ProgressTold;
  readonly exemption?: ExemptionTold;
}

export type CorrectionCommand =
  | { type: 'CorrectPlanEntry'; data: CorrectedPlanEntry; facts?: PlanFacts }
  | { type: 'AnnulPlanEntry'; data: Pick<PlanEventData<'PlanEntryAnnulled'>, 'of' | 'reasonCode'> };

export const decideCorrections: Decider<PlanRecord, CorrectionCommand, PlanEvent>['decide'] = {
  CorrectPlanEntry: ({ data, facts, ...asker }, record) => {
    begunPlan(record);
    const original = cited(record, data.of);
    const { of, reasonCode } = data;
    const told = corrected(record, original, data, { facts: prepared(facts), asker });
    return [{ type: 'PlanEntryCorrected', data: { of, reasonCode, ...told } }];
  },

  AnnulPlanEntry: ({ data: { of, reasonCode }, ...asker }, record) => {
    begunPlan(record);
    const original = cited(record, of);
    if (original.type !== 'GoalProgressRecorded' && original.type !== 'RequirementExempted') {
      refuse('entry-not-annullable', 'A version is returned or revised, not annulled.', 'D12');
    }
    mustNotBeAuthor(original, asker);
    if (original.type === 'RequirementExempted') mustBeEntitledToExempt(record, asker);
    return [{ type: 'PlanEntryAnnulled', data: { of, reasonCode, approvedBy: staffOf(asker.by) } }];
  },
};

/** Who may exempt from a mandatory module. */
const EXEMPTING: readonly string[] = ['karutan', 'kepala-bnnk'];

function mustBeEntitledToExempt(record: PlanRecord, { by, is }: Pick<Asker, 'by' | 'is'>): void {
  if (by.kind === 'SYSTEM' || !EXEMPTING.includes(by.role)) {
    refuse('not-entitled-to-exempt', 'Only who may exempt can change an exemption.', 'R-3.9');
  }
  mustNotHaveWritten(begunPlan(record), { is });
}

function corrected(
  record: PlanRecord,
  original: Entry<PlanEntry>,
  { of, progress, exemption }: CorrectedPlanEntry,
  { facts, asker }: { readonly facts: PlanFacts; readonly asker: Asker },
): Said<Correction> {
  if ((progress === undefined) === (exemption === undefined)) {
    refuse('one-entry-at-a-time', 'Say what the one cited entry should have said, and nothing else.', 'D12');
  }
  const otherType = (): never =>
    refuse('entry-of-other-type', 'The correction does not fit the entry that it cites.', 'D12');
  switch (original.type) {
    case 'GoalProgressRecorded': {
      const { recordedBy } = original.data;
      const entry = progressed(planBefore(record, of), progress ?? otherType(), facts, asker.today);
      return { entryType: original.type, entry: { ...entry, recordedBy } };
    }
    case 'RequirementExempted': {
      const { exemptedBy } = original.data;
      const told = exemption ?? otherType();
      mustBeEntitledToExempt(record, asker);
      const others = begunPlan({ now: planEntries.ifAnnulled(record, of) });
      return { entryType: original.type, entry: { ...exempted(others, told, facts, asker.today), exemptedBy } };
    }
    case 'RehabPlanDrafted':
    case 'RehabPlanSubmitted':
    case 'RehabPlanApproved':
    case 'RehabPlanReturned':
    case 'RehabPlanRevised':
    case 'RehabPlanTakenOver':
      return refuse('entry-not-correctable', 'A version is revised, not corrected.', 'D12');
  }
}

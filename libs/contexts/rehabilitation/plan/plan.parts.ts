import { type KeptEntry, saidNow, without } from '#kernel';
import type { PlanEvent, PlanEventData } from '#contracts/rehabilitation/plan.events';

type Data<T extends PlanEvent['type']> = PlanEventData<T>;
type Written = Data<'RehabPlanDrafted'> | Data<'RehabPlanRevised'>;
/** Typed text is absent where its key is gone, which `gone` says then. */
type Opened<T extends object, Text extends keyof T> = Omit<T, Text | 'subject' | 'basis'> &
  Partial<Pick<T, Text>> & { readonly gone?: readonly string[] };

/** Who did it and when. */
export interface Step {
  readonly by: string;
  readonly at: string;
}

export interface PlanVersionInFull extends Pick<Written, 'version' | 'sessions' | 'modalities'> {
  readonly goals: readonly Opened<Written['goals'][number], 'statement'>[];
  readonly written: Step;
  /** Why it was written in the place of the version before. */
  readonly reason?: string;
  readonly gone?: readonly string[];
  readonly submitted?: Step;
  readonly approved?: Step;
  readonly returned?: Step & Pick<Opened<Data<'RehabPlanReturned'>, 'comment'>, 'comment' | 'gone'>;
}

/** What was told of a plan, oldest first. */
export interface PlanParts {
  readonly versions: readonly PlanVersionInFull[];
  readonly progress: readonly Opened<Data<'GoalProgressRecorded'>, 'note'>[];
  readonly exemptions: readonly Opened<Data<'RequirementExempted'>, 'reason'>[];
}

/** The parts of a plan in its entries, their seals opened. */
export const partsOf = (entries: readonly KeptEntry[]): PlanParts => ({
  versions: entries.reduce<readonly PlanVersionInFull[]>(told, []),
  progress: dataOf(entries, 'GoalProgressRecorded').map((data) => without(data, 'subject', 'basis')),
  exemptions: dataOf(entries, 'RequirementExempted').map((data) => without(data, 'subject', 'basis')),
});

const dataOf = <T extends PlanEvent['type']>(entries: readonly KeptEntry[], type: T) =>
  saidNow<PlanEvent, T>(entries, type);

function told(versions: readonly PlanVersionInFull[], entry: KeptEntry): readonly PlanVersionInFull[] {
  const step = stepOf(entry);
  const latest = (change: Partial<PlanVersionInFull>): readonly PlanVersionInFull[] =>
    versions.map((one, index) => (index === versions.length - 1 ? { ...one, ...change } : one));
  if (entry.type === 'RehabPlanSubmitted') return latest({ submitted: step });
  if (entry.type === 'RehabPlanApproved') return latest({ approved: step });
  const [returned] = dataOf([entry], 'RehabPlanReturned');
  if (returned !== undefined) {
    const remark = without(returned, 'subject', 'version', 'returnedBy', 'basis');
    return latest({ returned: { ...step, ...remark } });
  }
  const drafted = dataOf([entry], 'RehabPlanDrafted').map((data) => without(data, 'caseId'));
  const written = [...drafted, ...dataOf([entry], 'RehabPlanRevised')];
  return [...versions, ...written.map((data) => ({ ...versionOf(data), written: step }))];
}

const versionOf = ({ goals, ...data }: Omit<Written, 'caseId'>) => ({
  ...without(data, 'subject', 'providerUnitIds', 'basis'),
  goals: goals.map((goal) => without(goal, 'subject')),
});

function stepOf({ said: [first] }: KeptEntry): Step {
  if (first === undefined) throw new Error('An entry says something.');
  return { by: first.recordedBy, at: first.recordedAt };
}

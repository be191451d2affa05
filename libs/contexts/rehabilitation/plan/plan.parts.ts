import { type KeptEntry, saidNow, shown, type ShownEntry, without } from '#kernel';
import type { PlanEntry, PlanEventData } from '#contracts/rehabilitation/plan.events';

type Data<T extends PlanEntry['type']> = PlanEventData<T>;
type Written = Data<'RehabPlanDrafted'> | Data<'RehabPlanRevised'>;
/** What is sealed is absent where its key is gone, which `gone` says then. */
type Opened<T extends object, Sealed extends keyof T> = Omit<T, Sealed | 'subject' | 'basis'> &
  Partial<Pick<T, Sealed>> & { readonly gone?: readonly string[] };

/** Who did it and on which day; at which instant, when that is known. */
export interface Step {
  readonly by: string;
  readonly on: string;
  readonly at?: string;
}

export interface PlanVersionInFull extends Pick<Written, 'version' | 'sessions' | 'modalities'> {
  readonly goals: readonly Opened<Written['goals'][number], 'domain' | 'statement'>[];
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
  readonly progress: readonly ShownEntry[];
  readonly exemptions: readonly ShownEntry[];
}

/** The parts of a plan in its entries, their seals opened. */
export const partsOf = (entries: readonly KeptEntry[]): PlanParts => ({
  versions: entries.reduce<readonly PlanVersionInFull[]>(told, []),
  progress: shown(entries.map(readable), 'GoalProgressRecorded'),
  exemptions: shown(entries.map(readable), 'RequirementExempted'),
});

const readable = ({ said, ...entry }: KeptEntry): KeptEntry => ({
  ...entry,
  said: said.map(({ data, ...telling }) => ({ ...telling, data: without(data, 'subject', 'basis') })),
});

const dataOf = <T extends PlanEntry['type']>(entries: readonly KeptEntry[], type: T) =>
  saidNow<PlanEntry, T>(entries, type);

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
  const { recordedBy, on, occurredAt } = first;
  return { by: recordedBy, on, ...(occurredAt !== undefined && { at: occurredAt }) };
}

import type { CaseEventData } from '#contracts/rehabilitation/case.events';
import type { PolicyEventData } from '#contracts/policies/policy.events';
import { type Ask, asksOf, type Engine, type RawEvent, type RecordedEvent, Refusal } from '#kernel';
import { sendBy } from '#platform/policies';
import { POLICIES, SENDERS } from '../../apps/bersinar/followers.js';

/**
 * What is wrong with the reactions of policies: `copy` reaches a copy of the log, in which every command that follows from an event is sent once more;
 * what was handled changes nothing there.
 */
export async function reactionFaultsIn(events: readonly RawEvent[], copy: Engine): Promise<readonly string[]> {
  const missed: string[] = [];
  const dispatch = sendBy(copy, SENDERS);
  const refused = refusedIn(events);
  for (const policy of POLICIES) {
    for (const raw of handledBy(policy.name, events)) {
      const event = copy.registry.believe(raw);
      for (const ask of asksOf(policy, event)) {
        if (refused.has(reactionOf({ policy: policy.name, command: ask.command.type, target: targetOf(ask) }, event)))
          continue;
        const before = await copy.store.head();
        await dispatch(ask).catch((error: unknown) => {
          if (!(error instanceof Refusal)) throw error; // it was not to be done, and is not
        });
        const isRecorded = (await since(copy, before)).some(({ metadata }) => commandOf(metadata).id === ask.commandId);
        if (isRecorded) missed.push(`${policy.name} has not handled ${event.type} of ${event.stream}`);
      }
    }
  }
  return [...missed, ...orderOf(events), ...consentsOf(events)];
}

/** The events that a policy reacts to, as it said before them, or later where it begins at the first event of the log. */
function handledBy(name: string, events: readonly RawEvent[]): readonly RawEvent[] {
  const starts = events.flatMap(({ type, data, position }) => {
    const its = data as PolicyEventData<'PolicyStarted'>;
    return type === 'PolicyStarted' && its.policy === name ? [{ ...its, position }] : [];
  });
  const fromFirst = starts.filter(({ from }) => from === 'LOG_START').slice(0, 1);
  return events.filter(({ type, position }) => {
    const last = starts.findLast((start) => start.position < position) ?? fromFirst[0];
    return last?.types.includes(type);
  });
}

const reactionOf = (
  { policy, command, target }: Pick<PolicyEventData<'PolicyReactionRefused'>, 'policy' | 'command' | 'target'>,
  { stream, revision }: Pick<RawEvent, 'stream' | 'revision'>,
): string => [policy, command, target, stream, revision].join(' ');

const targetOf = ({ target, createdId = '' }: Ask): string => target?.id ?? createdId;

const refusedIn = (events: readonly RawEvent[]): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ type, data }) => {
      const { of, ...its } = data as PolicyEventData<'PolicyReactionRefused'>;
      return type === 'PolicyReactionRefused' ? [reactionOf(its, of)] : [];
    }),
  );

async function since({ store }: Engine, position: string | undefined): Promise<readonly RawEvent[]> {
  const events: RawEvent[] = [];
  for await (const event of store.readAll(position)) events.push(event);
  return events;
}

type Command = RecordedEvent['metadata']['command'];
const commandOf = (metadata: unknown): Command => (metadata as RecordedEvent['metadata']).command;

/** What a target takes from a stream by a policy, it takes in the order of that stream, each once. */
function orderOf(events: readonly RawEvent[]): readonly string[] {
  const last = new Map<string, { readonly revision: number; readonly attempt: string }>();
  return events.flatMap(({ stream, type, metadata }) => {
    const { of, attempt } = commandOf(metadata);
    if (of === undefined) return [];
    const from = `${stream} ${of.policy} ${of.stream}`;
    const before = last.get(from);
    last.set(from, { revision: of.revision, attempt });
    const isNext = before === undefined || before.revision < of.revision || before.attempt === attempt;
    return isNext ? [] : [`${type} of ${stream} reacts to what came before, or twice`];
  });
}

/** The last case of nobody rests on a consent that was withdrawn: what it noted last of that says so, also when it was closed then. */
function consentsOf(events: readonly RawEvent[]): readonly string[] {
  const last = new Map<string, string>();
  const noted = new Map<string, CaseEventData<'CaseConsentNoted'>>();
  const withdrawn = new Set<string>();
  for (const { stream, type, data } of events) {
    if (type === 'RehabCaseOpened') last.set((data as CaseEventData<'RehabCaseOpened'>).inmateId, stream);
    if (type === 'CaseConsentNoted') noted.set(stream, data as CaseEventData<'CaseConsentNoted'>);
    if (type === 'ConsentWithdrawn') withdrawn.add(stream);
    if (type === 'ConsentEntryAnnulled') withdrawn.delete(stream);
  }
  return [...last.values()].flatMap((stream) => {
    const { status, consentId } = noted.get(stream) ?? {};
    const rests = status === 'GIVEN' && withdrawn.has(`consent-${consentId ?? ''}`);
    return rests ? [`${stream} rests on a consent that was withdrawn`] : [];
  });
}

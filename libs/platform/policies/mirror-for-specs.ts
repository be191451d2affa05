import {
  BEFORE_FIRST,
  type Engine,
  id,
  type Policy,
  type Position,
  Registry,
  type RecordedEvent,
  send,
  uuidOf,
  verifyStream,
} from '#kernel';
import { policyEvents } from '#contracts/policies/policy.events';
import { repairEvents } from '#contracts/repair/repair.events';
import {
  ask,
  Counted,
  tally,
  type TallyCommand,
  tallyEngine,
  type TallyEvent,
  TallyOpened,
} from '#kernel/tally-for-specs';
import type { PolicyCheckpoint, PolicyCheckpoints } from './checkpoints.js';
import type { Senders } from './senders.js';

export const mirrorOf = (tallyId: string): string => id('mirror', tallyId);

/** Every tally has a mirror that counts twice as fast, so that it is full when the tally is at half. */
export const mirror: Policy<TallyEvent, TallyCommand> = {
  name: 'mirror',
  events: [TallyOpened, Counted],
  react: ({ type, data, stream, metadata }) => {
    if (metadata.source === 'POLICY') return [];
    const target = mirrorOf(uuidOf(stream));
    return type === 'TallyOpened'
      ? [{ target, creates: true, command: { type: 'Open', data } }]
      : [{ target, command: { type: 'Count', data: { n: 2 * data.n } } }];
  },
};

const sendTally: Senders[string] = (engine, command) => send(engine, tally, command);
export const senders: Senders = { Open: sendTally, Count: sendTally };

export const registry = new Registry([TallyOpened, Counted, ...policyEvents, ...repairEvents]);

/** An engine in memory that knows tallies and what policies record. */
export const policyEngine = <Parts extends Partial<Engine>>(parts: Parts) => tallyEngine({ registry, ...parts }).engine;

/** Opens a tally and counts; answers its uuid. */
export async function countAll(engine: Engine, label: string, counts: readonly number[]): Promise<string> {
  const { id: tallyId } = await send(engine, tally, ask({ type: 'Open', data: { label } }, label));
  for (const [index, n] of counts.entries()) {
    await send(engine, tally, ask({ type: 'Count', data: { n } }, `${label} ${index}`, { on: tallyId }));
  }
  return tallyId;
}

/** Checkpoints that last as long as a spec, or until it clears them. */
export function checkpointsForSpecs(): PolicyCheckpoints & { readonly stored: Map<string, PolicyCheckpoint> } {
  const stored = new Map<string, PolicyCheckpoint>();
  const positionOf = (policy: string): Position => stored.get(policy)?.place.position ?? BEFORE_FIRST;
  return {
    stored,
    read: (policy) => Promise.resolve(stored.get(policy)),
    move: (policy, to) => {
      if (positionOf(policy) <= to.place.position) stored.set(policy, to);
      return Promise.resolve();
    },
    forget: (policy, { place }) => {
      if (stored.get(policy)?.place.eventId === place.eventId) stored.delete(policy);
      return Promise.resolve();
    },
  };
}

/** What a tally's mirror counted, in order. */
export async function reflected({ store }: Pick<Engine, 'store'>, tallyId: string): Promise<readonly unknown[]> {
  const events = verifyStream(await store.read(`tally-${mirrorOf(tallyId)}`));
  return events.flatMap(({ type, data }) => (type === 'Counted' ? [data.n] : []));
}

/** What policies recorded as refused. */
export async function refusals({ store }: Pick<Engine, 'store'>): Promise<readonly RecordedEvent[]> {
  const found: RecordedEvent[] = [];
  for await (const event of store.readAll()) {
    if (event.type === 'PolicyReactionRefused') found.push(event as RecordedEvent);
  }
  return found;
}

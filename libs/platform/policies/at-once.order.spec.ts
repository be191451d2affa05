import {
  type AnyEvent,
  type AnyPolicy,
  type Ask,
  type Engine,
  type EventStore,
  id,
  type Projected,
  send,
  type Receipt,
} from '#kernel';
import { storeWith } from '#kernel/store-with-for-specs';
import { ask, Counted, tally, type TallyCommand } from '#kernel/tally-for-specs';
import { sendAndReact } from './at-once.js';
import { mirror, mirrorOf, policyEngine, reflected, refusals, senders } from './mirror-for-specs.js';
import { startPolicies } from './policy-log.js';
import { policyRuns } from './policy-runs-for-specs.js';
import type { Senders } from './senders.js';

const { world: empty, run, atHead } = policyRuns();
type World = ReturnType<typeof empty>;

/** A log that the mirror follows from its first event on. */
async function world(): Promise<World> {
  const its = empty();
  await startPolicies(its.engine, [mirror]);
  return its;
}

const reactions = { policies: [mirror as AnyPolicy], senders };
const tallyId = id('tally', ask({ type: 'Open', data: { label: 'x' } }, 'x').commandId);
const open: TallyCommand = { type: 'Open', data: { label: 'x' } };
const counting = (n: number): Ask<TallyCommand> => ask({ type: 'Count', data: { n } }, `count ${n}`, { on: tallyId });

const countOn = (engine: Engine, n: number): Promise<Receipt> => sendAndReact(engine, reactions, tally, counting(n));

async function completed(its: World): Promise<void> {
  const policy = run(its);
  await atHead(its, policy);
  await policy.stop();
}

/** A store that cannot append to the stream. */
const unappendable = (store: EventStore, stream: string): EventStore =>
  storeWith(store, {
    append: (to, expected, events) =>
      to === stream ? Promise.reject(new Error('The connection broke.')) : store.append(to, expected, events),
  });

describe('What sendAndReact sends of an event while earlier ones of the stream are not told', () => {
  it('is told after them, and the running policy has nothing left', async () => {
    const its = await world();
    await send(its.engine, tally, ask(open, 'x'));
    await send(its.engine, tally, counting(3));
    await countOn(its.engine, 5);
    expect(await reflected(its, tallyId)).toEqual([6, 10]);
    await completed(its);
    expect(await reflected(its, tallyId)).toEqual([6, 10]);
  });

  it('is told without what was refused of them, and what others are told of them', async () => {
    const its = empty();
    const sent: unknown[] = [];
    const version: Senders[string] = (engine, command: Ask<TallyCommand>) => {
      sent.push(command.command.data);
      return send(engine, tally, command);
    };
    const byTurns = {
      ...(mirror as AnyPolicy),
      events: [Counted],
      react: ({ data, metadata: { source } }: Projected<AnyEvent>) => {
        if (source === 'POLICY') return [];
        const { n } = data as { n: number };
        return [{ target: id('turn', n % 2), command: { type: 'Count', data: { n: 2 * n } } }];
      },
    };
    const count = (n: number) =>
      sendAndReact(its.engine, { policies: [byTurns], senders: { Count: version } }, tally, counting(n));
    await startPolicies(its.engine, [byTurns]);
    for (const turn of [0, 1])
      await send(its.engine, tally, ask(open, `turn ${turn}`, { createdId: id('turn', turn) }));
    await send(its.engine, tally, ask(open, 'x'));
    await count(400);
    await count(1);
    expect(sent).toEqual([{ n: 800 }, { n: 2 }]);
    await count(150); // refused: that one would be full
    await atHead(its, run(its, byTurns));
    expect(await refusals(its)).toHaveLength(1);
    sent.splice(0);
    await count(2);
    expect(sent).toEqual([{ n: 4 }, { n: 800 }, { n: 4 }]); // the first of which would have overtaken what was refused
  });

  it('is told without those from before the policy began, which nobody tells ("To the byte" 2)', async () => {
    const its = empty();
    await send(its.engine, tally, ask(open, 'x'));
    await send(its.engine, tally, counting(3));
    await send(its.engine, tally, ask(open, 'mirrored', { createdId: mirrorOf(tallyId) }));
    await startPolicies(its.engine, [mirror]);
    await send(its.engine, tally, counting(4));
    await countOn(its.engine, 5);
    expect(await reflected(its, tallyId)).toEqual([8, 10]);
  });

  it('is left to the running policy when they cannot be told', async () => {
    const its = await world();
    await sendAndReact(its.engine, reactions, tally, ask(open, 'x'));
    await send(its.engine, tally, counting(3));
    const mirrored = `tally-${mirrorOf(tallyId)}`;
    const [store, patience] = [unappendable(its.store, mirrored), { attemptMs: 10, totalMs: 150 }];
    await countOn(policyEngine({ store, keyring: its.engine.keyring, patience }), 5);
    expect(await reflected(its, tallyId)).toEqual([]);
    await completed(its);
    expect(await reflected(its, tallyId)).toEqual([6, 10]);
  });
});

import { storeWith } from '#kernel/store-with-for-specs';
import { type AnyPolicy, type Engine, type EventStore, id, send, type Receipt, verifyStream } from '#kernel';
import { mortalProcess } from '#kernel/mortal-process-for-specs';
import { ask, Counted, tally, type TallyCommand } from '#kernel/tally-for-specs';
import { sendAndReact } from './at-once.js';
import { mirror, mirrorOf, policyEngine, reflected, refusals, senders } from './mirror-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';

const { world, run, atHead } = policyRuns();
type World = ReturnType<typeof world>;

const reactions = { policies: [mirror as AnyPolicy], senders };
const tallyId = id('tally', ask({ type: 'Open', data: { label: 'x' } }, 'x').commandId);
const open: TallyCommand = { type: 'Open', data: { label: 'x' } };

const openOn = (engine: Engine): Promise<Receipt> => sendAndReact(engine, reactions, tally, ask(open, 'x'));
const countOn = (engine: Engine, n: number, key = `count ${n}`): Promise<Receipt> =>
  sendAndReact(engine, reactions, tally, ask({ type: 'Count', data: { n } }, key, { on: tallyId }));

async function completed(its: World): Promise<void> {
  const policy = run(its);
  await atHead(its, policy);
  await policy.stop();
}

/** What was recorded, but that policies were started. */
async function receiptIn({ store }: World): Promise<readonly string[]> {
  const sent: string[] = [];
  for await (const { stream, id: eventId } of store.readAll()) if (!stream.startsWith('policy-')) sent.push(eventId);
  return sent;
}

/** A store that cannot append to the stream. */
const unappendable = (store: EventStore, stream: string): EventStore =>
  storeWith(store, {
    append: (to, expected, events) =>
      to === stream ? Promise.reject(new Error('The connection broke.')) : store.append(to, expected, events),
  });

describe('sendAndReact', () => {
  it('has told what follows when it answers, and its position is the last of all', async () => {
    const its = world();
    await openOn(its.engine);
    const receipt = await countOn(its.engine, 5);
    expect(await reflected(its, tallyId)).toEqual([10]);
    expect(receipt).toMatchObject({ id: tallyId, revision: 1, replayed: false, position: await its.store.head() });
  });

  it('reads the stream again only after what a policy reacts to, or a repeat', async () => {
    const { store, engine } = world();
    const counting = { policies: [{ ...mirror, events: [Counted] } as AnyPolicy], senders };
    const reads: string[] = [];
    const read: EventStore['read'] = (stream, from) => {
      reads.push(stream);
      return store.read(stream, from);
    };
    const readsOf = async (command: TallyCommand, key: string, on?: string) => {
      reads.length = 0;
      await sendAndReact(
        { ...engine, store: storeWith(store, { read }) },
        counting,
        tally,
        ask(command, key, on ? { on } : {}),
      );
      return reads.filter((stream) => stream === `tally-${tallyId}`).length;
    };
    expect(await readsOf(open, 'x')).toBe(0);
    expect(await readsOf({ type: 'Count', data: { n: 0 } }, 'nothing', tallyId)).toBe(1);
    expect(await readsOf({ type: 'Count', data: { n: 1 } }, 'one', tallyId)).toBe(2);
    expect(await readsOf(open, 'x')).toBe(2);
  });

  it('leaves the running policy nothing to do', async () => {
    const its = world();
    await openOn(its.engine);
    await countOn(its.engine, 5);
    const receipt = await receiptIn(its);
    await completed(its);
    expect(await receiptIn(its)).toEqual(receipt);
    expect(await reflected(its, tallyId)).toEqual([10]);
  });

  it('tells nothing twice when it is repeated', async () => {
    const its = world();
    await openOn(its.engine);
    const receipt = await countOn(its.engine, 5);
    expect(await countOn(its.engine, 5)).toEqual({ ...receipt, replayed: true });
    expect(await reflected(its, tallyId)).toEqual([10]);
  });

  it('completes with the running policy wherever its process dies, and doubles nothing', async () => {
    let [cuts, died] = [0, true];
    for (; died; cuts += 1) {
      const its = world();
      await openOn(its.engine);
      const { storeOf, died: isDead } = mortalProcess(cuts);
      const patience = { attemptMs: 10, totalMs: 150 }; // of a process that is alive on a busy machine, too
      const dying = policyEngine({ store: storeOf(its.store), keyring: its.engine.keyring, patience });
      await countOn(dying, 5).catch((error: unknown) => {
        if (!isDead()) throw error;
      });
      died = isDead();
      const wasCounted = (await its.store.read(`tally-${tallyId}`)).length === 2;
      await completed(its);
      expect(await reflected(its, tallyId)).toEqual(wasCounted ? [10] : []);
      await countOn(its.engine, 5);
      expect(await reflected(its, tallyId)).toEqual([10]);
    }
    expect(cuts).toBeGreaterThan(8);
  });

  it('does not fail when an effect is refused; the running policy records that', async () => {
    const its = world();
    await openOn(its.engine);
    const receipt = await countOn(its.engine, 600);
    expect(receipt).toMatchObject({ revision: 1, position: await its.store.head() });
    expect(await reflected(its, tallyId)).toEqual([]);
    await completed(its);
    expect((await refusals(its)).map(({ data }) => [data.command, data.code])).toEqual([['Count', 'full']]);
  });

  it('does not fail when an effect cannot be told now; the running policy tells it', async () => {
    const its = world();
    await openOn(its.engine);
    const store = unappendable(its.store, `tally-${mirrorOf(tallyId)}`);
    const patience = { attemptMs: 10, totalMs: 150 }; // of a process that is alive on a busy machine, too
    const receipt = await countOn(policyEngine({ store, keyring: its.engine.keyring, patience }), 5);
    expect(receipt).toMatchObject({ revision: 1 });
    expect(await reflected(its, tallyId)).toEqual([]);
    await completed(its);
    expect(await reflected(its, tallyId)).toEqual([10]);
  });

  it('tells nothing that would overtake what it could not tell, and the running policy tells all in order', async () => {
    const its = world();
    await openOn(its.engine);
    const [store, patience] = [its.store, { attemptMs: 10, totalMs: 1_000 }];
    let left = 1;
    const failingOnce = storeWith(store, {
      append: (to, ...what) => {
        if (to !== `tally-${mirrorOf(tallyId)}` || left === 0) return store.append(to, ...what);
        left -= 1;
        return new Promise(() => undefined);
      },
    });
    const engine = policyEngine({ store: failingOnce, keyring: its.engine.keyring, patience });
    const twice: TallyCommand = { type: 'CountTwice', data: { n: 5 } };
    await sendAndReact(engine, reactions, tally, ask(twice, 'twice', { on: tallyId }));
    await completed(its);
    expect(await reflected(its, tallyId)).toEqual([10, 10]);
  });

  it('tells the effects of one command in the order of its events', async () => {
    const its = world();
    await openOn(its.engine);
    const twice: TallyCommand = { type: 'CountTwice', data: { n: 5 } };
    await sendAndReact(its.engine, reactions, tally, ask(twice, 'twice', { on: tallyId }));
    const of = verifyStream(await its.store.read(`tally-${mirrorOf(tallyId)}`)).map(
      ({ metadata }) => metadata.command.of?.revision,
    );
    expect(of).toEqual([0, 1, 2]);
    await completed(its);
    expect(await reflected(its, tallyId)).toEqual([10, 10]);
  });

  it('does not tell, when it is repeated, what was refused before, whatever the rule would say now', async () => {
    const its = world();
    const counting: AnyPolicy = { ...(mirror as AnyPolicy), events: [Counted] };
    const count = () =>
      sendAndReact(
        its.engine,
        { policies: [counting], senders },
        tally,
        ask({ type: 'Count', data: { n: 5 } }, 'count 5', { on: tallyId }),
      );
    await send(its.engine, tally, ask(open, 'x'));
    await count();
    await atHead(its, run(its, counting));
    expect((await refusals(its)).map(({ data }) => data.code)).toEqual(['not-found']);
    await send(its.engine, tally, ask(open, 'mirror', { createdId: mirrorOf(tallyId) }));
    expect(await count()).toMatchObject({ replayed: true });
    expect(await reflected(its, tallyId)).toEqual([]);
  });

  it('leaves to the running policy what tells a history that is not believed, and answers', async () => {
    const its = world();
    await openOn(its.engine);
    its.store.tamper(`tally-${mirrorOf(tallyId)}`, 0, (event) => ({ ...event, data: { label: 'y' } }));
    expect(await countOn(its.engine, 5)).toMatchObject({ revision: 1, replayed: false });
    expect(await its.store.read(`tally-${mirrorOf(tallyId)}`)).toHaveLength(1);
  });

  it('fails when the command itself is refused, and tells nothing', async () => {
    const its = world();
    await openOn(its.engine);
    await expect(countOn(its.engine, -1)).rejects.toMatchObject({ code: 'negative' });
    expect(await reflected(its, tallyId)).toEqual([]);
  });

  it('does not hide a policy that tells what nobody knows', async () => {
    const its = world();
    const lost = sendAndReact(its.engine, { ...reactions, senders: {} }, tally, ask(open, 'x'));
    await expect(lost).rejects.toThrow('Nobody handles Open.');
  });
});

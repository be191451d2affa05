import { storeWith } from '#kernel/store-with.given';
import { type AnyPolicy, type Engine, type EventStore, id, type Told } from '#kernel';
import { mortalProcess } from '#kernel/mortal-process';
import { ask, tally, type TallyCommand } from '#kernel/tally.given';
import { tellAndReact } from './at-once.js';
import { mirror, mirrorOf, policyEngine, reflected, refusals, tellers } from './mirror-for-specs.js';
import { policyRuns } from './policy-runs-for-specs.js';

const { world, run, atHead } = policyRuns();
type World = ReturnType<typeof world>;

const reactions = { policies: [mirror as AnyPolicy], tellers };
const tallyId = id('tally', ask({ type: 'Open', data: { label: 'x' } }, 'x').commandId);
const open: TallyCommand = { type: 'Open', data: { label: 'x' } };

const openOn = (engine: Engine): Promise<Told> => tellAndReact(engine, reactions, tally, ask(open, 'x'));
const countOn = (engine: Engine, n: number, key = `count ${n}`): Promise<Told> =>
  tellAndReact(engine, reactions, tally, ask({ type: 'Count', data: { n } }, key, { on: tallyId }));

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

describe('tellAndReact', () => {
  it('has told what follows when it answers, and its position is the last of all', async () => {
    const its = world();
    await openOn(its.engine);
    const told = await countOn(its.engine, 5);
    expect(await reflected(its, tallyId)).toEqual([10]);
    expect(told).toMatchObject({ id: tallyId, revision: 1, replayed: false, position: await its.store.head() });
  });

  it('leaves the running policy nothing to do', async () => {
    const its = world();
    await openOn(its.engine);
    await countOn(its.engine, 5);
    const head = await its.store.head();
    await completed(its);
    expect(await its.store.head()).toBe(head);
    expect(await reflected(its, tallyId)).toEqual([10]);
  });

  it('tells nothing twice when it is repeated', async () => {
    const its = world();
    await openOn(its.engine);
    const told = await countOn(its.engine, 5);
    expect(await countOn(its.engine, 5)).toEqual({ ...told, replayed: true });
    expect(await reflected(its, tallyId)).toEqual([10]);
  });

  it('completes with the running policy wherever its process dies, and doubles nothing', async () => {
    let [cuts, died] = [0, true];
    for (; died; cuts += 1) {
      const its = world();
      await openOn(its.engine);
      const { storeOf, died: isDead } = mortalProcess(cuts);
      const patience = { attemptMs: 10, totalMs: 30 };
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
    const told = await countOn(its.engine, 600);
    expect(told).toMatchObject({ revision: 1, position: await its.store.head() });
    expect(await reflected(its, tallyId)).toEqual([]);
    await completed(its);
    expect((await refusals(its)).map(({ data }) => [data.command, data.code])).toEqual([['Count', 'full']]);
  });

  it('does not fail when an effect cannot be told now; the running policy tells it', async () => {
    const its = world();
    await openOn(its.engine);
    const store = unappendable(its.store, `tally-${mirrorOf(tallyId)}`);
    const patience = { attemptMs: 10, totalMs: 30 };
    const told = await countOn(policyEngine({ store, keyring: its.engine.keyring, patience }), 5);
    expect(told).toMatchObject({ revision: 1 });
    expect(await reflected(its, tallyId)).toEqual([]);
    await completed(its);
    expect(await reflected(its, tallyId)).toEqual([10]);
  });

  it('fails when the command itself is refused, and tells nothing', async () => {
    const its = world();
    await openOn(its.engine);
    await expect(countOn(its.engine, -1)).rejects.toMatchObject({ code: 'negative' });
    expect(await reflected(its, tallyId)).toEqual([]);
  });

  it('does not hide a policy that tells what nobody knows', async () => {
    const its = world();
    const lost = tellAndReact(its.engine, { ...reactions, tellers: {} }, tally, ask(open, 'x'));
    await expect(lost).rejects.toThrow('Nobody is told Open.');
  });
});

import { id, send } from '#kernel';
import { ask, tally } from '#kernel/tally-for-specs';
import { count, historyOf, isFull, label, open, ownersOf, unlabelled, world } from './tallies-for-specs.js';
import { sendReserving } from './send-reserving.js';

const MINUTES = 60_000;

async function tallies() {
  const its = world();
  const [first, second] = [await unlabelled(its.process(), 'first'), await unlabelled(its.process(), 'second')];
  const fill = (on: string, n: number) =>
    send(its.process(), tally, ask({ type: 'Count', data: { n } }, `fill ${on}`, { on }));
  return { its, first, second, fill };
}

describe('sendReserving a command that acts', () => {
  it('takes the value for what it acts on', async () => {
    const { its, first, second } = await tallies();
    await count(its.process(), first, 'k', 7);
    expect(await historyOf(its, '7')).toEqual([`taken by tally-${first}`]);
    await expect(count(its.process(), second, 'other', 7)).rejects.toMatchObject({ code: 'label-taken' });
    its.clock.at += 24 * 60 * MINUTES;
    await expect(count(its.process(), second, 'later', 7)).rejects.toMatchObject({ code: 'label-taken' });
    expect(await ownersOf(its, '7')).toEqual([`tally-${first}`]);
  });

  it('answers a repeat as the first time and takes nothing, also when another has the value since', async () => {
    const { its, first, second, fill } = await tallies();
    const receipt = await count(its.process(), first, 'k', 7);
    expect(await count(its.process(), first, 'k', 7)).toEqual({ ...receipt, replayed: true });
    await fill(first, 993);
    await count(its.process(), second, 'other', 7, undefined, isFull(its.process()));
    expect(await count(its.process(), first, 'k', 7)).toEqual({ ...receipt, replayed: true });
    expect((await historyOf(its, '7')).at(-1)).toBe(`taken by tally-${second}`);
  });

  it('gives back what a refused attempt took', async () => {
    const { its, first, second } = await tallies();
    const refused = count(its.process(), first, 'k', 7, () => false);
    await expect(refused).rejects.toMatchObject({ code: 'not-today' });
    expect((await historyOf(its, '7')).at(-1)).toBe('released: OWNER_REFUSED');
    expect(await count(its.process(), second, 'other', 7)).toMatchObject({ replayed: false });
  });

  it('leaves its owner what an earlier command took, when a later one is refused', async () => {
    const { its, first, second } = await tallies();
    await count(its.process(), first, 'k', 7);
    await expect(count(its.process(), first, 'again', 7, () => false)).rejects.toMatchObject({ code: 'not-today' });
    its.clock.at += 24 * 60 * MINUTES;
    await expect(count(its.process(), second, 'other', 7)).rejects.toMatchObject({ code: 'label-taken' });
    expect(await ownersOf(its, '7')).toEqual([`tally-${first}`]);
  });

  it('leaves its owner what it was created with', async () => {
    const { its, second } = await tallies();
    const { id: owner } = await open(its.process(), 'opening', ['7']);
    await expect(count(its.process(), owner, 'again', 7, () => false)).rejects.toMatchObject({ code: 'not-today' });
    its.clock.at += 24 * 60 * MINUTES;
    await expect(count(its.process(), second, 'other', 7)).rejects.toMatchObject({ code: 'label-taken' });
  });

  it('finds nothing to act on, and takes nothing for it', async () => {
    const { its, second } = await tallies();
    const lost = count(its.process(), id('spec', 'nobody'), 'k', 7);
    await expect(lost).rejects.toThrow('There is no tally with that id.');
    expect(await count(its.process(), second, 'other', 7)).toMatchObject({ replayed: false });
  });

  it('keeps no longer than ten minutes what it took to decide nothing', async () => {
    const { its, first, second } = await tallies();
    const nothing = ask({ type: 'Count', data: { n: 0 } }, 'nothing', { on: first });
    await sendReserving(its.process(), tally, nothing, [label('7')]);
    await expect(count(its.process(), second, 'soon', 7)).rejects.toMatchObject({ code: 'label-taken' });
    its.clock.at += 10 * MINUTES;
    expect(await count(its.process(), second, 'later', 7)).toMatchObject({ replayed: false });
    expect(await historyOf(its, '7')).toEqual([
      `taken by tally-${first}`,
      'released: COMMAND_NEVER_RECORDED',
      `taken by tally-${second}`,
    ]);
  });
});

describe('A value whose owner is over', () => {
  it('is taken over by who asks for it', async () => {
    const { its, first, second, fill } = await tallies();
    await count(its.process(), first, 'k', 7);
    const takeOver = (key: string) => count(its.process(), second, key, 7, undefined, isFull(its.process()));
    await expect(takeOver('early')).rejects.toMatchObject({ code: 'label-taken' });
    await fill(first, 993);
    expect(await takeOver('late')).toMatchObject({ replayed: false });
    expect((await historyOf(its, '7')).slice(1)).toEqual(['released: OWNER_IS_OVER', `taken by tally-${second}`]);
  });

  it('stays with an owner that wants it again at that moment', async () => {
    const { its, first, second, fill } = await tallies();
    await count(its.process(), first, 'k', 7);
    await fill(first, 993);
    const overtaken = count(its.process(), second, 'other', 7, undefined, async () => {
      await expect(count(its.process(), first, 'again', 7)).rejects.toMatchObject({ code: 'full' });
      return true;
    });
    await expect(overtaken).rejects.toMatchObject({ code: 'label-taken' });
  });

  it('stays with an owner whose command to have it again is under way, for ten minutes', async () => {
    const { its, first, second, fill } = await tallies();
    await count(its.process(), first, 'k', 7);
    await fill(first, 993);
    const takeOver = (key: string) => count(its.process(), second, key, 7, undefined, isFull(its.process()));
    const underWay = count(its.process(), first, 'again', 7, async () => {
      await expect(takeOver('soon')).rejects.toMatchObject({ code: 'label-taken' });
      throw new Error('It died.');
    });
    await expect(underWay).rejects.toThrow('It died.');
    await expect(takeOver('still')).rejects.toMatchObject({ code: 'label-taken' });
    its.clock.at += 10 * MINUTES;
    expect(await takeOver('late')).toMatchObject({ replayed: false });
  });
});

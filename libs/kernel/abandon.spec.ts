import { Type } from '@sinclair/typebox';
import { abandon } from './abandon.js';
import { cite } from './cite.js';
import { verifyStream } from './chain.js';
import { load, send } from './handle.js';
import { id } from './ids.js';
import { RECORDING } from './occurrence.js';
import { event, Registry } from './registry.js';
import { ask, Counted, stranger, tally, tallyEngine, TallyOpened } from './tally-for-specs.js';

const CommandAbandoned = event(
  'CommandAbandoned',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object({ commandId: Type.String() }, { additionalProperties: false }),
);
const registry = new Registry([TallyOpened, Counted, CommandAbandoned]);
const opening = ask({ type: 'Open', data: { label: 'Razia' } }, 'open');
const on = id('tally', opening.commandId);
const stream = `tally-${on}`;
const because = { by: { kind: 'SYSTEM', name: 'reservations' }, correlationId: id('c'), causationId: id('d') } as const;

function world() {
  const { engine } = tallyEngine({ registry });
  const look = async () => ({ stream, history: verifyStream(await engine.store.read(stream)) });
  const give = async (...commandIds: string[]) => abandon(engine, await look(), commandIds, because);
  return { engine, look, give };
}

describe('A command that was abandoned ("To the byte" 18)', () => {
  it('is refused for ever, and what is recorded of it says who freed and concerns nobody', async () => {
    const { engine, give, look } = world();
    expect(await give(opening.commandId)).toBe(true);
    for (const sending of [send(engine, tally, opening), send(engine, tally, opening)]) {
      await expect(sending).rejects.toMatchObject({ code: 'command-abandoned' });
    }
    expect((await look()).history).toMatchObject([
      {
        type: 'CommandAbandoned',
        revision: 0,
        data: { commandId: opening.commandId },
        metadata: { unitId: 'BERSINAR', actor: because.by, about: [], legalBasis: 'PUBLIC_TASK' },
      },
    ]);
  });

  it('is refused whatever it was about to append', async () => {
    const { engine, give } = world();
    const late = send(engine, tally, opening, async (command) => {
      await give(opening.commandId);
      return command;
    });
    await expect(late).rejects.toMatchObject({ code: 'command-abandoned' });
    expect(await engine.store.read(stream)).toHaveLength(1);
  });

  it('is not abandoned any more where something was recorded since somebody looked', async () => {
    const { engine, look } = world();
    const looked = await look();
    await send(engine, tally, opening);
    expect(await abandon(engine, looked, [opening.commandId], because)).toBe(false);
    expect(await engine.store.read(stream)).toHaveLength(1);
  });
});

describe('Where two people excluded the end of a stream', () => {
  it('an abandonment follows what they say that the chain goes on from', async () => {
    const { engine, look } = world();
    await send(engine, tally, opening);
    for (const n of [1, 2]) await send(engine, tally, ask({ type: 'Count', data: { n } }, `k${n}`, { on }));
    const { history } = await look();
    const end = { revision: 2, hash: history[1]?.metadata.hash ?? '' };
    const late = ask({ type: 'Count', data: { n: 3 } }, 'late', { on });
    expect(await abandon(engine, { stream, history: history.slice(0, 2), end }, [late.commandId], because)).toBe(true);
    const gaps = [{ from: 2, to: 2, lastHash: end.hash }];
    expect(verifyStream(await engine.store.read(stream), gaps)).toMatchObject([
      { revision: 0 },
      { revision: 1 },
      { revision: 3, type: 'CommandAbandoned' },
    ]);
    const knowing = { ...engine, excluded: () => gaps };
    await expect(send(knowing, tally, late)).rejects.toMatchObject({ code: 'command-abandoned' });
    expect((await load(knowing, tally, stream)).state.total).toBe(1);
  });
});

describe('A stream that holds only abandoned commands', () => {
  it('is unborn: nobody acts on it, cites it or finds a state in it', async () => {
    const { engine, give } = world();
    await give(opening.commandId);
    const counting = ask({ type: 'Count', data: { n: 1 } }, 'k', { on });
    await expect(send(engine, tally, counting)).rejects.toThrow('There is no tally with that id.');
    expect(await cite(engine, stream)).toBeUndefined();
    expect(await load(engine, tally, stream)).toEqual({ history: [], state: tally.decider.initial });
  });

  it('is created by another command at its last revision, whose unit owns it', async () => {
    const { engine, give, look } = world();
    await give(opening.commandId, id('another'));
    const other = { ...ask({ type: 'Open', data: { label: 'Lain' } }, 'other'), createdId: on };
    expect(await send(engine, tally, other)).toMatchObject({ id: on, revision: 2, replayed: false });
    expect(await send(engine, tally, other)).toMatchObject({ revision: 2, replayed: true });
    const { history } = await look();
    expect(history.map(({ metadata }) => metadata.unitId)).toEqual(['BERSINAR', 'BERSINAR', 'RUTAN-BANJARNEGARA']);
    const theirs = ask({ type: 'Count', data: { n: 1 } }, 'k', { on, by: stranger });
    await expect(send(engine, tally, theirs)).rejects.toMatchObject({ code: 'outside-your-unit' });
  });
});

describe('An abandoned command in a living stream', () => {
  it('changes neither its state, nor its unit, nor the revision that clients know', async () => {
    const { engine, give, look } = world();
    await send(engine, tally, opening);
    const counting = ask({ type: 'Count', data: { n: 1 } }, 'k', { on });
    await give(counting.commandId);
    await expect(send(engine, tally, counting)).rejects.toMatchObject({ code: 'command-abandoned' });
    const cited = await cite(engine, stream);
    expect(cited).toMatchObject({ events: [{ type: 'TallyOpened' }], basis: { revision: 0 } });
    const pinned = ask({ type: 'Count', data: { n: 2 } }, 'other', { on, ifMatch: 0 });
    expect(await send(engine, tally, pinned)).toMatchObject({ revision: 2 });
    const { history } = await look();
    expect(history.at(-1)?.metadata).toMatchObject({
      unitId: 'RUTAN-BANJARNEGARA',
      prevHash: history[1]?.metadata.hash,
    });
    expect((await load(engine, tally, stream)).state.total).toBe(2);
    const nothing = ask({ type: 'Count', data: { n: 0 } }, 'zero', { on });
    expect(await send(engine, tally, nothing)).toMatchObject({ revision: 2 });
  });
});

import type { Ask } from './ask.js';
import { send } from './handle.js';
import { id } from './ids.js';
import { storeWith } from './store-with-for-specs.js';
import { ask, tally, type TallyCommand, tallyEngine } from './tally-for-specs.js';

const SOURCE = `tally-${id('spec', 'source')}`;
const OTHER = `tally-${id('spec', 'other source')}`;
const of = (revision: number, policy = 'mirror', stream = SOURCE) => ({ policy, stream, revision });

/** A tally that took what a policy told it because of the source's event at revision 5. */
async function reacted() {
  const { engine } = tallyEngine({});
  const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: 'Razia' } }, 'open'));
  const count = (n: number, because: ReturnType<typeof of> | undefined, key = JSON.stringify(because)) => {
    const by = { kind: 'SYSTEM', name: because?.policy ?? 'mirror' } as const;
    const reaction: Ask<TallyCommand> = ask({ type: 'Count', data: { n } }, key, {
      on,
      by,
      ...(because && { of: because }),
    });
    return send(engine, tally, reaction);
  };
  const first = await count(1, of(5));
  return { engine, on, count, first, read: () => engine.store.read(`tally-${on}`) };
}

describe('A reaction that comes late (D6)', () => {
  it('says in its envelope what it is of', async () => {
    const { read } = await reacted();
    expect((await read()).at(-1)).toMatchObject({ metadata: { command: { of: of(5) } } });
  });

  it.each([0, 4, 5])(
    'of revision %d, after one of revision 5, records nothing and is answered as a repeat',
    async (revision) => {
      const { count, first, read } = await reacted();
      expect(await count(7, of(revision), 'late')).toEqual({ ...first, replayed: true });
      expect(await read()).toHaveLength(2);
    },
  );

  it('is answered with the last that overtook it', async () => {
    const { count } = await reacted();
    const second = await count(2, of(6));
    await count(3, of(1, 'another'));
    expect(await count(7, of(5), 'late')).toEqual({ ...second, replayed: true });
  });

  it.each<[string, ReturnType<typeof of> | undefined]>([
    ['a later event', of(6)],
    ['another policy', of(4, 'another')],
    ['another stream', of(4, 'mirror', OTHER)],
    ['no policy', undefined],
  ])('is none when it is of %s', async (_, because) => {
    const { count, read } = await reacted();
    expect(await count(7, because, 'next')).toMatchObject({ revision: 2, replayed: false });
    expect(await read()).toHaveLength(3);
  });

  it('is told by several targets each for itself', async () => {
    const { engine } = await reacted();
    const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: 'other' } }, 'other'));
    const by = { kind: 'SYSTEM', name: 'mirror' } as const;
    const late = ask({ type: 'Count', data: { n: 7 } }, 'late', { on, by, of: of(4) });
    expect(await send(engine, tally, late)).toMatchObject({ revision: 1, replayed: false });
  });

  it('that is overtaken while it is decided records nothing either', async () => {
    const { engine, on, count, read } = await reacted();
    let rivals = 1;
    const store = storeWith(engine.store, {
      append: async (...what) => {
        rivals -= 1;
        if (rivals === 0) await count(8, of(8));
        return engine.store.append(...what);
      },
    });
    const by = { kind: 'SYSTEM', name: 'mirror' } as const;
    const late = ask({ type: 'Count', data: { n: 7 } }, 'late', { on, by, of: of(7) });
    expect(await send({ ...engine, store }, tally, late)).toMatchObject({ revision: 2, replayed: true });
    expect((await read()).slice(2)).toMatchObject([{ data: { n: 8 } }]);
  });

  it('that decided nothing leaves no trace, and may be decided anew', async () => {
    const { count, read } = await reacted();
    expect(await count(0, of(9), 'nothing')).toMatchObject({ revision: 1, replayed: false });
    expect(await count(3, of(8), 'late')).toMatchObject({ revision: 2, replayed: false });
    expect(await read()).toHaveLength(3);
  });
});

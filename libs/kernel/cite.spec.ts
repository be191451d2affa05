import { Type } from '@sinclair/typebox';
import { cite } from './cite.js';
import { HistoryCorrupt, Unavailable, UnknownEvent } from './errors.js';
import type { EventStore } from './event-store.js';
import { send } from './handle.js';
import { id } from './ids.js';
import { RECORDING } from './occurrence.js';
import { event, Registry } from './registry.js';
import { storeWith } from './store-with-for-specs.js';
import { ask, Counted, tally, tallyEngine, TallyOpened } from './tally-for-specs.js';

async function counted() {
  const { engine } = tallyEngine({});
  const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: 'Razia' } }, 'open'));
  const finding = { n: 2, subject: id('spec', 'subject'), finding: 'Memar' };
  await send(engine, tally, ask({ type: 'Count', data: finding }, 'count', { on }));
  return { engine, stream: `tally-${on}` };
}

/** A store that reads other than what is there. */
const reading = (store: EventStore, read: EventStore['read']): EventStore => storeWith(store, { read });

describe('cite (D12)', () => {
  it('answers what another stream says, and its head as the basis', async () => {
    const { engine, stream } = await counted();
    const cited = await cite(engine, stream);
    const [, head] = await engine.store.read(stream);
    expect(cited?.events.map(({ type, revision }) => [type, revision])).toEqual([
      ['TallyOpened', 0],
      ['Counted', 1],
    ]);
    expect(cited?.basis).toEqual({ stream, revision: 1, hash: (head?.metadata as { hash: string }).hash });
  });

  it('knows nothing of a stream that is not there', async () => {
    const { engine } = await counted();
    expect(await cite(engine, `tally-${id('spec', 'nobody')}`)).toBeUndefined();
  });

  it('leaves seals closed (D8)', async () => {
    const { engine, stream } = await counted();
    const cited = await cite(engine, stream);
    expect(cited?.events[1]?.data).toHaveProperty('sealed');
    expect(JSON.stringify(cited)).not.toContain('Memar');
  });

  it('speaks in the latest versions of the types (D4)', async () => {
    const { engine, stream } = await counted();
    const both = { label: Type.String(), colour: Type.String() };
    const Newer = event(
      'TallyOpened',
      { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
      Type.Object(both, { additionalProperties: false }),
      [{ plain: TallyOpened.plain, upcast: { clear: (data) => ({ ...data, colour: 'red' }) } }],
    );
    const cited = await cite({ ...engine, registry: new Registry([Newer, Counted]) }, stream);
    expect(cited?.events[0]?.data).toEqual({ label: 'Razia', colour: 'red' });
  });

  it('cites nothing that is not what was written, or that it does not know (D4, D6)', async () => {
    const { engine, stream } = await counted();
    const altered = reading(engine.store, async (name) => {
      const [first, ...rest] = await engine.store.read(name);
      return first === undefined ? [] : [{ ...first, data: { label: 'Lain' } }, ...rest];
    });
    await expect(cite({ ...engine, store: altered }, stream)).rejects.toThrow(HistoryCorrupt);
    const unknowing = { ...engine, registry: new Registry([TallyOpened]) };
    await expect(cite(unknowing, stream)).rejects.toThrow(UnknownEvent);
  });

  it('says when the store does not answer', async () => {
    const { engine, stream } = await counted();
    const silent = reading(engine.store, () => new Promise(() => undefined));
    const impatient = { ...engine, store: silent, patience: { attemptMs: 5, totalMs: 20 } };
    await expect(cite(impatient, stream)).rejects.toMatchObject({ code: 'event-store-unavailable' });
    await expect(cite(impatient, stream)).rejects.toThrow(Unavailable);
  });
});

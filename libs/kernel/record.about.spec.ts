import { Type } from '@sinclair/typebox';
import { type Aggregate, streamOf } from './ask.js';
import { verifyStream } from './chain.js';
import type { About } from './envelope.js';
import { send } from './handle.js';
import type { JsonObject } from './json.js';
import { RECORDING } from './occurrence.js';
import { event, Registry } from './registry.js';
import { ask, tally, tallyEngine, UNIT } from './tally-for-specs.js';

const [ani, budi, citra] = ['a', 'b', 'c'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
];
const [case1, case2] = ['1', '2'].map((digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`) as [string, string];

type Input = { readonly type: 'Noted'; readonly data: { readonly said: JsonObject } };
type Note = { readonly type: 'Note'; readonly data: { readonly said: readonly JsonObject[] } };
const Noted = event(
  'Noted',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object({ said: Type.Any() }, { additionalProperties: false }),
);

type Known = readonly JsonObject[];

/** An aggregate that notes anything; its state is all that it noted. */
const notes = (aboutOf?: Aggregate<Known, Note, Input>['aboutOf']): Aggregate<Known, Note, Input> => ({
  name: 'tally',
  unitsOf: () => [UNIT],
  ...(aboutOf && { aboutOf }),
  decider: {
    initial: [],
    decide: { Note: ({ data }) => data.said.map((said) => ({ type: 'Noted' as const, data: { said } })) },
    evolve: { Noted: (known, { data }) => [...known, data.said] },
  },
});

/** Whom the events of one command that notes all this are about. */
async function aboutOf(
  said: readonly JsonObject[],
  ofState?: Aggregate<Known, Note, Input>['aboutOf'],
): Promise<readonly (readonly About[])[]> {
  const { engine } = tallyEngine({ registry: new Registry([Noted]) });
  const opening = ask({ type: 'Open', data: { label: '' } }, 'k');
  const asked = { ...opening, command: { type: 'Note' as const, data: { said } } };
  await send(engine, notes(ofState), asked);
  const events = verifyStream(await engine.store.read(streamOf(tally, asked)));
  return events.map(({ metadata }) =>
    metadata.about.map(({ legalBasis, ...about }) => {
      expect(legalBasis).toBe('PUBLIC_TASK');
      return about;
    }),
  );
}

describe('about (D1)', () => {
  it('names every subject that the data name, at any depth, once', async () => {
    const roster = { lines: [{ subject: ani }, { inner: { subject: budi } }, { subject: ani }] };
    expect(await aboutOf([roster])).toEqual([[{ subject: ani }, { subject: budi }]]);
  });

  it('names the case that stands beside a subject', async () => {
    const roster = { lines: [{ subject: ani, caseId: case1 }, { subject: budi }] };
    expect(await aboutOf([roster])).toEqual([[{ subject: ani, caseId: case1 }, { subject: budi }]]);
  });

  it('names a case wherever one of several mentions of a subject has it', async () => {
    expect(await aboutOf([{ subject: ani, again: { subject: ani, caseId: case1 } }])).toEqual([
      [{ subject: ani, caseId: case1 }],
    ]);
  });

  it('takes nothing for a subject or a case that is no uuid', async () => {
    expect(await aboutOf([{ subject: 'Ani', caseId: case1 }])).toEqual([[]]);
    expect(await aboutOf([{ subject: ani, caseId: 'first' }])).toEqual([[{ subject: ani }]]);
  });

  it('names whom the state is about, also when the data name nobody', async () => {
    expect(await aboutOf([{ a: 1 }, { b: 2 }], () => [{ subject: ani, caseId: case1 }])).toEqual([
      [{ subject: ani, caseId: case1 }],
      [{ subject: ani, caseId: case1 }],
    ]);
  });

  it('joins both, sorted: each subject with each of its cases, none without when there is one ("To the byte" 10)', async () => {
    const ofState = () => [
      { subject: budi, caseId: case2 },
      { subject: ani, caseId: case2 },
    ];
    expect(await aboutOf([{ lines: [{ subject: citra }, { subject: ani }] }], ofState)).toEqual([
      [{ subject: ani, caseId: case2 }, { subject: budi, caseId: case2 }, { subject: citra }],
    ]);
    expect(await aboutOf([{ subject: ani, caseId: case1 }], ofState)).toEqual([
      [
        { subject: ani, caseId: case1 },
        { subject: ani, caseId: case2 },
        { subject: budi, caseId: case2 },
      ],
    ]);
  });

  it('is of the state after all events of the command, and knows the stream’s uuid', async () => {
    const seen: unknown[] = [];
    await aboutOf([{ a: 1 }, { b: 2 }], (known, uuid) => {
      seen.push([known, uuid]);
      return [];
    });
    const uuid = streamOf(tally, ask({ type: 'Open', data: { label: '' } }, 'k')).replace('tally-', '');
    expect(seen).toEqual([[[{ a: 1 }, { b: 2 }], uuid]]);
  });
});

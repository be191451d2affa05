// Left out on servers: it turns the pages of everything that a log has.
import type { Answer } from '../../apps/bersinar/story/client.js';
import { prop, type Stage } from '../../apps/bersinar/story/scene.js';
import { notaKesepahaman } from '../../apps/bersinar/story/scenes/agreement.js';
import { directive } from '../../apps/bersinar/story/scenes/directive.js';
import { addendum, pks } from '../../apps/bersinar/story/scenes/pks.js';
import { OFFICER_TRAINING, SCREENING_ROOM, TECHNICAL_RULES, visit } from '../../apps/bersinar/story/scenes/visit.js';
import { followUpKey } from '../../libs/contexts/cooperation/visit/follow-ups.read-model.js';
import { issueDirective } from './directives-for-specs.js';
import {
  askGraph,
  type Parameters,
  type WholeQuestion,
  wholeQuestions,
  withData,
  withoutNulls,
} from './graph-for-specs.js';
import { ASKED_OF_LISTS, LISTS, REFUSED_OF_LISTS } from './lists-for-specs.js';
import { askerOf, ASKED_BY_POST, OF_THE_HOUSE, PATHS } from './questions-for-specs.js';
import { lookAtStaff, playSeason } from './season-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

const UNIT = 'RUTAN-BANJARNEGARA';
const NOBODY = '00000000-0000-4000-8000-000000000000';

type Wanted = readonly [question: string, parameters: Parameters, at: string, expected: unknown];

const LATE = { status: 'LATE', on: '2025-02-01' };

/** What is asked and what the answer holds; `@word` is the id that the story left under that word. */
const SCENARIOS: readonly Wanted[] = [
  ...ASKED_OF_LISTS,
  ['staff', { role: 'karutan' }, 'items.*.id', ['@karutan']],
  ['staffRecord', { id: '@karutan' }, 'role', 'karutan'],
  ['grants', { role: 'kpr', status: 'GIVEN' }, 'items.*.id', ['@grant']],
  ['grant', { id: '@grant' }, 'staffId', '@security'],
  ['me', {}, 'registered', true],
  ['accessLog', { actor: '@security' }, 'items.*.purpose', ['staff']],
  ['units', {}, 'items.0.unitId', UNIT],
  ['codes', {}, 'items.0.kind', 'LABEL'],
  ['agreements', {}, 'items.*.id', ['@pks', '@agreement']],
  ['agreements', { kind: 'PKS' }, 'items.*.id', ['@pks']],
  ['agreements', { status: 'IN_FORCE', unitId: UNIT, on: '2024-12-14' }, 'items.*.status', ['IN_FORCE', 'IN_FORCE']],
  ['agreements', { service: 'OUTREACH' }, 'items.*.id', ['@agreement']],
  ['agreements', { expiringWithinDays: 90, on: '2027-10-01' }, 'items.*.id', ['@pks']],
  ['agreement', { id: '@agreement', on: '2024-12-14' }, 'addenda.*.number', [1]],
  ['agreement', { id: '@agreement' }, 'status', 'IN_FORCE'],
  ['coverage', { service: 'SCREENING', unitId: UNIT, on: '2024-12-14' }, 'covered', true],
  ['coverage', { service: 'URINE_TEST', unitId: UNIT, on: '2024-12-17' }, 'covered', false],
  ['visits', {}, 'items.*.id', ['@visit']],
  ['visits', { announced: true }, 'items', []],
  [
    'visits',
    { unitId: UNIT, purpose: 'COORDINATION', status: 'CONCLUDED', from: '2024-12-13', to: '2024-12-13' },
    'items.*.id',
    ['@visit'],
  ],
  ['visit', { id: '@visit' }, 'majorFindings', 1],
  ['followUps', {}, 'items.*.raisedAs', [TECHNICAL_RULES, SCREENING_ROOM, OFFICER_TRAINING]],
  ['followUps', LATE, 'items.*.raisedAs', [SCREENING_ROOM, OFFICER_TRAINING]],
  ['followUps', { status: ['OPEN', 'VERIFIED'], on: '2025-02-01' }, 'items.*.raisedAs', [TECHNICAL_RULES]],
  ['followUps', { status: 'VERIFIED', dueBefore: '2024-12-14' }, 'items.*.raisedAs', [TECHNICAL_RULES]],
  ['followUp', { id: '@room', on: '2024-12-21' }, 'status', 'LATE'],
  ['followUp', { id: '@room', on: '2024-12-20' }, 'status', 'OPEN'],
  ['directives', { status: 'IN_FORCE', unacknowledged: '@security' }, 'items.*.id', ['@directive']],
  ['directive', { id: '@directive' }, 'compliance.percent', 50],
  ['directivesInForce', { unitId: UNIT, on: '2024-12-15' }, 'items', []],
  ['directivesInForce', { unitId: 'BNNK-PURBALINGGA', on: '2024-12-16' }, 'items.*.id', ['@directive']],
  ['custodyChanges', { acknowledged: false }, 'items', []],
  ['custodyChanges', { acknowledged: true }, 'items.*.handling', ['CASE_EXITS']],
  ['consents', { inmateId: '@inmate' }, 'items.*.id', ['@consent']],
  ['screenings', { inmateId: '@inmate' }, 'items.*.id', ['@screening']],
  ['screeningQueue', { on: '2025-01-20' }, 'items', []],
  ['cases', { status: 'AFTERCARE' }, 'items.*.id', ['@case']],
  ['rehabCase', { id: '@case' }, 'inmateId', '@inmate'],
  ['assessments', { caseId: '@case' }, 'items.*.id', ['@assessment']],
  ['assessmentQueue', { templateId: '@REHAB_30' }, 'items.*.isOverdue', [true]],
  ['programmeTemplates', { on: '2025-01-20', code: 'REHAB_30' }, 'items.*.id', ['@REHAB_30']],
  ['programmeTemplate', { id: '@REHAB_30' }, 'days', 30],
  ['plans', { caseId: '@case' }, 'items.*.id', ['@plan']],
  ['sessions', { caseId: '@case', limit: 1 }, 'items.*.id', ['@session']],
  ['session', { id: '@session' }, 'id', '@session'],
  ['coverageQuestions', { agreementId: '@agreement' }, 'items', []],
  ['progress', { caseId: '@case' }, 'items.*.caseId', ['@case']],
  ['aftercares', { status: 'PLANNED' }, 'items.*.id', ['@aftercare']],
  ['outcomes', { caseId: '@case' }, 'items.*.caseId', ['@case']],
  ['programmeFigures', { unitId: UNIT, to: '2025-12-31' }, 'completed', 1],
];

/** Records whose entries REST shows as they were recorded: it says all that GraphQL says, and more. */
const IN_FULL: readonly Wanted[] = [
  ['inmates', { limit: 1 }, 'items.*.present', [true]],
  ['inmate', { id: '@inmate' }, 'id', '@inmate'],
  ['consent', { id: '@consent' }, 'inmateId', '@inmate'],
  ['screening', { id: '@screening' }, 'inmateId', '@inmate'],
  ['assessment', { id: '@assessment' }, 'caseId', '@case'],
  ['plan', { id: '@plan' }, 'caseId', '@case'],
  ['aftercare', { id: '@aftercare' }, 'caseId', '@case'],
  ['evaluation', { id: '@evaluation' }, 'caseId', '@case'],
  ['outcomeStatistics', { instrument: 'URICA' }, 'instrument', 'URICA'],
  ['caseTimeline', { id: '@case', limit: 2 }, 'items.*.type', ['RehabCaseOpened', 'InmateScreened']],
];

/** What is wrong to ask, and the code of the problem. */
const REFUSALS: readonly (readonly [string, Parameters, number, string])[] = [
  ...REFUSED_OF_LISTS,
  ['staffRecord', { id: NOBODY }, 404, 'not-found'],
  ['grant', { id: NOBODY }, 404, 'not-found'],
  ['staff', { role: 'wizard' }, 400, 'invalid-request'],
  ['agreement', { id: NOBODY }, 404, 'not-found'],
  ['visit', { id: NOBODY }, 404, 'not-found'],
  ['followUp', { id: NOBODY }, 404, 'not-found'],
  ['directive', { id: NOBODY }, 404, 'not-found'],
  ['inmate', { id: NOBODY }, 404, 'not-found'],
  ['consent', { id: NOBODY }, 404, 'not-found'],
  ['screening', { id: NOBODY }, 404, 'not-found'],
  ['assessment', { id: NOBODY }, 404, 'not-found'],
  ['rehabCase', { id: NOBODY }, 404, 'not-found'],
  ['plan', { id: NOBODY }, 404, 'not-found'],
  ['evaluation', { id: NOBODY }, 404, 'not-found'],
  ['programmeTemplate', { id: NOBODY }, 404, 'not-found'],
  ['session', { id: NOBODY }, 404, 'not-found'],
  ['aftercare', { id: NOBODY }, 404, 'not-found'],
  ['programmeFigures', { from: '2025-02-01', to: '2025-01-01' }, 400, 'period-reversed'],
  ['caseTimeline', { id: NOBODY }, 404, 'not-found'],
  ['agreements', { limit: 201 }, 400, 'invalid-request'],
  ['agreements', { after: 'yesterday' }, 400, 'bad-cursor'],
  ['coverage', { service: 'SCREENING', unitId: UNIT, on: '2023-02-29' }, 400, 'invalid-request'],
  ['directivesInForce', { on: '2023-02-29' }, 400, 'invalid-request'],
];

const NOT_ASKED: WholeQuestion = { types: new Map(), shows: '' };

/** The body of an answer. */
const wholeOf = (answer: Answer): unknown => answer.at('');

describe('REST and GraphQL', () => {
  let system: SystemForSpecs;
  let stage: Stage;
  let questions: ReadonlyMap<string, WholeQuestion>;

  beforeAll(async () => {
    system = await systemForSpecs({ demonstration: true });
    stage = await stageAt(system.url);
    for (const scene of [visit, directive, notaKesepahaman, pks, addendum]) await scene(stage);
    for (const number of [1, 2, 3]) await issueDirective(stage.api, stage.cast, number);
    for (const office of ['karutan', 'security'] as const) stage.props.set(office, stage.cast[office].id);
    stage.props.set('room', followUpKey(prop(stage, 'visit'), SCREENING_ROOM));
    await playSeason(stage);
    const kpr = { unitId: UNIT, staffId: stage.cast.security.id, role: 'kpr', from: '2099-01-05' };
    stage.props.set('grant', (await stage.api.command(stage.cast.karutan, '/grants', kpr)).text('id'));
    await lookAtStaff(stage, stage.cast.security);
    questions = await wholeQuestions(stage.api, stage.cast.karutan);
  });
  afterAll(() => system.close());

  const named = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(named);
    return typeof value === 'string' && value.startsWith('@') ? prop(stage, value.slice(1)) : value;
  };
  const meant = (parameters: Parameters) =>
    Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, named(value)])) as Parameters;

  const asking = (question: string) => askerOf(question, stage.cast);

  function askRest(question: string, parameters: Parameters): Promise<Answer> {
    const path = PATHS[question] ?? '';
    const inQuery = Object.entries(meant(parameters)).filter(([name]) => name !== 'id' || !path.includes(':id'));
    const query = new URLSearchParams(
      inQuery.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, String(one)])),
    ).toString();
    const at = path.replace(':id', String(meant(parameters).id));
    return stage.api.ask(asking(question), query === '' ? at : `${at}?${query}`);
  }
  const ask = (question: string, parameters: Parameters): Promise<Answer> =>
    askGraph(stage.api, asking(question), question, meant(parameters), questions.get(question) ?? NOT_ASKED);

  it('have the same questions, each of which is in the scenarios', () => {
    expect([...questions.keys()].sort()).toEqual([...Object.keys(PATHS), ...ASKED_BY_POST, ...OF_THE_HOUSE].sort());
    const asked = [...SCENARIOS, ...IN_FULL].map(([question]) => question);
    expect(new Set(asked)).toEqual(new Set(Object.keys(PATHS)));
  });

  it.each(SCENARIOS)(
    'answer %s %j the same, every field, with %s as expected',
    async (question, parameters, at, expected) => {
      const rest = await askRest(question, parameters);
      expect([rest.status, rest.at(at)]).toEqual([200, named(expected)]);
      const graph = await ask(question, parameters);
      expect(wholeOf(rest)).toEqual(withoutNulls(graph.at(`data.${question}`)));
    },
  );

  it.each(IN_FULL)(
    'answer %s %j alike: REST says all that GraphQL says, with %s as expected',
    async (question, parameters, at, expected) => {
      const rest = await askRest(question, parameters);
      expect([rest.status, rest.at(at)]).toEqual([200, named(expected)]);
      const graph = await ask(question, parameters);
      expect(wholeOf(rest)).toMatchObject(withData(withoutNulls(graph.at(`data.${question}`))) as object);
    },
  );

  it.each(REFUSALS)('refuse %s %j the same: %i %s', async (question, parameters, status, code) => {
    const rest = await askRest(question, parameters);
    const graph = await ask(question, parameters);
    const error = graph.at('errors.0.extensions') as { status: number; code: string } | undefined;
    expect([rest.status, rest.at('code')]).toEqual([status, code]);
    expect([error?.status, error?.code]).toEqual([status, code]);
  });

  it.each([
    ['agreements', { status: 'FORGOTTEN' }],
    ['agreements', { status: ['SIGNED', 'FORGOTTEN'] }],
    ['outcomes', { timing: 'PRE' }],
    ['outcomeStatistics', { instrument: 'FORGOTTEN' }],
  ])('refuse of %s the code %j of no list, GraphQL because its type has none such', async (question, parameters) => {
    const [rest, graph] = [await askRest(question, parameters), await ask(question, parameters)];
    expect([rest.status, rest.at('code')]).toEqual([400, 'invalid-request']);
    expect([graph.status, graph.at('errors.0.extensions.code')]).toEqual([400, 'malformed-query']);
  });

  it.each(['dueOn', 'raisedOn', '-raisedOn'])('take no cursor of another order for a list by %s', async (sort) => {
    const after = (await askRest('followUps', { sort: '-dueOn', limit: 1 })).text('next');
    expect((await askRest('followUps', { sort, after })).at('code')).toBe('bad-cursor');
    expect((await ask('followUps', { sort, after })).at('errors.0.extensions.code')).toBe('bad-cursor');
    expect((await ask('followUps', { sort: '-dueOn', after })).at('data.followUps.items')).toHaveLength(2);
  });

  it.each(LISTS)(
    'turn the pages of %s alike, one cursor for both, until all %i are seen once',
    async (question, total) => {
      const seen: unknown[] = [];
      let after: Parameters = {};
      for (let page = 0; page < total; page += 1) {
        const rest = await askRest(question, { limit: 1, ...after });
        const graph = await ask(question, { limit: 1, ...after });
        expect(wholeOf(rest)).toEqual(withoutNulls(graph.at(`data.${question}`)));
        seen.push(...(rest.at('items') as unknown[]));
        after = { after: rest.text('next') };
        expect(rest.text('next') === '').toBe(page === total - 1);
      }
      const whole = await askRest(question, {});
      expect(seen).toEqual(whole.at('items'));
      expect(seen).toHaveLength(total);
    },
  );
});

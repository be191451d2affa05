// Left out on servers: it works on a copy of the data folder of a story.
import { jest } from '@jest/globals';
import { Collection } from 'mongodb';
import type { Answer } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { recordedStory } from './recorded-story.js';
import { readyOf } from './readiness-for-specs.js';
import { stageAt } from './stage-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

const RELATED = `items {
  id inmate { id registrations { name } } agreement { id status } counsellor { id name }
  plan { id versions { goals { statement } } } sessionRecords(limit: 3) { id clashes { sessionId } }
  screenings { id riskBand } assessments { id screening { id } }
}`;

/** Questions among them that open seals: each looks for its keys once, and some are known from before. */
const OPENED = 4;
/** Which version is served is looked up once a second, whoever asks: so many seconds an answer may take. */
const SEEN = 6;

/** What is not looked up for who asks, but by who follows the log, also that somebody looked. */
const OF_FOLLOWERS = /checkpoint|history|viewings/;

describe('Relations in GraphQL', () => {
  let system: SystemForSpecs;
  let stage: Stage;

  beforeAll(async () => {
    const { dataDir } = await recordedStory();
    system = await systemForSpecs({ demonstration: true, from: dataDir });
    stage = await stageAt(system.url);
    await readyOf(system.url); // until then each read model is looked at by who follows the log
  });
  afterAll(() => system.close());

  const ask = (query: string, by = stage.cast.kasubsi): Promise<Answer> => stage.api.graph(by, query);

  /** How often each collection is asked while somebody asks: the fewest of several times, since others ask too. */
  async function lookUps(query: string): Promise<readonly [Answer, Readonly<Record<string, number>>]> {
    const [first, ...more] = [await lookedUp(query), await lookedUp(query), await lookedUp(query)];
    const fewest = (name: string, count: number) => Math.min(count, ...more.map(([, counts]) => counts[name] ?? 0));
    const counts = Object.entries(first[1]).map(([name, count]) => [name, fewest(name, count)] as const);
    return [first[0], Object.fromEntries(counts.filter(([, count]) => count > 0))];
  }

  async function lookedUp(query: string): Promise<readonly [Answer, Readonly<Record<string, number>>]> {
    const counts: Record<string, number> = {};
    const found = jest.spyOn(Collection.prototype, 'find');
    try {
      const answer = await ask(query);
      for (const { collectionName } of found.mock.contexts as Collection[]) {
        counts[collectionName] = (counts[collectionName] ?? 0) + 1;
      }
      return [answer, Object.fromEntries(Object.entries(counts).filter(([name]) => !OF_FOLLOWERS.test(name)))];
    } finally {
      found.mockRestore();
    }
  }

  it('are looked up in as many questions to the database for 20 cases as for 2', async () => {
    const [many, { keys, serving, ...ofMany }] = await lookUps(`{ cases(limit: 20) { ${RELATED} } }`);
    const [few, { keys: known, serving: served, ...ofFew }] = await lookUps(`{ cases(limit: 2) { ${RELATED} } }`);
    expect([few.at('errors'), many.at('errors')]).toEqual([undefined, undefined]);
    expect((many.at('data.cases.items') as unknown[]).length).toBe(20);
    expect(Object.keys(ofMany).length).toBeGreaterThan(6);
    expect(ofMany).toEqual(ofFew);
    expect([keys, known].every((count = 0) => count <= OPENED)).toBe(true);
    expect([serving, served].every((count = 0) => count <= SEEN)).toBe(true);
  });

  it('hold what the questions themselves answer', async () => {
    const [caseId = ''] = (await ask('{ cases(status: COMPLETED, limit: 1) { items { id } } }')).at(
      'data.cases.items.*.id',
    ) as string[];
    const answer = await ask(`{ rehabCase(id: "${caseId}") {
      inmateId inmate { id present } plan { id caseId status } sessions { sessionId session { id place } }
      agreement { id }
    } }`);
    const found = answer.at('data.rehabCase') as {
      inmateId: string;
      inmate: object;
      plan: { id: string };
      sessions: readonly { sessionId: string; session: { id: string; place: string } }[];
    };
    expect(answer.at('errors')).toBeUndefined();
    const inmate = await stage.api.ask(stage.cast.kasubsi, `/inmates/${found.inmateId}`);
    expect(found.inmate).toEqual({ id: found.inmateId, present: inmate.at('present') });
    const plan = await stage.api.ask(stage.cast.kasubsi, `/plans/${found.plan.id}`);
    expect(found.plan).toEqual({ id: plan.at('id'), caseId, status: plan.at('status') });
    expect(found.sessions.length).toBeGreaterThan(2);
    for (const { sessionId, session } of found.sessions) expect(session.id).toBe(sessionId);
  });

  it('of which the role may not ask are refused alone', async () => {
    const answer = await ask(
      '{ cases(status: COMPLETED, limit: 1) { items { id plan { id } screenings { id } } } }',
      stage.cast.karutan,
    );
    expect(answer.at('data.cases.items.*.screenings')).toEqual([null]);
    expect(answer.at('data.cases.items.*.plan.id')).toEqual([expect.any(String)]);
    expect((answer.at('errors.*.path') as unknown[][]).map((path) => path.join('.'))).toEqual([
      'cases.items.0.screenings',
    ]);
    expect(answer.at('errors.*.extensions.code')).toEqual(['role-not-allowed']);
  });
});

import { AccessModule } from '#contexts/access';
import { CooperationModule } from '#contexts/cooperation';
import { CustodyModule } from '#contexts/custody';
import { RehabilitationModule } from '#contexts/rehabilitation';
import { person } from '#kernel/given-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { questionsIn } from '#platform/features';
import type { Answering, Question } from '#platform/questions';
import { PROJECTIONS } from './followers.js';

interface Named {
  readonly name: string;
}

const TODAY = '2025-01-31';
const reader = { actor: person('staff-1', 'kasubsi-pelayanan', 'RUTAN-BANJARNEGARA'), correlationId: 'spec' };
const engine = {
  now: () => new Date(TODAY),
  keyring: inMemoryKeyring(),
  staff: { unregistered: () => Promise.resolve([]) },
};
const records = { open: () => Promise.resolve([]) };
const questions = [AccessModule, CooperationModule, CustodyModule, RehabilitationModule].flatMap(questionsIn);

/** The read models that a question looks into, whichever of its ways it goes. */
async function modelsOf({ answer }: Question): Promise<readonly Named[]> {
  const models = new Set<Named>();
  const look = (found: unknown) => (model: Named) => {
    models.add(model);
    return Promise.resolve(found);
  };
  for (const found of [undefined, { units: [] }]) {
    for (const more of [{}, { overdue: true }]) {
      const looked = { page: look({ items: [] }), all: look([]), one: look(found) };
      const answering = { reader, engine, today: TODAY, models: looked, records } as unknown as Answering;
      await answer({ id: 'any', text: 'any', ...more } as never, answering).catch(() => undefined); // it has looked, and found nothing
    }
  }
  return [...models];
}

describe('Those who follow the log', () => {
  it('keep every read model that a question rests on, and besides only what operators and auditors ask for', async () => {
    const resting = await Promise.all(
      questions.map(async ({ question }) => ({ question: question.name, models: await modelsOf(question) })),
    );
    expect(resting.filter(({ models }) => models.length === 0)).toEqual([]);
    const asked = new Set(resting.flatMap(({ models }) => models));
    const kept = new Set<Named>(PROJECTIONS);
    expect([...asked].filter((model) => !kept.has(model)).map(({ name }) => name)).toEqual([]);
    const others = PROJECTIONS.filter((projection) => !asked.has(projection));
    expect(others.map(({ name }) => name)).toEqual(['history-index', 'integrity-alarms', 'policy-refusals']);
  });
});

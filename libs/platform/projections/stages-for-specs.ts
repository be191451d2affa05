import { type CommandStartedEvent, type Document, MongoClient } from 'mongodb';
import { MongoReadModels } from './mongo-read-models.js';
import { MARK } from './marks.js';
import { LOG } from './notes-for-specs.js';
import type { ReadModels } from './read-models.js';

type Find = { find: string; filter: Document; sort?: Document; limit: number };

/** The commands that what `ask` asks of the read models in a database sends to the server. */
export async function commandsOf(
  url: string,
  databaseName: string,
  ask: (models: ReadModels) => Promise<unknown>,
): Promise<readonly Document[]> {
  const client = new MongoClient(url, { monitorCommands: true });
  const sent: Document[] = [];
  client.on('commandStarted', ({ command }: CommandStartedEvent) => {
    if (!isOfServing(command)) sent.push(command);
  });
  await ask(new MongoReadModels(client.db(databaseName), LOG));
  const commands = [...sent];
  await client.close();
  return commands;
}

/** Whether it looks up what is served, or whether that is whole. */
const isOfServing = ({ find, filter }: Document): boolean =>
  find === 'serving' || (filter as Document | undefined)?._id === MARK;

/** How many documents the server looks at for each list that `ask` asks of the read models in a database. */
export async function readBy(
  url: string,
  databaseName: string,
  ask: (models: ReadModels) => Promise<unknown>,
): Promise<readonly number[]> {
  const plans = await plansOf(url, databaseName, ask);
  return plans.map(({ executionStats }) => (executionStats as { totalDocsExamined: number }).totalDocsExamined);
}

/**
 * The stages that the server goes through for what `ask` asks of the read models in a database: a list that has no `COLLSCAN`
 * used an index, one that has no `SORT` read in order.
 */
export async function stagesOf(
  url: string,
  databaseName: string,
  ask: (models: ReadModels) => Promise<unknown>,
): Promise<readonly string[]> {
  const plans = await plansOf(url, databaseName, ask);
  return plans.flatMap(({ queryPlanner }) => stagesIn((queryPlanner as Document).winningPlan));
}

async function plansOf(
  url: string,
  databaseName: string,
  ask: (models: ReadModels) => Promise<unknown>,
): Promise<readonly Document[]> {
  const finds = (await commandsOf(url, databaseName, ask)).filter((command) => 'find' in command);
  const client = new MongoClient(url);
  const db = client.db(databaseName);
  const plans: Document[] = [];
  for (const { find, filter, sort = {}, limit } of finds as Find[]) {
    plans.push(await db.command({ explain: { find, filter, sort, limit } }));
  }
  await client.close();
  return plans;
}

function stagesIn(plan: unknown): string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const own = 'stage' in plan && typeof plan.stage === 'string' ? [plan.stage] : [];
  return [...own, ...Object.values(plan).flatMap(stagesIn)];
}

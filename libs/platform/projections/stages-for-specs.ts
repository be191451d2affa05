import { type CommandStartedEvent, type Document, MongoClient } from 'mongodb';
import { MongoReadModels } from './mongo-read-models.js';
import { LOG } from './notes-for-specs.js';
import type { ReadModels } from './read-models.js';

type Find = { find: string; filter: Document; sort?: Document; limit: number };

/**
 * The stages that the server goes through for what `ask` asks of the read models in a database: a list that has no `COLLSCAN`
 * used an index, one that has no `SORT` read in order.
 */
export async function stagesOf(
  url: string,
  databaseName: string,
  ask: (models: ReadModels) => Promise<unknown>,
): Promise<readonly string[]> {
  const client = new MongoClient(url, { monitorCommands: true });
  const finds: Document[] = [];
  const keep = ({ commandName, command }: CommandStartedEvent): void => {
    if (commandName === 'find') finds.push(command);
  };
  const db = client.db(databaseName);
  client.on('commandStarted', keep);
  await ask(new MongoReadModels(db, LOG));
  client.off('commandStarted', keep);
  const plans: Document[] = [];
  for (const { find, filter, sort = {}, limit } of finds as Find[]) {
    plans.push(await db.command({ explain: { find, filter, sort, limit } }));
  }
  await client.close();
  return plans.flatMap(({ queryPlanner }) => stagesIn((queryPlanner as Document).winningPlan));
}

function stagesIn(plan: unknown): string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const own = 'stage' in plan && typeof plan.stage === 'string' ? [plan.stage] : [];
  return [...own, ...Object.values(plan).flatMap(stagesIn)];
}

import { parseArgs } from 'node:util';
import { developmentToken, type Role } from '#platform/auth';
import { runCommand } from './command-line.js';

/** The token that the arguments ask for. Throws one sentence when they do not name a role and a unit. */
export async function tokenFor(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const { role, unit, ...others } = argumentsIn(argv);
  if (role === undefined || unit === undefined) throw new Error('Name a role and a unit: --role <role> --unit <unit>.');
  return developmentToken({ role: role as Role, unit, ...others }, env);
}

function argumentsIn(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  return parseArgs({ args: [...argv], options: { role: text, unit: text, subject: text, scope: text } }).values;
}

await runCommand(import.meta.url, 'token', async () => [await tokenFor(process.argv.slice(2))]);

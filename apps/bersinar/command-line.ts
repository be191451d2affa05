import { pathToFileURL } from 'node:url';

/**
 * Prints what a command answers, if its module is the program that runs. What cannot be done is said in one line on stderr and ends it with 1, and so
 * does a promise that is rejected while nobody waits for it: half a command is none.
 */
export async function runCommand(
  module: string,
  name: string,
  command: () => Promise<readonly string[]>,
): Promise<void> {
  if (module !== pathToFileURL(process.argv[1] ?? '').href) return;
  const giveUp = (error: unknown): never => {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    process.stderr.write(`${name}: ${line}\n`);
    process.exit(1);
  };
  process.on('unhandledRejection', giveUp).on('uncaughtException', giveUp);
  const lines = await command().catch(giveUp);
  process.stdout.write(`${lines.join('\n')}\n`);
}

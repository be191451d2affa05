import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { transformFileSync } from '@swc/core';
import { MongoClient, type MongoClientOptions } from 'mongodb';
import { mongodbUrlAt, passwordFlag, sendPassword } from '../password-for-specs.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The embedded MongoDB in a process of its own, on a folder that `remove` deletes; compiled from the sources as they are. */
export function serverForSpecs() {
  jest.setTimeout(60_000);
  const program = compiled();
  const dataDir = mkdtempSync(join(tmpdir(), 'bersinar-mongodb-'));
  const clients: MongoClient[] = [];
  let child: ChildProcess | undefined;
  let port = 0;

  return {
    dataDir,
    get url() {
      return mongodbUrlAt(port);
    },
    get port() {
      return port;
    },
    /** Starts it, again on the port it had; `largestFile` in KiB makes larger files fail as a full disk does. */
    async start(largestFile?: number): Promise<void> {
      const flags = ['--data-dir', dataDir, '--mongodb-port', String(port), passwordFlag];
      const stdio: ('ignore' | 'inherit' | 'ipc')[] = ['ignore', 'ignore', 'inherit', 'ipc'];
      const limited = [
        '-c',
        `trap '' XFSZ; ulimit -f ${String((largestFile ?? 0) * 2)}; exec "$@"`,
        'sh',
        process.execPath,
      ];
      child =
        largestFile === undefined
          ? fork(program, flags, { execArgv: [], stdio })
          : fork(limited[0] ?? '', [...limited.slice(1), program, ...flags], {
              execPath: '/bin/sh',
              execArgv: [],
              stdio,
            });
      sendPassword(child);
      const [ready] = (await Promise.race([
        once(child, 'message'),
        once(child, 'exit').then(() => [{ mongodbPort: undefined }]),
      ])) as [{ mongodbPort?: number }];
      if (ready.mongodbPort === undefined) throw new Error('The server did not start.');
      port = ready.mongodbPort;
    },
    async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
      if (child?.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
    client(options: MongoClientOptions = {}): MongoClient {
      const client = new MongoClient(this.url, { serverSelectionTimeoutMS: 8_000, ...options });
      clients.push(client);
      return client;
    },
    async remove(): Promise<void> {
      await Promise.all(clients.map((client) => client.close()));
      await this.stop();
      rmSync(dataDir, { recursive: true, force: true });
      rmSync(dirname(program), { recursive: true, force: true });
    },
  };
}

// Below node_modules, so that the packages are found; a folder for each spec, so that none reads what another still writes.
function compiled(): string {
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  const out = mkdtempSync(join(root, 'node_modules/.cache/embedded-stores-'));
  writeFileSync(join(out, 'package.json'), '{"type":"module"}');
  const source = join(root, 'apps/embedded-stores');
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || /-?spec\w*\.ts$|-for-specs\.ts$/.test(file)) continue;
    const target = join(out, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, transformFileSync(join(source, file), { sourceMaps: 'inline' }).code);
  }
  return join(out, 'main.js');
}

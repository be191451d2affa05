import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const patience = 5_000;

/** Makes `dataDir` if needed and holds it for this process alone; throws in one sentence when it cannot be written or is still in use after 5 s. */
export async function lockDataDir(dataDir: string): Promise<() => void> {
  const pidFile = join(dataDir, 'embedded-stores.pid');
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw new Error(`The data folder ${dataDir} cannot be written: ${codeOf(error)}.`, { cause: error });
  }
  const held = await bindPatiently(socketPath(realpathSync(dataDir)));
  if (!held) throw new Error(`The data folder ${dataDir} is in use by process ${pidIn(pidFile)}.`);
  try {
    writeFileSync(pidFile, `${process.pid}\n`);
  } catch (error) {
    held.close();
    throw new Error(`The data folder ${dataDir} cannot be written: ${codeOf(error)}.`, { cause: error });
  }
  return () => {
    rmSync(pidFile, { force: true });
    held.close();
  };
}

// Names that the system frees with their process, where it has them; a plain socket file elsewhere.
function socketPath(realDir: string): string {
  const name = `bersinar-stores-${createHash('sha256').update(realDir).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `${name}.sock`);
}

async function bindPatiently(path: string): Promise<Server | undefined> {
  const end = Date.now() + patience;
  for (;;) {
    const server = await bind(path);
    if (server) return server;
    if (path.startsWith(tmpdir()) && !(await answers(path))) rmSync(path, { force: true });
    if (Date.now() > end) return undefined;
    await delay(50);
  }
}

const bind = (path: string) =>
  new Promise<Server | undefined>((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => {
      if (codeOf(error) === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen({ path, exclusive: true }, () => {
      resolve(server);
    });
  });

const answers = (path: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

function pidIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEVELOPMENT_ISSUER, type Identified } from '#platform/auth';
import { people } from '../../apps/bersinar/story/programme/people.js';
import type { Words } from '../contract/dictionary.mjs';
import type { ExportedEvent, Verification } from '../contract/verify-export.mjs';
import type { SystemForSpecs } from './system-for-specs.js';

const program = fileURLToPath(new URL('../contract/verify-export.mjs', import.meta.url));

/** What is needed to open and verify everything (docs/data-format.md, 2). */
export interface Backup {
  readonly events: readonly ExportedEvent[];
  readonly keys: readonly object[];
  readonly kek: string;
}

/** The whole log in its order, the keyring's documents and its KEK file. */
export async function backupOf({ engine, database, dataDir }: SystemForSpecs): Promise<Backup> {
  const events: ExportedEvent[] = [];
  for await (const { stream, revision, id, type, data, metadata } of engine.store.readAll())
    events.push({ stream, revision, id, type, data, metadata });
  return {
    events,
    keys: await database.client.db('bersinar-keyring').collection('keys').find().toArray(),
    kek: await readFile(join(dataDir, 'keys', 'kek'), 'utf8'),
  };
}

/** What the stand-alone verifier says of a backup, written to a folder as files. */
export async function verified({ events, keys, kek }: Backup, folder: string) {
  await mkdir(folder, { recursive: true });
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const files = { 'export.ndjson': lines(events), 'keyring.ndjson': lines(keys), kek };
  const paths = Object.entries(files).map(async ([name, text]) => {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  });
  const args = [program, ...(await Promise.all(paths))];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  return { status, stderr, ...(JSON.parse(stdout) as Verification) };
}

/** Who sent what where: the `sub` of the token, and the Idempotency-Key. */
export interface Sent {
  readonly sub: string;
  readonly key: string;
  readonly path: string;
}

/** What was answered to somebody's request of a path: the code of a refusal by a rule, or where what it created is. */
export interface Answered {
  readonly by: Identified;
  readonly path: string;
  readonly refusedWith?: string;
  readonly location?: string;
}

type Claims = Pick<Identified, 'role' | 'unit'> & { readonly sub: string };

/** Keeps in mind every request under an Idempotency-Key that somebody sends from now on, and what they are answered, until `fetch` is what it was. */
export function overhear() {
  const sent: Sent[] = [];
  const answered: Answered[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    const [, claims] = (headers.get('Authorization') ?? '').split('.');
    if (claims === undefined) return fetch(input, init);
    const key = headers.get('Idempotency-Key');
    const { sub, role, unit } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Claims;
    const by = { role, unit, subject: sub };
    if (key !== null) sent.push({ sub, key, path: new Request(input).url });
    const answer = await fetch(input, init);
    const path = new URL(new Request(input).url).pathname;
    const location = answer.headers.get('Location');
    if (answer.status === 201 && location !== null) answered.push({ by, path, location });
    if (answer.status === 422)
      answered.push({ by, path, refusedWith: ((await answer.clone().json()) as { code: string }).code });
    return answer;
  };
  return { sent, answered, fetch };
}

/** One in so many is tried: a dictionary costs a third of a second for each word. */
const PEOPLE = 40;
const KEYS = 200;
/** What is tried as what ids of commands are made of: commands, and how the paths end at which they are sent. */
const COMMANDS = {
  RegisterStaff: '/staff',
  LinkStaffLogin: '/link-login',
  GiveConsent: '/consents',
  ImportSdpRows: '/sdp-imports',
};

/** What somebody might list who knows the story: first who and what it is about, then what ids of commands are made of. */
export function wordsOf(sent: readonly Sent[]): readonly [Words, Words] {
  const listed = people().filter((_, index) => index % PEOPLE === 0);
  const subs = [...new Set(sent.map(({ sub }) => sub))];
  const keys = [...new Set(sent.map(({ key }) => key))].filter((_, index) => index % KEYS === 0);
  const tried = Object.values(COMMANDS).flatMap(
    (end) => sent.find(({ path }) => new URL(path).pathname.endsWith(end)) ?? [],
  );
  return [
    {
      issuers: [DEVELOPMENT_ISSUER],
      subs,
      keys,
      registerNumbers: listed.map(({ registerNumber }) => registerNumber),
      identityNumbers: listed.map(({ nationalId }) => nationalId),
    },
    {
      issuers: [DEVELOPMENT_ISSUER],
      subs: [...new Set(tried.map(({ sub }) => sub))],
      keys: tried.map(({ key }) => key),
      commands: Object.keys(COMMANDS),
    },
  ];
}

import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { isSubject } from './login.js';
import { isRole, type Role, ROLES } from './roles.js';
import { unitOf } from './units.js';

export const DEVELOPMENT_ISSUER = 'bersinar-development';
export const DEVELOPMENT_AUDIENCE = 'bersinar';
const ALGORITHM = 'EdDSA';

export interface Identified {
  readonly role: Role;
  readonly unit: string;
  /** `<role>.<unit in lower case>` by default. */
  readonly subject?: string;
  /** What a service's token is for, with blanks between: everything by default. */
  readonly scope?: string;
}

/** Where the development issuer keeps its key: `DEV_ISSUER_KEY`, or a file below the working directory. */
export const developmentKeyFile = (env: NodeJS.ProcessEnv): string => env.DEV_ISSUER_KEY ?? '.dev-issuer/key.jwk';

/** The key pair in that file as a private JWK, made (0600) by whoever comes first. */
export async function developmentKey(file: string): Promise<JWK> {
  try {
    return keyIn(await textIn(file), file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new Error(`The key ${file} (DEV_ISSUER_KEY) can be neither read nor made: ${code}.`, { cause: error });
  }
}

/** The text of the file, which is made when there is none. */
async function textIn(file: string): Promise<string> {
  try {
    return await secretIn(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await place(file, JSON.stringify(await newKey()));
  return secretIn(file);
}

async function secretIn(file: string): Promise<string> {
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0)
    throw new Error(`Others than its owner may open ${file} (DEV_ISSUER_KEY): give it mode 0600.`);
  return readFile(file, 'utf8');
}

function keyIn(text: string, file: string): JWK {
  const key = parsed(text);
  if (key?.kty === 'OKP' && typeof key.x === 'string' && typeof key.d === 'string') return key;
  throw new Error(
    `${file} (DEV_ISSUER_KEY) is no key of the development issuer: it wants an Ed25519 key pair as a JWK.`,
  );
}

/** Nothing when it is no JSON: the parser's words would quote it. */
function parsed(text: string): JWK | null | undefined {
  try {
    return JSON.parse(text) as JWK | null;
  } catch {
    return undefined;
  }
}

/** The half of the key that verifies. */
export const publicHalf = (key: JWK): JWK => Object.fromEntries(Object.entries(key).filter(([name]) => name !== 'd'));

/** A token of the development issuer, good for 12 hours. Throws on an unknown role or unit, and in production. */
export async function developmentToken(
  { role, unit, subject = `${role}.${unit.toLowerCase()}`, scope = 'events metrics' }: Identified,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  refuseInProduction(env);
  if (!isRole(role)) throw new Error(`There is no such role. Roles: ${ROLES.join(', ')}.`);
  if (unitOf(unit) === undefined) throw new Error('There is no such unit in the register.');
  if (!isSubject(subject)) throw new Error('A subject is text of 1 to 255 characters.');
  const jwk = await developmentKey(developmentKeyFile(env));
  return new SignJWT({ role, unit, ...(role === 'service' && { scope }) })
    .setProtectedHeader({ alg: ALGORITHM, ...(jwk.kid !== undefined && { kid: jwk.kid }) })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(DEVELOPMENT_AUDIENCE)
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(await importJWK(jwk, ALGORITHM));
}

/** Whether NODE_ENV says plainly that this is no production. */
export const isDevelopment = ({ NODE_ENV = '' }: NodeJS.ProcessEnv): boolean =>
  ['', 'development', 'test'].includes(NODE_ENV.trim());

/** Throws in production, however that is spelt: anybody who reads the file could be anybody. */
export function refuseInProduction(env: NodeJS.ProcessEnv): void {
  if (!isDevelopment(env)) {
    throw new Error('The development issuer is refused in production: set OIDC_ISSUER and OIDC_JWKS_URL.');
  }
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), alg: ALGORITHM, kid: randomUUID() };
}

/** Writes the file whole or not at all; does nothing when somebody else was first. */
async function place(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
}

import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import type { LogPurpose } from '#contracts/log/log.events';

export interface Config {
  /** The address to listen on: this machine's own unless it is said. */
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Where EventStoreDB and MongoDB are; absent means embedded, on `dataDir`. */
  readonly eventstoreUrl?: string;
  readonly mongodbUrl?: string;
  /** Where the keyring is; absent means a database of its own on the MongoDB of the read models. */
  readonly keyringUrl?: string;
  readonly kekFile: string;
  readonly logLevel: string;
  readonly production: boolean;
  /** How many requests of one identity are answered in a minute; of one address, ten times as many. */
  readonly requestsPerMinute?: number;
  /** The addresses, or networks, of proxies whose word is taken for who asks. */
  readonly trustedProxies: readonly string[];
  /** Who administers first, as `OIDC_ISSUER` calls them. */
  readonly firstAdministrator?: { readonly issuer: string; readonly subject: string };
  /** What a log that is started now is for; one that is there must be for the same. */
  readonly purpose: LogPurpose;
}

/** A setting that cannot be meant: one line that says which and why, and never its value, which may hold a password. */
export class BadSetting extends Error {}

const NODE_ENVS = ['production', 'development', 'test'];
const LONGEST_SUBJECT = 255;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** The settings of the environment, and of the arguments: `--demonstration`. Throws `BadSetting`. */
export function configFrom(env: Readonly<Record<string, string | undefined>>, argv: readonly string[] = []): Config {
  const unknown = argv.find((argument) => argument !== '--demonstration');
  if (unknown !== undefined) throw new BadSetting('There is one argument: --demonstration.');
  const production = oneOf('NODE_ENV', said(env.NODE_ENV) ?? 'development', NODE_ENVS) === 'production';
  if (!/^[\w.-]{1,64}$/.test(said(env.GIT_SHA) ?? 'unknown'))
    throw new BadSetting('GIT_SHA must be the id of a commit.');
  checkIssuer(env, production);
  checkSignIn(env, production);
  const dataDir = resolve(said(env.DATA_DIR) ?? 'data');
  const eventstoreUrl = url('EVENTSTORE_URL', env.EVENTSTORE_URL, ['esdb:', 'esdb+discover:']);
  const mongodbUrl = url('MONGODB_URL', env.MONGODB_URL, ['mongodb:', 'mongodb+srv:']);
  const keyringUrl = url('KEYRING_URL', env.KEYRING_URL, ['mongodb:', 'mongodb+srv:']);
  const embedded = [eventstoreUrl ? [] : ['EVENTSTORE_URL'], mongodbUrl ? [] : ['MONGODB_URL']].flat();
  if (production && embedded[0] !== undefined) {
    throw new BadSetting(`${embedded[0]} must be set in production: it refuses the embedded stores.`);
  }
  if (production && (keyringUrl === undefined || keyringUrl === mongodbUrl)) {
    throw new BadSetting(
      'KEYRING_URL must be set in production, with a credential that is not the one of MONGODB_URL.',
    );
  }
  return {
    host: host(said(env.HOST)),
    port: port(env.PORT),
    dataDir,
    ...(eventstoreUrl && { eventstoreUrl }),
    ...(mongodbUrl && { mongodbUrl }),
    ...(keyringUrl && { keyringUrl }),
    kekFile: resolve(said(env.KEK_FILE) ?? join(dataDir, 'keys', 'kek')),
    logLevel: oneOf('LOG_LEVEL', env.LOG_LEVEL ?? 'info', LOG_LEVELS),
    production,
    ...requestsPerMinute(said(env.REQUESTS_PER_MINUTE)),
    ...firstAdministrator(env),
    trustedProxies: networks(said(env.TRUSTED_PROXIES)),
    purpose: argv.includes('--demonstration') ? 'DEMONSTRATION' : 'REAL',
  };
}

/** What a setting says, if anything. */
export const said = (value: string | undefined): string | undefined => (value?.trim() === '' ? undefined : value);

function port(value = '3000'): number {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  throw new BadSetting('PORT must be a number from 0 to 65535.');
}

function host(value = '127.0.0.1'): string {
  if (isIP(value) > 0 || /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i.test(value)) return value;
  throw new BadSetting('HOST must be an address or a name of this machine.');
}

function requestsPerMinute(value?: string): Pick<Config, 'requestsPerMinute'> {
  if (value === undefined) return {};
  if (/^[1-9]\d{0,8}$/.test(value)) return { requestsPerMinute: Number(value) };
  throw new BadSetting('REQUESTS_PER_MINUTE must be a whole number from 1 to 999999999.');
}

function firstAdministrator({
  FIRST_ADMINISTRATOR,
  OIDC_ISSUER: issuer,
}: Readonly<Record<string, string | undefined>>): Pick<Config, 'firstAdministrator'> {
  const subject = said(FIRST_ADMINISTRATOR);
  if (subject === undefined) return {};
  if (issuer === undefined) throw new BadSetting('FIRST_ADMINISTRATOR needs OIDC_ISSUER beside it.');
  if (Array.from(subject).length > LONGEST_SUBJECT) {
    throw new BadSetting('FIRST_ADMINISTRATOR must be what OIDC_ISSUER calls somebody.');
  }
  return { firstAdministrator: { issuer, subject } };
}

function networks(value = ''): readonly string[] {
  const all = value.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
  if (all.every(isNetwork)) return all;
  throw new BadSetting('TRUSTED_PROXIES must be addresses or networks, such as 10.0.0.0/8, with commas between.');
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...more] = value.split('/');
  const most = isIP(address) === 4 ? 32 : 128;
  return (
    isIP(address) > 0 &&
    more.length === 0 &&
    (bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= most))
  );
}

function url(name: string, value: string | undefined, schemes: readonly string[]): string | undefined {
  if (said(value) === undefined || value === undefined) return undefined;
  const scheme = /^([a-z+]+:)\/\/[^/]+/.exec(value)?.[1];
  if (scheme !== undefined && schemes.includes(scheme)) return value;
  throw new BadSetting(`${name} must be a connection string that begins with ${schemes.join('// or ')}//.`);
}

/** Whoever verifies tokens reads these for themselves, when all else is open already. */
function checkIssuer(
  { OIDC_ISSUER, OIDC_JWKS_URL, OIDC_AUDIENCE }: Readonly<Record<string, string | undefined>>,
  production: boolean,
): void {
  if (OIDC_ISSUER === undefined && OIDC_JWKS_URL !== undefined) {
    throw new BadSetting('OIDC_JWKS_URL needs OIDC_ISSUER beside it.');
  }
  if (OIDC_ISSUER === undefined && production) {
    throw new BadSetting('OIDC_ISSUER must be set in production: it refuses the development issuer.');
  }
  if (OIDC_ISSUER?.trim() === '') throw new BadSetting('OIDC_ISSUER must be the name of an issuer.');
  if (OIDC_AUDIENCE?.trim() === '') throw new BadSetting('OIDC_AUDIENCE must be the name of an audience.');
  if (OIDC_JWKS_URL !== undefined) address('OIDC_JWKS_URL', OIDC_JWKS_URL, production);
  else if (OIDC_ISSUER !== undefined) address('OIDC_ISSUER', OIDC_ISSUER, production);
}

/** Whoever lets people sign in with a browser reads these for themselves. */
function checkSignIn(
  { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_ISSUER, PUBLIC_URL }: Readonly<Record<string, string | undefined>>,
  production: boolean,
): void {
  if (OIDC_CLIENT_ID === undefined && OIDC_CLIENT_SECRET !== undefined) {
    throw new BadSetting('OIDC_CLIENT_SECRET needs OIDC_CLIENT_ID beside it.');
  }
  if (OIDC_CLIENT_ID === undefined) return;
  if (OIDC_ISSUER === undefined) throw new BadSetting('OIDC_CLIENT_ID needs OIDC_ISSUER beside it.');
  address('OIDC_ISSUER', OIDC_ISSUER, production);
  address('PUBLIC_URL', PUBLIC_URL ?? '', production);
}

/** Refuses what is no address of an issuer or of ours; by http only outside production. */
function address(name: string, value: string, production: boolean): void {
  const schemes = production ? ['https:'] : ['https:', 'http:'];
  if (URL.canParse(value) && schemes.includes(new URL(value).protocol)) return;
  throw new BadSetting(
    production
      ? `${name} must be an address that begins with https:// in production.`
      : `${name} must be an address that begins with https:// or http://.`,
  );
}

function oneOf(name: string, value: string, choices: readonly string[]): string {
  if (choices.includes(value)) return value;
  throw new BadSetting(`${name} must be one of ${choices.join(', ')}.`);
}

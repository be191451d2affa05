import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Unauthenticated, Unavailable } from '#kernel';
import { world } from '#kernel/world';
import {
  DEVELOPMENT_AUDIENCE,
  DEVELOPMENT_ISSUER,
  developmentKey,
  developmentKeyFile,
  publicHalf,
  refuseInProduction,
} from './development-issuer.js';
import { discoveredKeys } from './issuer.js';
import { isSubject } from './login.js';

/** What a verified token says; role, unit and scope are as claimed. */
export interface Claims {
  readonly issuer: string;
  readonly subject: string;
  /** When it ends, in milliseconds since the epoch. */
  readonly until: number;
  readonly role: unknown;
  readonly unit: unknown;
  readonly scope: unknown;
}

/** The claims of a token. Throws `Unauthenticated('token-invalid')`, or `Unavailable` when the issuer's keys cannot be had. */
export type Verify = (token: string) => Promise<Claims>;

const BELIEVED_MS = 60_000;
const MOST_KNOWN = 1_000;
/** How far the issuer's clock and ours may be apart. */
const SKEW_SECONDS = 30;

interface Trust {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

const ASYMMETRIC = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];

/**
 * Verifies tokens of the issuer `OIDC_ISSUER` for `OIDC_AUDIENCE`, by the keys at `OIDC_JWKS_URL` or else where the issuer says that they are; without
 * one, tokens of the development issuer.
 */
export async function verifierOf(env: NodeJS.ProcessEnv = process.env): Promise<Verify> {
  return verifier(await trusted(env));
}

/** Verifies tokens of one issuer for one audience by asymmetric keys (RFC 8725, 3.1); what it found it believes for a minute. */
export function verifier({ issuer, audience, keys }: Trust, now: () => number = world.now): Verify {
  const known = new Map<string, { readonly claims: Claims; readonly until: number }>();
  return async (token) => {
    const earlier = known.get(token);
    if (earlier !== undefined && now() < earlier.until) return earlier.claims;
    const { sub, role, unit, scope, exp = 0 } = await payloadOf(token, { issuer, audience, keys }, new Date(now()));
    if (!isSubject(sub)) throw invalid();
    const claims = { issuer, subject: sub, until: (exp + SKEW_SECONDS) * 1_000, role, unit, scope };
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(token, { claims, until: Math.min(claims.until, now() + BELIEVED_MS) });
    return claims;
  };
}

async function trusted(env: NodeJS.ProcessEnv): Promise<Trust> {
  const { OIDC_ISSUER: issuer, OIDC_JWKS_URL: url, OIDC_AUDIENCE: audience = DEVELOPMENT_AUDIENCE } = env;
  if (issuer === DEVELOPMENT_ISSUER) throw new Error('OIDC_ISSUER must not be the development issuer.');
  if (issuer !== undefined) {
    return {
      issuer,
      audience,
      keys: url === undefined ? discoveredKeys(issuer, env) : createRemoteJWKSet(new URL(url)),
    };
  }
  if (url !== undefined) throw new Error('OIDC_JWKS_URL needs OIDC_ISSUER beside it.');
  refuseInProduction(env);
  const key = publicHalf(await developmentKey(developmentKeyFile(env)));
  return { issuer: DEVELOPMENT_ISSUER, audience, keys: createLocalJWKSet({ keys: [key] }) };
}

async function payloadOf(token: string, { keys, ...expected }: Trust, currentDate: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...expected,
      algorithms: ASYMMETRIC,
      requiredClaims: ['exp', 'sub'],
      clockTolerance: SKEW_SECONDS,
      currentDate,
    });
    return payload;
  } catch (error) {
    if (isAboutToken(error)) throw invalid();
    throw new Unavailable('issuer-unavailable', { cause: error });
  }
}

const isAboutToken = (error: unknown): boolean => ABOUT_TOKEN.some((kind) => error instanceof kind);

const ABOUT_TOKEN = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSMultipleMatchingKeys,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
];

const invalid = (): Unauthenticated => new Unauthenticated('token-invalid');

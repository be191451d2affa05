import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import {
  allowInsecureRequests,
  type AuthorizationServer,
  discoveryRequest,
  processDiscoveryResponse,
} from 'oauth4webapi';
import { world } from '#kernel/world';
import { isDevelopment } from './development-issuer.js';

const WITHIN_MS = 5_000;

/**
 * How an issuer describes itself (OpenID Connect Discovery 1.0): asked at the first need, and again whenever that failed. Throws when it does not answer,
 * when it says that it is another, and outside development for an address that is not https.
 */
export function issuerAt(issuer: string, env: NodeJS.ProcessEnv): () => Promise<AuthorizationServer> {
  return onceHad(() => described(new URL(issuer), isDevelopment(env)));
}

/** The keys of an issuer, where it says that they are. Throws as `issuerAt` does. */
export function discoveredKeys(issuer: string, env: NodeJS.ProcessEnv): JWTVerifyGetKey {
  const describe = issuerAt(issuer, env);
  const keys = onceHad(async () => {
    const { jwks_uri: address } = await describe();
    if (address === undefined) throw new Error('The issuer does not say where its keys are.');
    return createRemoteJWKSet(secure(address, env), { timeoutDuration: WITHIN_MS });
  });
  return async (...question) => (await keys())(...question);
}

/** An address that an issuer names. Throws when it is not https, but in development. */
export function secure(address: string, env: NodeJS.ProcessEnv): URL {
  const url = new URL(address);
  if (url.protocol === 'https:' || isDevelopment(env)) return url;
  throw new Error('The issuer names an address that is not https.');
}

/** Asks again only where it failed. */
function onceHad<T>(ask: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    const asked = (found ??= ask());
    return asked.catch((error: unknown) => {
      if (found === asked) found = undefined;
      throw error;
    });
  };
}

const described = (issuer: URL, mayBeInsecure: boolean): Promise<AuthorizationServer> =>
  inTime(async (signal) => {
    const options = { [allowInsecureRequests]: mayBeInsecure, signal };
    return processDiscoveryResponse(issuer, await discoveryRequest(issuer, options));
  });

/** What an issuer answers within five seconds. */
export async function inTime<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const answered = world.later(WITHIN_MS, () => {
    late.abort();
  });
  try {
    return await ask(late.signal);
  } finally {
    answered();
  }
}

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
 * The keys of an issuer as it describes itself (OpenID Connect Discovery 1.0): looked up when the first token needs them, and again whenever that
 * failed. Throws when it does not answer, when it says that it is another, and outside development for an address that is not https.
 */
export function discoveredKeys(issuer: string, env: NodeJS.ProcessEnv): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (...question) => {
    found ??= keysOf(new URL(issuer), isDevelopment(env));
    const asked = found;
    const keys = await asked.catch((error: unknown) => {
      if (found === asked) found = undefined;
      throw error;
    });
    return keys(...question);
  };
}

async function keysOf(issuer: URL, mayBeInsecure: boolean): Promise<JWTVerifyGetKey> {
  const { jwks_uri: address } = await described(issuer, mayBeInsecure);
  if (address === undefined) throw new Error('The issuer does not say where its keys are.');
  const url = new URL(address);
  if (url.protocol !== 'https:' && !mayBeInsecure)
    throw new Error('The keys of the issuer are not at an https address.');
  return createRemoteJWKSet(url, { timeoutDuration: WITHIN_MS });
}

async function described(issuer: URL, mayBeInsecure: boolean): Promise<AuthorizationServer> {
  const late = new AbortController();
  const answered = world.later(WITHIN_MS, () => {
    late.abort();
  });
  try {
    const options = { [allowInsecureRequests]: mayBeInsecure, signal: late.signal };
    return await processDiscoveryResponse(issuer, await discoveryRequest(issuer, options));
  } finally {
    answered();
  }
}

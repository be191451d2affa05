import { parseCookie, stringifySetCookie } from 'cookie';
import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { EncryptJWT, jwtDecrypt } from 'jose';
import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  calculatePKCECodeChallenge,
  type Client,
  ClientSecretBasic,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import { type HouseKeys, Unauthenticated, Unavailable } from '#kernel';
import { world } from '#kernel/world';
import { DEVELOPMENT_AUDIENCE, isDevelopment } from './development-issuer.js';
import { inTime, issuerAt, secure } from './issuer.js';
import type { Verify } from './token.js';

const CALLBACK = '/sign-in/callback';
const MINUTES = 10; // to sign in at the issuer
const MINUTE_SECONDS = 60;
/** Browsers keep no longer one, and do not say so (RFC 6265, 6.1). */
const LONGEST_COOKIE = 4_096;

/** How somebody signs in with a browser: by the code flow with PKCE (RFC 7636, RFC 9700), and a cookie that only pages of ours send. */
export interface SignIn {
  /** Where to sign in, to come back to a path of ours afterwards; and the cookie that remembers it. */
  readonly begin: (to: string) => Promise<{ readonly location: string; readonly cookie: string }>;
  /** What the issuer sent the browser back with: where it wanted to go, and its cookies. Throws `Unauthenticated('sign-in-failed')`. */
  readonly finish: (
    sent: URLSearchParams,
    headers: IncomingHttpHeaders,
  ) => Promise<{ to: string; cookies: readonly string[] }>;
  /** The token of whoever signed in, if a page of ours asks. */
  readonly tokenIn: (headers: IncomingHttpHeaders) => Promise<string | undefined>;
  /** The cookie that ends it. */
  readonly end: () => string;
}

interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
}

/** Signing in as `OIDC_CLIENT_ID` at `OIDC_ISSUER`, to come back to `PUBLIC_URL`; undefined when these are not set. */
export function signInOf(
  env: NodeJS.ProcessEnv,
  { keys, verify }: { readonly keys: Pick<HouseKeys, 'command'>; readonly verify: Verify },
): SignIn | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: id, OIDC_CLIENT_SECRET: secret, PUBLIC_URL: here } = env;
  const { OIDC_AUDIENCE: audience = DEVELOPMENT_AUDIENCE } = env;
  if (issuer === undefined || id === undefined || here === undefined) return undefined;
  const asked = issuerAt(issuer, env);
  const describe = async () => {
    try {
      const server = await asked();
      return { server, signInAt: secure(server.authorization_endpoint ?? '', env) };
    } catch (error) {
      throw new Unavailable('issuer-unavailable', { cause: error });
    }
  };
  const client: Client = { client_id: id };
  const authenticates = secret === undefined ? None() : ClientSecretBasic(secret);
  const redirect = new URL(CALLBACK, here).href;
  const sealed = cookiesOf(keys, new URL(here).protocol === 'https:');
  const insecure = { [allowInsecureRequests]: isDevelopment(env) };

  return {
    begin: async (to) => {
      const { signInAt } = await describe();
      const begun: Begun = {
        state: generateRandomState(),
        nonce: generateRandomNonce(),
        verifier: generateRandomCodeVerifier(),
        to: ownPath(to, here),
      };
      const location = new URL(signInAt);
      const asks = {
        client_id: id,
        redirect_uri: redirect,
        response_type: 'code',
        scope: 'openid',
        resource: audience,
        state: begun.state,
        nonce: begun.nonce,
        code_challenge: await calculatePKCECodeChallenge(begun.verifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(asks)) location.searchParams.set(name, value);
      return { location: location.href, cookie: await sealed.set('sign-in', { ...begun }, MINUTES * MINUTE_SECONDS) };
    },
    finish: async (sent, headers) => {
      const { server } = await describe();
      try {
        const begun = (await sealed.get('sign-in', headers)) as unknown as Begun;
        const checked = validateAuthResponse(server, client, sent, begun.state);
        const answer = await inTime((signal) => {
          const options = { additionalParameters: { resource: audience }, ...insecure, signal };
          return authorizationCodeGrantRequest(
            server,
            client,
            authenticates,
            checked,
            redirect,
            begun.verifier,
            options,
          );
        });
        const expected = { expectedNonce: begun.nonce, requireIdToken: true };
        const { access_token: token } = await processAuthorizationCodeResponse(server, client, answer, expected);
        const { until } = await verify(token);
        const seconds = Math.max(1, Math.floor((until - world.now()) / 1_000));
        return {
          to: ownPath(begun.to, here),
          cookies: [await sealed.set('session', { token }, seconds), sealed.unset('sign-in')],
        };
      } catch (error) {
        throw new Unauthenticated('sign-in-failed', {}, [], { cause: error });
      }
    },
    tokenIn: async (headers) => {
      if (!isOwnPage(headers)) return undefined;
      const { token } = await sealed.get('session', headers).catch((): Record<string, unknown> => ({}));
      return typeof token === 'string' ? token : undefined;
    },
    end: () => sealed.unset('session'),
  };
}

/** Whether a browser says that a page of ours asks (Fetch Metadata): no other site can make it say that. */
const isOwnPage = (headers: IncomingHttpHeaders): boolean => headers['sec-fetch-site'] === 'same-origin';

/** A path of ours, the root for whatever leads elsewhere. */
function ownPath(to: string, here: string): string {
  const { origin, protocol, pathname, search } = new URL(URL.canParse(to, here) ? to : '/', here);
  const isOurs = origin === new URL(here).origin && /^https?:$/.test(protocol) && !pathname.startsWith('//'); // a browser takes that for a host
  return isOurs ? `${pathname}${search}` : '/';
}

/** Cookies that the house alone reads and makes (JWE, A256GCM), of this host alone where it is asked by https. */
function cookiesOf({ command }: Pick<HouseKeys, 'command'>, isSecure: boolean) {
  const key = createHmac('sha256', command.bytes).update('bersinar/cookie/1').digest();
  const named = (name: string): string => (isSecure ? `__Host-${name}` : name);
  const cookie = (name: string, value: string, maxAge: number): string =>
    stringifySetCookie({
      name: named(name),
      value,
      maxAge,
      path: '/',
      httpOnly: true,
      secure: isSecure,
      sameSite: name === 'session' ? 'strict' : 'lax', // the issuer sends the browser back
    });
  return {
    set: async (name: string, holds: Record<string, unknown>, seconds: number): Promise<string> => {
      const until = new Date(world.now() + seconds * 1_000);
      const jwe = new EncryptJWT(holds).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).setAudience(name);
      const made = cookie(name, await jwe.setExpirationTime(until).encrypt(key), seconds);
      if (made.length > LONGEST_COOKIE) throw new Error('The token is too long for a cookie.');
      return made;
    },
    unset: (name: string): string => cookie(name, '', 0),
    /** What it holds. Throws when there is none, when it is over, and when it is none of ours. */
    get: async (name: string, headers: IncomingHttpHeaders): Promise<Record<string, unknown>> => {
      const value = parseCookie(headers.cookie ?? '')[named(name)] ?? '';
      const options = { audience: name, currentDate: new Date(world.now()), requiredClaims: ['exp'] };
      return (await jwtDecrypt(value, key, options)).payload;
    },
  };
}

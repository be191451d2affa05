import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';

export const AUDIENCE = 'urn:bersinar:spec';

export interface SpecClient {
  readonly client_id: string;
  readonly client_secret: string;
}

/** Pages of ours: a public client, so PKCE alone shows that the same browser comes back. */
export const PAGES = 'pages';
export const PAGES_AT = 'http://127.0.0.1:8080';
/** Pages whose server has a secret to show for them, besides PKCE. */
export const CONFIDENTIAL: SpecClient = { client_id: 'confidential-pages', client_secret: 'a-secret-of-the-pages' };
/** Pages whose tokens say so much that no browser keeps them. */
export const TALKATIVE = 'talkative-pages';
/** Who signs in at the provider, without being asked for anything. */
export const SOMEBODY = 'staff-7';

export const SERVICE: SpecClient = { client_id: 'planner', client_secret: 'a-secret-of-the-planner' };

const SIGNS_IN = {
  redirect_uris: [`${PAGES_AT}/sign-in/callback`],
  scope: 'openid',
  id_token_signed_response_alg: 'ES256',
} as const;
const LONGEST_COOKIE = 4_096;

/** A key pair of an issuer, as a private JWK. */
export async function signingKey(alg = 'ES256'): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, use: 'sig' };
}

/** An OpenID provider that certifies itself conformant, on this machine: services get JWT access tokens for `AUDIENCE` by client credentials. */
export async function providerForSpecs(keys: readonly JWK[], port = 0) {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration: Configuration = {
    jwks: { keys: [...keys] as never },
    clients: [
      {
        ...SERVICE,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        scope: 'events metrics',
        id_token_signed_response_alg: 'ES256',
      },
      {
        client_id: PAGES,
        token_endpoint_auth_method: 'none',
        ...SIGNS_IN,
      },
      { ...CONFIDENTIAL, token_endpoint_auth_method: 'client_secret_basic', ...SIGNS_IN },
      { client_id: TALKATIVE, token_endpoint_auth_method: 'none', ...SIGNS_IN },
    ],
    extraTokenClaims: (_, token) =>
      token.clientId === TALKATIVE ? { says: 'much '.repeat(LONGEST_COOKIE / 4) } : undefined,
    pkce: { required: () => true },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    scopes: ['openid', 'events', 'metrics'],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        getResourceServerInfo: () => ({
          scope: 'events metrics',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
  const provider = new Provider(issuer, configuration);
  const handle = provider.callback();
  server.on('request', (request, response) => {
    response.shouldKeepAlive = false; // another may listen at this port soon
    if (request.url?.startsWith('/interaction/')) void signedIn(provider, request, response);
    else void handle(request, response);
  });
  return {
    issuer,
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An issuer that says who it is, and never answers who wants a token; how often somebody did. */
export async function hangingIssuer() {
  let asked = 0;
  const server = createServer(({ url }, response) => {
    if (url === '/.well-known/openid-configuration') response.end(JSON.stringify(about()));
    else asked += 1;
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const about = () => ({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` });
  return {
    issuer,
    asked: () => asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** An access token by client credentials (RFC 6749, 4.4). */
export async function tokenBy({ client_id: id, client_secret: secret }: SpecClient, issuer: string, scope: string) {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope, resource: AUDIENCE }),
  });
  const said = (await answer.json()) as { readonly access_token?: string };
  const { access_token: token } = said;
  if (token === undefined) throw new Error(`The provider answered ${JSON.stringify(said)}.`);
  return token;
}

/** Somebody signs in, and lets the pages ask for them. */
async function signedIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  const { client_id: clientId, resource } = params as { client_id: string; resource?: string };
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: SOMEBODY } });
    return;
  }
  const grant =
    grantId === undefined
      ? new provider.Grant({ accountId: session?.accountId ?? '', clientId })
      : await provider.Grant.find(grantId);
  grant?.addOIDCScope('openid');
  if (resource !== undefined) grant?.addResourceScope(resource, 'events metrics');
  const consent = { grantId: (await grant?.save()) ?? '' };
  await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true });
}

import { jest } from '@jest/globals';
import { parseSetCookie } from 'cookie';
import { id } from '#kernel';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { world } from '#kernel/world';
import { loginOf, ownStaffIdOf } from '#platform/auth';
import { outcome, type SpecApp, startForSpecs } from './app-for-specs.js';
import {
  AUDIENCE,
  CONFIDENTIAL,
  hangingIssuer,
  PAGES,
  PAGES_AT,
  providerForSpecs,
  signingKey,
  SOMEBODY,
  TALKATIVE,
} from '../auth/oidc-provider-for-specs.js';
import { staffHistory } from '../auth/staff-for-specs.js';

const OWN = { 'Sec-Fetch-Site': 'same-origin' };

describe('Somebody who signs in with a browser', () => {
  let provider: Awaited<ReturnType<typeof providerForSpecs>>;
  let edge: SpecApp;

  beforeAll(async () => {
    for (const say of ['info', 'warn'] as const) jest.spyOn(console, say).mockImplementation(() => undefined);
    provider = await providerForSpecs([await signingKey()]);
    edge = await startForSpecs({
      issuer: {
        OIDC_ISSUER: provider.issuer,
        OIDC_AUDIENCE: AUDIENCE,
        OIDC_CLIENT_ID: PAGES,
        PUBLIC_URL: PAGES_AT,
      },
    });
    const login = loginOf(SPEC_KEYS, { issuer: provider.issuer, subject: SOMEBODY });
    const karutan = { staffId: ownStaffIdOf(login), role: 'karutan', unitId: 'RUTAN-BANJARNEGARA' };
    await staffHistory(edge.store).granted(id('spec', 'grant'), karutan);
  });
  afterAll(async () => {
    await edge.close();
    await provider.close();
  });

  const cookiesIn = ({ headers }: { headers: object }): readonly string[] =>
    (headers as { 'set-cookie'?: string[] })['set-cookie'] ?? [];
  const valueOf = (cookies: readonly string[], name: string) => {
    const { value = '' } = cookies.map((one) => parseSetCookie(one)).find((one) => one.name === name) ?? {};
    return `${name}=${value}`;
  };
  /** Follows the provider's redirections, with its cookies, until it leads back to the pages. */
  async function atProvider(from: string): Promise<string> {
    const jar = new Map<string, string>();
    for (let address = from, hops = 0; hops < 10; hops += 1) {
      const Cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(address, { redirect: 'manual', headers: { Cookie } });
      for (const set of answer.headers.getSetCookie().map((one) => parseSetCookie(one)))
        jar.set(set.name, set.value ?? '');
      address = new URL(answer.headers.get('location') ?? '', address).href;
      if (address.startsWith(PAGES_AT)) return address.slice(PAGES_AT.length);
    }
    throw new Error('The provider leads nowhere.');
  }
  async function begun(to = '/directives?status=ISSUED') {
    const answer = await edge.http.get('/sign-in').query({ to });
    return { location: String(answer.headers.location), cookies: cookiesIn(answer), status: answer.status };
  }
  async function signedIn(to?: string) {
    const { location, cookies } = await begun(to);
    const back = await atProvider(location);
    return edge.http.get(back).set('Cookie', valueOf(cookies, 'sign-in'));
  }
  const asking = (session: string, headers: Record<string, string> = OWN) =>
    edge.http.get('/notes').set('Cookie', session).set(headers);

  it('is sent to the issuer, by a code that only this browser can use', async () => {
    const { location, status, cookies } = await begun();
    expect([status, new URL(location).origin]).toEqual([302, provider.issuer]);
    expect(Object.fromEntries(new URL(location).searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${PAGES_AT}/sign-in/callback`,
    });
    expect(parseSetCookie(cookies[0] ?? '')).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', maxAge: 600 });
  });

  it('comes back to where they wanted to go, and pages of ours may then ask for them', async () => {
    const back = await signedIn();
    expect([back.status, back.headers.location]).toEqual([303, '/directives?status=ISSUED']);
    const cookies = cookiesIn(back);
    const session = parseSetCookie(cookies.find((one) => one.startsWith('session=')) ?? '');
    expect(session).toMatchObject({ httpOnly: true, sameSite: 'strict', path: '/' });
    const answer = await asking(valueOf(cookies, 'session'));
    expect((answer.body as { reader: object }).reader).toMatchObject({ actor: { role: 'karutan' } });
  });

  it('is nobody where no page of ours asks', async () => {
    const session = valueOf(cookiesIn(await signedIn()), 'session');
    for (const site of ['cross-site', 'same-site', 'none']) {
      expect([site, await outcome(asking(session, { 'Sec-Fetch-Site': site }))]).toEqual([site, '401 token-missing']);
    }
    expect(await outcome(asking(session, {}))).toBe('401 token-missing');
  });

  it('is nobody by a cookie that was changed, made for another end, or is over', async () => {
    const { cookies: remembered } = await begun();
    const session = valueOf(cookiesIn(await signedIn()), 'session');
    expect(await outcome(asking(`${session.slice(0, -4)}AAAA`))).toBe('401 token-missing');
    expect(await outcome(asking(`session=${valueOf(remembered, 'sign-in').split('=')[1] ?? ''}`))).toBe(
      '401 token-missing',
    );
    const now = jest.spyOn(world, 'now').mockImplementation(() => Date.now() + 700_000);
    expect(await outcome(asking(session))).toBe('401 token-missing');
    now.mockRestore();
  });

  it('is not signed in by the answer to another browser, nor twice by one', async () => {
    const [mine, other] = [await begun(), await begun()];
    const back = await atProvider(mine.location);
    const with_ = (cookies: readonly string[]) =>
      outcome(edge.http.get(back).set('Cookie', valueOf(cookies, 'sign-in')));
    expect(await with_(other.cookies)).toBe('401 sign-in-failed');
    expect(await outcome(edge.http.get(back))).toBe('401 sign-in-failed');
    expect(await with_(mine.cookies)).toBe('303');
    expect(await with_(mine.cookies)).toBe('401 sign-in-failed');
  });

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example',
    '/.//elsewhere.example',
    `blob:${PAGES_AT}//elsewhere.example`,
    'javascript:alert(1)',
    '\\\\elsewhere.example',
  ])('is never sent to %s', async (to) => {
    const { headers } = await signedIn(to);
    expect(new URL(String(headers.location), PAGES_AT).origin).toBe(PAGES_AT);
  });

  it('leaves, and the cookie with them', async () => {
    const answer = await edge.http.post('/sign-out');
    expect(answer.status).toBe(204);
    expect(parseSetCookie(cookiesIn(answer)[0] ?? '')).toMatchObject({ name: 'session', maxAge: 0 });
  });

  it('has cookies of this host alone where it is asked by https', async () => {
    const issuer = { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: PAGES, PUBLIC_URL: 'https://pages.example' };
    const secured = await startForSpecs({ issuer });
    const [cookie = ''] = cookiesIn(await secured.http.get('/sign-in'));
    expect(parseSetCookie(cookie)).toMatchObject({ name: '__Host-sign-in', secure: true, path: '/' });
    await secured.close();
  });

  it('is told to try again where the issuer does not answer', async () => {
    const issuer = { OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: PAGES, PUBLIC_URL: PAGES_AT };
    const waiting = await startForSpecs({ issuer });
    expect(await outcome(waiting.http.get('/sign-in'))).toBe('503 issuer-unavailable');
    expect(await outcome(waiting.http.get('/sign-in/callback?code=c&state=s'))).toBe('503 issuer-unavailable');
    await waiting.close();
  });

  it.each([
    ['who shows their secret', { OIDC_CLIENT_SECRET: CONFIDENTIAL.client_secret }, '303'],
    ['who shows another secret', { OIDC_CLIENT_SECRET: 'another' }, '401 sign-in-failed'],
    ['who shows none', {}, '401 sign-in-failed'],
    ['whose tokens no browser would keep', { OIDC_CLIENT_ID: TALKATIVE }, '401 sign-in-failed'],
  ])('comes back to pages %s', async (_, settings, expected) => {
    const issuer = { OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: AUDIENCE, PUBLIC_URL: PAGES_AT };
    const pages = await startForSpecs({ issuer: { ...issuer, OIDC_CLIENT_ID: CONFIDENTIAL.client_id, ...settings } });
    const { headers } = await pages.http.get('/sign-in');
    const back = await atProvider(String(headers.location));
    const sent = pages.http.get(back).set('Cookie', valueOf(cookiesIn({ headers }), 'sign-in'));
    expect(await outcome(sent)).toBe(expected);
    await pages.close();
  });

  it('waits for an issuer for five seconds, and begins again then', async () => {
    const hanging = await hangingIssuer();
    const issuer = { OIDC_ISSUER: hanging.issuer, OIDC_CLIENT_ID: PAGES, PUBLIC_URL: PAGES_AT };
    const waiting = await startForSpecs({ issuer });
    const { headers } = await waiting.http.get('/sign-in');
    const state = new URL(String(headers.location)).searchParams.get('state') ?? '';
    const { later } = world;
    const limits: number[] = [];
    const hurried = jest.spyOn(world, 'later').mockImplementation((milliseconds, act) => {
      limits.push(milliseconds);
      return later(milliseconds / 10, act);
    });
    const sent = waiting.http.get('/sign-in/callback').query({ code: 'c', state });
    const answer = await outcome(sent.set('Cookie', valueOf(cookiesIn({ headers }), 'sign-in')));
    hurried.mockRestore();
    expect([answer, limits, hanging.asked()]).toEqual(['401 sign-in-failed', [5_000], 1]);
    await waiting.close();
    await hanging.close();
  });

  it('cannot where nobody is who they would sign in with', async () => {
    const without = await startForSpecs();
    expect(await outcome(without.http.get('/sign-in'))).toBe('404 no-such-route');
    await without.close();
  });
});

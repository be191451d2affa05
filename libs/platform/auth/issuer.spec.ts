import { jest } from '@jest/globals';
import { once } from 'node:events';
import { decodeProtectedHeader } from 'jose';
import { world } from '#kernel/world';
import { inTime } from './issuer.js';
import { AUDIENCE, providerForSpecs, SERVICE, signingKey, tokenBy } from './oidc-provider-for-specs.js';
import { verifierOf } from './token.js';

/** Only the hour is another: everybody still waits as long as they do. */
const NOT_THE_DATE = [
  ...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

describe('an issuer that describes itself', () => {
  for (const say of ['info', 'warn'] as const) jest.spyOn(console, say).mockImplementation(() => undefined); // the provider's, on being tried
  let provider: Awaited<ReturnType<typeof providerForSpecs>>;

  beforeAll(async () => {
    provider = await providerForSpecs([await signingKey()]);
  });
  afterAll(() => provider.close());

  const verifying = (change: NodeJS.ProcessEnv = {}) =>
    verifierOf({ OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: AUDIENCE, ...change });

  it('is asked for its keys, and its tokens of services count', async () => {
    const verify = await verifying();
    expect(await verify(await tokenBy(SERVICE, provider.issuer, 'events'))).toMatchObject({
      issuer: provider.issuer,
      subject: SERVICE.client_id,
      scope: 'events',
    });
  });

  it('is believed for its own audience alone', async () => {
    const verify = await verifying({ OIDC_AUDIENCE: 'others' });
    const token = await tokenBy(SERVICE, provider.issuer, 'events');
    await expect(verify(token)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('is asked again once it answers', async () => {
    const { issuer, port } = await gone();
    const verify = await verifierOf({ OIDC_ISSUER: issuer, OIDC_AUDIENCE: AUDIENCE });
    const token = await tokenBy(SERVICE, provider.issuer, 'events');
    await expect(verify(token)).rejects.toMatchObject({ code: 'issuer-unavailable', status: 503 });
    const back = await providerForSpecs([await signingKey()], port);
    expect((await verify(await tokenBy(SERVICE, issuer, 'metrics'))).scope).toBe('metrics');
    await back.close();
  });

  it('has new keys when it says so', async () => {
    const [older, newer] = [await signingKey(), await signingKey()];
    const before = await providerForSpecs([older]);
    const verify = await verifierOf({ OIDC_ISSUER: before.issuer, OIDC_AUDIENCE: AUDIENCE });
    const first = await tokenBy(SERVICE, before.issuer, 'events');
    await verify(first);
    await before.close();
    const after = await providerForSpecs([newer], before.port);
    const second = await tokenBy(SERVICE, after.issuer, 'events');
    expect(decodeProtectedHeader(second).kid).not.toBe(decodeProtectedHeader(first).kid);
    await expect(verify(second)).rejects.toMatchObject({ code: 'token-invalid' }); // it was asked a moment ago
    jest.useFakeTimers({ now: Date.now() + 31_000, doNotFake: NOT_THE_DATE });
    expect((await verify(second)).scope).toBe('events');
    jest.useRealTimers();
    await after.close();
  });

  it('must be where it says that it is', async () => {
    const verify = await verifying({ OIDC_ISSUER: `${provider.issuer}/elsewhere` });
    const token = await tokenBy(SERVICE, provider.issuer, 'events');
    await expect(verify(token)).rejects.toMatchObject({ code: 'issuer-unavailable' });
  });

  it('must be at an https address outside development', async () => {
    const verify = await verifying({ NODE_ENV: 'production' });
    const token = await tokenBy(SERVICE, provider.issuer, 'events');
    await expect(verify(token)).rejects.toMatchObject({ code: 'issuer-unavailable' });
  });

  it('has five seconds to answer', async () => {
    const later = jest.spyOn(world, 'later').mockImplementation((milliseconds, act) => {
      expect(milliseconds).toBe(5_000);
      queueMicrotask(act);
      return () => undefined;
    });
    const never = (signal: AbortSignal) => once(signal, 'abort').then(() => 'too late');
    expect(await inTime(never)).toBe('too late');
    later.mockRestore();
  });

  async function gone() {
    const one = await providerForSpecs([await signingKey()]);
    await one.close();
    return one;
  }
});

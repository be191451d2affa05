import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifierOf } from '#platform/auth';
import { tokenFor } from './token.js';

describe('the token command', () => {
  let folder: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-token-'));
    env = { DEV_ISSUER_KEY: join(folder, 'issuer', 'key.jwk') };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const KARUTAN = ['--role', 'karutan', '--unit', 'RUTAN-BANJARNEGARA'];

  it('makes a token that the server of the same key believes', async () => {
    const [token, verify] = await Promise.all([tokenFor(KARUTAN, env), verifierOf(env)]);
    expect(await verify(token)).toMatchObject({
      issuer: 'bersinar-development',
      subject: 'karutan.rutan-banjarnegara',
      role: 'karutan',
      unit: 'RUTAN-BANJARNEGARA',
    });
  });

  it('names the subject it is told', async () => {
    const verify = await verifierOf(env);
    for (const subject of ['staff-7', 'Siti Aminah']) {
      expect((await verify(await tokenFor([...KARUTAN, '--subject', subject], env))).subject).toBe(subject);
    }
  });

  it('makes a token of a service for what it is told, and for everything by default', async () => {
    const verify = await verifierOf(env);
    const service = ['--role', 'service', '--unit', 'BERSINAR'];
    expect((await verify(await tokenFor(service, env))).scope).toBe('events metrics');
    expect((await verify(await tokenFor([...service, '--scope', 'metrics'], env))).scope).toBe('metrics');
    expect((await verify(await tokenFor(KARUTAN, env))).scope).toBeUndefined();
  });

  it('keeps its key from others', async () => {
    await tokenFor(KARUTAN, env);
    expect((await stat(join(folder, 'issuer', 'key.jwk'))).mode & 0o777).toBe(0o600);
  });

  it.each([0o640, 0o604, 0o620])('refuses a key that others may open, of mode %o, by its name', async (mode) => {
    const file = join(folder, 'issuer', 'key.jwk');
    await tokenFor(KARUTAN, env);
    await chmod(file, mode);
    await expect(tokenFor(KARUTAN, env)).rejects.toThrow(
      `Others than its owner may open ${file} (DEV_ISSUER_KEY): give it mode 0600.`,
    );
    await expect(verifierOf(env)).rejects.toThrow(file);
  });

  it('agrees on one key with whoever starts at the same time', async () => {
    const tokens = await Promise.all(Array.from({ length: 8 }, () => tokenFor(KARUTAN, env)));
    const verify = await verifierOf(env);
    await expect(Promise.all(tokens.map(verify))).resolves.toHaveLength(8);
  });

  it.each([
    [[], 'Name a role and a unit'],
    [['--role', 'karutan'], 'Name a role and a unit'],
    [['--role', 'root', '--unit', 'RUTAN-BANJARNEGARA'], 'There is no such role'],
    [['--role', 'karutan', '--unit', 'NOWHERE'], 'There is no such unit'],
    [[...KARUTAN, '--subject', ''], 'A subject is'],
    [[...KARUTAN, '--subject', 'x'.repeat(256)], 'A subject is'],
    [[...KARUTAN, '--other'], 'other'],
  ])('refuses %j', async (argv, sentence) => {
    await expect(tokenFor(argv, env)).rejects.toThrow(sentence);
  });

  it.each(['production', 'Production', ' production', 'prod', 'live'])(
    'is refused where NODE_ENV is %j',
    async (mode) => {
      await expect(tokenFor(KARUTAN, { ...env, NODE_ENV: mode })).rejects.toThrow('refused in production');
      await expect(verifierOf({ ...env, NODE_ENV: mode })).rejects.toThrow('refused in production');
    },
  );
});

describe('the verifier', () => {
  it('wants an issuer with its keys', async () => {
    await expect(verifierOf({ OIDC_JWKS_URL: 'https://issuer/jwks' })).rejects.toThrow('needs OIDC_ISSUER');
  });

  it('says that the issuer does not answer', async () => {
    const verify = await verifierOf({ OIDC_ISSUER: 'https://issuer', OIDC_JWKS_URL: 'http://127.0.0.1:9/jwks' });
    const token = `${Buffer.from('{"alg":"ES256"}').toString('base64url')}.e30.AAAA`;
    await expect(verify(token)).rejects.toMatchObject({ code: 'issuer-unavailable', status: 503 });
  });
});

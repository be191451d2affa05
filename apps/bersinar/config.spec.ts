import { BadSetting, configFrom } from './config.js';

const STORES = { EVENTSTORE_URL: 'esdb://events', MONGODB_URL: 'mongodb://u:p@models' };
const ISSUER = { OIDC_ISSUER: 'https://issuer', OIDC_JWKS_URL: 'https://issuer/jwks' };

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(configFrom({})).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataDir: `${process.cwd()}/data`,
      kekFile: `${process.cwd()}/data/keys/kek`,
      logLevel: 'info',
      production: false,
      trustedProxies: [],
      purpose: 'REAL',
    });
  });

  it('honours every setting', () => {
    const settings = {
      HOST: '::',
      PORT: '0',
      DATA_DIR: '/var/lib/bersinar',
      EVENTSTORE_URL: 'esdb+discover://events:2113?tls=true',
      MONGODB_URL: 'mongodb://models:27017',
      KEYRING_URL: 'mongodb+srv://keys.example/keyring',
      KEK_FILE: '/run/secrets/kek',
      LOG_LEVEL: 'trace',
      REQUESTS_PER_MINUTE: '600',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1',
    };
    expect(configFrom(settings, ['--demonstration'])).toEqual({
      host: '::',
      port: 0,
      dataDir: '/var/lib/bersinar',
      eventstoreUrl: 'esdb+discover://events:2113?tls=true',
      mongodbUrl: 'mongodb://models:27017',
      keyringUrl: 'mongodb+srv://keys.example/keyring',
      kekFile: '/run/secrets/kek',
      logLevel: 'trace',
      production: false,
      requestsPerMinute: 600,
      trustedProxies: ['10.0.0.0/8', '::1'],
      purpose: 'DEMONSTRATION',
    });
  });

  it.each(['--demonstrate', 'demonstration', '--port=80'])('refuses the argument %s in one line', (argument) => {
    const read = () => configFrom({}, ['--demonstration', argument]);
    expect(read).toThrow(BadSetting);
    expect(read).toThrow(/^There is one argument: --demonstration\.$/);
  });

  it.each([
    ['HOST', '0.0.0.0:3000'],
    ['HOST', 'http://here'],
    ['HOST', 'two names'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', 'http'],
    ['EVENTSTORE_URL', 'http://events:2113'],
    ['EVENTSTORE_URL', 'esdb://'],
    ['MONGODB_URL', 'postgres://user:hunter2@db'],
    ['KEYRING_URL', 'keys:27017'],
    ['LOG_LEVEL', 'loud'],
    ['REQUESTS_PER_MINUTE', '0'],
    ['REQUESTS_PER_MINUTE', 'many'],
    ['TRUSTED_PROXIES', 'proxy'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.0/0'],
    ['TRUSTED_PROXIES', '10.0.0.0/8/8'],
    ['NODE_ENV', 'prod'],
    ['GIT_SHA', 'two words'],
    ['GIT_SHA', 'a'.repeat(65)],
  ])('refuses %s=%s in one line that does not repeat it', (name, value) => {
    const read = () => configFrom({ [name]: value });
    expect(read).toThrow(BadSetting);
    expect(read).toThrow(new RegExp(`^${name} must be [^\\n]*$`));
    if (value.includes('hunter2')) expect(read).not.toThrow(/hunter2/);
  });

  it('asks for a keyring with a credential of its own in production (D9)', () => {
    const settings = { NODE_ENV: 'production', ...STORES, ...ISSUER };
    expect(() => configFrom(settings)).toThrow(/^KEYRING_URL/);
    expect(() => configFrom({ ...settings, KEYRING_URL: settings.MONGODB_URL })).toThrow(/^KEYRING_URL/);
    expect(configFrom({ ...settings, KEYRING_URL: 'mongodb://k:q@keys' }).production).toBe(true);
  });

  it.each(['EVENTSTORE_URL', 'MONGODB_URL'] as const)('refuses embedded stores in production: %s', (name) => {
    const settings = { NODE_ENV: 'production', ...STORES, KEYRING_URL: 'mongodb://k:q@keys', ...ISSUER };
    expect(() => configFrom({ ...settings, [name]: ' ' })).toThrow(
      new BadSetting(`${name} must be set in production: it refuses the embedded stores.`),
    );
  });

  it.each([
    [
      { NODE_ENV: 'production', ...ISSUER, OIDC_JWKS_URL: 'http://geheim' },
      /^OIDC_JWKS_URL must be [^\n]* https:[^\n]*$/,
    ],
    [{ NODE_ENV: 'production', OIDC_ISSUER: 'http://geheim' }, /^OIDC_ISSUER must be [^\n]* https:[^\n]*$/],
    [{ OIDC_ISSUER: 'geheim' }, /^OIDC_ISSUER must be an address[^\n]*$/],
    [{ OIDC_CLIENT_SECRET: 'geheim' }, /^OIDC_CLIENT_SECRET needs OIDC_CLIENT_ID beside it\.$/],
    [{ OIDC_CLIENT_ID: 'pages' }, /^OIDC_CLIENT_ID needs OIDC_ISSUER beside it\.$/],
    [{ OIDC_CLIENT_ID: 'pages', ...ISSUER }, /^PUBLIC_URL must be an address[^\n]*$/],
    [
      { OIDC_CLIENT_ID: 'pages', ...ISSUER, NODE_ENV: 'production', PUBLIC_URL: 'http://geheim' },
      /^PUBLIC_URL must be an address [^\n]* https:[^\n]*$/,
    ],
    [{ OIDC_JWKS_URL: 'https://issuer/jwks' }, /^OIDC_JWKS_URL needs OIDC_ISSUER beside it\.$/],
    [{ ...ISSUER, OIDC_JWKS_URL: 'geheim' }, /^OIDC_JWKS_URL must be [^\n]*$/],
    [{ ...ISSUER, OIDC_JWKS_URL: 'file:///geheim' }, /^OIDC_JWKS_URL must be [^\n]*$/],
    [{ ...ISSUER, OIDC_ISSUER: ' ' }, /^OIDC_ISSUER must be [^\n]*$/],
    [{ ...ISSUER, OIDC_AUDIENCE: '' }, /^OIDC_AUDIENCE must be [^\n]*$/],
    [{ NODE_ENV: 'production' }, /^OIDC_ISSUER must be set in production[^\n]*$/],
  ])('refuses an issuer of %j in one line that does not repeat it', (settings, line) => {
    const read = () => configFrom(settings);
    expect(read).toThrow(BadSetting);
    expect(read).toThrow(line);
    expect(read).not.toThrow(/geheim/);
  });
});

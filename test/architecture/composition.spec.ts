import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { configFrom } from '../../apps/bersinar/config.js';

interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly tmpfs?: readonly string[];
}
interface Composition {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const text = (file: string) => readFileSync(join('docker', file), 'utf8');
const { services, secrets } = load(text('compose.yaml'), { schema: YAML11_SCHEMA }) as Composition;
const parts = ['api', 'projector', 'gateway'] as const;

describe('the composition', () => {
  it('has the event store in the version that was tried', () => {
    expect(services.eventstore?.image).toBe('eventstore/eventstore:23.10.6-bookworm-slim');
  });

  it.each(parts)('starts %s with settings that it takes, and the key where the entry looks for it', (name) => {
    const { command, environment = {}, secrets: given, tmpfs } = services[name] ?? {};
    const issuer = { OIDC_ISSUER: 'https://issuer.test', OIDC_JWKS_URL: 'https://issuer.test/keys' }; // the host's to say
    expect(configFrom({ ...environment, ...issuer }).firstAdministrator).toBeDefined(); // else nobody is let in
    expect(statSync(join(String(command?.[0]).replace('dist/', '').replace('.js', '.ts'))).isFile()).toBe(true);
    expect(environment.KEK_FILE).toBe('/run/secrets/kek');
    expect([given, tmpfs]).toEqual([['kek'], ['/run/bersinar']]);
    expect(Object.keys(secrets)).toEqual(['kek']);
  });

  it('begins with the entry, as root, which alone reads a key of any owner', () => {
    const last = text('Dockerfile').split('FROM ').at(-1) ?? '';
    expect(last).toContain('COPY docker/entrypoint.sh /usr/local/bin/entrypoint\n');
    expect(last).toContain('ENTRYPOINT ["entrypoint"]\n');
    expect(last).not.toMatch(/^USER /m);
    expect(statSync('docker/entrypoint.sh').mode & 0o111).toBe(0o111);
  });
});

const asRoot = process.getuid?.() === 0 ? describe : describe.skip; // only root can give a file to another owner and drop its rights

asRoot('the entry of the image', () => {
  const shows =
    'console.log(JSON.stringify([process.getuid(), process.getgid(), process.getgroups(), fs.readFileSync(process.env.KEK_FILE, "utf8"), (fs.statSync(process.env.KEK_FILE).mode & 0o777).toString(8)]))';

  it.each([
    [0, 0o600],
    [1_001, 0o600],
    [1_001, 0o000],
    [1_000, 0o400],
  ])('hands the key of user %i, of mode %o, to the image’s user alone', (owner, mode) => {
    const folder = mkdtempSync(join(tmpdir(), 'bersinar-entry-'));
    const key = join(folder, 'secret');
    writeFileSync(key, 'the key');
    chmodSync(key, mode);
    chownSync(key, owner, owner);
    chmodSync(folder, 0o755);
    const env = { PATH: process.env.PATH, KEK_FILE: key, KEY_FOLDER: join(folder, 'run') };
    const said = execFileSync('docker/entrypoint.sh', ['-e', shows], { env, encoding: 'utf8' });
    expect(JSON.parse(said)).toEqual([1000, 1000, expect.not.arrayContaining([0]), 'the key', '400']);
    rmSync(folder, { recursive: true });
  });
});

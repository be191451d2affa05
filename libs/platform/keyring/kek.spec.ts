import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKek } from './kek.js';

const ID = '9f0c7a52-9d0e-4a3b-8c1d-2e4f60718293';
const KEY = Buffer.alloc(32, 5).toString('base64url');

describe('loadKek', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-kek-'));
    file = join(folder, 'data', 'keys', 'kek');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
  const given = async (text: string, mode = 0o600): Promise<void> => {
    file = join(folder, 'kek');
    await writeFile(file, text);
    await chmod(file, mode);
  };

  it('makes a file that only its owner can open, in a folder of its own', async () => {
    const kek = await loadKek({ file, mayCreate: true });
    expect(await modeOf(file)).toBe(0o600);
    expect(await modeOf(join(folder, 'data', 'keys'))).toBe(0o700);
    expect(await readdir(join(folder, 'data', 'keys'))).toEqual(['kek']);
    expect(await readFile(file, 'utf8')).toMatch(new RegExp(`^id ${kek.id}\\nkey [A-Za-z0-9_-]{43}\\n$`));
  });

  it('is one key for all who make it at once, and the same ever after', async () => {
    const keks = await Promise.all(Array.from({ length: 6 }, () => loadKek({ file, mayCreate: true })));
    const later = await loadKek({ file, mayCreate: false });
    const secret = Buffer.from('secret');
    for (const kek of keks) expect(Buffer.from(later.unwrap(kek.wrap(secret, ['a']), ['a']))).toEqual(secret);
    expect(new Set(keks.map(({ id }) => id))).toEqual(new Set([later.id]));
  });

  it('is refused when it is absent and may not be made', async () => {
    await expect(loadKek({ file, mayCreate: false })).rejects.toThrow('There is no key-encryption key');
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });

  it.each([0o640, 0o604, 0o610, 0o602])('is refused with mode %o', async (mode) => {
    await given(`id ${ID}\nkey ${KEY}\n`, mode);
    await expect(loadKek({ file, mayCreate: true })).rejects.toThrow('give it mode 0600');
  });

  it.each([
    ['too short', `id ${ID}\nkey ${KEY.slice(1)}\n`],
    ['too long', `id ${ID}\nkey ${KEY}A\n`],
    ['without an id', `key ${KEY}\n`],
    ['with a bad id', `id ${ID.slice(1)}-\nkey ${KEY}\n`],
    ['empty', ''],
    ['more than a key', `id ${ID}\nkey ${KEY}\nkey ${KEY}\n`],
  ])('is refused when it is %s, without a word of it', async (_what, text) => {
    await given(text);
    const refusal = await loadKek({ file, mayCreate: true }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Error);
    expect(String(refusal)).toMatch(/^Error: [^\n]*is no key-encryption key[^\n]*$/);
    expect(String(refusal)).not.toContain(KEY.slice(1));
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  it('shows nothing of the key when it is printed', async () => {
    await given(`id ${ID}\nkey ${KEY}\n`);
    expect(JSON.stringify(await loadKek({ file, mayCreate: false }))).toBe(`{"id":"${ID}"}`);
  });
});

describe('Kek', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bersinar-kek-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const secret = Buffer.alloc(32, 1);
  const kekAt = (name: string) => loadKek({ file: join(folder, name), mayCreate: true });

  it('wraps differently each time and unwraps to the same', async () => {
    const kek = await kekAt('a');
    const [one, two] = [kek.wrap(secret, ['s', 'health']), kek.wrap(secret, ['s', 'health'])];
    expect(one).not.toEqual(two);
    expect(Buffer.from(kek.unwrap(two, ['s', 'health']))).toEqual(secret);
  });

  it('unwraps only with the names it was bound to, unchanged, by the same key', async () => {
    const kek = await kekAt('a');
    const wrapped = kek.wrap(secret, ['s', 'health']);
    const changed = {
      ...wrapped,
      ct: wrapped.ct.startsWith('A') ? `B${wrapped.ct.slice(1)}` : `A${wrapped.ct.slice(1)}`,
    };
    expect(() => kek.unwrap(wrapped, ['s', 'identity'])).toThrow('does not open');
    expect(() => kek.unwrap(changed, ['s', 'health'])).toThrow('does not open');
    expect(() => kek.unwrap({ iv: '', ct: '' }, ['s', 'health'])).toThrow('does not open');
    const other = await kekAt('b');
    expect(() => other.unwrap(wrapped, ['s', 'health'])).toThrow(
      `does not open with the key-encryption key ${other.id}`,
    );
  });

  it('binds its own id as well', async () => {
    const text = (id: string): string => `id ${id}\nkey ${KEY}\n`;
    await writeFile(join(folder, 'c'), text(ID), { mode: 0o600 });
    await writeFile(join(folder, 'd'), text(ID.replace('9', '8')), { mode: 0o600 });
    const wrapped = (await kekAt('c')).wrap(secret, []);
    const namesake = await kekAt('d');
    expect(() => namesake.unwrap(wrapped, [])).toThrow('does not open');
  });
});

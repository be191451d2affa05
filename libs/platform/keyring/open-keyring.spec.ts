import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { loadKek, openKeyring } from './index.js';
import { keyOf, keyringsForSpecs, somebody } from './keyrings-for-specs.js';
import { keysOf } from './mongo-keyring.js';

const its = keyringsForSpecs();

describe('openKeyring', () => {
  const open = (name: string, mayCreate = true) => openKeyring({ db: its.db, kekFile: its.file(name), mayCreate });

  it('makes a KEK for an empty keyring and knows it again', async () => {
    const owner = somebody();
    const key = await keyOf(await open('first'), owner);
    expect(await keyOf(await open('first', false), owner)).toEqual(key);
  });

  it('opens once when many processes start at once', async () => {
    const owner = somebody();
    const keyrings = await Promise.all([open('race'), open('race'), open('race')]);
    const keys = await Promise.all(keyrings.map((keyring) => keyOf(keyring, owner)));
    expect(new Set(keys.map(({ k }) => k)).size).toBe(1);
  });

  it('makes no KEK unless it may', async () => {
    await expect(open('none', false)).rejects.toThrow('There is no key-encryption key');
  });

  it('makes no KEK for a keyring that is not empty', async () => {
    await open('lost');
    await rm(its.file('lost'));
    await expect(open('lost')).rejects.toThrow('There is no key-encryption key');
  });

  it('refuses the KEK of another keyring', async () => {
    await open('mine');
    await loadKek({ file: its.file('other'), mayCreate: true });
    await expect(open('other')).rejects.toThrow('A key is wrapped under the key-encryption key');
  });

  it('refuses a keyring whose proof is missing or is another', async () => {
    await keyOf(await open('proof'), somebody());
    await keysOf(its.db).deleteMany({ _id: 'kek:check' });
    await expect(open('proof')).rejects.toThrow('nothing that says which KEK is theirs');
    const own = await loadKek({ file: its.file('proof'), mayCreate: false });
    const k = randomUUID();
    const wrapped = own.wrap(Buffer.from('something else'), ['kek', 'check', k]);
    await keysOf(its.db).insertOne({ _id: 'kek:check', k, kek: own.id, ...wrapped });
    await expect(open('proof')).rejects.toThrow('made by something else');
  });

  it('lets no two keys have one id', async () => {
    await open('unique');
    const check = await keysOf(its.db).findOne({ _id: 'kek:check' });
    await expect(keysOf(its.db).insertOne({ ...check, _id: 'x:health' } as never)).rejects.toMatchObject({
      code: 11000,
    });
  });
});

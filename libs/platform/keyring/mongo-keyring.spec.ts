import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { Unavailable } from '#kernel';
import { itIsAKeyring } from '#kernel/keyring.contract';
import { storesForSpecs } from '../stores/stores-for-specs.js';
import { type Kek, loadKek, mongoKeyring, openKeyring } from './index.js';
import { keysOf } from './mongo-keyring.js';

let stores: Awaited<ReturnType<typeof storesForSpecs>>;
let client: MongoClient;
let folder: string;
let kek: Kek;
let db: Db;

beforeAll(async () => {
  stores = await storesForSpecs();
  client = new MongoClient(stores.mongodbUrl);
  folder = await mkdtemp(join(tmpdir(), 'bersinar-keyring-'));
  kek = await loadKek({ file: join(folder, 'kek'), mayCreate: true });
}, 20_000);

beforeEach(() => {
  db = client.db(`${stores.databaseName}_${randomUUID().slice(0, 8)}`);
});
afterEach(() => db.dropDatabase());

afterAll(async () => {
  await client.close();
  await stores.close();
  await rm(folder, { recursive: true });
});

const unavailable = expect.objectContaining({ code: 'keyring-unavailable', status: 503 }) as Unavailable;

describe('mongoKeyring', () => {
  itIsAKeyring(() => mongoKeyring({ db, kek }));

  it('stores keys wrapped, never as they are', async () => {
    const subject = randomUUID();
    const { k, bytes } = await mongoKeyring({ db, kek }).keyFor(subject, 'health');
    const [stored, ...others] = await keysOf(db).find().toArray();
    expect(others).toEqual([]);
    expect(stored).toMatchObject({ _id: `${subject}:health`, k, kek: kek.id });
    expect(JSON.stringify(stored)).not.toContain(Buffer.from(bytes).toString('base64url').slice(0, 40));
  });

  it('uses a destroyed key for at most 60 s more (D9)', async () => {
    let time = Date.parse('2026-11-24T08:00:00.000Z');
    const keyring = mongoKeyring({ db, kek, now: () => new Date(time) });
    const s = randomUUID();
    const { k } = await keyring.keyFor(s, 'health');
    await keysOf(db).deleteMany({ _id: `${s}:health` });
    time += 59_999;
    expect((await keyring.keyFor(s, 'health')).k).toBe(k);
    expect((await keyring.find([{ k, s, c: 'health' }])).has(k)).toBe(true);
    time += 1;
    expect(await keyring.find([{ k, s, c: 'health' }])).toEqual(new Map());
    expect((await keyring.keyFor(s, 'health')).k).not.toBe(k);
    expect(await keyring.find([{ k, s, c: 'health' }])).toEqual(new Map());
  });

  it('asks again when another process has made the key anew', async () => {
    const s = randomUUID();
    const keyring = mongoKeyring({ db, kek });
    await keyring.keyFor(s, 'health');
    await keysOf(db).deleteMany({ _id: `${s}:health` });
    const { k } = await mongoKeyring({ db, kek }).keyFor(s, 'health');
    expect((await keyring.find([{ k, s, c: 'health' }])).has(k)).toBe(true);
  });

  it('does not open a key that was moved to another subject or wrapped by another KEK', async () => {
    const [from, to, third] = [randomUUID(), randomUUID(), randomUUID()];
    const keyring = mongoKeyring({ db, kek });
    await keyring.keyFor(from, 'health');
    const stored = await keysOf(db).findOne({ _id: `${from}:health` });
    await keysOf(db).insertOne({ ...stored, _id: `${to}:health`, k: randomUUID() } as never);
    await keysOf(db).insertOne({ ...stored, _id: `${third}:health`, k: randomUUID(), kek: third } as never);
    await expect(keyring.keyFor(to, 'health')).rejects.toThrow('A wrapped key does not open');
    await expect(keyring.keyFor(third, 'health')).rejects.toThrow(`wrapped under the key-encryption key ${third}`);
  });

  it('forgets a MAC key once its month ended 60 days ago, not before (D2)', async () => {
    const keyring = mongoKeyring({ db, kek });
    const { id: september } = await keyring.macKeyAt('2026-09-30T23:59:59.999Z');
    const { id: october } = await keyring.macKeyAt('2026-10-01T00:00:00.000Z');
    const { k } = await keyring.keyFor(randomUUID(), 'health');
    await keyring.forgetOldMacKeys(new Date('2026-11-29T23:59:59.999Z'));
    expect(await keyring.macKey(september)).toMatchObject({ id: september });
    await keyring.forgetOldMacKeys(new Date('2026-11-30T00:00:00.000Z'));
    expect(await keyring.macKey(september)).toBeUndefined();
    expect(await keyring.macKey(october)).toMatchObject({ id: october });
    expect(await keysOf(db).findOne({ k })).not.toBeNull();
  });

  it('keeps the lookup key when it forgets MAC keys (D3)', async () => {
    const keyring = mongoKeyring({ db, kek });
    const key = Buffer.from(await keyring.lookupKey());
    await keyring.forgetOldMacKeys(new Date('2126-11-30T00:00:00.000Z'));
    expect(Buffer.from(await keyring.lookupKey())).toEqual(key);
  });

  it('works with the keys in memory when MongoDB is gone, and says so for others', async () => {
    const leaving = new MongoClient(stores.mongodbUrl);
    const keyring = mongoKeyring({ db: leaving.db(db.databaseName), kek });
    const s = randomUUID();
    const key = await keyring.keyFor(s, 'health');
    const macKey = await keyring.macKeyAt('2026-11-24T08:00:00.000Z');
    await keyring.macKey(macKey.id);
    const other = { s: randomUUID(), c: 'health' as const };
    const { k } = await mongoKeyring({ db, kek }).keyFor(other.s, other.c);
    await keyring.find([{ k, ...other }]);
    await leaving.close();
    expect((await keyring.find([{ k, ...other }])).has(k)).toBe(true);
    expect(await keyring.keyFor(s, 'health')).toBe(key);
    expect(await keyring.find([{ k: key.k, s, c: 'health' }])).toEqual(new Map([[key.k, key]]));
    expect(await keyring.macKeyAt('2026-11-01T00:00:00.000Z')).toEqual(macKey);
    expect(await keyring.macKey(macKey.id)).toEqual(macKey);
    await expect(keyring.keyFor(s, 'identity')).rejects.toEqual(unavailable);
    await expect(keyring.find([{ k: randomUUID(), s, c: 'health' }])).rejects.toEqual(unavailable);
    await expect(keyring.macKeyAt('2026-12-01T00:00:00.000Z')).rejects.toBeInstanceOf(Unavailable);
    await expect(keyring.macKey(randomUUID())).rejects.toEqual(unavailable);
    await expect(keyring.lookupKey()).rejects.toEqual(unavailable);
    await expect(keyring.forgetOldMacKeys(new Date())).rejects.toEqual(unavailable);
    await expect(keyring.verifyKek()).rejects.toEqual(unavailable);
    const opening = openKeyring({ db: leaving.db(), kekFile: join(folder, 'kek'), mayCreate: false });
    await expect(opening).rejects.toEqual(unavailable);
  });

  it('does not wait for a server that never answers', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const deaf = new MongoClient(
      `mongodb://127.0.0.1:${(silent.address() as AddressInfo).port}/?directConnection=true`,
    );
    await expect(mongoKeyring({ db: deaf.db('x'), kek }).keyFor(randomUUID(), 'health')).rejects.toEqual(unavailable);
    await deaf.close();
    for (const socket of sockets) socket.destroy();
    silent.close();
    await once(silent, 'close');
  }, 15_000);
});

describe('openKeyring', () => {
  const open = (name: string, mayCreate = true) => openKeyring({ db, kekFile: join(folder, name), mayCreate });

  it('makes a KEK for an empty keyring and knows it again', async () => {
    const subject = randomUUID();
    const key = await (await open('first')).keyFor(subject, 'health');
    expect(await (await open('first', false)).keyFor(subject, 'health')).toEqual(key);
  });

  it('opens once when many processes start at once', async () => {
    const subject = randomUUID();
    const keyrings = await Promise.all([open('race'), open('race'), open('race')]);
    const keys = await Promise.all(keyrings.map((keyring) => keyring.keyFor(subject, 'health')));
    expect(new Set(keys.map(({ k }) => k)).size).toBe(1);
  });

  it('makes no KEK unless it may', async () => {
    await expect(open('none', false)).rejects.toThrow('There is no key-encryption key');
  });

  it('makes no KEK for a keyring that is not empty', async () => {
    await open('lost');
    await rm(join(folder, 'lost'));
    await expect(open('lost')).rejects.toThrow('There is no key-encryption key');
  });

  it('refuses the KEK of another keyring', async () => {
    await open('mine');
    await loadKek({ file: join(folder, 'other'), mayCreate: true });
    await expect(open('other')).rejects.toThrow('A key is wrapped under the key-encryption key');
  });

  it('refuses a keyring whose proof is missing or is another', async () => {
    await (await open('proof')).keyFor(randomUUID(), 'health');
    await keysOf(db).deleteMany({ _id: 'kek:check' });
    await expect(open('proof')).rejects.toThrow('nothing that says which KEK is theirs');
    const own = await loadKek({ file: join(folder, 'proof'), mayCreate: false });
    const k = randomUUID();
    const wrapped = own.wrap(Buffer.from('something else'), ['kek', 'check', k]);
    await keysOf(db).insertOne({ _id: 'kek:check', k, kek: own.id, ...wrapped });
    await expect(open('proof')).rejects.toThrow('made by something else');
  });

  it('lets no two keys have one id', async () => {
    await open('unique');
    const check = await keysOf(db).findOne({ _id: 'kek:check' });
    await expect(keysOf(db).insertOne({ ...check, _id: 'x:health' } as never)).rejects.toMatchObject({ code: 11000 });
  });
});

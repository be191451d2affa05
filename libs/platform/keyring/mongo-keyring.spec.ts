import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { keyName, type KeyOwner, SEAL_CLASSES, type Unavailable } from '#kernel';
import { itIsAKeyring } from '#kernel/keyring-contract-for-specs';
import { type MongoKeyring, openKeyring } from './index.js';
import { keyOf, keyringsForSpecs, somebody } from './keyrings-for-specs.js';
import { keysOf } from './mongo-keyring.js';

const its = keyringsForSpecs();
const unavailable = expect.objectContaining({ code: 'keyring-unavailable', status: 503 }) as Unavailable;

describe('mongoKeyring', () => {
  itIsAKeyring(() => its.open());

  it('stores keys wrapped, never as they are', async () => {
    const owner = somebody();
    const { k, bytes } = await keyOf(its.open(), owner);
    const stored = await keysOf(its.db).find().toArray();
    const text = expect.stringMatching(/^[A-Za-z0-9_-]+$/) as string;
    expect(stored).toEqual([{ _id: `${owner.s}:health`, k, kek: its.kek.id, iv: text, ct: text }]);
    expect(JSON.stringify(stored)).not.toContain(Buffer.from(bytes).toString('base64url').slice(0, 40));
  });

  it('keeps each kind of key under its name', async () => {
    const [keyring, owner] = [its.open(), somebody('narrative')];
    await keyring.verifyKek();
    await keyOf(keyring, owner);
    await keyring.houseKeys();
    await keyring.macKeyAt('2026-11-24T08:00:00.000Z');
    const names = (await keysOf(its.db).find().toArray()).map(({ _id }) => _id);
    expect(names.sort()).toEqual(
      ['command:key', 'kek:check', 'login:key', 'lookup:key', 'mac:2026-11', keyName(owner)].sort(),
    );
  });

  it('makes what is missing in one write, and asks for no key that is in memory', async () => {
    const watched = its.another({ monitorCommands: true });
    const asked: string[] = [];
    watched.client.on('commandStarted', ({ commandName }) => asked.push(commandName));
    const keyring = its.open({ db: watched.db });
    const [known, ...others] = [somebody(), ...SEAL_CLASSES.map(somebody)] as [KeyOwner, ...KeyOwner[]];
    await keyOf(its.open(), known);
    expect((await keyring.keysFor([known, ...others])).size).toBe(5);
    expect(asked.splice(0)).toEqual(['find', 'insert']);
    expect((await keyring.keysFor([known, ...others])).size).toBe(5);
    await keyring.houseKeys();
    expect(asked.splice(0)).toEqual(['find', 'insert']);
    await keyring.houseKeys();
    expect(asked).toEqual([]);
    await keyring.destroy(known.s, SEAL_CLASSES);
    expect(asked).toEqual(['update']);
    await watched.client.close();
  });

  it('leaves a tombstone and nothing of the key, and one where no key was (D9)', async () => {
    const [keyring, owner] = [its.open(), somebody()];
    await keyOf(keyring, owner);
    await keyring.destroy(owner.s, ['health', 'identity']);
    await keyring.destroy(owner.s, ['identity']);
    const names = [`${owner.s}:health`, `${owner.s}:identity`];
    const stored = await keysOf(its.db)
      .find({}, { sort: { _id: 1 } })
      .toArray();
    expect(stored).toEqual(names.map((_id) => ({ _id, k: _id, destroyed: true })));
  });

  it('leaves tombstones that are no keys with one id', async () => {
    const keyring = its.open();
    await keyring.verifyKek();
    await keyring.destroy(randomUUID(), SEAL_CLASSES);
    await keyring.destroy(randomUUID(), SEAL_CLASSES);
    expect((await keysOf(its.db).find().toArray()).filter((one) => 'destroyed' in one)).toHaveLength(8);
  });

  it('uses a key that another process destroyed for at most 60 s more (D9)', async () => {
    let time = Date.parse('2026-11-24T08:00:00.000Z');
    const keyring = its.open({ now: () => new Date(time) });
    const owner = somebody();
    const { k } = await keyOf(keyring, owner);
    await its.open().destroy(owner.s, ['health']);
    time += 59_999;
    expect((await keyOf(keyring, owner)).k).toBe(k);
    expect((await keyring.find([{ k, ...owner }])).has(k)).toBe(true);
    time += 1;
    expect(await keyring.find([{ k, ...owner }])).toEqual(new Map());
    expect(await keyring.keysFor([owner])).toEqual(new Map());
  });

  it('forgets a key also when nobody knows whether it was destroyed', async () => {
    const leaving = its.another();
    const [keyring, owner] = [its.open({ db: leaving.db }), somebody()];
    await keyOf(keyring, owner);
    await leaving.client.close();
    await expect(keyring.destroy(owner.s, ['health'])).rejects.toEqual(unavailable);
    await expect(keyring.keysFor([owner])).rejects.toEqual(unavailable);
  });

  it('asks again when the key in memory is not the one that is wanted', async () => {
    const [keyring, owner] = [its.open(), somebody()];
    await keyOf(keyring, owner);
    await keysOf(its.db).deleteMany({ _id: keyName(owner) });
    const { k } = await keyOf(its.open(), owner);
    expect((await keyring.find([{ k, ...owner }])).has(k)).toBe(true);
  });

  it('does not answer with a key that somebody was first with before a majority has it', async () => {
    const keyring = its.open();
    await keyOf(keyring, somebody());
    await keysOf(its.db).createIndexes([{ key: { kek: 1 }, unique: true }]); // so the second is refused, and yet nothing lies under its name
    await expect(keyring.keysFor([somebody()])).rejects.toEqual(unavailable);
  });

  it('does not open a key that was moved to another subject or wrapped by another KEK', async () => {
    const [from, to, third] = [somebody(), somebody(), somebody()];
    const keyring = its.open();
    await keyOf(keyring, from);
    const stored = await keysOf(its.db).findOne({ _id: keyName(from) });
    await keysOf(its.db).insertOne({ ...stored, _id: keyName(to), k: randomUUID() } as never);
    await keysOf(its.db).insertOne({ ...stored, _id: keyName(third), k: randomUUID(), kek: third.s } as never);
    await expect(keyring.keysFor([to])).rejects.toThrow('A wrapped key does not open');
    await expect(keyring.keysFor([third])).rejects.toThrow(`wrapped under the key-encryption key ${third.s}`);
  });

  it.each([
    ['login:key', (keyring: MongoKeyring) => keyring.houseKeys()],
    ['mac:2026-11', (keyring: MongoKeyring) => keyring.macKeyAt('2026-11-24T08:00:00.000Z')],
  ])('does not go on when a tombstone lies under %s', async (_id, ask) => {
    await keysOf(its.db).insertOne({ _id, k: _id, destroyed: true });
    await expect(ask(its.open())).rejects.toThrow(`The keyring says that ${_id} was destroyed.`);
  });

  it('works with the keys in memory when MongoDB is gone, and says so for others', async () => {
    const leaving = its.another();
    const keyring = its.open({ db: leaving.db });
    const owner = somebody();
    const key = await keyOf(keyring, owner);
    const macKey = await keyring.macKeyAt('2026-11-24T08:00:00.000Z');
    await keyring.macKey(macKey.id);
    const house = await keyring.houseKeys();
    const other = somebody();
    const { k } = await keyOf(its.open(), other);
    await keyring.find([{ k, ...other }]);
    await leaving.client.close();
    expect((await keyring.find([{ k, ...other }])).has(k)).toBe(true);
    expect(await keyOf(keyring, owner)).toBe(key);
    expect(await keyring.find([{ k: key.k, ...owner }])).toEqual(new Map([[key.k, key]]));
    expect(await keyring.macKeyAt('2026-11-01T00:00:00.000Z')).toEqual(macKey);
    expect(await keyring.macKey(macKey.id)).toEqual(macKey);
    expect(await keyring.houseKeys()).toEqual(house);
    await expect(keyring.keysFor([owner, { ...owner, c: 'identity' }])).rejects.toEqual(unavailable);
    await expect(keyring.find([{ k: randomUUID(), ...owner }])).rejects.toEqual(unavailable);
    await expect(keyring.macKeyAt('2026-12-01T00:00:00.000Z')).rejects.toEqual(unavailable);
    await expect(keyring.macKey(randomUUID())).rejects.toEqual(unavailable);
    await expect(keyring.lost([{ k, ...other }])).rejects.toEqual(unavailable);
    await expect(keyring.destroy(owner.s, ['health'])).rejects.toEqual(unavailable);
    await expect(keyring.forgetOldMacKeys(new Date())).rejects.toEqual(unavailable);
    await expect(keyring.verifyKek()).rejects.toEqual(unavailable);
    const cold = its.open({ db: leaving.db });
    await expect(cold.houseKeys()).rejects.toEqual(unavailable);
    const opening = openKeyring({ db: leaving.db, kekFile: its.file('kek'), mayCreate: false });
    await expect(opening).rejects.toEqual(unavailable);
  });

  it('does not wait for a server that never answers', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const deaf = new MongoClient(
      `mongodb://127.0.0.1:${(silent.address() as AddressInfo).port}/?directConnection=true`,
    );
    await expect(its.open({ db: deaf.db('x') }).keysFor([somebody()])).rejects.toEqual(unavailable);
    await deaf.close();
    for (const socket of sockets) socket.destroy();
    silent.close();
    await once(silent, 'close');
  }, 15_000);
});

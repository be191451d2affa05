import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Binary, deserialize, serialize, type Document } from 'bson';
import { password } from '../password-for-specs.js';
import { serverForSpecs } from './server-for-specs.js';
import { crc32c } from './wire.js';

const server = serverForSpecs();
beforeAll(() => server.start());
afterAll(() => server.remove());

const int = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes;
};
const body = (document: Document) => Buffer.concat([Buffer.from([0]), serialize(document)]);
function sequence(name: string, documents: Document[]) {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
  return Buffer.concat([Buffer.from([1]), int(content.length + 4), content]);
}
function message(flags: number, sections: Buffer[], { checksum = false, code = 2013, length = 0 } = {}) {
  const rest = Buffer.concat([int(7), int(0), int(code), int(flags), ...sections]);
  const whole = Buffer.concat([int(length || rest.length + 4 + (checksum ? 4 : 0)), rest]);
  return checksum ? Buffer.concat([whole, int(crc32c(whole))]) : whole;
}

async function dial(): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}
async function answer(socket: Socket): Promise<Document> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < 4 || bytes.length < bytes.readInt32LE(0)) {
    bytes = Buffer.concat([bytes, ...((await once(socket, 'data')) as Buffer[])]);
  }
  return deserialize(bytes.subarray(bytes.readInt32LE(12) === 1 ? 36 : 21));
}
/** Logs in as the specification says (RFC 5802, 7677). */
async function logIn(socket: Socket): Promise<void> {
  const [first, nonce] = ['n=bersinar,r=wire', 'wire'];
  const say = async (command: Document, text: string): Promise<string> => {
    socket.write(message(0, [body({ ...command, payload: new Binary(Buffer.from(text)), $db: 'admin' })]));
    return Buffer.from(((await answer(socket)).payload as Binary).buffer).toString();
  };
  const challenge = await say({ saslStart: 1, mechanism: 'SCRAM-SHA-256' }, `n,,${first}`);
  const [, theirs = '', salt = '', rounds] = /^r=(.+),s=(.+),i=(\d+)$/.exec(challenge) ?? [];
  expect(theirs.startsWith(nonce)).toBe(true);
  const salted = pbkdf2Sync(password, Buffer.from(salt, 'base64'), Number(rounds), 32, 'sha256');
  const sign = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const clientKey = sign(salted, 'Client Key');
  const last = `c=biws,r=${theirs}`;
  const signature = sign(createHash('sha256').update(clientKey).digest(), `${first},${challenge},${last}`);
  const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0))).toString('base64');
  const proven = await say({ saslContinue: 1, conversationId: 1 }, `${last},p=${proof}`);
  expect(proven).toBe(`v=${sign(sign(salted, 'Server Key'), `${first},${challenge},${last}`).toString('base64')}`);
}
async function exchange(...messages: Buffer[]): Promise<Document> {
  const socket = await dial();
  await logIn(socket);
  for (const one of messages) socket.write(one);
  const reply = await answer(socket);
  socket.destroy();
  return reply;
}
async function hangsUpOn(bytes: Buffer): Promise<void> {
  const other = await dial();
  const socket = await dial();
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  socket.write(bytes);
  await closed;
  other.write(message(0, [body({ ping: 1, $db: 'admin' })]));
  expect(await answer(other)).toMatchObject({ ok: 1 });
  other.destroy();
}

const ping = body({ ping: 1, $db: 'admin' });

describe('A message', () => {
  it('says hello in the old way first', async () => {
    const query = Buffer.concat([
      Buffer.from('admin.$cmd\0'),
      int(0),
      int(-1),
      serialize({ isMaster: 1, helloOk: true }),
    ]);
    const address = `127.0.0.1:${server.port}`;
    expect(await exchange(message(0, [query], { code: 2004 }))).toMatchObject({
      ok: 1,
      ismaster: true,
      setName: 'embedded',
      hosts: [address],
      me: address,
      maxWireVersion: 21,
      logicalSessionTimeoutMinutes: 30,
    });
  });

  it('carries documents beside its body, before or after it', async () => {
    const documents = sequence('documents', [{ _id: 1 }, { _id: 2 }]);
    const insert = body({ insert: 'wire', $db: 'spec' });
    expect(await exchange(message(0, [documents, insert]))).toMatchObject({ n: 2 });
    expect(await exchange(message(0, [insert, documents]))).toMatchObject({ n: 0, writeErrors: [{ code: 11000 }] });
  });

  it('gets no answer when it wants none, and those behind it do', async () => {
    const insert = body({ insert: 'quiet', documents: [{ _id: 1 }], $db: 'spec' });
    const count = body({ count: 'quiet', $db: 'spec' });
    expect(await exchange(message(2, [insert]), message(0, [count]))).toMatchObject({ n: 1 });
  });

  it('may come in pieces', async () => {
    const socket = await dial();
    for (const byte of message(0, [ping])) socket.write(Buffer.from([byte]));
    expect(await answer(socket)).toMatchObject({ ok: 1 });
    socket.destroy();
  });

  it('may carry a checksum, which has to be right', async () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
    const right = message(1, [ping], { checksum: true });
    expect(await exchange(right)).toMatchObject({ ok: 1 });
    right.writeUInt8((right.at(-1) ?? 0) ^ 1, right.length - 1);
    await hangsUpOn(right);
  });

  it('tells the time of the cluster, which never goes back', async () => {
    const first = await exchange(message(0, [ping]));
    const second = await exchange(message(0, [ping]));
    expect(String(second.operationTime)).not.toBe(String(first.operationTime));
    expect((second.operationTime as { gt(other: unknown): boolean }).gt(first.operationTime)).toBe(true);
    expect(second).toHaveProperty('$clusterTime.clusterTime');
  });

  const broken = Buffer.from(serialize({ ping: 1, text: 'abc', $db: 'admin' }));
  broken.writeInt32LE(1_000, broken.indexOf('abc') - 4);
  const unknownType = Buffer.from(serialize({ ping: 1, a: null, $db: 'admin' }));
  unknownType[unknownType.indexOf('\x0aa\0')] = 0x55;
  it.each<[string, Buffer]>([
    ['a length over 48 MB', message(0, [ping], { length: 48_000_001 })],
    ['a length below its header', message(0, [ping], { length: 15 })],
    ['another operation code', message(0, [ping], { code: 2012 })],
    ['a required flag that nobody knows', message(4, [ping])],
    ['a section of an unknown kind', message(0, [Buffer.from([9]), ping])],
    ['two bodies', message(0, [ping, ping])],
    ['no body', message(0, [sequence('documents', [])])],
    ['a text longer than its document', message(0, [Buffer.concat([Buffer.from([0]), broken])])],
    ['a value of no type', message(0, [Buffer.concat([Buffer.from([0]), unknownType])])],
    [
      'an old query that is no hello',
      message(0, [Buffer.concat([Buffer.from('a.$cmd\0'), int(0), int(-1), serialize({ find: 'a' })])], { code: 2004 }),
    ],
  ])('of %s closes its connection only', async (_name, bytes) => {
    await hangsUpOn(bytes);
  });

  it('nested too deep closes its connection only', async () => {
    let nested: Document = {};
    for (let depth = 0; depth < 190; depth++) nested = { a: nested };
    await hangsUpOn(message(0, [body({ ping: 1, nested, $db: 'admin' })]));
  });
});

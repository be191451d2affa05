import { request } from 'node:http';
import { until } from '../policies/until-for-specs.js';
import { outcome, type SpecApp, startForSpecs } from './app-for-specs.js';
import { bodyRoom, bytesOf } from './limits.js';

const MIB = 1024 * 1024;

describe('Requests', () => {
  let edge: SpecApp;

  beforeEach(async () => {
    edge = await startForSpecs({ requestsPerMinute: 5 });
  });
  afterEach(() => edge.close());

  const asking = (token: string) => edge.http.get('/notes').set('Authorization', `Bearer ${token}`);

  it('of one identity are answered so many in a minute, and those of others still are', async () => {
    for (let count = 0; count < 5; count += 1) expect(await outcome(asking(edge.token))).toBe('200');
    const refused = await asking(edge.token);
    expect(await outcome(Promise.resolve(refused))).toBe('429 too-many-requests');
    const seconds = Number(refused.headers['retry-after']);
    expect([seconds > 0, seconds <= 60]).toEqual([true, true]);
    expect(await outcome(edge.post('/graphql', { query: '{ __typename }' }))).toContain('429');
    expect(await outcome(asking(await edge.tokenOf('kepala-bnnk', 'BNNK-PURBALINGGA')))).toBe('200');
  });

  it('of one address are answered ten times as many, whoever sends them, and then nobody looks at a token', async () => {
    for (let count = 0; count < 50; count += 1) expect(await outcome(asking('x.y.z'))).toBe('401 token-invalid');
    expect(await outcome(asking('x.y.z'))).toBe('429 too-many-requests');
    expect(await outcome(asking(edge.token))).toBe('429 too-many-requests');
  });

  it('are of the address that a trusted proxy names, and of nobody whom another names', async () => {
    const proxied = await startForSpecs({ requestsPerMinute: 1, trustedProxies: ['127.0.0.1'] });
    const from = (app: SpecApp, address: string) =>
      outcome(app.http.get('/health/live').set('X-Forwarded-For', address));
    for (let count = 0; count < 10; count += 1) await from(proxied, '192.0.2.1');
    expect(await from(proxied, '192.0.2.1')).toBe('429 too-many-requests');
    expect(await from(proxied, '192.0.2.2')).toBe('200');
    await proxied.close();
    for (let count = 0; count < 50; count += 1) await from(edge, `192.0.2.${count}`);
    expect(await from(edge, '192.0.2.99')).toBe('429 too-many-requests');
  });

  it('of a network of IPv6 (/64) are those of one address', async () => {
    const proxied = await startForSpecs({ requestsPerMinute: 1, trustedProxies: ['127.0.0.1'] });
    const from = (address: string) => outcome(proxied.http.get('/health/live').set('X-Forwarded-For', address));
    for (let count = 0; count < 10; count += 1) await from(`2001:db8:0:1::${count}`);
    expect(await from('2001:db8:0:1:ffff::1')).toBe('429 too-many-requests');
    expect(await from('2001:db8:0:2::1')).toBe('200');
    await proxied.close();
  });
});

describe('Bodies without a token, on a route that is open', () => {
  it('have room for 16 MiB of one address, until they are over', async () => {
    const edge = await startForSpecs();
    const { port } = new URL(await edge.app.getUrl());
    const stalled = Array.from({ length: 70 }, () => {
      const headers = { 'Content-Type': 'application/json', 'Content-Length': MIB / 4 };
      const sent = request({ host: '127.0.0.1', port, path: '/sign-out', method: 'POST', headers });
      sent.on('error', () => undefined).write('x');
      return sent;
    });
    const asking = () => outcome(edge.http.post('/sign-out').send({ more: true }));
    await until(async () => (await asking()) === '429 too-many-bytes');
    for (const sent of stalled) sent.destroy();
    await until(async () => (await asking()) !== '429 too-many-bytes');
    await edge.close();
  });
});

describe('Room for bodies', () => {
  const refused = expect.objectContaining({ code: 'too-many-bytes', status: 429 }) as Error;

  it('is kept for so many bytes of one, and of all', () => {
    const room = bodyRoom({ ofOne: 10, inAll: 25 });
    room.take('a', 6);
    expect(() => room.take('a', 5)).toThrow(refused);
    room.take('a', 4);
    room.take('b', 10);
    expect(() => room.take('c', 6)).toThrow(refused);
    room.take('c', 5);
    expect(() => room.take('d', 1)).toThrow(refused);
    room.take('d', 0); // a request without a body needs none
  });

  it('is given back once', () => {
    const room = bodyRoom({ ofOne: 10, inAll: 10 });
    const giveBack = room.take('a', 10);
    giveBack();
    giveBack();
    room.take('b', 10);
    expect(() => room.take('a', 1)).toThrow(refused);
  });

  it('is counted by what a body may turn out to have', () => {
    expect(bytesOf({ headers: {} })).toBe(0);
    expect(bytesOf({ headers: { 'content-length': '17' } })).toBe(17);
    expect(bytesOf({ headers: { 'content-length': String(99 * MIB), 'content-type': 'text/csv' } })).toBe(8 * MIB);
    expect(bytesOf({ headers: { 'transfer-encoding': 'chunked' } })).toBe(MIB / 4);
  });
});

import { gunzipSync } from 'node:zlib';
import { compressing } from './compressed.js';

const TEXT = JSON.stringify({ openapi: '3.1.0', paths: {} });

function sent(headers: Record<string, string>, send = compressing(), text = TEXT) {
  const said: Record<string, string> = {};
  let status = 200;
  const reply = {
    code: (given: number) => (status = given),
    header: (name: string, value: string) => (said[name] = value),
  };
  const body = send(text, { headers }, reply);
  return { status, body, etag: said.ETag ?? '', coding: said['Content-Encoding'], vary: said.Vary };
}

describe('a text that seldom changes', () => {
  it('is sent as it is to who takes no coding, compressed to who takes gzip, under a tag for each', () => {
    const [plain, zipped] = [sent({}), sent({ 'accept-encoding': 'br, gzip' })];
    expect(plain).toMatchObject({ status: 200, body: TEXT, coding: undefined, vary: 'Accept-Encoding' });
    expect([zipped.coding, gunzipSync(zipped.body as Buffer).toString()]).toEqual(['gzip', TEXT]);
    expect(plain.etag).toMatch(/^"[\w-]{43}"$/);
    expect(zipped.etag).not.toBe(plain.etag);
    expect(sent({ 'accept-encoding': 'gzip;q=0' }).coding).toBeUndefined();
  });

  it('is not sent again to who has it, of that coding (RFC 9110, 13.1.2)', () => {
    const send = compressing();
    const { etag } = sent({}, send);
    expect(sent({ 'if-none-match': `"other", W/${etag}` }, send)).toMatchObject({ status: 304, body: '', etag });
    expect(sent({ 'if-none-match': '*' }, send).status).toBe(304);
    expect(sent({ 'if-none-match': etag, 'accept-encoding': 'gzip' }, send).status).toBe(200);
    expect(sent({ 'if-none-match': etag }, send, `${TEXT} `).status).toBe(200);
  });
});

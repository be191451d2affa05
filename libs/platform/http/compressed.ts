import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';

interface Made {
  readonly text: string;
  readonly etag: string;
  readonly zipped: Buffer;
}

interface Reply {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
}

/**
 * Sends a text that seldom changes: with a strong entity tag of its own for each coding, 304 to who has it already (RFC 9110, 13.1.2), and
 * compressed to who takes gzip. It is made once.
 */
export function compressing() {
  let made: Made | undefined;
  return (text: string, { headers }: { readonly headers: IncomingHttpHeaders }, reply: Reply): string | Buffer => {
    if (made?.text !== text) made = makeOf(text);
    const isZipped = /\bgzip\b(?!\s*;\s*q=0(\.0*)?(\s|,|$))/i.test([headers['accept-encoding'] ?? ''].flat().join());
    const etag = isZipped ? `"${made.etag}-gzip"` : `"${made.etag}"`;
    reply.header('ETag', etag);
    reply.header('Vary', 'Accept-Encoding');
    reply.header('Cache-Control', 'no-cache');
    const known = (headers['if-none-match'] ?? '').split(/\s*,\s*/);
    if (known.some((one) => one === '*' || one.replace(/^W\//, '') === etag)) {
      reply.code(304);
      return '';
    }
    if (!isZipped) return text;
    reply.header('Content-Encoding', 'gzip');
    return made.zipped;
  };
}

const makeOf = (text: string): Made => ({
  text,
  etag: createHash('sha256').update(text).digest('base64url'),
  zipped: gzipSync(text),
});

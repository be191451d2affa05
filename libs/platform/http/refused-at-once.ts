import { BadRequestException, HttpException, NotFoundException, UnsupportedMediaTypeException } from '@nestjs/common';
import { repeated } from '#kernel';
import type { HttpRequest } from '../auth/index.js';
import { contentTypeSaid } from './headers.js';
import { Unsupported } from './problems.js';
import { bringsCsv, takesCsv } from './uploads.js';

type Asked = Pick<HttpRequest, 'headers'> & {
  readonly raw: { readonly httpVersion: string };
  readonly routeOptions: { readonly config: unknown; readonly url?: string | undefined };
};

const EXPECTATION_FAILED = 417;

/** With what a request is refused for its headers alone, before its body is read; undefined when they are as they must be. */
export function refusedAtOnce({ headers, raw, routeOptions }: Asked): Error | undefined {
  if (routeOptions.url === undefined) return new NotFoundException();
  const { host, expect = '100-continue', 'content-type': type } = headers;
  if (raw.httpVersion === '1.1' && host === undefined) return new BadRequestException(); // RFC 9112, 3.2
  if (expect.toLowerCase() !== '100-continue') return new HttpException('', EXPECTATION_FAILED); // RFC 9110, 10.1.1
  if (takesCsv(routeOptions.config) && isReadByNobody(type))
    return new Unsupported('not-csv', { contentType: contentTypeSaid(type) });
  if (bringsCsv(type) && !takesCsv(routeOptions.config)) return new UnsupportedMediaTypeException();
  const encoding = headers['content-encoding'];
  if (isUtf8(encoding, type)) return undefined;
  return new Unsupported('body-encoded', {
    contentType: contentTypeSaid(type),
    encoding: repeated(encoding ?? 'identity'),
  }); // RFC 9110, 8.4
}

/** What is read as JSON or not at all is refused later, so that who may not is told that. */
const isReadByNobody = (type?: string): boolean =>
  type !== undefined && !bringsCsv(type) && !/^application\/json\s*(;|$)/i.test(type);

const isUtf8 = (encoding = 'identity', type = ''): boolean =>
  /^identity$/i.test(encoding) && /^(utf-?8)?$/i.test(/;\s*charset\s*=\s*"?([^";]*)/i.exec(type)?.[1]?.trim() ?? '');

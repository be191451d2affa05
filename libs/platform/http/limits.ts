import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { Unavailable } from '#kernel';
import { askerOf, type HttpRequest } from '../auth/index.js';
import { LARGEST_UPLOAD, largest } from './uploads.js';

/** How many requests somebody may send in a minute, from wherever. */
export const REQUESTS_PER_MINUTE = 6_000;
/** How many times as many may come from one address, behind which many may be. */
const PEOPLE_PER_ADDRESS = 10;

const MINUTE_MS = 60_000;

/** What is asked for more often than it may be. Each throws `Unavailable`, HTTP 429. */
export interface Limits {
  /** Counts a request of an address, before anybody looks at its token. */
  readonly ofAddress: (request: FastifyRequest) => Promise<void>;
  /** Counts a request of whoever was admitted. */
  readonly ofAsker: (request: FastifyRequest) => Promise<void>;
  /** Keeps room for the body of somebody's request; what it answers gives the room back. */
  readonly room: (who: string, request: Pick<FastifyRequest, 'headers'>) => () => void;
}

/** Limits of a server: what it counts is its own, so several processes allow as many times as much. */
export async function limitsOf(app: NestFastifyApplication, perMinute: number): Promise<Limits> {
  await app.register(rateLimit, { global: false });
  const server = app.getHttpAdapter().getInstance();
  const limit = (max: number, who: { readonly keyGenerator?: (request: FastifyRequest) => string } = {}) => {
    const check = server.createRateLimit({ max, timeWindow: MINUTE_MS, ...who });
    return async (request: FastifyRequest): Promise<void> => {
      const { isExceeded, ttlInSeconds } = (await check(request)) as { isExceeded?: boolean; ttlInSeconds?: number };
      if (isExceeded !== true) return;
      const retryAfterSeconds = Math.max(1, ttlInSeconds ?? 1);
      throw new Unavailable('too-many-requests', { status: 429, retryAfterSeconds, values: { most: max } });
    };
  };
  const room = bodyRoom();
  return {
    ofAddress: limit(perMinute * PEOPLE_PER_ADDRESS), // of IPv6 a network counts as one, as the library groups them
    ofAsker: limit(perMinute, { keyGenerator: (request) => askerOf(request).login }),
    room: (who, request) => room.take(who, bytesOf(request)),
  };
}

/** How many bytes a request's body may turn out to have. */
export function bytesOf({ headers }: Pick<HttpRequest, 'headers'>): number {
  if (headers['transfer-encoding'] !== undefined) return largest(headers['content-type']);
  return Math.min(Number(headers['content-length'] ?? 0), largest(headers['content-type']));
}

/** Room for so many bytes of bodies on their way, of one and of all; by default for two of the largest files, and for eight. */
export function bodyRoom({ ofOne = 2 * LARGEST_UPLOAD, inAll = 8 * LARGEST_UPLOAD } = {}) {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    /** Takes room; what it answers gives it back, once. Throws `Unavailable('too-many-bytes')`. */
    take(who: string, bytes: number): () => void {
      const own = taken.get(who) ?? 0;
      const isOnesOwn = own + bytes > ofOne;
      if (bytes > 0 && (isOnesOwn || all + bytes > inAll)) {
        const mostMiB = (isOnesOwn ? ofOne : inAll) / 1024 / 1024;
        throw new Unavailable('too-many-bytes', { status: 429, retryAfterSeconds: 1, values: { mostMiB } });
      }
      const add = (change: number): void => {
        const left = (taken.get(who) ?? 0) + change;
        all += change;
        if (left > 0) taken.set(who, left);
        else taken.delete(who);
      };
      add(bytes);
      let isBack = false;
      return () => {
        if (!isBack) add(-bytes);
        isBack = true;
      };
    },
  };
}

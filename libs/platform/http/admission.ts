import type { FastifyReply, FastifyRequest } from 'fastify';
import { admit, askerBehind, type Gate, isPublic } from '../auth/index.js';
import type { Limits } from './limits.js';
import { onceOver } from './once-over.js';

/** The document of the API, which a library serves. */
const DOCUMENT = '/openapi.json';

/**
 * Admits whoever sent a request by its headers alone, before anything of its body is read: nobody is asked on routes that are open, unless they show a
 * token, which must then be good. Throws `Unauthenticated`, `Forbidden` or `Unavailable`.
 */
export const admission =
  (gate: Gate, limits: Limits) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    await limits.ofAddress(request);
    const { config, url } = request.routeOptions;
    const isOpen = isPublic(config) || url === DOCUMENT;
    if (isOpen && request.headers.authorization === undefined) {
      onceOver(reply.raw, limits.room(request.ip, request));
      return;
    }
    const asker = await askerBehind(request, gate);
    admit(request, asker);
    await limits.ofAsker(request);
    onceOver(reply.raw, limits.room(asker.login, request));
  };

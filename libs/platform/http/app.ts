import { type DynamicModule, MethodNotAllowedException, Module, NotFoundException, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type IncomingHttpHeaders, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import { Engine, type HouseKeys } from '#kernel';
import { world } from '#kernel/world';
import {
  accessGuard,
  askerOf,
  type HttpRequest,
  isAdmitted,
  type SignIn,
  signInOf,
  StaffRegister,
  type Verify,
  verifierOf,
} from '../auth/index.js';
import { createLogger, describeError, logRequest, nestLogger } from '../telemetry/index.js';
import { admission } from './admission.js';
import { answers } from './answers.js';
import { compressing } from './compressed.js';
import { DocsController } from './docs.js';
import { GraphiqlController } from './graphiql.js';
import { graphql, mustBeAsked } from './graphql.js';
import { HealthController } from './health.js';
import { MetricsController } from './metrics.js';
import { parseJson } from './json-body.js';
import { leaveInTime } from './leaving.js';
import { documentApi } from './openapi.js';
import { limitsOf, REQUESTS_PER_MINUTE } from './limits.js';
import { methodsByPath } from './methods.js';
import { problemFilter, problemOf, type ProblemReply, sendProblem } from './problem-filter.js';
import { ofStatus } from './problems.js';
import { refusedAtOnce } from './refused-at-once.js';
import { SignInController, SigningIn } from './sign-in.controller.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { CSV, LARGEST_BODY, LARGEST_UPLOAD } from './uploads.js';
import { mustNotAsk, RequestPipe } from './validation.js';

export interface HttpOptions {
  readonly logger?: Logger;
  /** How tokens are verified; as the environment says by default. */
  readonly verify?: Verify;
  /** How somebody signs in with a browser, if they do; as the environment says by default. */
  readonly signIn?: (keys: HouseKeys) => SignIn | undefined;
  /** Whether there are resolvers: `/graphql` and `/graphiql`. True by default. */
  readonly graphql?: boolean;
  readonly title?: string;
  /** How many requests of one identity are answered in a minute. */
  readonly requestsPerMinute?: number | undefined;
  /** The addresses of proxies whose word is taken for who asks. */
  readonly trustedProxies?: readonly string[];
}

@Module({})
class Edge {}

/**
 * The application around a module that provides `Engine`, `StaffRegister` and `Readiness`, ready to listen or to be asked by specs: one guard, one pipe, one
 * interceptor, one filter, for REST and GraphQL.
 */
export async function createHttpApp(
  module: Type | DynamicModule,
  options: HttpOptions = {},
): Promise<NestFastifyApplication> {
  const { logger = createLogger(), graphql: hasGraphql = true, title = 'Bersinar' } = options;
  const verify = options.verify ?? (await verifierOf());
  const signingIn = new SigningIn();
  const edge: DynamicModule = {
    module: Edge,
    imports: [module, ...(hasGraphql ? [graphql(logger)] : [])],
    controllers: [
      HealthController,
      MetricsController,
      DocsController,
      SignInController,
      ...(hasGraphql ? [GraphiqlController] : []),
    ],
    providers: [{ provide: SigningIn, useValue: signingIn }],
  };
  const adapter = webServer(logger, options.trustedProxies);
  const app = await NestFactory.create<NestFastifyApplication>(edge, adapter, {
    abortOnError: false,
    bodyParser: false,
    logger: nestLogger(logger),
  });
  const engine = app.get(Engine, { strict: false });
  const { log, build, keys } = engine;
  signingIn.by = (options.signIn ?? ((given) => signInOf(process.env, { keys: given, verify })))(keys);
  const limits = await limitsOf(app, options.requestsPerMinute ?? REQUESTS_PER_MINUTE);
  const admits = admission(
    { verify, engine, staff: app.get(StaffRegister, { strict: false }), signIn: signingIn.by },
    limits,
  );
  app.useGlobalGuards(accessGuard);
  app.useGlobalPipes(new RequestPipe(engine.registry.sealed()));
  app.useGlobalInterceptors(answers(log, logger));
  app.useGlobalFilters(problemFilter(logger));
  wire(adapter, admits, logger);
  documentApi(app, title, build);
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

/** Keeps the error handler that `wire` sets: Nest's would come after Mercurius has fixed those of all routes. */
class WebServer extends FastifyAdapter {
  override setErrorHandler() {
    return this.getInstance();
  }
}

const webServer = (logger: Logger, trustedProxies: readonly string[] = []): FastifyAdapter =>
  new WebServer({
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    bodyLimit: LARGEST_BODY,
    requestTimeout: 30_000,
    http: { requireHostHeader: false }, // Node's own answer is no problem (RFC 9457): `wire` refuses
    requestIdHeader: false,
    genReqId: ({ headers }: { headers: IncomingHttpHeaders }) => correlationIn(headers),
    clientErrorHandler: (error: Unread, socket: Socket) => {
      refuse(statusOf(error), error, { socket, logger });
    },
    frameworkErrors: (_error: unknown, request: HttpRequest, reply: object) => {
      sendProblem(new NotFoundException(), request, reply as ProblemReply, logger); // no address of ours
    },
  });

/** What Node could not read, why, and as much of it as came. */
type Unread = Error & { readonly code?: string; readonly rawPacket?: unknown };

/** Whether it is HTTP but for a method that nobody has: 501, whatever its address (RFC 9110, 9.1). */
const isOfNoMethod = ({ code, rawPacket }: Unread): boolean =>
  code === 'HPE_INVALID_METHOD' &&
  /^[A-Z]+ \S+ HTTP\/1\.[01]\r\n/.test(Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1') : '');

function statusOf(error: Unread): number {
  if (error.code === 'HPE_HEADER_OVERFLOW') return 431;
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return isOfNoMethod(error) ? 501 : 400;
}

/** Answers what was not read with a problem, and hangs up. */
function refuse(
  status: number,
  error: Error,
  { socket, logger }: { readonly socket: Socket; readonly logger: Logger },
): void {
  if (!socket.writable) return void socket.destroy();
  const id = world.uuid();
  const problem = JSON.stringify(problemOf(ofStatus(status), { id, headers: {} }));
  logger.debug({ correlationId: id, error: describeError(error) }, 'A request could not be read.');
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/problem+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(problem)}`,
      'Connection: close',
      ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
      '',
      problem,
    ].join('\r\n'),
  );
}

function wire(adapter: FastifyAdapter, admits: ReturnType<typeof admission>, logger: Logger): void {
  const server = adapter.getInstance();
  const methods = methodsByPath();
  server.addHook('onRoute', (route) => {
    if (route.url !== '/graphql' || route.method === 'POST') methods.add(route); // a question in an address would lie in the logs of every server between
  });
  const { server: node } = server;
  node.on('checkExpectation', (...given) => node.emit('request', ...given)); // refused below, as a problem
  node.on('connect', (_request, socket: Socket) => {
    refuse(501, new Error('No tunnel is opened here.'), { socket, logger });
  });
  leaveInTime(server);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, bytes, done) => {
    done(null, parseJson(bytes as Uint8Array)); // what it throws, Fastify catches
  });
  server.addContentTypeParser(CSV, { parseAs: 'buffer', bodyLimit: LARGEST_UPLOAD }, (_request, bytes, done) => {
    done(null, bytes);
  });
  server.setErrorHandler((error, request, reply) => {
    sendProblem(adapter.mapException(error), request, reply, logger);
  });
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({ 'X-Correlation-Id': request.id, ...SECURITY_HEADERS });
    if (!isDocumentation(request.routeOptions.url)) void reply.header('Cache-Control', 'no-store');
    const isThere = methods.has(request.method, request.routeOptions.url);
    const allowed = isThere ? [] : methods.of(request.url);
    const isOtherwise = allowed.length > 0 && !allowed.includes(request.method);
    if (isOtherwise) void reply.header('Allow', allowed.join(', '));
    const refused = isOtherwise ? new MethodNotAllowedException() : refusedAtOnce(request);
    if (refused !== undefined) return sendProblem(refused, request, reply, logger);
    await admits(request, reply);
    return undefined;
  });
  server.addHook('preValidation', (request, _reply, done) => {
    const { url = '' } = request.routeOptions;
    if (WITHOUT_HANDLER.includes(url)) mustNotAsk(request.query);
    if (url === '/graphql') mustBeAsked(request.body);
    done();
  });
  const compressed = compressing();
  server.addHook('onSend', (request, reply, payload, done) => {
    const isDocument = request.routeOptions.url === '/openapi.json' && reply.statusCode === 200;
    if (!isDocument || typeof payload !== 'string') {
      done(null, payload);
      return;
    }
    const sent = compressed(payload, request, reply);
    void reply.header('Content-Length', String(Buffer.byteLength(sent)));
    done(null, sent);
  });
  server.addHook('onResponse', (request, reply, done) => {
    logRequest(logger, {
      method: request.method,
      route: request.routeOptions.url,
      status: reply.statusCode,
      ms: reply.elapsedTime,
      correlationId: request.id,
      ...(isAdmitted(request) && { actorId: askerOf(request).actor.staffId }),
    });
    done();
  });
}

const RANDOM = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** What a client gives stays in the log for ever: only a random uuid is taken, nothing that could be a number of somebody. */
const correlationIn = ({ 'x-correlation-id': given }: IncomingHttpHeaders): string =>
  typeof given === 'string' && RANDOM.test(given) ? given : world.uuid();

/** Routes that libraries add, which take nothing in their address; those of controllers say themselves what they take. */
const WITHOUT_HANDLER: readonly string[] = ['/graphql', '/openapi.json'];

const isDocumentation = (route = ''): boolean => /^\/(docs|graphiql|openapi\.json)(\/|$)/.test(route);

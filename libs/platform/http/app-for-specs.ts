import { Body, Controller, Get, type INestApplicationContext, Module, Query } from '@nestjs/common';
import { Args, ObjectType, Query as GraphQuery, Resolver } from '@nestjs/graphql';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { Engine, type EventStore, type HouseKeys, type Patience, Registry, send, type Receipt } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { grantEvents } from '#contracts/access/grant.events';
import { staffEvents } from '#contracts/access/staff.events';
import {
  developmentToken,
  type Reader,
  type Role,
  signInOf,
  StaffRegister,
  staffRegister,
  verifierOf,
  zoneOf,
} from '../auth/index.js';
import { createLogger } from '../telemetry/index.js';
import {
  ActsAt,
  Asked,
  AskedMany,
  type Asking,
  type AskingMany,
  Asks,
  AsksGraph,
  type Check,
  createHttpApp,
  CreatesAt,
  CreatesManyAt,
  pageOf,
  Readiness,
  ReaderOf,
  Shown,
  type Receipts,
  type Upload,
  Uploaded,
  Uploads,
} from './index.js';
import { AcknowledgeBody, DraftBody, DraftManyBody, Filter } from './note-bodies-for-specs.js';
import { noteEvents, notes } from './note-for-specs.js';

export const LOG = '11111111-1111-4111-8111-111111111111';
export const RUTAN = 'RUTAN-BANJARNEGARA';

const access = (name: string, roles: readonly Role[]) => ({ name, roles });
const DRAFTING = access('DraftDirective', ['karutan', 'kasubsi-pelayanan', 'kepala-bnnk']);
const ISSUING = access('IssueDirective', ['karutan', 'kepala-bnnk']);
const ACKNOWLEDGING = access('AcknowledgeDirective', ['karutan', 'kasubsi-pelayanan', 'perawat-klinik', 'kpr']);
const READING = access('directives', [
  'karutan',
  'kasubsi-pelayanan',
  'perawat-klinik',
  'kpr',
  'kepala-bnnk',
  'auditor',
]);

@ObjectType()
class NoteView {
  @Shown(() => String) readonly id!: string;
  @Shown(() => String, { nullable: true }) readonly waitFor?: string;
  @Shown(() => NoteView, { nullable: true }) readonly inner?: NoteView;
}

@ObjectType()
class NoteFileView {
  @Shown(() => Number) readonly bytes!: number;
  @Shown(() => String) readonly batchId!: string;
  @Shown(() => String) readonly by!: string;
  @Shown(() => String) readonly kind!: string;
}

@Controller('notes')
class NoteController {
  constructor(private readonly engine: Engine) {}

  @CreatesAt('', DRAFTING, 'Draft a note')
  draft(@Body() body: DraftBody, @Asked() asked: Asking): Promise<Receipt> {
    return send(this.engine, notes, asked.to('DraftDirective', body));
  }

  @CreatesManyAt('batch', DRAFTING, 'Draft notes')
  draftMany(@Body() body: DraftManyBody, @AskedMany() asked: AskingMany): Promise<Receipts> {
    return asked.each('DraftDirective', body, (ask) => send(this.engine, notes, ask));
  }

  @CreatesManyAt('mistaken-batch', ISSUING, 'Ask for others')
  mistakenMany(@Body() body: DraftManyBody, @AskedMany() asked: AskingMany): Promise<Receipts> {
    return asked.each('DraftDirective', body, (ask) => send(this.engine, notes, ask));
  }

  @CreatesAt('mistaken', ISSUING, 'Ask for another command than the route tells')
  mistaken(@Body() body: DraftBody, @Asked() asked: Asking): Promise<Receipt> {
    return send(this.engine, notes, asked.to('DraftDirective', body));
  }

  @ActsAt(':id/acknowledge', ACKNOWLEDGING, 'Acknowledge a note')
  acknowledge(@Body() body: AcknowledgeBody, @Asked() asked: Asking): Promise<Receipt> {
    return send(this.engine, notes, asked.to('AcknowledgeDirective', body));
  }

  @Uploads('files', DRAFTING, 'Bring a file of notes', NoteFileView, 'note\nfirst\n')
  bring(@Uploaded('DraftDirective') { bytes, batchId, by }: Upload): NoteFileView {
    return { bytes: bytes.length, batchId, by: by.staffId, kind: by.kind };
  }

  @Asks('', READING, 'Notes', pageOf(NoteView))
  list(@Query() filter: Filter, @ReaderOf() reader: Reader) {
    return { items: [], filter, reader };
  }

  @Asks('resting', READING, 'Notes that rest on what is not believed')
  resting(@ReaderOf() { findings }: Reader) {
    Object.assign(findings ?? {}, { incomplete: true });
    return { items: [] };
  }

  @Asks(':id', READING, 'A note')
  one() {
    return { revision: 4 };
  }

  @Get('forgotten')
  forgotten(): string {
    return 'A route that nobody gave a permission.';
  }
}

@Resolver(() => NoteView)
class NoteResolver {
  @GraphQuery(() => NoteView)
  @AsksGraph(READING)
  note(@Args('id') id: string, @ReaderOf() { waitFor, findings }: Reader): NoteView {
    if (id.startsWith('resting')) Object.assign(findings ?? {}, { incomplete: true });
    if (id === 'resting-fail') throw new TypeError('The resolver has a fault.');
    if (id === 'fail') throw new TypeError('The resolver has a fault.');
    const inner = { id };
    return { id, inner, ...(waitFor !== undefined && { waitFor }) };
  }

  @GraphQuery(() => NoteView, { nullable: true })
  forgotten(): NoteView {
    return { id: 'A query that nobody gave a permission.' };
  }
}

interface Wanted {
  readonly store?: EventStore;
  readonly level?: string;
  readonly patience?: Patience;
  readonly demonstration?: boolean;
  readonly requestsPerMinute?: number;
  readonly trustedProxies?: readonly string[];
  /** Whose tokens count, and who signs in; the development issuer by default. */
  readonly issuer?: NodeJS.ProcessEnv;
}

/** A small application around the edge, in memory: its tokens, its log lines, and a way to switch its store. */
export async function startForSpecs({
  store = new InMemoryEventStore(),
  level = 'info',
  patience,
  demonstration,
  issuer,
  ...limits
}: Wanted = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'bersinar-edge-'));
  const env = { DEV_ISSUER_KEY: join(folder, 'key.jwk') };
  const lines: string[] = [];
  const checks: Check[] = [{ name: 'event-store', state: 'up' }];
  const registry = new Registry([...noteEvents, ...staffEvents, ...grantEvents]);
  const staff = staffRegister({ store, registry });
  const engine: Engine = {
    store,
    keyring: inMemoryKeyring(),
    registry,
    staff,
    keys: SPEC_KEYS,
    log: LOG,
    build: '0.1.0+spec',
    zoneOf,
    now: () => new Date(),
    ...(patience && { patience }),
    ...(demonstration !== undefined && { demonstration }),
  };

  @Module({
    controllers: [NoteController],
    providers: [
      NoteResolver,
      { provide: Engine, useValue: engine },
      { provide: StaffRegister, useValue: staff },
      { provide: Readiness, useValue: { checks: () => Promise.resolve(checks) } },
    ],
    exports: [Engine],
  })
  class Notes {}

  const logger = createLogger(level, { write: (line: string) => void lines.push(line) });
  const verify = await verifierOf(issuer ?? env);
  const signIn = (keys: HouseKeys) => signInOf(issuer ?? env, { keys, verify });
  const app = await createHttpApp(Notes, { logger, verify, signIn, ...limits });
  await app.listen(0, '127.0.0.1');
  const tokenOf = (role: Role, unit = RUTAN) => developmentToken({ role, unit }, env);
  const token = await tokenOf('karutan');
  const http = request(await app.getUrl());

  return {
    app: app as INestApplicationContext & typeof app,
    store,
    staff,
    http,
    env,
    lines,
    checks,
    token,
    tokenOf,
    /** A POST as the karutan, with a key of its own. */
    post: (path: string, body?: object | string, headers: Record<string, string> = {}) => {
      const sent = http.post(path).set('Authorization', `Bearer ${token}`);
      return body === undefined ? sent.set(headers) : sent.type('application/json').set(headers).send(body);
    },
    get: (path: string, headers: Record<string, string> = {}) =>
      http.get(path).set('Authorization', `Bearer ${token}`).set(headers),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type SpecApp = Awaited<ReturnType<typeof startForSpecs>>;

export const DRAFT = { unitId: RUTAN, title: 'Skrining bulanan', issuedOn: '2024-12-16' };

/** Status and code of an answer, `400 malformed-json`. */
export async function outcome(asked: Promise<unknown> | PromiseLike<unknown>): Promise<string> {
  const { status, body } = (await asked) as { status: number; body: { code?: string } };
  return `${status} ${body.code ?? ''}`.trim();
}

/** What a command answered. */
export const receiptIn = ({ body }: { body: unknown }) => body as { id: string; revision: number };

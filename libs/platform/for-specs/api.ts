import { Module, type Type } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import { type AnyProjection, Engine, type EventDefinition, id } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import {
  DEVELOPMENT_ISSUER,
  developmentToken,
  loginOf,
  ownStaffIdOf,
  type Role,
  StaffRegister,
  loginsStreamOf,
  staffRegister,
  verifierOf,
} from '#platform/auth';
import { createHttpApp, Readiness } from '#platform/http';
import { ReadModels } from '#platform/projections';
import { liveReadModels } from './live-read-models.js';
import { recording } from './recording.js';

@Module({})
class Provision {}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Of an answer that something was created. */
  readonly location?: string;
}

const SPEC = { kind: 'SYSTEM', name: 'spec' } as const;

/** What of a context is put behind HTTP. */
export interface Served {
  readonly module: Type;
  readonly projections: readonly AnyProjection[];
  readonly definitions: readonly EventDefinition[];
  /** Read models that follow the log, and a register of staff that it fills; absent, they stay empty and everybody is registered. */
  readonly live?: true;
  /** Said of a module that has no resolvers. */
  readonly graphql?: false;
}

/** A context behind HTTP on a log in memory, at the real time. */
export async function api({ module, projections, definitions, live, graphql }: Served) {
  const log = recording(definitions, () => new Date(), live && staffRegister);
  const { engine, staff } = log;
  const models = () => log.models(...projections);
  const provided = [
    { provide: Engine, useValue: engine },
    { provide: StaffRegister, useValue: staff },
    { provide: ReadModels, useValue: live ? liveReadModels(models) : await models() },
    { provide: OpenedRecords, useValue: log.records },
    { provide: Readiness, useValue: { checks: () => Promise.resolve([]) } },
  ];
  const folder = await mkdtemp(join(tmpdir(), 'bersinar-spec-'));
  const env = { DEV_ISSUER_KEY: join(folder, 'key.jwk') };
  const provision = { module: Provision, global: true, providers: provided, exports: provided };
  const app = await createHttpApp(
    { module, imports: [provision] },
    { logger: pino({ level: 'silent' }), verify: await verifierOf(env), ...(graphql === false && { graphql }) },
  );
  await app.listen(0, '127.0.0.1');
  const http = request(await app.getUrl());
  return {
    log,
    /** The staff id under which whoever a token calls by that subject acts who is linked to no record. */
    staffIdOf: (subject: string): string => ownStaffIdOf(loginOf(engine.keys, { issuer: DEVELOPMENT_ISSUER, subject })),
    /** Links whomever tokens call by these subjects to one record of the staff, as its commands would. */
    linkLogins: async (staffId: string, ...subjects: readonly string[]): Promise<void> => {
      for (const subject of subjects) {
        const login = loginOf(engine.keys, { issuer: DEVELOPMENT_ISSUER, subject });
        const noted = { type: 'StaffLoginNoted', data: { login } };
        for (const one of [staffId, ownStaffIdOf(login)]) await log.write(loginsStreamOf(one), SPEC, noted);
        await log.write(`stafflogin-${login}`, SPEC, { type: 'StaffLoginLinked', data: { staffId } });
      }
      staff.clear(); // as when the tail tells of it
    },
    as: async (role: Role, unit: string, subject: string) => {
      const token = await developmentToken({ role, unit, subject }, env);
      return async (
        path: string,
        body?: object,
        key = id('spec', path, JSON.stringify(body ?? {})), // asked alike, it is a repeat
      ): Promise<Answer> => {
        const asked = body === undefined ? http.get(path) : http.post(path).set('Idempotency-Key', key).send(body);
        const answer = await asked.set('Authorization', `Bearer ${token}`);
        const location = answer.headers.location;
        return { status: answer.status, body: answer.body as unknown, ...(location && { location }) };
      };
    },
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import {
  type Actor,
  type AnyCommand,
  type Ask,
  type Context,
  type Engine,
  id,
  type JsonObject,
  load,
  type Told,
  uuidOf,
} from '#kernel';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { consentEvents } from '#contracts/rehabilitation/consent.events';
import { screeningEvents } from '#contracts/rehabilitation/screening.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { recording } from '#platform/for-specs';
import { rehabCase } from '../case/case.decider.js';
import { caseIdOf } from '../case/open-case.handle.js';
import { agencyHead, agreementId, assessor, clerk, factOn, inmateId, nurse, subject } from '../facts-for-specs.js';
import * as same from '../facts-for-specs.js';
import { answered } from '../consent/consent-for-specs.js';
import { signing } from '../session/histories-for-specs.js';
import { handleScreening } from './screening.handle.js';

export const RUTAN = nurse.unitId;
export const definitions = [
  ...agreementEvents,
  ...inmateEvents,
  ...consentEvents,
  ...caseEvents,
  ...screeningEvents,
  ...reservationEvents,
];

/** The n-th inmate of the Rutan, with the own consent; the first is the one of all specs. */
export const inmate = (n: number) =>
  n === 0
    ? { inmateId, subject, consentId: same.consentId, caseId: same.caseId }
    : {
        inmateId: id('spec', 'inmate', n),
        subject: id('spec', 'subject', n),
        consentId: id('spec', 'consent', n),
        caseId: caseIdOf(id('spec', 'inmate', n), 1),
      };

export interface Telling {
  readonly target?: string;
  readonly by?: Actor;
  readonly unitId?: string;
  /** Two tellings with one key are a command and its repeat. */
  readonly key?: string;
  readonly context?: Context;
  /** The process that is told. */
  readonly engine?: Engine;
}

type Log = ReturnType<typeof recording>;

/** The Rutan registers inmates, they consent, and the agency may screen them. */
export async function settle({ write }: Pick<Log, 'write'>, inmates = 1): Promise<void> {
  const scope = [{ service: 'SCREENING', unitIds: [RUTAN] }];
  await write(`agreement-${agreementId}`, agencyHead, ...signing({ scope }));
  for (let n = 0; n < inmates; n += 1) {
    const one = inmate(n);
    await write(`inmate-${one.inmateId}`, clerk, {
      type: 'InmateRegistered',
      data: {
        subject: one.subject,
        name: `Warga ${n}`,
        sex: 'MALE',
        registerNumber: `B.${n}/2024`,
        registerPeriod: '2024',
        custodyStatus: 'A_I',
        registeredOn: '2024-11-01',
      },
    });
    await write(`consent-${one.consentId}`, nurse, {
      type: 'ConsentGiven',
      data: {
        subject: one.subject,
        inmateId: one.inmateId,
        formVersion: 'PDP-1.0',
        language: 'id',
        medium: 'WRITTEN',
        documentSha256: 'd'.repeat(64),
        purposes: answered('SCREENING'),
        givenAt: '2024-12-02T03:00:00.000Z',
        givenBy: { capacity: 'INMATE', subject: one.subject },
        witnessId: clerk.staffId,
        basis: [factOn(`inmate-${one.inmateId}`)],
      },
    });
  }
}

/** The Rutan with its inmates, where screenings are told as in life. */
export async function rutan(inmates = 1) {
  const log = recording(definitions);
  await settle(log, inmates);
  let tellings = 0;
  const askOf = (
    command: AnyCommand,
    { target, by = assessor, unitId = RUTAN, key, context = {} }: Telling,
  ): Ask<AnyCommand> => ({
    command,
    by,
    ...(target === undefined ? { unitId } : { target: { id: target } }),
    commandId: id('spec', key ?? `telling ${(tellings += 1)}`),
    body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
    context,
    correlationId: id('spec', 'correlation'),
    causationId: id('spec', 'causation'),
  });
  return {
    log,
    /** Another process on the same stores. */
    process: (own: Partial<Engine>): Engine => Object.assign({}, log.engine, own),
    tell: (command: AnyCommand, telling: Telling = {}): Promise<Told> =>
      handleScreening(telling.engine ?? log.engine, askOf(command, telling)),
    caseOf: async (n = 0) => (await load(log.engine, rehabCase, `rehabcase-${inmate(n).caseId}`)).state,
    /** The types of what happened to inmates since, by the kind of record. */
    happened: async (name: string) =>
      (await log.events())
        .filter(({ stream }) => stream.startsWith(`${name}-`))
        .map(({ type, stream }) => ({ type, id: uuidOf(stream) })),
  };
}

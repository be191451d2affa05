import { type Actor, type AnyCommand, type Context, type Engine, id, load, type Receipt, uuidOf } from '#kernel';
import { askOf, recording } from '#platform/for-specs';
import { rehabCase } from '../case/case.decider.js';
import { answered } from '../consent/consent-for-specs.js';
import { agencyHead, agreementId, assessor, clerk, nurse } from '../facts-for-specs.js';
import { definitions, consented, personOf, registered, RUTAN, signing } from '../people-for-specs.js';
import { handleScreening } from './screening.handle.js';

export interface Version {
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
    const one = personOf(n);
    await write(`inmate-${one.inmateId}`, clerk, registered(one.subject, n));
    await write(`consent-${one.consentId}`, nurse, consented(one, { purposes: answered('SCREENING') }));
  }
}

/** The Rutan with its inmates, where screenings are recorded as in life. */
export async function rutan(inmates = 1) {
  const log = recording(definitions);
  await settle(log, inmates);
  let versions = 0;
  const sent = (
    command: AnyCommand,
    { by = assessor, key, engine = log.engine, ...more }: Version,
  ): Promise<Receipt> => {
    const commandId = id('spec', key ?? `telling ${(versions += 1)}`);
    return handleScreening(engine, askOf(command, by, { ...more, commandId }));
  };
  return {
    log,
    /** Another process on the same stores. */
    process: (own: Partial<Engine>): Engine => Object.assign({}, log.engine, own),
    send: (command: AnyCommand, version: Version = {}): Promise<Receipt> => sent(command, version),
    caseOf: async (n = 0) => (await load(log.engine, rehabCase, `rehabcase-${personOf(n).caseId}`)).state,
    /** The types of what happened to inmates since, by the kind of record. */
    happened: async (name: string) =>
      (await log.events())
        .filter(({ stream }) => stream.startsWith(`${name}-`))
        .map(({ type, stream }) => ({ type, id: uuidOf(stream) })),
  };
}

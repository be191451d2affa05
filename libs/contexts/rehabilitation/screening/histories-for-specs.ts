import * as kernel from '#kernel';
import { askOf, recording } from '#platform/for-specs';
import { rehabCase } from '../case/case.decider.js';
import { answered } from '../consent/consent-for-specs.js';
import { agencyHead, agreementId, assessor, clerk, nurse } from '../facts-for-specs.js';
import { definitions, consented, personOf, registered, RUTAN, signing } from '../people-for-specs.js';
import { handleScreening } from './screening.handle.js';
import { certificate, HIGH } from './screening-for-specs.js';

export interface Version {
  readonly target?: string;
  readonly by?: kernel.Actor;
  readonly unitId?: string;
  /** Two tellings with one key are a command and its repeat. */
  readonly key?: string;
  readonly context?: kernel.Context;
  /** The process that is told. */
  readonly engine?: kernel.Engine;
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
    command: kernel.AnyCommand,
    { by = assessor, key, engine = log.engine, ...more }: Version,
  ): Promise<kernel.Receipt> => {
    const commandId = kernel.id('spec', key ?? `telling ${(versions += 1)}`);
    return handleScreening(engine, askOf(command, by, { ...more, commandId }));
  };
  return {
    log,
    /** Another process on the same stores. */
    process: (own: Partial<kernel.Engine>): kernel.Engine => Object.assign({}, log.engine, own),
    send: (command: kernel.AnyCommand, version: Version = {}): Promise<kernel.Receipt> => sent(command, version),
    caseOf: async (n = 0) => (await kernel.load(log.engine, rehabCase, `rehabcase-${personOf(n).caseId}`)).state,
    /** The types of what happened to inmates since, by the kind of record. */
    happened: async (name: string) =>
      (await log.events())
        .filter(({ stream }) => stream.startsWith(`${name}-`))
        .map(({ type, stream }) => ({ type, id: kernel.uuidOf(stream) })),
  };
}

export const DAY = '2025-01-20';
export const valid = { ...certificate, validUntil: '2027-12-31' };
export const provider = { unitId: RUTAN };
export const context = { lateCode: 'PAPER_RECORD' } as const;
export const paper = { source: 'BACKFILL', occurredAt: '2025-01-20T03:00:00.000Z', ...context } as const;
export const unexplained = kernel.without(paper, 'lateCode');
export const today = () => kernel.dayIn('Asia/Jakarta', new Date().toISOString());

export const interviewing = (n: number, answers = HIGH) => {
  const { inmateId, consentId } = personOf(n);
  return { inmateId, consentId, interviewerId: assessor.staffId, certificate: valid, answers };
};
export const shared = {
  instrument: 'WHO_ASSIST',
  referencePeriod: 'LAST_3_MONTHS',
  language: 'id',
  screenedOn: DAY,
  provider,
  context,
} as const;
export const one = (n: number, answers = HIGH) => ({ unitId: RUTAN, ...shared, ...interviewing(n, answers) });

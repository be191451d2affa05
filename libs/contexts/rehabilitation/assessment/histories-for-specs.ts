import type { AnyCommand, AnyEvent, Ask, Context, Engine, StaffActor, Receipt } from '#kernel';
import { ASI_DOMAIN_CODES, type RiskBand } from '#contracts/rehabilitation/codes';
import { askOf as askWith, recording } from '#platform/for-specs';
import { answered } from '../consent/consent-for-specs.js';
import * as known from '../facts-for-specs.js';
import * as people from '../people-for-specs.js';
import { screened } from '../results-for-specs.js';
import { offered, rating, screeningId, start } from './assessment-for-specs.js';
import { handleAssessment } from './assessment.handle.js';

const SERVICES = ['SCREENING', 'ASSESSMENT', 'AFTERCARE'] as const;
const scope = SERVICES.map((service) => ({ service, unitIds: [people.RUTAN] }));
const purposes = answered('SCREENING', 'ASSESSMENT', 'AFTERCARE');
export const screenedAs = (riskBand: RiskBand): AnyEvent => ({ type: 'InmateScreened', data: screened({ riskBand }) });

const LATE: Context = { lateCode: 'PAPER_RECORD' };

interface Version {
  readonly unitId?: string;
  readonly context?: Context;
  /** The process that is told. */
  readonly engine?: Engine;
}

/** An inmate, a consent, an agreement and a programme; what happens to the inmate is recorded as in life. */
export async function settled(log = recording(people.definitions)) {
  await log.write(`agreement-${known.agreementId}`, known.agencyHead, ...people.signing({ scope }));
  await log.write(...people.offering(offered()));
  await log.write(`inmate-${known.inmateId}`, known.clerk, people.registered());
  await log.write(
    `consent-${known.consentId}`,
    known.nurse,
    people.consented(people.personOf(0), { caseId: known.caseId, purposes }),
  );
  const send = async (
    command: AnyCommand,
    target?: string,
    by = known.assessor,
    { unitId = people.RUTAN, context = LATE, engine = log.engine }: Version = {},
  ): Promise<Receipt> => handleAssessment(engine, { ...askOf(command, target, by, unitId), context });
  return {
    log,
    send,
    start: async (): Promise<string> => (await send({ type: 'StartAssessment', data: start })).id,
    rateAll: async (target: string): Promise<void> => {
      for (const domain of ASI_DOMAIN_CODES) {
        const severity = domain === 'DRUG' ? rating.severity : 3;
        const input = { domain, severity, ratedOn: rating.ratedOn };
        await send({ type: 'RateDomain', data: input }, target);
      }
    },
    caseStatus: async (): Promise<string[]> =>
      (await log.events())
        .filter(({ stream, type }) => stream === `rehabcase-${known.caseId}` && type !== 'RehabCaseOpened')
        .map(({ type, data }) => String('milestone' in data ? data.milestone : type)),
    streamOf: async (stream: string) => (await log.events()).filter((event) => event.stream === stream),
  };
}

export async function screenedCase(riskBand: RiskBand = 'HIGH', log = recording(people.definitions)) {
  const its = await settled(log);
  await log.write(`rehabcase-${known.caseId}`, known.nurse, people.caseOpened(people.personOf(0), '2024-12-02'));
  await log.write(`screening-${screeningId}`, known.nurse, screenedAs(riskBand));
  const by = await log.lastEntryOf(`screening-${screeningId}`);
  await log.write(`rehabcase-${known.caseId}`, known.nurse, {
    type: 'RehabCaseAdvanced',
    data: { milestone: 'SCREENED', by, of: known.factOn(`screening-${screeningId}`), riskBand },
  });
  return its;
}

export const askOf = <C extends AnyCommand>(
  command: C,
  target: string | undefined,
  by: StaffActor,
  unitId = people.RUTAN,
): Ask<C> => askWith(command, by, { target, unitId, context: LATE });

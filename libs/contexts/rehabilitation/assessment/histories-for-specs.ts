import { randomUUID } from 'node:crypto';
import type { AnyCommand, AnyEvent, Ask, Context, Engine, JsonObject, StaffActor, Told } from '#kernel';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { aftercareEvents } from '#contracts/rehabilitation/aftercare.events';
import { assessmentEvents } from '#contracts/rehabilitation/assessment.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { ASI_DOMAIN_CODES, type RiskBand } from '#contracts/rehabilitation/codes';
import { consentEvents } from '#contracts/rehabilitation/consent.events';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { screeningEvents } from '#contracts/rehabilitation/screening.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { recording } from '#platform/for-specs';
import {
  agency,
  agencyHead,
  agreementId,
  assessor,
  caseId,
  clerk,
  consentId,
  factOn,
  inmateId,
  karutan,
  nurse,
  subject,
} from '../facts-for-specs.js';
import { answered } from '../consent/consent-for-specs.js';
import { signing } from '../session/histories-for-specs.js';
import { offered, rating, screeningId, start, templateId } from './assessment-for-specs.js';
import { handleAssessment } from './assessment.handle.js';

export const RUTAN = nurse.unitId;
export const definitions = [
  ...agreementEvents,
  ...inmateEvents,
  ...consentEvents,
  ...programmeTemplateEvents,
  ...screeningEvents,
  ...assessmentEvents,
  ...caseEvents,
  ...aftercareEvents,
  ...reservationEvents,
];

const basis = [factOn(`inmate-${inmateId}`)];
const scope = [
  { service: 'SCREENING', unitIds: [RUTAN] },
  { service: 'ASSESSMENT', unitIds: [RUTAN] },
  { service: 'AFTERCARE', unitIds: [RUTAN] },
];
const opened: AnyEvent = {
  type: 'RehabCaseOpened',
  data: { subject, inmateId, episode: 1, openedOn: '2024-12-02', provider: agency, basis },
};
const registered: AnyEvent = {
  type: 'InmateRegistered',
  data: {
    subject,
    name: 'Warga Satu',
    sex: 'MALE',
    registerNumber: 'B.1/2024',
    registerPeriod: '2024',
    custodyStatus: 'A_I',
    registeredOn: '2024-11-01',
  },
};
const consented: AnyEvent = {
  type: 'ConsentGiven',
  data: {
    subject,
    inmateId,
    caseId,
    formVersion: 'PDP-1.0',
    language: 'id',
    medium: 'WRITTEN',
    documentSha256: 'd'.repeat(64),
    purposes: answered('SCREENING', 'ASSESSMENT', 'AFTERCARE'),
    givenAt: '2024-12-02T03:00:00.000Z',
    givenBy: { capacity: 'INMATE', subject },
    witnessId: clerk.staffId,
    basis,
  },
};
export const screenedAs = (riskBand: RiskBand): AnyEvent => ({
  type: 'InmateScreened',
  data: {
    subject,
    inmateId,
    caseId,
    consentId,
    instrument: 'WHO_ASSIST',
    instrumentVersion: '3.1',
    cutoffSet: 'who-2010',
    scorerVersion: '1',
    language: 'id',
    referencePeriod: 'THREE_MONTHS_BEFORE_ARREST',
    interviewerId: nurse.staffId,
    certificate: { number: 'BNN/SKR/2024/017', validFrom: '2024-01-01', validUntil: '2026-12-31' },
    screenedOn: '2024-12-03',
    riskBand,
    answers: [{ item: 'q1', substance: 'amphetamine', answer: 1 }],
    scores: [{ scale: 'amphetamine', score: 30 }],
    provider: agency,
    basis,
  },
});

/** These days are of the weeks before. */
const LATE: Context = { lateCode: 'PAPER_RECORD' };

interface Telling {
  readonly unitId?: string;
  readonly context?: Context;
  /** The process that is told. */
  readonly engine?: Engine;
}

/** An inmate, a consent, an agreement and a programme; what happens to the inmate is told as in life. */
export async function settled(log = recording(definitions)) {
  await log.write(`agreement-${agreementId}`, agencyHead, ...signing({ scope }));
  await log.write(`programmetemplate-${templateId}`, karutan, {
    type: 'ProgrammeTemplatePublished',
    data: offered().template,
  });
  await log.write(`inmate-${inmateId}`, clerk, registered);
  await log.write(`consent-${consentId}`, nurse, consented);
  const tell = async (
    command: AnyCommand,
    target?: string,
    by = assessor,
    { unitId = RUTAN, context = LATE, engine = log.engine }: Telling = {},
  ): Promise<Told> => handleAssessment(engine, { ...askOf(command, target, by, unitId), context });
  return {
    log,
    tell,
    start: async (): Promise<string> => (await tell({ type: 'StartAssessment', data: start })).id,
    rateAll: async (target: string): Promise<void> => {
      for (const domain of ASI_DOMAIN_CODES) {
        const severity = domain === 'DRUG' ? rating.severity : 3;
        const told = { domain, severity, ratedOn: rating.ratedOn };
        await tell({ type: 'RateDomain', data: told }, target);
      }
    },
    caseStatus: async (): Promise<string[]> =>
      (await log.events())
        .filter(({ stream, type }) => stream === `rehabcase-${caseId}` && type !== 'RehabCaseOpened')
        .map(({ type, data }) => String('milestone' in data ? data.milestone : type)),
    streamOf: async (stream: string) => (await log.events()).filter((event) => event.stream === stream),
  };
}

/** An inmate who was screened, and all that `settled` has. */
export async function screenedCase(riskBand: RiskBand = 'HIGH', log = recording(definitions)) {
  const its = await settled(log);
  await log.write(`rehabcase-${caseId}`, nurse, opened);
  await log.write(`screening-${screeningId}`, nurse, screenedAs(riskBand));
  const by = await log.lastEntryOf(`screening-${screeningId}`);
  await log.write(`rehabcase-${caseId}`, nurse, {
    type: 'RehabCaseAdvanced',
    data: { milestone: 'SCREENED', by, of: factOn(`screening-${screeningId}`), riskBand },
  });
  return its;
}

/** A command on its way to a handler. */
export const askOf = <C extends AnyCommand>(
  command: C,
  target: string | undefined,
  by: StaffActor,
  unitId = RUTAN,
): Ask<C> => ({
  command,
  by,
  ...(target === undefined ? { unitId } : { target: { id: target } }),
  commandId: randomUUID(),
  body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
  context: LATE,
  correlationId: randomUUID(),
  causationId: randomUUID(),
});

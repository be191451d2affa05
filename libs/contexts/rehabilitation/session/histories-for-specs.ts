import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type AnyCommand,
  type AnyEvent,
  type Ask,
  type Context,
  type Engine,
  id,
  type JsonObject,
  type Told,
} from '#kernel';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { evaluationEvents } from '#contracts/rehabilitation/evaluation.events';
import { planEvents } from '#contracts/rehabilitation/plan.events';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { sessionEvents } from '#contracts/rehabilitation/session.events';
import { recording } from '#platform/for-specs';
import { agency, agencyHead, agreementId, assessor, factOn, karutan, nurse } from '../facts-for-specs.js';
import { handleSession } from './session.handle.js';
import { arrangement, caseIdOf, subjectOf, template, templateId, type SessionWish } from './session-for-specs.js';

export const RUTAN = nurse.unitId;
export const inmateIdOf = (n: number): string => id('spec', 'inmate', n);

export const definitions = [
  ...agreementEvents,
  ...inmateEvents,
  ...caseEvents,
  ...planEvents,
  ...programmeTemplateEvents,
  ...sessionEvents,
  ...evaluationEvents,
];

const scope = [{ service: 'SOCIAL_REHABILITATION', unitIds: [RUTAN] }];
const signatory = { office: 'Kepala', staffId: karutan.staffId };
const party = (n: number, unitId: string) => ({
  partyId: id('spec', 'party', n),
  institution: unitId,
  unitId,
  address: 'Jalan Pemuda',
  signatory,
});
export const signing = (change: object = {}): readonly AnyEvent[] => [
  {
    type: 'AgreementProposed',
    data: {
      kind: 'NOTA_KESEPAHAMAN',
      title: 'Rehabilitasi',
      parties: [party(1, RUTAN), party(2, agency.unitId)],
      scope,
      term: { effectiveOn: '2024-12-01', endsOn: '2027-11-30', runningCasesMayFinish: true },
      clauses: [],
      proposedBy: karutan.staffId,
      termsVersion: 1,
    },
  },
  {
    type: 'MoUSigned',
    data: {
      number: 'MoU/1',
      textSha256: 'a'.repeat(64),
      signedOn: '2024-11-30',
      effectiveOn: '2024-12-01',
      endsOn: '2027-11-30',
      runningCasesMayFinish: true,
      scope,
      partyUnitIds: [RUTAN, agency.unitId],
      ...change,
    },
  },
];
export const registered = (n: number): AnyEvent => ({
  type: 'InmateRegistered',
  data: {
    subject: subjectOf(n),
    name: `Warga ${n}`,
    sex: 'MALE',
    registerNumber: `B.${n}/2024`,
    registerPeriod: '2024',
    custodyStatus: 'A_I',
    registeredOn: '2024-11-01',
  },
});
export const admitted = (n: number): readonly AnyEvent[] => [
  {
    type: 'RehabCaseOpened',
    data: {
      subject: subjectOf(n),
      inmateId: inmateIdOf(n),
      episode: 1,
      openedOn: '2024-11-02',
      provider: agency,
      basis: [factOn(`inmate-${inmateIdOf(n)}`)],
    },
  },
  {
    type: 'InmateAdmittedToRehab',
    data: {
      subject: subjectOf(n),
      inmateId: inmateIdOf(n),
      decreeNumber: 'SK/1',
      decreeDate: '2024-12-02',
      admittedOn: '2024-12-03',
      assessmentId: id('spec', 'assessment', n),
      templateId,
      templateCode: 'BERSINAR_30',
      phases: ['PRIMARY'],
      plannedEndOn: '2025-01-02',
      medicalRecordSha256: 'a'.repeat(64),
      decidedBy: karutan.staffId,
      provider: agency,
      providerUnitIds: [agency.unitId],
      basis: [factOn(`inmate-${inmateIdOf(n)}`)],
    },
  },
];

/** A unit with a programme, an agreement in force and so many people admitted; sessions are told as in life. */
export async function programme(
  people: number,
  {
    now = '2024-12-16T02:00:00.000Z',
    terms = {},
    context = {},
  }: { readonly now?: string; readonly terms?: object; readonly context?: Context } = {},
) {
  const clock = { now };
  const log = recording(definitions, () => new Date(clock.now));
  await log.write(`agreement-${agreementId}`, agencyHead, ...signing(terms));
  await log.write(`programmetemplate-${templateId}`, karutan, {
    type: 'ProgrammeTemplatePublished',
    data: template().template,
  });
  for (let n = 1; n <= people; n += 1) {
    await log.write(`inmate-${inmateIdOf(n)}`, nurse, registered(n));
    await log.write(`rehabcase-${caseIdOf(n)}`, nurse, ...admitted(n));
  }
  return {
    log,
    clock,
    tell: (command: SessionWish, target?: string, by: Actor = assessor, engine: Engine = log.engine): Promise<Told> =>
      handleSession(engine, askOf(command, target, by, { context })),
    streamOf: async (stream: string) => (await log.events()).filter((event) => event.stream === stream),
  };
}

export const askOf = (
  command: SessionWish,
  target: string | undefined,
  by: Actor,
  { commandId = randomUUID(), context = {} }: { commandId?: string; context?: Context } = {},
): Ask<AnyCommand> => ({
  command,
  by,
  ...(target === undefined ? { unitId: RUTAN } : { target: { id: target } }),
  commandId,
  body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
  context,
  correlationId: randomUUID(),
  causationId: randomUUID(),
});

/** A session of the first so many people. */
export const groupOf = (people: number, change: Partial<typeof arrangement> = {}): typeof arrangement => ({
  ...arrangement,
  roster: Array.from({ length: people }, (_, index) => ({ caseId: caseIdOf(index + 1) })),
  ...change,
});

import { randomUUID } from 'node:crypto';
import { id } from '#kernel';
import { AGENCY, factOf, record, UNIT } from './recording.mjs';

const CLERK = { kind: 'USER', staffId: id('bench', 'clerk'), role: 'kasubsi-pelayanan', unitId: UNIT };
const WHEN = { startsAt: '2025-03-10T01:00:00.000Z', endsAt: '2025-03-10T02:00:00.000Z' };

/** Ids of scheduled sessions of one inmate each, of a programme that an agreement covers: whoever reschedules them has to pass the gate. */
export async function scheduledSessions(engine, count) {
  const agreementId = await record(engine, CLERK, { prefix: 'agreement', events: agreement() });
  const templateId = await record(engine, CLERK, { prefix: 'programmetemplate', events: template() });
  const provider = { unitId: AGENCY, agreementId };
  const sessions = [];
  for (let n = 0; n < count; n += 1) sessions.push(await scheduled(engine, { provider, templateId, n }));
  return sessions;
}

/** Gives a session that time again, an hour later for each `n`. */
export const rescheduling = (n) => {
  const later = (instant) => new Date(Date.parse(instant) + (n % 8) * 3_600_000).toISOString();
  return {
    startsAt: later(WHEN.startsAt),
    endsAt: later(WHEN.endsAt),
    place: 'AULA',
    reasonCode: 'FACILITATOR_ABSENT',
  };
};

async function scheduled(engine, { provider, templateId, n }) {
  const subject = randomUUID();
  const about = (caseId) => [{ subject, ...(caseId && { caseId }) }];
  const registered = inmate(subject, n);
  const inmateId = await record(engine, CLERK, { prefix: 'inmate', about: () => about(), events: [registered] });
  const events = admitted({ subject, inmateId, provider, templateId });
  const caseId = await record(engine, CLERK, { prefix: 'rehabcase', about, events });
  const data = {
    kind: 'GROUP',
    module: 'RELAPSE',
    templateId,
    provider,
    facilitators: [{ staffId: id('bench', 'assessor'), unitId: AGENCY }],
    place: 'AULA',
    ...WHEN,
    roster: [{ subject, caseId }],
    basis: [factOf('agreement')],
  };
  return record(engine, CLERK, {
    prefix: 'session',
    about: () => about(caseId),
    events: [{ type: 'SessionScheduled', data }],
  });
}

const TERM = { effectiveOn: '2024-01-01', endsOn: '2028-12-31', runningCasesMayFinish: true };
const SCOPE = [{ service: 'SOCIAL_REHABILITATION', unitIds: [UNIT] }];
const PARTIES = [UNIT, AGENCY].map((unitId) => ({
  partyId: randomUUID(),
  institution: unitId,
  unitId,
  address: unitId,
  signatory: { office: 'HEAD', staffId: id('bench', 'head', unitId) },
}));

const agreement = () => [
  {
    type: 'AgreementProposed',
    data: {
      kind: 'PKS',
      title: 'Rehabilitation of inmates',
      parties: PARTIES,
      scope: SCOPE,
      term: TERM,
      clauses: [{ article: 'TITLE', text: 'Rehabilitation of inmates' }],
      proposedBy: CLERK.staffId,
      termsVersion: 1,
    },
  },
  {
    type: 'PksSigned',
    data: {
      number: 'PKS/1',
      textSha256: 'a'.repeat(64),
      signedOn: '2024-01-01',
      ...TERM,
      scope: SCOPE,
      partyUnitIds: [UNIT, AGENCY],
      parentAgreementId: randomUUID(),
      basis: [factOf('agreement')],
    },
  },
];

const template = () => [
  {
    type: 'ProgrammeTemplatePublished',
    data: {
      code: 'REHAB_60',
      title: 'Programme of 60 days',
      validFrom: '2024-01-01',
      days: 60,
      severity: { from: 4, to: 6 },
      phases: [{ code: 'PRIMARY', title: 'Primary', days: 60 }],
      modules: [{ code: 'RELAPSE', title: 'Preventing relapse', kind: 'GROUP', mandatory: true, sessions: 12 }],
      minimumDosagePercent: 80,
      maximumGroupSize: 12,
      amendableForDays: 7,
      screeningValidForDays: 30,
      quorum: ['DOCTOR'],
    },
  },
];

const inmate = (subject, n) => ({
  type: 'InmateRegistered',
  data: {
    subject,
    name: 'Orang',
    sex: 'MALE',
    registerNumber: `A.III/${n}/2025`,
    registerPeriod: '2025',
    custodyStatus: 'A_III',
    registeredOn: '2025-01-02',
  },
});

const admitted = ({ subject, inmateId, provider, templateId }) => [
  {
    type: 'RehabCaseOpened',
    data: { subject, inmateId, episode: 1, openedOn: '2025-01-03', provider, basis: [factOf('inmate')] },
  },
  {
    type: 'InmateAdmittedToRehab',
    data: {
      subject,
      inmateId,
      decreeNumber: 'SK-1',
      decreeDate: '2025-02-27',
      admittedOn: '2025-03-03',
      assessmentId: randomUUID(),
      templateId,
      templateCode: 'REHAB_60',
      phases: ['PRIMARY'],
      plannedEndOn: '2025-05-02',
      medicalRecordSha256: 'b'.repeat(64),
      decidedBy: id('bench', 'head'),
      providerUnitIds: [AGENCY],
      basis: [factOf('assessment')],
    },
  },
];

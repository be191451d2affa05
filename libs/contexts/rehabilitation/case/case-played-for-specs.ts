import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type Aggregate,
  type AnyCommand,
  type AnyEvent,
  type Ask,
  asksOf,
  Conflict,
  type Engine,
  id,
  type JsonObject,
  NotFound,
  Refusal,
  tell,
} from '#kernel';
import { viewingEvents } from '#contracts/access/viewing.events';
import { definitions } from '#contracts/registry';
import { tellBy } from '#platform/policies';
import { recording } from '#platform/specs';
import { agency, assessor, clerk, factOn, inmateId, karutan, nurse, ownStaff, subject } from '../facts-for-specs.js';
import { rehabilitationPolicies, rehabilitationTellers } from '../reactions.js';
import { admission, assessmentId, template, templateId } from './case-for-specs.js';
import { type AskedOfCase, type AskedOpening, openRehabCase, tellCase } from './case.handler.js';
import { caseIdOf } from './open-case.js';

const isViewing = (type: string): boolean => viewingEvents.some((viewing) => viewing.type === type);
const RUTAN = clerk.unitId;

export const screeningId = id('spec', 'screening');
export const sessionId = (n: number): string => id('spec', 'session', n);
export const registered = (of = subject): AnyEvent => ({
  type: 'InmateRegistered',
  data: {
    subject: of,
    name: 'Warga Binaan',
    sex: 'MALE',
    registerNumber: 'B.1/2024',
    registerPeriod: '2024',
    custodyStatus: 'A_I',
    registeredOn: '2024-11-01',
  },
});

/** What happens to the other records of a case, as their rules would have let it. */
export const recordsOf = (caseId: string, whose = { inmateId, subject }) => {
  const { inmateId: who, subject: of } = whose;
  const its = { subject: of, caseId };
  const basis = [factOn(`inmate-${who}`)];
  const provider = agency;
  const roster = [its];
  const appointment = (n: number) => ({
    startsAt: `2024-11-${String(14 + n)}T02:00:00.000Z`,
    endsAt: `2024-11-${String(14 + n)}T03:00:00.000Z`,
    module: n === 1 ? 'FAMILY' : 'RELAPSE',
  });
  const facilitators = [{ staffId: assessor.id, unitId: assessor.unitId }];
  return {
    screened: {
      type: 'InmateScreened',
      data: {
        ...its,
        inmateId: who,
        instrument: 'WHO_ASSIST',
        instrumentVersion: '3.1',
        cutoffSet: 'who',
        referencePeriod: 'LAST_3_MONTHS',
        interviewerId: nurse.id,
        screenedOn: '2024-11-03',
        riskBand: 'HIGH',
        answers: [{ item: 'q1', answer: 3 }],
        scores: [{ scale: 'AMPHETAMINE', score: 30 }],
        provider,
        basis,
      },
    },
    educated: {
      type: 'BriefEducationGiven',
      data: { ...its, topics: ['LAW'], givenOn: '2024-11-03', givenBy: nurse.id },
    },
    started: {
      type: 'AssessmentStarted',
      data: {
        ...its,
        inmateId: who,
        screeningId,
        consentId: id('spec', 'consent'),
        assessorId: assessor.id,
        startedOn: '2024-11-04',
        provider,
        basis,
      },
    },
    assessed: {
      type: 'AssessmentCompleted',
      data: {
        ...its,
        instrument: 'ASI',
        instrumentVersion: '5',
        cutoffSet: 'asi',
        completedOn: '2024-11-05',
        severities: ['MEDICAL', 'EMPLOYMENT', 'ALCOHOL', 'DRUG', 'LEGAL', 'FAMILY', 'PSYCHIATRIC'].map((domain) => ({
          domain,
          severity: 5,
        })),
        suggestedDays: 30,
        provider,
        basis,
      },
    },
    recommended: {
      type: 'PlacementRecommended',
      data: {
        ...its,
        recommendation: 'ELIGIBLE',
        templateId,
        recommendedOn: '2024-11-06',
        team: [{ role: 'DOCTOR', staffId: nurse.id }],
        provider,
        basis,
      },
    },
    drafted: {
      type: 'RehabPlanDrafted',
      data: {
        ...its,
        version: 1,
        goals: [],
        sessions: [
          { module: 'RELAPSE', planned: 2 },
          { module: 'FAMILY', planned: 1 },
        ],
        modalities: ['GROUP_COUNSELLING'],
        providerUnitIds: [agency.unitId],
        basis,
      },
    },
    approved: {
      type: 'RehabPlanApproved',
      data: { version: 1, approvedBy: karutan.id, providerUnitIds: [agency.unitId], basis },
    },
    scheduled: (n: number) => ({
      type: 'SessionScheduled',
      data: {
        kind: 'GROUP',
        templateId,
        provider: ownStaff,
        facilitators,
        place: 'Aula',
        ...appointment(n),
        roster,
        basis,
      },
    }),
    held: (n: number, outcome = 'ATTENDED') => ({
      type: 'RehabSessionHeld',
      data: {
        provider: ownStaff,
        facilitators,
        ...appointment(n),
        heldOn: appointment(n).startsAt.slice(0, 10),
        roster: [{ ...its, outcome }],
        basis,
      },
    }),
    measured: {
      type: 'OutcomeMeasured',
      data: {
        ...its,
        instrument: 'URICA',
        instrumentVersion: '32-vcu',
        referencePeriod: 'NOW',
        timing: 'POST',
        measuredOn: '2024-12-08',
        assessorId: assessor.id,
        answers: [{ item: '1', answer: 3 }],
        sums: [{ scale: 'C', sum: 21, answered: 7 }],
        basis,
      },
    },
    evaluated: {
      type: 'RehabEvaluated',
      data: {
        ...its,
        evaluatedOn: '2024-12-09',
        evaluatedBy: assessor.id,
        goals: [],
        conclusion: 'COMPLETE',
        summary: 'Did well.',
        basis,
      },
    },
    aftercare: {
      type: 'AftercarePlanned',
      data: {
        ...its,
        inmateId: who,
        kind: 'PROBATION_OFFICE',
        plannedOn: '2024-12-12',
        untilOn: '2025-03-12',
        contactsPlanned: 3,
        basis,
      },
    },
  };
};

export const streams = (caseId: string) => ({
  screening: `screening-${screeningId}`,
  assessment: `assessment-${assessmentId}`,
  plan: `plan-${id('plan', caseId)}`,
  evaluation: `evaluation-${id('evaluation', caseId)}`,
  aftercare: `aftercare-${id('aftercare', caseId)}`,
  session: (n: number) => `session-${sessionId(n)}`,
});

const asked = <C extends AnyCommand>(command: C, by: Actor): Omit<Ask<C>, 'target'> => ({
  command,
  by,
  commandId: randomUUID(),
  body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
  context: {},
  correlationId: randomUUID(),
  causationId: randomUUID(),
});

/** A unit with an inmate and a programme, on a log in memory. */
export async function unit() {
  const log = recording(definitions.filter(({ type }) => !isViewing(type)));
  await log.write(`inmate-${inmateId}`, clerk, registered());
  await log.write(`programmetemplate-${templateId}`, clerk, {
    type: 'ProgrammeTemplatePublished',
    data: template().template,
  });
  const dispatch = tellBy(log.engine, rehabilitationTellers);
  const open = (data: AskedOpening['data'], by = clerk, more: Partial<Ask<AskedOpening>> = {}) =>
    openRehabCase(log.engine, { ...asked<AskedOpening>({ type: 'OpenCase', data }, by), unitId: RUTAN, ...more });
  const tellIts = (command: AskedOfCase, by = clerk, target = caseIdOf(inmateId, 1)) =>
    tellCase(log.engine, { ...asked<AskedOfCase>(command, by), target: { id: target } });
  return {
    log,
    open,
    tell: tellIts,
    happen: (stream: string, ...happened: readonly AnyEvent[]): Promise<void> =>
      happen(log.engine, caseIdOf(inmateId, 1), stream, happened),
    /** What the running policies make of the whole log, with what they are refused. */
    follow: async (policies = rehabilitationPolicies): Promise<string[]> => {
      const refused: string[] = [];
      for (const event of await log.events()) {
        for (const ask of policies.flatMap((policy) => asksOf(policy, event))) {
          try {
            await dispatch(ask);
          } catch (error) {
            if (error instanceof Refusal) refused.push(error.code);
            else if (!(error instanceof NotFound || error instanceof Conflict)) throw error;
          }
        }
      }
      return refused;
    },
    typesOf: async (stream: string): Promise<string[]> => (await log.engine.store.read(stream)).map(({ type }) => type),
  };
}

/** Another record's events of a case, as its rules would have let them happen. */
async function happen(engine: Engine, caseId: string, stream: string, happened: readonly AnyEvent[]): Promise<void> {
  const [name, uuid] = [stream.slice(0, -37), stream.slice(-36)];
  const scribe: Aggregate<null, { type: 'Write'; data: object }, AnyEvent> = {
    name,
    unitsOf: () => [nurse.unitId],
    aboutOf: () => [{ subject, caseId }],
    decider: {
      initial: null,
      decide: { Write: () => happened },
      evolve: Object.fromEntries(definitions.map(({ type }) => [type, () => null])),
    },
  };
  const isNew = (await engine.store.read(stream)).length === 0;
  const whom = isNew ? { createdId: uuid, unitId: RUTAN } : { target: { id: uuid } };
  await tell(engine, scribe, { ...asked({ type: 'Write', data: {} }, nurse), ...whom });
}

type World = Awaited<ReturnType<typeof unit>>;

/** Brings the case from its opening to a certificate, with all the records that it follows. */
export async function playToCertificate({ happen, open, tell, follow }: World): Promise<string> {
  const { id: caseId } = await open({ inmateId, openedOn: '2024-11-02' });
  const records = recordsOf(caseId);
  const stream = streams(caseId);
  await happen(stream.screening, records.screened);
  await happen(stream.assessment, records.started, records.assessed, records.recommended);
  await follow();
  await tell({ type: 'AdmitToRehab', data: admission }, karutan);
  const counsellor = { counsellorId: assessor.id, counsellorUnitId: assessor.unitId, assignedOn: '2024-11-10' };
  await tell({ type: 'AssignCounsellor', data: counsellor });
  await happen(stream.plan, records.drafted, records.approved);
  await follow();
  await tell({ type: 'ChangePhase', data: { phase: 'INDUCTION', changedOn: '2024-11-11' } });
  for (const n of [1, 2, 3]) await happen(stream.session(n), records.scheduled(n), records.held(n));
  await tell({ type: 'SuspendRehab', data: { ground: 'ILLNESS', suspendedOn: '2024-11-20' } }, nurse);
  await tell({ type: 'ResumeRehab', data: { resumedOn: '2024-11-22' } }, nurse);
  await tell({ type: 'ChangePhase', data: { phase: 'PRIMARY', changedOn: '2024-11-23' } });
  await happen(stream.evaluation, records.measured, records.evaluated);
  await follow();
  await tell({ type: 'CompleteRehab', data: { completedOn: '2024-12-10' } }, karutan);
  await tell({ type: 'IssueCertificate', data: { number: 'SERT/1/2024', issuedOn: '2024-12-11' } }, karutan);
  return caseId;
}

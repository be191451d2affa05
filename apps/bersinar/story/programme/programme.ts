import { id } from '#kernel';
import { MADE_UP, prop, type Stage } from '../scene.js';
import type { Assessed } from './assessment.js';
import { digestOf, happenToAll } from './bulk.js';
import { correctProgress } from './correction.js';
import type { Programme } from './people.js';
import { sessionsOf } from './sessions.js';
import { mandatoryOf, templateOf } from './templates.js';

/** The last day of each programme, admitted on 3 March 2025. */
const ENDS: Readonly<Record<Programme, string>> = {
  REHAB_15: '2025-03-24',
  REHAB_30: '2025-04-14',
  REHAB_60: '2025-05-19',
};
const BEGINS = '2025-03-10';

/** Those who are admitted go through their programme; most complete it. */
export async function rehabilitate(stage: Stage, eligible: readonly Assessed[]): Promise<void> {
  await admit(stage, eligible);
  await plan(stage, eligible);
  await measure(stage, eligible, 'PRE', () => '2025-03-06');
  await beginPhase(stage, eligible, 0, () => BEGINS);
  await loseSome(stage, eligible);
  const staying = eligible.filter(({ fate }) => fate === 'COMPLETED');
  for (const one of staying.slice(0, 1)) await correctProgress(stage, one, goalOf(one));
  for (const programme of ['REHAB_15', 'REHAB_30', 'REHAB_60'] as const) {
    const group = staying.filter((one) => one.programme === programme);
    if (group.length > 0) await sessionsOf(stage, programme, group);
  }
  await beginLaterPhases(stage, staying);
  await measure(stage, staying, 'POST', ({ programme }) => ENDS[programme]);
  await complete(stage, staying);
}

async function admit(stage: Stage, eligible: readonly Assessed[]): Promise<void> {
  const { cast } = stage;
  const provider = { unitId: cast.rehabilitation.unit, agreementId: prop(stage, 'agreement') };
  await happenToAll(stage, ['2025-03-03', '09:00', 'admission by decree of the head of the Rutan'], eligible, {
    by: () => cast.karutan,
    path: ({ caseId }) => `/cases/${caseId}/admit`,
    body: ({ n, assessmentId, programme }) => ({
      decreeNumber: `SK-${String(n).padStart(4, '0')}/III/2025`,
      decreeDate: '2025-02-27',
      admittedOn: '2025-03-03',
      assessmentId,
      templateId: prop(stage, programme),
      medicalRecordSha256: digestOf(`medical record ${n}`),
      provider,
    }),
  });
  await happenToAll(stage, ['2025-03-03', '11:00', 'counsellors are assigned'], eligible, {
    by: () => cast.kasubsi,
    path: ({ caseId }) => `/cases/${caseId}/assign-counsellor`,
    body: () => ({
      counsellorId: cast.rehabilitation.id,
      counsellorUnitId: cast.rehabilitation.unit,
      assignedOn: '2025-03-03',
    }),
  });
}

const goalOf = ({ caseId }: Pick<Assessed, 'caseId'>): string => id('story', 'goal', caseId);

async function plan(stage: Stage, eligible: readonly Assessed[]): Promise<void> {
  const { cast } = stage;
  const drafted = await happenToAll(stage, ['2025-03-04', '09:00', 'plans are drafted'], eligible, {
    by: () => cast.rehabilitation,
    path: () => '/plans',
    body: (one) => ({
      unitId: cast.kasubsi.unit,
      caseId: one.caseId,
      goals: [{ goalId: goalOf(one), domain: 'DRUG', statement: 'Stay without the substance.' }],
      sessions: mandatoryOf(one.programme).map((module) => ({ module, planned: 1 })),
      modalities: ['GROUP_COUNSELLING', 'EDUCATION'],
    }),
  });
  const plans = drafted.map((answer) => answer.text('id'));
  const path = (act: string) => (planId: string) => `/plans/${planId}/${act}`;
  await happenToAll(stage, ['2025-03-04', '15:00', 'plans are submitted'], plans, {
    by: () => cast.rehabilitation,
    path: path('submit'),
    body: () => ({}),
  });
  await happenToAll(stage, ['2025-03-05', '09:00', 'plans are approved'], plans, {
    by: () => cast.agencyHead,
    path: path('approve'),
    body: () => ({}),
  });
}

async function measure(
  stage: Stage,
  whom: readonly Assessed[],
  timing: 'PRE' | 'POST',
  dayOf: (one: Assessed) => string,
): Promise<void> {
  const { cast } = stage;
  const days = [...new Set(whom.map(dayOf))].sort();
  for (const day of days) {
    const group = whom.filter((one) => dayOf(one) === day);
    await happenToAll(stage, [day, '10:00', `readiness is measured (${timing})`], group, {
      by: () => cast.rehabilitation,
      path: ({ caseId }) => (timing === 'PRE' ? '/evaluations' : `/evaluations/${evaluationOf(caseId)}/measure`),
      body: ({ n, caseId, consentId }) => ({
        ...(timing === 'PRE' && { unitId: cast.kasubsi.unit, caseId }),
        consentId,
        instrument: 'URICA',
        timing,
        measuredOn: day,
        assessorId: cast.rehabilitation.id,
        answers: readiness(n, timing),
      }),
    });
  }
}

const evaluationOf = (caseId: string): string => id('evaluation', caseId);

/** All 32 items, a little readier after than before. */
const readiness = (n: number, timing: 'PRE' | 'POST'): Record<string, number> =>
  Object.fromEntries(
    Array.from({ length: 32 }, (_, index) => [
      String(index + 1),
      Math.min(5, 2 + ((n + index) % 3) + (timing === 'POST' ? 1 : 0)),
    ]),
  );

async function beginPhase(
  stage: Stage,
  whom: readonly Assessed[],
  index: number,
  dayOf: (one: Assessed) => string,
): Promise<void> {
  const group = whom.filter(({ programme }) => templateOf(programme).phases[index] !== undefined);
  for (const day of [...new Set(group.map(dayOf))].sort()) {
    await happenToAll(
      stage,
      [day, '08:00', `phase ${index + 1} begins`],
      group.filter((one) => dayOf(one) === day),
      {
        by: () => stage.cast.rehabilitation,
        path: ({ caseId }) => `/cases/${caseId}/change-phase`,
        body: ({ programme }) => ({ phase: templateOf(programme).phases[index]?.code ?? '', changedOn: day }),
      },
    );
  }
}

/** Phases after the first, before the end. */
async function beginLaterPhases(stage: Stage, whom: readonly Assessed[]): Promise<void> {
  const most = Math.max(...whom.map(({ programme }) => templateOf(programme).phases.length));
  for (let index = 1; index < most; index += 1)
    await beginPhase(stage, whom, index, ({ programme }) => ENDS[programme]);
}

/** Some refuse to go on; one is released, and their open case is a to-do until somebody acknowledges it. */
async function loseSome(stage: Stage, eligible: readonly Assessed[]): Promise<void> {
  const { api, cast, narrator } = stage;
  const refusing = eligible.filter(({ fate }) => fate === 'REFUSED');
  await happenToAll(stage, ['2025-03-17', '09:00', 'some refuse to go on: discontinued'], refusing, {
    by: () => cast.kasubsi,
    path: ({ caseId }) => `/cases/${caseId}/discontinue`,
    body: () => ({ category: 'MOTIVATION', reasonCode: 'REFUSED', discontinuedOn: '2025-03-17' }),
  });
  const leaving = eligible.filter(({ fate }) => fate === 'RELEASED');
  await happenToAll(stage, ['2025-03-18', '09:00', 'released during the programme'], leaving, {
    by: () => cast.registrar,
    path: ({ inmateId }) => `/inmates/${inmateId}/release`,
    body: () => ({ releaseKind: 'PAROLE', releasedOn: '2025-03-18' }),
  });
  const open = await api.ask(cast.kasubsi, '/custody-changes?acknowledged=false&limit=200');
  narrator.expect(
    'their open cases wait for an acknowledgement',
    [...((open.at('items.*.caseId') as string[] | undefined) ?? [])].sort(),
    leaving.map(({ caseId }) => caseId).sort(),
  );
  const changes = new Map(
    ((open.at('items') as { inmateId: string; changeId: string }[] | undefined) ?? []).map((one) => [
      one.inmateId,
      one.changeId,
    ]),
  );
  await happenToAll(stage, ['2025-03-18', '13:00', 'it is acknowledged'], leaving, {
    by: () => cast.kasubsi,
    path: ({ inmateId }) => `/inmates/${inmateId}/acknowledge-custody-change`,
    body: ({ inmateId, caseId }) => ({
      changeId: changes.get(inmateId),
      caseId,
      handling: 'CASE_EXITS',
      context: MADE_UP,
    }),
  });
  await happenToAll(stage, ['2025-03-18', '14:00', 'and their cases are left'], leaving, {
    by: () => cast.kasubsi,
    path: ({ caseId }) => `/cases/${caseId}/exit`,
    body: () => ({ exit: 'RELEASED', exitedOn: '2025-03-18' }),
  });
}

async function complete(stage: Stage, staying: readonly Assessed[]): Promise<void> {
  const { cast } = stage;
  for (const programme of ['REHAB_15', 'REHAB_30', 'REHAB_60'] as const) {
    const group = staying.filter((one) => one.programme === programme);
    const day = ENDS[programme];
    await happenToAll(stage, [day, '13:00', `the ${programme.slice(6)}-day programme is evaluated`], group, {
      by: () => cast.rehabilitation,
      path: ({ caseId }) => `/evaluations/${evaluationOf(caseId)}/evaluate`,
      body: (one) => ({
        evaluatedOn: day,
        goals: [{ goalId: goalOf(one), outcome: 'ACHIEVED' }],
        conclusion: 'COMPLETE',
        summary: 'Took part in everything.',
      }),
    });
    await happenToAll(stage, [day, '15:00', 'and completed'], group, {
      by: () => cast.kasubsi,
      path: ({ caseId }) => `/cases/${caseId}/complete`,
      body: () => ({ completedOn: day }),
    });
    await happenToAll(stage, [day, '16:00', 'certificates are issued'], group, {
      by: () => cast.karutan,
      path: ({ caseId }) => `/cases/${caseId}/issue-certificate`,
      body: ({ n }) => ({
        number: `CERT-2025-${String(n).padStart(4, '0')}`,
        documentSha256: digestOf(`certificate ${n}`),
        issuedOn: day,
      }),
    });
  }
}

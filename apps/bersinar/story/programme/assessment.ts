import { prop, type Stage } from '../scene.js';
import { happenToAll, type Participant } from './bulk.js';
import type { Programme } from './people.js';

const DOMAINS = ['MEDICAL', 'EMPLOYMENT', 'ALCOHOL', 'DRUG', 'LEGAL', 'FAMILY', 'PSYCHIATRIC'] as const;
const DRUG_SEVERITY: Readonly<Record<Programme, number>> = { REHAB_15: 3, REHAB_30: 5, REHAB_60: 7 };
const DOCTOR = { office: 'Clinic doctor', institution: 'District health service', name: 'A doctor of the district' };
const teamOf = (stage: Stage) => [
  { role: 'DOCTOR', ...DOCTOR },
  { role: 'PSYCHOLOGIST', staffId: prop(stage, 'psychologist') },
  { role: 'COUNSELLOR', staffId: prop(stage, 'programme counsellor') },
  { role: 'PEMBINAAN_OFFICER', staffId: prop(stage, 'guidance officer') },
];

export interface Assessed extends Participant {
  readonly assessmentId: string;
}

/** Moderate and high risk is assessed, as far as the assessors get; the team recommends. */
export async function assess(stage: Stage, screened: readonly Participant[]): Promise<readonly Assessed[]> {
  const { cast } = stage;
  const provider = { unitId: cast.rehabilitation.unit, agreementId: prop(stage, 'agreement') };
  const chosen = screened.filter(({ fate }) => fate !== 'EDUCATED' && fate !== 'WAITS');
  const started = await happenToAll(stage, ['2025-02-20', '09:00', 'assessments begin'], chosen, {
    by: () => cast.rehabilitation,
    path: () => '/assessments',
    body: ({ caseId, screeningId, consentId, programme }) => ({
      unitId: cast.kasubsi.unit,
      caseId,
      screeningId,
      consentId,
      templateId: prop(stage, programme),
      assessorId: cast.rehabilitation.id,
      startedOn: '2025-02-20',
      provider,
    }),
  });
  const assessed = chosen.map((one, index) => ({ ...one, assessmentId: started[index]?.text('id') ?? '' }));
  for (const domain of DOMAINS) {
    await happenToAll(stage, ['2025-02-20', '10:00', `${domain.toLowerCase()} is rated`], assessed, {
      by: () => cast.rehabilitation,
      path: ({ assessmentId }) => `/assessments/${assessmentId}/rate`,
      body: ({ n, programme }) => ({
        domain,
        severity: domain === 'DRUG' ? DRUG_SEVERITY[programme] : n % 3,
        patientRating: n % 5,
        ratedOn: '2025-02-20',
      }),
    });
  }
  await happenToAll(stage, ['2025-02-21', '14:00', 'assessments are completed'], assessed, {
    by: () => cast.rehabilitation,
    path: ({ assessmentId }) => `/assessments/${assessmentId}/complete`,
    body: () => ({ completedOn: '2025-02-21' }),
  });
  await happenToAll(stage, ['2025-02-24', '10:00', 'the team recommends'], assessed, {
    by: () => cast.rehabilitation,
    path: ({ assessmentId }) => `/assessments/${assessmentId}/recommend`,
    body: ({ fate, programme }) => ({
      recommendation: fate === 'NOT_ELIGIBLE' ? 'NOT_ELIGIBLE' : 'ELIGIBLE',
      ...(fate === 'NOT_ELIGIBLE'
        ? { deviationReason: 'Is to be transferred before a programme could end.' }
        : { templateId: prop(stage, programme) }),
      recommendedOn: '2025-02-24',
      team: teamOf(stage),
    }),
  });
  const unfit = assessed.filter(({ fate }) => fate === 'NOT_ELIGIBLE');
  await happenToAll(stage, ['2025-02-25', '09:00', 'cases that are not eligible are closed'], unfit, {
    by: () => cast.kasubsi,
    path: ({ caseId }) => `/cases/${caseId}/close`,
    body: () => ({ closedOn: '2025-02-25', reasonCode: 'NOT_ELIGIBLE' }),
  });
  return assessed.filter(({ fate }) => fate !== 'NOT_ELIGIBLE');
}

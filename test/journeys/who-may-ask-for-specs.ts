import { type Role, ROLES } from '#platform/auth';
import { ADDRESSEE_ROLES } from '#contracts/cooperation/directive.codes';
import { caring } from '../../libs/contexts/rehabilitation/aftercare/aftercare.commands.js';
import { assessors } from '../../libs/contexts/rehabilitation/assessment/assessment.commands.js';
import { screeningReaders } from '../../libs/contexts/rehabilitation/screening/screening.commands.js';

const custodyReaders: readonly Role[] = [
  'karutan',
  'kasubsi-pelayanan',
  'petugas-registrasi',
  'kpr',
  'perawat-klinik',
  'auditor',
];
const AGREEMENT_READERS = [
  'karutan',
  'kasubsi-pelayanan',
  'asesor-bnnk',
  'penyuluh',
  'kepala-bnnk',
  'kanwil',
  'auditor',
] as const;
const VISIT_READERS = [
  'karutan',
  'kasubsi-pelayanan',
  'kpr',
  'asesor-bnnk',
  'kepala-bnnk',
  'kanwil',
  'auditor',
] as const;
const CARERS: readonly Role[] = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk'];

/** Who may ask each question, by the first word of its route, or by the whole route where that has another. */
export const WHO_MAY_ASK: Readonly<Record<string, readonly Role[]>> = {
  staff: [...ADDRESSEE_ROLES, 'kanwil', 'auditor', 'dpo', 'admin'],
  grants: ['kasubsi-pelayanan', 'karutan', 'kepala-bnnk', 'admin', 'auditor', 'dpo'],
  '/audit/access': ['auditor', 'dpo'],
  units: ROLES,
  codes: ROLES,
  me: ROLES,
  agreements: AGREEMENT_READERS,
  coverage: AGREEMENT_READERS,
  visits: VISIT_READERS,
  'follow-ups': VISIT_READERS,
  directives: [...ADDRESSEE_ROLES, 'kanwil', 'auditor', 'dpo'],
  inmates: custodyReaders,
  'custody-changes': custodyReaders,
  consents: ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'auditor'],
  'programme-templates': [
    'perawat-klinik',
    'asesor-bnnk',
    'kasubsi-pelayanan',
    'karutan',
    'kepala-bnnk',
    'pk-bapas',
    'kanwil',
    'auditor',
  ],
  plans: ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'kepala-bnnk'],
  outcomes: ['perawat-klinik', 'asesor-bnnk'],
  evaluations: ['perawat-klinik', 'asesor-bnnk'],
  'outcome-statistics': ['karutan', 'kepala-bnnk', 'kanwil'],
  screenings: [...screeningReaders, 'auditor'],
  'screening-queue': screeningReaders,
  assessments: [...assessors, 'kasubsi-pelayanan', 'karutan', 'auditor'],
  'assessment-queue': [...assessors, 'kasubsi-pelayanan', 'auditor'],
  aftercares: [...caring, 'auditor'],
  sessions: ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'kpr', 'karupam', 'auditor'],
  'coverage-questions': ['karutan', 'kasubsi-pelayanan', 'asesor-bnnk', 'kepala-bnnk', 'auditor'],
  progress: ['perawat-klinik', 'asesor-bnnk', 'kasubsi-pelayanan', 'karutan', 'auditor'],
  'programme-figures': [
    'karutan',
    'kasubsi-pelayanan',
    'kepala-bnnk',
    'perawat-klinik',
    'asesor-bnnk',
    'kanwil',
    'auditor',
  ],
  cases: [...CARERS, 'karutan', 'auditor'],
  '/cases/00000000-0000-4000-8000-000000000000/timeline': [...CARERS, 'karutan', 'auditor'],
  audit: ['karutan', 'auditor', 'dpo'],
  instruments: ['perawat-klinik', 'asesor-bnnk'],
  directory: ['karutan', 'kasubsi-pelayanan', 'petugas-registrasi', 'kpr', 'perawat-klinik', 'asesor-bnnk'],
  events: ['service'],
  '/metrics': ['admin', 'service'],
  '/operations/alarms': ['admin'],
  '/operations/parked': ['admin'],
  '/operations/projections': ['admin'],
};

export const EXAMPLE_ID = '0194c6f2-6b1e-7d3a-9c41-2f5b8e7a1d60';

export const EXAMPLE_POSITION = `${EXAMPLE_ID}.00000000000000000042.3f9a2c1e`;

export const EXAMPLE_INSTANT = '2025-01-20T02:00:00.000Z';

/** An id, a day or an instant; what ends or is due does so later. Undefined for any other format. */
export function exampleOfFormat(format: string | undefined, name: string): string | undefined {
  if (format === 'uuid') return EXAMPLE_ID;
  if (format === 'date') return LATER.test(name) ? '2025-12-31' : '2025-01-20';
  if (format === 'date-time') return LATER.test(name) ? '2025-01-20T03:30:00.000Z' : EXAMPLE_INSTANT;
  return undefined;
}

const LATER = /^(ends|until|validUntil|due|expires|plannedEnd|acknowledgeBy|departed|target|to$)/;

/** What a number of that name may be. */
export const exampleNumber = (name: string): number | undefined => NUMBERS[name];

const NUMBERS: Readonly<Record<string, number>> = {
  amendableForDays: 7,
  contactsPlanned: 6,
  days: 30,
  from: 4,
  maximumGroupSize: 12,
  minimumDosagePercent: 80,
  patientRating: 2,
  planned: 12,
  revision: 3,
  screeningValidForDays: 90,
  sessions: 12,
  severity: 4,
  to: 5,
};

/** What a text of that name may say, where its field says nothing of its own; people are called by what they do. Of a form, a code. */
export function exampleText(name: string, pattern?: string): string {
  const text = TEXTS[name] ?? 'Sesuai rencana.';
  return pattern === undefined || new RegExp(pattern).test(text) ? text : 'INDUCTION';
}

const TEXTS: Readonly<Record<string, string>> = {
  address: 'Jalan Raya 1, Banjarnegara',
  answer: 'Ya, pada pagi hari.',
  code: 'WHO_ASSIST',
  decreeNumber: 'W13.PAS.1-12/2025',
  evidence: 'Foto ruang konseling yang baru.',
  institution: 'BNN Kabupaten Purbalingga',
  instance: 'urn:uuid:0194c6f2-6b1e-7d3a-9c41-2f5b8e7a1d60',
  name: 'Warga Binaan 12',
  needs: 'Pekerjaan dan tempat tinggal.',
  note: 'Mengikuti dengan baik.',
  number: 'W13.PAS.1-12/2025',
  offence: 'Penyalahgunaan narkotika',
  office: 'Kepala Rutan',
  place: 'Aula Rutan',
  question: 'Apakah berlaku juga untuk tahanan?',
  report: 'Semua petugas jaga telah diberi tahu.',
  registerNumber: 'A-12/2025',
  room: 'A-2',
  scale: 'A',
  statement: 'Tidak memakai narkotika selama program.',
  summary: 'Dua dari tiga sasaran tercapai.',
  stream: 'directive-0194c6f2-6b1e-7d3a-9c41-2f5b8e7a1d60',
  text: 'Ruang konseling disiapkan sebelum kegiatan.',
  title: 'Tes urine sebelum kegiatan',
};

import { seeded } from '#kernel/seeded';

/** What becomes of somebody who is screened. */
export const FATES = ['EDUCATED', 'WAITS', 'NOT_ELIGIBLE', 'COMPLETED', 'REFUSED', 'RELEASED'] as const;
export type Fate = (typeof FATES)[number];
export type Programme = 'REHAB_15' | 'REHAB_30' | 'REHAB_60';

/** Somebody of the programme, invented by a generator: no such person exists. */
export interface Somebody {
  readonly n: number;
  readonly name: string;
  readonly sex: 'L' | 'P';
  readonly registerNumber: string;
  readonly registeredOn: string;
  readonly nationalId: string;
  readonly risk: 'LOW' | 'MODERATE' | 'HIGH';
  readonly fate: Fate;
  /** The programme that the severity of the assessment suggests. */
  readonly programme: Programme;
}

/** The follow-up of January to July 2025 as the press told it: 142 screened, 19 completed; the rest is invented. */
export const COUNTS: Readonly<Record<Fate, number>> = {
  EDUCATED: 96,
  WAITS: 22,
  NOT_ELIGIBLE: 2,
  COMPLETED: 19,
  REFUSED: 2,
  RELEASED: 1,
};

const BEGINNINGS = ['Ra', 'Su', 'Wi', 'Ka', 'Da', 'Mu', 'Ta', 'Jo', 'Pa', 'Sa', 'Ngu', 'Ke'];
const MIDDLES = ['ri', 'me', 'lo', 'ni', 'da', 'ra', 'si', 'wo'];
const ENDINGS = ['no', 'to', 'man', 'di', 'yo', 'din', 'ti', 'sih'];
const PROGRAMMES: readonly Programme[] = ['REHAB_15', 'REHAB_30', 'REHAB_60'];
const SEED = 2025;

/** Everybody of the story, the same every time; `times` as many for a large one. */
export function people(times = 1): readonly Somebody[] {
  const random = seeded(SEED);
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] ?? (all[0] as T);
  const word = () => one(BEGINNINGS) + one(MIDDLES) + one(ENDINGS);
  const fates = FATES.flatMap((fate) => Array.from({ length: COUNTS[fate] * times }, () => fate));
  return shuffled(fates, random).map((fate, index): Somebody => {
    const n = index + 1;
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
    return {
      n,
      name: `${word()} ${word()}`,
      sex: random() < 0.06 ? 'P' : 'L',
      registerNumber: `AIII/${String(n).padStart(4, '0')}`,
      registeredOn: `2024-${one(['10', '11'])}-${day}`,
      nationalId: `0000${String(n).padStart(12, '0')}`,
      risk: fate === 'EDUCATED' ? 'LOW' : random() < 0.6 ? 'MODERATE' : 'HIGH',
      fate,
      programme: one(PROGRAMMES),
    };
  });
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** The prison data system's file of them. */
export const sdpFileOf = (everybody: readonly Somebody[]): string =>
  [
    'no_register;periode_register;golongan;nama;jenis_kelamin;tanggal_masuk;nik',
    ...everybody.map(({ registerNumber, name, sex, registeredOn, nationalId }) =>
      [registerNumber, '2024', 'A.III', name, sex, registeredOn, nationalId].join(';'),
    ),
  ].join('\n');

/** Answers of an ASSIST interview that come to the risk of that person. */
export function answersOf({ n, risk }: Somebody): object {
  const substance = ['amphetamine', 'cannabis', 'sedatives', 'opioids'][n % 4] ?? 'amphetamine';
  const never = { q1: false };
  const tobacco = { q1: true, q2: 0, q6: 'N', q7: 'N' };
  if (risk === 'LOW')
    return { tobacco, alcohol: never, [substance]: { q1: true, q2: 0, q6: 'N', q7: n % 2 === 0 ? 'E' : 'N' } };
  const used =
    risk === 'HIGH'
      ? { q1: true, q2: 4, q3: 4, q4: 3, q5: 3, q6: 'P', q7: 'P' }
      : { q1: true, q2: 3, q3: 1, q4: n % 3, q5: 0, q6: 'E', q7: 'N' };
  return { tobacco, alcohol: never, [substance]: used };
}

import type { ViewingGround } from '#platform/audit';

/** What somebody asks for who looks up who saw what. */
export const ACCESS_LOG = 'access-log';

/** What of a viewing is said in words. */
export interface Viewed {
  readonly at: string;
  readonly role: string;
  readonly unitId: string;
  readonly subjects: readonly string[];
  readonly purpose: string;
  readonly ground: string;
  readonly count: number;
}

const BECAUSE: Readonly<Record<ViewingGround, readonly [english: string, indonesian: string]>> = {
  ROLE_IN_UNIT: ['their role in their unit lets them', 'perannya di unitnya mengizinkan'],
  OVERSIGHT: ['they look over the region', 'ia mengawasi wilayah'],
  OWN_RECORD: ['it is their own record', 'itu catatannya sendiri'],
};

/** What a viewing was, as a sentence in either language of the house. */
export function sentencesOf({ at, role, unitId, subjects, purpose, ground, count }: Viewed) {
  const [because, karena] = Object.entries(BECAUSE).find(([code]) => code === ground)?.[1] ?? [ground, ground];
  const many = subjects.length;
  const [did, melakukan] =
    purpose === ACCESS_LOG
      ? [
          `looked up who had seen records of ${counted(many, 'subject')}`,
          `melihat siapa yang membuka catatan ${many} subjek`,
        ]
      : [
          `opened ${counted(count, 'sealed text')} of ${counted(many, 'subject')} for ${purpose}`,
          `membuka ${count} isi tersegel dari ${many} subjek untuk ${purpose}`,
        ];
  return {
    english: `At ${at} a ${role} of ${unitId} ${did}, because ${because}.`,
    indonesian: `Pada ${at} ${role} dari ${unitId} ${melakukan}, karena ${karena}.`,
  };
}

const counted = (many: number, what: string): string => `${many} ${what}${many === 1 ? '' : 's'}`;

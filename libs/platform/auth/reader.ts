import type { Position, StaffActor } from '#kernel';

/** Who asks a question, and how fresh the answer must be. */
export interface Reader {
  readonly actor: StaffActor;
  /** The answer must include everything up to this position; absent means whatever the read model holds now. */
  readonly waitFor?: Position;
  readonly correlationId: string;
  /** When the token ends that they ask with, in milliseconds since the epoch; absent means that nobody asks with one. */
  readonly until?: number;
  /** Whether the grant still counts that they ask under; absent means that none can be taken away. */
  readonly isStillGranted?: () => Promise<boolean>;
  /** What is found out about the answer while it is made. */
  readonly findings?: Findings;
}

export interface Findings {
  /** Something of the answer rests on a stream that is not believed (D3). */
  incomplete?: boolean;
}

/** Roles that look at a whole region, whatever their unit (domain 5.5: Kanwil, inspectorate, data protection officer). */
const REGION_WIDE_ROLES: readonly string[] = ['kanwil', 'auditor', 'dpo'];

/** The units whose records somebody may see: one, or `'all'` of the region. */
export const reachOf = ({ role, unitId }: Pick<StaffActor, 'role' | 'unitId'>): string =>
  REGION_WIDE_ROLES.includes(role) ? 'all' : unitId;

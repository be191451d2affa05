import type { CaseEventData } from '#contracts/rehabilitation/case.events';
import type { CaseStatus, Recommendation, RiskBand } from '#contracts/rehabilitation/codes';
import type { Provider } from '../facts.rules.js';

/** What the case knows of one session of its inmate. */
export type SessionNote = CaseEventData<'CaseSessionNoted'>;

export interface Admission {
  readonly admittedOn: string;
  readonly assessmentId: string;
  readonly templateId: string;
  readonly templateCode: string;
  readonly phases: readonly string[];
}

/** What milestones say of a case. */
interface Known {
  readonly riskBand?: RiskBand;
  readonly recommendation?: { readonly outcome: Recommendation; readonly templateId?: string };
}

/** One milestone by which it advanced: the entry that says so, the status it left, and what was known there. */
export interface Advance {
  readonly by: string;
  readonly from: CaseStatus;
  readonly known: Known;
}

export interface OpenedCase extends Known {
  readonly status: CaseStatus;
  readonly subject: string;
  readonly inmateId: string;
  readonly episode: number;
  readonly openedOn: string;
  readonly unitId: string;
  /** The units besides the own one that serve it. */
  readonly providers: readonly string[];
  readonly admission?: Admission;
  readonly phase?: string;
  readonly counsellor?: { readonly staffId: string; readonly unitId: string };
  /** The last day that something happened to it on: nothing is told to have happened before. */
  readonly lastOn: string;
  /** The latest milestone last; an act of the case itself makes them irrevocable. */
  readonly advances: readonly Advance[];
  /** The entries by which it ever advanced. */
  readonly followed: readonly string[];
  readonly sessions: readonly SessionNote[];
  /** The unit to which its inmate is transferred, and that has yet to accept them. */
  readonly transfer?: { readonly transferId: string; readonly toUnitId: string };
  readonly consent?: Pick<CaseEventData<'CaseConsentNoted'>, 'standing' | 'consentId' | 'deadline'>;
  readonly completedOn?: string;
  /** The one that stands: the event by which it was issued, and its document. */
  readonly certificate?: { readonly certificateId: string; readonly documentSha256: string };
  readonly closed?: { readonly by: string; readonly from: CaseStatus };
}

/** A case, or nothing that was opened yet. */
export type CaseState = { readonly status: 'none' } | OpenedCase;

/** The units whose people reach it: its owner, who serves it, and to whom it is on its way. */
export const unitsOfCase = ({ unitId, providers, transfer }: Pick<OpenedCase, 'unitId' | 'providers' | 'transfer'>) => [
  ...new Set([unitId, ...providers, ...(transfer ? [transfer.toUnitId] : [])]),
];

/** The providers with one more, unless it is the unit that owns the case. */
export const withProvider = (
  { providers, unitId }: Pick<OpenedCase, 'providers' | 'unitId'>,
  provider?: Provider,
): readonly string[] =>
  provider === undefined || provider.unitId === unitId || providers.includes(provider.unitId)
    ? providers
    : [...providers, provider.unitId];

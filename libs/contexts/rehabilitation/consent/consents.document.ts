import { happened, kept, type KeptEntry, type Projected, type Projection, saidNow, uuidOf } from '#kernel';
import type { CONSENT_STATUSES } from '#contracts/rehabilitation/codes';
import { type ConsentEntry, type ConsentEvent, consentEvents } from '#contracts/rehabilitation/consent.events';
import type { Scoped } from '#platform/projections';
import { purposesGiven } from './consent.standing.js';

/** One consent as it is known now, and its entries as they were recorded. */
export interface ConsentDocument extends Scoped {
  readonly consentId: string;
  readonly unitId: string;
  readonly inmateId: string;
  readonly status: (typeof CONSENT_STATUSES)[number];
  /** Those consented to, or without consent. */
  readonly purposes: readonly string[];
  /** The day on which it was given or overridden. */
  readonly since: string;
  readonly caseId?: string;
  readonly medium?: string;
  readonly formVersion?: string;
  readonly overrideBasis?: string;
  readonly withdrawnAt?: string;
  /** Until when what rests on it stops, once it was withdrawn. */
  readonly deadline?: { readonly rule: string; readonly ruleVersion: number; readonly dueAt: string };
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const consentsKept: Projection<ConsentDocument, ConsentEvent> = {
  name: 'consents',
  version: 1,
  events: consentEvents,
  indexes: [
    ['units', 'since'],
    ['inmateId', 'since'],
    ['units', 'status', 'since'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, event, consentId) => {
    const { unitId, about } = event.metadata;
    const entries = kept(document?.entries ?? [], event);
    const first = document ?? begunBy(event);
    const { inmateId, purposes, since, units } = first;
    const caseId = about.find((concerned) => concerned.caseId !== undefined)?.caseId ?? document?.caseId;
    return {
      consentId,
      unitId,
      inmateId,
      purposes,
      since,
      units: document === null ? [...new Set([unitId, ...units])] : units,
      ...(caseId && { caseId }),
      ...knownNow(entries),
      entries,
      revision: event.revision,
    };
  },
};

type Known = Pick<ConsentDocument, 'status'> & Partial<ConsentDocument>;

/** What stays known of a consent even when all its entries are annulled. */
function begunBy(event: Projected<ConsentEvent>): Pick<ConsentDocument, 'inmateId' | 'purposes' | 'since' | 'units'> {
  const { on: since } = happened(event);
  if (event.type === 'ConsentGiven') {
    const { inmateId, purposes, provider } = event.data;
    const units = provider === undefined ? [] : [provider.unitId];
    return { inmateId, purposes: purposesGiven(purposes), since, units };
  }
  if (event.type === 'ConsentOverridden') {
    const { inmateId, purposes } = event.data;
    return { inmateId, purposes, since, units: [] };
  }
  throw new Error('A consent begins when it is given or overridden.');
}

function knownNow(entries: readonly KeptEntry[]): Known {
  const [given] = saidNow<ConsentEntry, 'ConsentGiven'>(entries, 'ConsentGiven');
  const [overridden] = saidNow<ConsentEntry, 'ConsentOverridden'>(entries, 'ConsentOverridden');
  const [withdrawn] = saidNow<ConsentEntry, 'ConsentWithdrawn'>(entries, 'ConsentWithdrawn');
  if (overridden !== undefined) {
    const { purposes, overrideBasis } = overridden;
    return { status: 'OVERRIDDEN', ...sinceOf(entries), purposes, overrideBasis };
  }
  if (given === undefined) return { status: 'ANNULLED' };
  const { medium, formVersion } = given;
  const known = { ...sinceOf(entries), purposes: purposesGiven(given.purposes), medium, formVersion };
  if (withdrawn === undefined) return { status: 'GIVEN', ...known };
  const { withdrawnAt, deadline } = withdrawn;
  return { status: 'WITHDRAWN', ...known, withdrawnAt, deadline };
}

/** The day of the entry by which it began, as it is known now. */
function sinceOf([first]: readonly KeptEntry[]): Pick<Known, 'since'> {
  const last = first?.said.at(-1);
  return last === undefined ? {} : { since: last.on };
}

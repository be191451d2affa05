import { kept, type KeptEntry, type Projection, saidNow, uuidOf } from '#kernel';
import { type ConsentEntry, type ConsentEvent, consentEvents } from '#contracts/rehabilitation/consent.events';
import type { Scoped } from '#platform/projections';

export const CONSENT_STANDINGS = ['GIVEN', 'OVERRIDDEN', 'WITHDRAWN', 'ANNULLED'] as const;

/** One consent as it is known now, and its entries as they were told. */
export interface ConsentDocument extends Scoped {
  readonly consentId: string;
  readonly unitId: string;
  readonly inmateId: string;
  readonly standing: (typeof CONSENT_STANDINGS)[number];
  readonly purposes: readonly string[];
  /** The day on which it was given or overridden. */
  readonly since: string;
  readonly caseId?: string;
  readonly form?: string;
  readonly overrideBasis?: string;
  readonly withdrawnAt?: string;
  /** Until when what rests on it stops, once it was withdrawn. */
  readonly deadline?: { readonly rule: string; readonly ruleVersion: number; readonly dueAt: string };
  readonly entries: readonly KeptEntry[];
  readonly revision: number;
}

export const consents: Projection<ConsentDocument, ConsentEvent> = {
  name: 'consents',
  version: 1,
  events: consentEvents,
  indexes: [
    ['units', 'since'],
    ['inmateId', 'since'],
    ['units', 'standing', 'since'],
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

type Known = Pick<ConsentDocument, 'standing'> & Partial<ConsentDocument>;

/** What stays known of a consent even when all its entries are annulled. */
function begunBy({ type, data }: ConsentEvent): Pick<ConsentDocument, 'inmateId' | 'purposes' | 'since' | 'units'> {
  if (type === 'ConsentGiven') {
    const { inmateId, purposes, givenOn, provider } = data;
    return { inmateId, purposes, since: givenOn, units: provider === undefined ? [] : [provider.unitId] };
  }
  if (type === 'ConsentOverridden') {
    const { inmateId, purposes, overriddenOn } = data;
    return { inmateId, purposes, since: overriddenOn, units: [] };
  }
  throw new Error('A consent begins when it is given or overridden.');
}

function knownNow(entries: readonly KeptEntry[]): Known {
  const [given] = saidNow<ConsentEntry, 'ConsentGiven'>(entries, 'ConsentGiven');
  const [overridden] = saidNow<ConsentEntry, 'ConsentOverridden'>(entries, 'ConsentOverridden');
  const [withdrawn] = saidNow<ConsentEntry, 'ConsentWithdrawn'>(entries, 'ConsentWithdrawn');
  if (overridden !== undefined) {
    const { purposes, overriddenOn: since, overrideBasis } = overridden;
    return { standing: 'OVERRIDDEN', purposes, since, overrideBasis };
  }
  if (given === undefined) return { standing: 'ANNULLED' };
  const { purposes, givenOn: since, form } = given;
  if (withdrawn === undefined) return { standing: 'GIVEN', purposes, since, form };
  const { withdrawnAt, deadline } = withdrawn;
  return { standing: 'WITHDRAWN', purposes, since, form, withdrawnAt, deadline };
}

import { type Asker, type Decider, mustHaveHappened, refuse, without } from '#kernel';
import type { ConsentPurpose } from '#contracts/rehabilitation/codes';
import type { ConsentEvent, ConsentEventData } from '#contracts/rehabilitation/consent.events';
import type { OpenedCase } from '../case/case.state.js';
import { basisOf, type CoverFact, type InmateFact, mustBeCovered, mustBePresent } from '../facts.rules.js';
import { prepared } from '../record.rules.js';
import type { ConsentRecord } from './consent.record.js';

/** What the handler read of the inmate, of their open case, and of the agreement under which a provider asked. */
export interface ConsentFacts {
  readonly inmate: InmateFact;
  /** The unit that is to keep the consent. */
  readonly unitId: string;
  readonly openCase?: { readonly caseId: string; readonly consent?: OpenedCase['consent'] };
  /** One for each purpose that is a service, when a provider asked for the consent. */
  readonly covers: readonly CoverFact[];
}

type Given = ConsentEventData<'ConsentGiven'>;
type Overridden = ConsentEventData<'ConsentOverridden'>;

/** What is said of a consent that was given. */
export type Giving = Pick<Given, 'purposes' | 'form' | 'givenOn' | 'witnessId'>;
/** What is said of a consent that was overridden. */
export type Overriding = Pick<Overridden, 'purposes' | 'overrideBasis' | 'reason' | 'overriddenOn'>;

export type GivingCommand =
  | { type: 'GiveConsent'; data: Giving & Pick<Given, 'inmateId' | 'provider'>; facts?: ConsentFacts }
  | { type: 'OverrideConsent'; data: Overriding & Pick<Overridden, 'inmateId'>; facts?: ConsentFacts };

export const decideGiving: Decider<ConsentRecord, GivingCommand, ConsentEvent>['decide'] = {
  GiveConsent: ({ data, facts, by, today }, record) => {
    mustBeNew(record);
    const { inmate, openCase, covers } = prepared(facts);
    mustBeTold(data, data.givenOn, { today, facts });
    mustBeWitnessed(data, by.id);
    covers.forEach((cover) => {
      mustBeCovered(cover);
    });
    const { subject } = inmate.presence;
    const basis = basisOf(inmate, ...covers);
    return [{ type: 'ConsentGiven', data: { subject, ...data, ...caseIn(openCase), basis } }];
  },

  OverrideConsent: ({ data, facts, by, today }, record) => {
    mustBeNew(record);
    const { inmate, openCase } = prepared(facts);
    mustBeTold(data, data.overriddenOn, { today, facts });
    const { subject } = inmate.presence;
    const told = { subject, ...data, ...caseIn(openCase), approvedBy: by.id, basis: basisOf(inmate) };
    return [{ type: 'ConsentOverridden', data: told }];
  },
};

function mustBeNew({ now }: ConsentRecord): void {
  if (now.status !== 'absent') refuse('consent-already-recorded', 'This consent was recorded already.', 'R-2.1');
}

/** The case as an event names it. */
export const caseIn = (openCase: ConsentFacts['openCase']) => openCase && { caseId: openCase.caseId };

const AFTER_RELEASE: readonly ConsentPurpose[] = ['AFTERCARE', 'DATA_EXCHANGE'];

/** Refuses what cannot be said of that day; only what goes on after release is consented to by somebody who left. */
export function mustBeTold(
  { purposes }: { readonly purposes: readonly ConsentPurpose[] },
  on: string,
  { today, facts }: Pick<Asker, 'today'> & { readonly facts: ConsentFacts | undefined },
): void {
  const { inmate, unitId } = prepared(facts);
  if (inmate.presence.unitId !== unitId) {
    refuse('inmate-of-other-unit', 'The unit in whose register the inmate is keeps their consents.', 'R-1.1');
  }
  mustHaveHappened(on, today);
  const mayHaveLeft = purposes.every((purpose) => AFTER_RELEASE.includes(purpose));
  mustBePresent(mayHaveLeft ? { ...inmate, presence: without(inmate.presence, 'left') } : inmate, on);
}

/** Refuses an oral consent that nobody but its recorder heard. */
export function mustBeWitnessed({ form, witnessId }: Pick<Giving, 'form' | 'witnessId'>, recorder: string): void {
  if (form === 'ORAL_WITNESSED' && witnessId === undefined) {
    refuse('witness-missing', 'Say who witnessed what the inmate consented to orally.', 'R-2.1');
  }
  if (witnessId === recorder) {
    refuse('witness-is-recorder', 'Somebody other than who records a consent must witness it.', 'R-2.1');
  }
}

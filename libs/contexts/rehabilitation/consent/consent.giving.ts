import {
  type Asker,
  dayIn,
  type Decider,
  type Fact,
  type Ground,
  refuse,
  staffOf,
  toStoredInstant,
  without,
} from '#kernel';
import { CONSENT_PURPOSES, type ConsentPurpose } from '#contracts/rehabilitation/codes';
import type { ConsentEvent, ConsentEventData } from '#contracts/rehabilitation/consent.events';
import type { OpenedCase } from '../case/case.state.js';
import { basisOf, type CoverFact, type InmateFact, mustBeCovered, mustBePresent } from '../facts.rules.js';
import { prepared } from '../record.rules.js';
import type { ConsentRecord } from './consent.record.js';
import { purposesGiven } from './consent.standing.js';

/** What the handler read of the inmate, of their open case, and of the agreement under which a provider asked. */
export interface ConsentFacts {
  readonly inmate: InmateFact;
  /** The unit that is to keep the consent, and the zone of its days. */
  readonly unitId: string;
  readonly zone: string;
  readonly openCase?: { readonly caseId: string; readonly consent?: OpenedCase['consent'] };
  /** One for each purpose that is a service and consented to, when a provider asked for the consent. */
  readonly covers: readonly CoverFact[];
  /** A new subject, in case somebody consents for the inmate. */
  readonly representative: string;
  /** That what is told rests on itself, for the event to cite with the inmate: it is given, or says why it is overridden (D1). */
  readonly itself?: { readonly basis: Fact; readonly ground: Ground };
  /** Whether who is named as the witness recorded or corrected the entry that is corrected. */
  readonly isWitnessAuthor?: boolean;
}

type Given = ConsentEventData<'ConsentGiven'>;
type Overridden = ConsentEventData<'ConsentOverridden'>;

/** Who gave a consent: the inmate, or somebody for them by name. */
type Giver = Omit<Given['givenBy'], 'subject'>;

type Form = 'formVersion' | 'language' | 'medium' | 'documentSha256' | 'purposes' | 'givenAt' | 'witnessId';

/** What is said of a consent that was given. */
export type Giving = Pick<Given, Form> & { readonly givenBy: Giver };
/** What is said of a consent that was overridden. */
export type Overriding = Pick<Overridden, 'purposes' | 'overrideBasis' | 'reason' | 'overriddenOn'>;

export type GivingCommand =
  | { type: 'GiveConsent'; data: Giving & Pick<Given, 'inmateId' | 'provider'>; facts?: ConsentFacts }
  | { type: 'OverrideConsent'; data: Overriding & Pick<Overridden, 'inmateId'>; facts?: ConsentFacts };

export const decideGiving: Decider<ConsentRecord, GivingCommand, ConsentEvent>['decide'] = {
  GiveConsent: ({ data: { inmateId, provider, ...giving }, facts, is }, record) => {
    mustBeNew(record);
    const known = prepared(facts);
    const { inmate, openCase, covers } = known;
    const { subject } = inmate.presence;
    const told = consented(giving, known, { is });
    const asked = { ...(provider && { provider }), ...caseIn(openCase), basis: basisOf(inmate, ...covers) };
    return [{ type: 'ConsentGiven', data: { subject, inmateId, ...told, ...asked } }];
  },

  OverrideConsent: ({ data, facts, by }, record) => {
    mustBeNew(record);
    const { inmate, openCase } = prepared(facts);
    mustBeTold(data.purposes, data.overriddenOn, facts);
    const { subject } = inmate.presence;
    const told = { subject, ...data, ...caseIn(openCase), approvedBy: staffOf(by), basis: basisOf(inmate) };
    return [{ type: 'ConsentOverridden', data: told }];
  },
};

function mustBeNew({ now }: ConsentRecord): void {
  if (now.status !== 'absent') refuse('consent-already-recorded', 'This consent was recorded already.', 'R-2.1');
}

/** The case as an event names it. */
export const caseIn = (openCase: ConsentFacts['openCase']) => openCase && { caseId: openCase.caseId };

/** What is recorded of a form that was signed or spoken. Refuses one that is not whole, or that its day does not allow. */
export function consented(
  { givenAt, givenBy, ...form }: Giving,
  facts: ConsentFacts,
  { is }: Pick<Asker, 'is'>,
): Pick<Given, Form | 'givenBy'> {
  const { inmate, zone, covers, representative, isWitnessAuthor = false } = facts;
  mustAnswerEach(form.purposes);
  mustBeTold(purposesGiven(form.purposes), dayIn(zone, givenAt), facts);
  if (is(form.witnessId) || isWitnessAuthor) {
    refuse('witness-is-recorder', 'Somebody other than who records a consent must witness it.', 'R-2.1');
  }
  covers.forEach((cover) => {
    mustBeCovered(cover);
  });
  const isOwn = givenBy.capacity === 'INMATE';
  if (isOwn !== (givenBy.name === undefined)) {
    refuse(
      'giver-incomplete',
      'Who consents for an inmate is named; an inmate who consents is known already.',
      'R-2.1',
    );
  }
  const giver = { ...givenBy, subject: isOwn ? inmate.presence.subject : representative };
  return { ...form, givenAt: toStoredInstant(givenAt), givenBy: giver };
}

/** Refuses a form that leaves a purpose open, answers one twice, or consents to nothing. */
function mustAnswerEach(purposes: Given['purposes']): void {
  const answersTo = (asked: ConsentPurpose): number => purposes.filter(({ purpose }) => purpose === asked).length;
  const wrong = CONSENT_PURPOSES.filter((purpose) => answersTo(purpose) !== 1);
  if (wrong.length > 0) {
    refuse('purposes-not-answered', 'Each purpose of the form is answered once: see problems.', 'R-2.1', wrong);
  }
  if (purposesGiven(purposes).length === 0) {
    refuse('consent-to-nothing', 'Who consents to no purpose gives no consent: there is nothing to record.', 'R-2.1');
  }
}

const AFTER_RELEASE: readonly ConsentPurpose[] = ['AFTERCARE', 'DATA_EXCHANGE'];

/** Refuses what cannot be said of that day; only what goes on after release is consented to by somebody who left. */
export function mustBeTold(purposes: readonly ConsentPurpose[], on: string, facts: ConsentFacts | undefined): void {
  const { inmate, unitId } = prepared(facts);
  if (inmate.presence.unitId !== unitId) {
    refuse('inmate-of-other-unit', 'The unit in whose register the inmate is keeps their consents.', 'R-1.1');
  }
  const mayHaveLeft = purposes.every((purpose) => AFTER_RELEASE.includes(purpose));
  mustBePresent(mayHaveLeft ? { ...inmate, presence: without(inmate.presence, 'left') } : inmate, on);
}

import { type Asker, dayIn, staffOf, statusSaid, toStoredInstant, without } from '#kernel';
import { CONSENT_PURPOSES, type ConsentPurpose } from '#contracts/rehabilitation/codes';
import type { ConsentEventData } from '#contracts/rehabilitation/consent.events';
import { basisOf, mustBeCovered, mustBePresent } from '../facts.rules.js';
import type { CaseFacts, ConsentRecord, Giving, GivingFacts, OverridingFacts, Rules } from './consent.record.js';
import { purposesGiven } from './consent.standing.js';
import { object, refuse } from './consent.refusals.js';

type Given = ConsentEventData<'ConsentGiven'>;

export const decideGiving: Rules<'GiveConsent' | 'OverrideConsent'> = {
  GiveConsent: ({ data: { inmateId, provider, ...giving }, facts, is }, record) => {
    mustBeNew(record);
    const { inmate, covers } = facts;
    const given = consented(giving, facts, { is });
    const asked = { ...(provider && { provider }), ...caseIn(facts), basis: basisOf(inmate, ...covers) };
    return [{ type: 'ConsentGiven', data: { subject: inmate.presence.subject, inmateId, ...given, ...asked } }];
  },

  OverrideConsent: ({ data, facts, by }, record) => {
    mustBeNew(record);
    mustBeHead(by);
    mustBeSayable(data.purposes, data.overriddenOn, facts);
    const { subject } = facts.inmate.presence;
    const overridden = { subject, ...data, ...caseIn(facts), approvedBy: staffOf(by), basis: basisOf(facts.inmate) };
    return [{ type: 'ConsentOverridden', data: overridden }];
  },
};

function mustBeNew({ now }: ConsentRecord): void {
  if (now.status !== 'absent') refuse('consent-already-recorded', { status: statusSaid(now.status) });
}

function mustBeHead(by: Asker['by']): void {
  if (by.kind === 'SYSTEM' || by.role !== 'karutan') refuse('override-of-head');
}

/** The case as an event names it. */
export const caseIn = ({ openCase, restingCase = openCase }: CaseFacts) =>
  restingCase && { caseId: restingCase.caseId };

/** What is recorded of a form that was signed or spoken. Refuses one that is not whole, or that its day does not allow. */
function consented({ givenAt, givenBy, ...form }: Giving, facts: GivingFacts, { is }: Pick<Asker, 'is'>) {
  const { inmate, zone, covers, representative, isWitnessAuthor } = facts;
  mustAnswerEach(form.purposes);
  mustBeSayable(purposesGiven(form.purposes), dayIn(zone, givenAt), facts);
  covers.forEach((cover) => {
    mustBeCovered(cover);
  });
  if (is(form.witnessId) || isWitnessAuthor) refuse('witness-is-recorder', { witnessId: form.witnessId ?? 'nobody' });
  const isOwn = givenBy.capacity === 'INMATE';
  if (isOwn !== (givenBy.name === undefined)) {
    const said = isOwn ? { known: 'known already', wanted: 'no name' } : { known: 'not said', wanted: 'it' };
    refuse('giver-incomplete', { capacity: givenBy.capacity, ...said });
  }
  const giver = { ...givenBy, subject: isOwn ? inmate.presence.subject : representative };
  return { ...form, givenAt: toStoredInstant(givenAt), givenBy: giver };
}

/** Refuses a form that leaves a purpose open, answers one twice, or consents to nothing. */
function mustAnswerEach(purposes: Given['purposes']): void {
  const answersTo = (asked: ConsentPurpose): number => purposes.filter(({ purpose }) => purpose === asked).length;
  const wrong = CONSENT_PURPOSES.filter((purpose) => answersTo(purpose) !== 1);
  if (wrong.length > 0) refuse('purposes-not-answered', { purposes: wrong }, wrong);
  if (purposesGiven(purposes).length === 0) refuse('consent-to-nothing');
}

const AFTER_RELEASE: readonly ConsentPurpose[] = ['AFTERCARE', 'DATA_EXCHANGE'];

/** Objects to what cannot be said of that day; only what goes on after release is consented to by somebody who left. */
function mustBeSayable(purposes: readonly ConsentPurpose[], on: string, { inmate, unitId }: OverridingFacts): void {
  if (inmate.presence.unitId !== unitId) {
    object('inmate-of-other-unit', { unitId }, { ownerUnitId: inmate.presence.unitId, unitId });
  }
  const mayHaveLeft = purposes.every((purpose) => AFTER_RELEASE.includes(purpose));
  mustBePresent(mayHaveLeft ? { ...inmate, presence: without(inmate.presence, 'left') } : inmate, on);
}

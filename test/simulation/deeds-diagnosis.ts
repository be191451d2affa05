import { without } from '#kernel';
import { ASI_DOMAIN_CODES, CONSENT_PURPOSES } from '#contracts/rehabilitation/codes';
import * as assessments from '../../libs/contexts/rehabilitation/assessment/assessment-for-specs.js';
import { handleAssessment } from '../../libs/contexts/rehabilitation/assessment/assessment.handle.js';
import * as consents from '../../libs/contexts/rehabilitation/consent/consent-for-specs.js';
import { handleConsent } from '../../libs/contexts/rehabilitation/consent/consent.handle.js';
import { assessor, karutan, nurse } from '../../libs/contexts/rehabilitation/facts-for-specs.js';
import * as screenings from '../../libs/contexts/rehabilitation/screening/screening-for-specs.js';
import { handleScreening } from '../../libs/contexts/rehabilitation/screening/screening.handle.js';
import { type Around, doing, type Doings, ILLNESS, SECRET } from './deeds.js';

const consent = doing('person', handleConsent);
const screening = doing('person', handleScreening);
const assessment = doing('person', handleAssessment);

/** The agency, under an agreement; now and then the own staff. */
export const providerOf = ({ tape, id }: Around): object =>
  tape.rarely(100) ? { unitId: nurse.unitId } : { unitId: assessor.unitId, agreementId: id('agreement') };

const screener = ({ said }: Around) => {
  const { provider } = said('ScheduleScreening')?.data ?? {};
  return (provider as { readonly unitId?: string } | undefined)?.unitId === nurse.unitId ? nurse : assessor;
};
const interviewOf = ({ id, today, tape, said }: Around) => ({
  ...screenings.interview,
  consentId: id('consent'),
  screenedOn: today,
  otherSubstance: ILLNESS,
  answers: said('OverrideConsent') !== undefined || tape.rarely(200) ? screenings.LOW : screenings.HIGH,
});

const ofConsents: Doings = {
  GiveConsent: consent.creates('consent', nurse, ({ id, at }) => ({
    inmateId: id('inmate'),
    ...consents.giving,
    purposes: consents.answered(...CONSENT_PURPOSES),
    givenAt: at(-10),
  })),
  OverrideConsent: consent.creates('consent', karutan, ({ id, today }) => ({
    inmateId: id('inmate'),
    ...consents.overriding,
    reason: SECRET,
    overriddenOn: today,
  })),
  WithdrawConsent: consent.acts('consent', nurse, () => ({ reasonCode: 'CHANGED_MIND' })),
  CorrectConsentEntry: consent.corrects('consent', nurse, {
    GiveConsent: (said) => ({ given: { ...without(said, 'inmateId'), language: 'id' } }),
    OverrideConsent: (said) => ({ override: { ...without(said, 'inmateId'), reason: ILLNESS } }),
  }),
  AnnulConsentEntry: consent.annuls('consent', karutan, 'GiveConsent', 'OverrideConsent', 'WithdrawConsent'),
};

const interviewAnew = (said: Readonly<Record<string, unknown>>) => ({
  screening: { ...without(said, 'inmateId', 'instrument', 'provider'), language: 'id' },
});

const ofScreenings: Doings = {
  ScheduleScreening: screening.creates('screening', nurse, (around) => ({
    inmateId: around.id('inmate'),
    instrument: 'WHO_ASSIST',
    scheduledOn: around.today,
    provider: providerOf(around),
  })),
  RecordScheduledScreening: screening.acts('screening', screener, interviewOf, ['ScheduleScreening']),
  RecordScreening: screening.creates('screening', assessor, (around) => ({
    inmateId: around.id('inmate'),
    instrument: 'WHO_ASSIST',
    provider: providerOf(around),
    ...interviewOf(around),
  })),
  RefuseScreening: screening.acts('screening', nurse, ({ today }) => ({ ...screenings.refusal, refusedOn: today })),
  GiveBasicEducation: screening.acts('screening', nurse, ({ today }) => ({ ...screenings.education, givenOn: today })),
  CorrectScreeningEntry: screening.corrects('screening', assessor, {
    RecordScreening: interviewAnew,
    RecordScheduledScreening: interviewAnew,
    GiveBasicEducation: ({ givenOn }) => ({ education: { topics: ['LAW'], givenOn } }),
  }),
  AnnulScreeningEntry: screening.annuls(
    'screening',
    nurse,
    'RecordScreening',
    'RecordScheduledScreening',
    'RefuseScreening',
    'GiveBasicEducation',
  ),
};

const ofAssessments: Doings = {
  StartAssessment: assessment.creates('assessment', assessor, (around) => ({
    caseId: around.id('case'),
    screeningId: around.id('screening'),
    consentId: around.id('consent'),
    templateId: around.id('template'),
    assessorId: assessor.staffId,
    startedOn: around.today,
    provider: providerOf(around),
  })),
  RateDomain: assessment.acts('assessment', assessor, ({ said, tape, today }) => {
    const rated = ASI_DOMAIN_CODES.findIndex((code) => code === said('RateDomain')?.data.domain);
    return {
      domain: ASI_DOMAIN_CODES[(rated + 1) % ASI_DOMAIN_CODES.length],
      severity: tape.choose(4),
      patientRating: 3,
      comment: SECRET,
      ratedOn: today,
    };
  }),
  CompleteAssessment: assessment.acts('assessment', assessor, ({ today }) => ({ completedOn: today })),
  RecommendPlacement: assessment.acts('assessment', assessor, ({ id, today }) => ({
    ...assessments.recommendation,
    templateId: id('template'),
    recommendedOn: today,
    deviationReason: SECRET,
  })),
  CorrectAssessmentEntry: assessment.corrects('assessment', assessor, {
    RateDomain: ({ ratedOn }) => ({ rating: { severity: 2, ratedOn } }),
    RecommendPlacement: ({ recommendedOn, team }) => ({ recommendation: { recommendedOn, team } }),
  }),
  AnnulAssessmentEntry: assessment.annuls(
    'assessment',
    nurse,
    'RecommendPlacement',
    'CompleteAssessment',
    'RateDomain',
    'StartAssessment',
  ),
};

/** What people do about consents, screenings and assessments, as its command is called. */
export const diagnosis: Doings = { ...ofConsents, ...ofScreenings, ...ofAssessments };

import { type AnyEvent, id } from '#kernel';
import { pastOf } from '#kernel/given-for-specs';
import { policyEvents } from '#contracts/policies/policy.events';
import { definitions as all } from '#contracts/registry';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import type { TemplateFact } from './facts.js';
import * as facts from './facts-for-specs.js';
import { agency, clerk, factOn, karutan, nurse } from './facts-for-specs.js';

export const RUTAN = nurse.unitId;

/** Every type but those by which policies start: none runs beside these specs, all that follows is told at once. */
export const definitions = all.filter(({ type }) => !policyEvents.some((one) => one.type === type));

/** Somebody of the Rutan, by a number; 0 is who the facts of specs are about. */
export const personOf = (n: number) => {
  const whose = (what: string, first: string): string => (n === 0 ? first : id('spec', what, n));
  const inmateId = whose('inmate', facts.inmateId);
  return {
    inmateId,
    subject: whose('subject', facts.subject),
    consentId: whose('consent', facts.consentId),
    caseId: caseIdOf(inmateId, 1),
  };
};
type Person = Pick<ReturnType<typeof personOf>, 'inmateId' | 'subject'>;

const days = { registeredOn: '2024-11-01', givenAt: '2024-12-02T03:00:00.000Z' };
const past = pastOf<AnyEvent>(all, {
  ...days,
  registerPeriod: '2024',
  formVersion: 'PDP-1.0',
  episode: 1,
  providerUnitIds: [agency.unitId],
});

export const registered = (subject = facts.subject, n = 1): AnyEvent =>
  past({}, 'InmateRegistered', { subject, name: `Warga ${n}`, registerNumber: `B.${n}/2024` });
export const consented = ({ inmateId, subject }: Person, change: object): AnyEvent => {
  const by = { givenBy: { capacity: 'INMATE', subject }, witnessId: clerk.staffId };
  return past({}, 'ConsentGiven', { subject, inmateId, ...by, basis: [factOn(`inmate-${inmateId}`)], ...change });
};
export const caseOpened = ({ inmateId, subject }: Person, openedOn = '2024-11-02'): AnyEvent => {
  const basis = [factOn(`inmate-${inmateId}`)];
  return past({}, 'RehabCaseOpened', { subject, inmateId, openedOn, provider: agency, basis });
};
/** A programme of the unit, to be written on a log. */
export const offering = ({ templateId, template: data }: TemplateFact) =>
  [`programmetemplate-${templateId}`, karutan, { type: 'ProgrammeTemplatePublished', data }] as const;
/** The admission of somebody whose case is open. */
export const caseAdmitted = ({ inmateId, subject }: Person, admission: object): AnyEvent => {
  const basis = [factOn(`inmate-${inmateId}`)];
  return past({}, 'InmateAdmittedToRehab', { subject, inmateId, ...admission, provider: agency, basis });
};

const party = (n: number, unitId: string) => ({
  partyId: id('spec', 'party', n),
  institution: unitId,
  unitId,
  address: 'Jalan Pemuda',
  signatory: { office: 'Kepala', staffId: karutan.staffId },
});
/** An agreement in force by which the agency works in the Rutan, on its terms unless `change` says otherwise. */
export const signing = (change: object = {}): readonly AnyEvent[] => {
  const scope = [{ service: 'SOCIAL_REHABILITATION', unitIds: [RUTAN] }];
  const term = { effectiveOn: '2024-12-01', endsOn: '2027-11-30', runningCasesMayFinish: true };
  const terms = { kind: 'NOTA_KESEPAHAMAN', title: 'Rehabilitasi', scope, term, clauses: [], termsVersion: 1 };
  const parties = [party(1, RUTAN), party(2, agency.unitId)];
  const signed = { number: 'MoU/1', textSha256: 'a'.repeat(64), signedOn: '2024-11-30', scope, ...term, ...change };
  return [
    { type: 'AgreementProposed', data: { ...terms, parties, proposedBy: karutan.staffId } },
    { type: 'MoUSigned', data: { partyUnitIds: [RUTAN, agency.unitId], ...signed } },
  ];
};

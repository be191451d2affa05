import { type Fact, id, Refusal, type StaffActor } from '#kernel';
import { person } from '#kernel/given-for-specs';
import type { CaseStatus, ConsentPurpose } from '#contracts/rehabilitation/codes';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import type { OpenedCase } from './case/case.record.js';
import type { CaseFact, ConsentFact, CoverFact, InmateFact } from './facts.js';
import type { TakingOver } from './taking-over.js';

const RUTAN = 'RUTAN-BANJARNEGARA';
const BNNK = 'BNNK-PURBALINGGA';
const holderOf = (role: string, unitId: string): StaffActor => person(role, role, unitId);

export const nurse = holderOf('perawat-klinik', RUTAN);
export const clerk = holderOf('kasubsi-pelayanan', RUTAN);
export const karutan = holderOf('karutan', RUTAN);
export const assessor = holderOf('asesor-bnnk', BNNK);
export const agencyHead = holderOf('kepala-bnnk', BNNK);

export const inmateId = id('spec', 'inmate');
export const subject = id('spec', 'subject');
export const caseId = caseIdOf(inmateId, 1);
export const consentId = id('spec', 'consent');
export const agreementId = id('spec', 'agreement');

export const ownStaff = { unitId: RUTAN };
export const agency = { unitId: BNNK, agreementId };

export const factOn = (stream: string): Fact => ({ stream, revision: 0, hash: 'a'.repeat(64) });

export const inmateThere = (change: Partial<InmateFact['presence']> = {}): InmateFact => ({
  inmateId,
  presence: { subject, unitId: RUTAN, registeredOn: '2024-11-01', ...change },
  basis: factOn(`inmate-${inmateId}`),
});

type Overridden = Extract<ConsentFact['standing'], { status: 'overridden' }>;
type Given = Exclude<ConsentFact['standing'], Overridden | { status: 'annulled' }>;

const consented = {
  subject,
  inmateId,
  purposes: ['SCREENING', 'ASSESSMENT', 'REHABILITATION', 'AFTERCARE'] as ConsentPurpose[],
  since: '2024-11-02',
};
export const consentGiven = (change: Partial<Given> = {}): ConsentFact => ({
  consentId,
  standing: { ...consented, status: 'given', ...change },
  basis: factOn(`consent-${consentId}`),
  ground: { kind: 'CONSENT', legalBasis: 'CONSENT', subject },
});
export const consentOverridden = (overrideBasis: Overridden['overrideBasis']): ConsentFact => ({
  ...consentGiven(),
  standing: { ...consented, status: 'overridden', overrideBasis },
  ground: { kind: 'OVERRIDE', legalBasis: overrideBasis, subject },
});

const asked = { service: 'SCREENING', unitId: RUTAN, on: '2024-12-06' } as const;

export const coveredByOwnStaff: CoverFact = { ...asked, provider: ownStaff, coverage: 'own-staff' };
export const coveredByAgreement: CoverFact = {
  ...asked,
  provider: agency,
  coverage: {
    covered: true,
    revision: 5,
    effectiveOn: '2024-12-01',
    endsOn: '2027-11-30',
    runningCasesMayFinish: true,
  },
  lastDay: '2027-11-30',
  covers: { services: ['SCREENING'], from: '2024-12-01', to: '2027-11-30' },
  basis: factOn(`agreement-${agreementId}`),
  ground: { kind: 'AGREEMENT', legalBasis: 'AGREEMENT' },
};
export const notCovered: CoverFact = { ...asked, provider: agency, coverage: { covered: false, why: 'not-a-party' } };

export const caseThat = (status: CaseStatus, change: Partial<OpenedCase> = {}): CaseFact => ({
  caseId,
  case: {
    status,
    subject,
    inmateId,
    episode: 1,
    openedOn: '2024-11-02',
    unitId: RUTAN,
    providers: [BNNK],
    lastOn: '2024-11-02',
    advances: [],
    followed: [],
    sessions: [],
    ...change,
  },
  basis: factOn(`rehabcase-${caseId}`),
});

/** The code with which a rule refuses, and the problems behind it; `nothing` when it does not. */
export function refusalOf(rule: () => void): readonly string[] {
  try {
    rule();
    return ['nothing'];
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...error.problems.map(String)];
    throw error;
  }
}

/** The unit that takes over what was of the unit of the facts. */
export const RECEIVING = 'RUTAN-PURBALINGGA';

/** What a record of the case is told when the case was taken over from that unit. */
export const takingOverFrom = (fromUnitId = nurse.unitId): TakingOver => ({
  fromUnitId,
  takenOverOn: '2024-12-15',
  of: factOn(`rehabcase-${caseId}`),
});

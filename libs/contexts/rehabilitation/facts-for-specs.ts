import { type Actor, type Fact, id, Refusal } from '#kernel';
import type { CaseStatus } from '#contracts/rehabilitation/codes';
import type { OpenedCase } from './case/case.state.js';
import { caseIdOf } from './case/open-case.js';
import type { CaseFact, ConsentFact, CoverFact, InmateFact } from './facts.js';

const RUTAN = 'RUTAN-BANJARNEGARA';
const BNNK = 'BNNK-PURBALINGGA';
const person = (role: string, unitId: string): Actor => ({ id: `staff-${role}`, kind: 'USER', role, unitId });

export const nurse = person('perawat-klinik', RUTAN);
export const clerk = person('kasubsi-pelayanan', RUTAN);
export const karutan = person('karutan', RUTAN);
export const assessor = person('asesor-bnnk', BNNK);
export const agencyHead = person('kepala-bnnk', BNNK);

export const inmateId = id('spec', 'inmate');
export const subject = id('spec', 'subject');
export const caseId = caseIdOf(inmateId, 1);
export const consentId = id('spec', 'consent');
export const agreementId = id('spec', 'agreement');
export const TODAY = '2024-12-16';

export const ownStaff = { unitId: RUTAN };
export const agency = { unitId: BNNK, agreementId };

export const factOn = (stream: string): Fact => ({ stream, revision: 0, hash: 'a'.repeat(64) });

export const inmateThere = (change: Partial<InmateFact['presence']> = {}): InmateFact => ({
  inmateId,
  presence: { subject, unitId: RUTAN, registeredOn: '2024-11-01', ...change },
  basis: factOn(`inmate-${inmateId}`),
});

export const consentGiven = (
  change: Partial<Exclude<ConsentFact['standing'], { status: 'annulled' }>> = {},
): ConsentFact => ({
  consentId,
  standing: {
    status: 'given',
    subject,
    inmateId,
    purposes: ['SCREENING', 'ASSESSMENT', 'REHABILITATION', 'AFTERCARE'],
    since: '2024-11-02',
    ...change,
  },
  basis: factOn(`consent-${consentId}`),
});

export const coveredByOwnStaff: CoverFact = { provider: ownStaff, coverage: 'own-staff' };
export const coveredByAgreement: CoverFact = {
  provider: agency,
  coverage: {
    covered: true,
    revision: 5,
    effectiveOn: '2024-12-01',
    endsOn: '2027-11-30',
    runningCasesMayFinish: true,
  },
  lastDay: '2027-11-30',
  basis: factOn(`agreement-${agreementId}`),
};
export const notCovered: CoverFact = { provider: agency, coverage: { covered: false, why: 'no-agreement' } };

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
    revokedNumbers: [],
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

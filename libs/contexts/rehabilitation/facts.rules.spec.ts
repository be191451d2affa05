import { without } from '#kernel';
import {
  agreementId,
  caseThat,
  consentGiven,
  consentOverridden,
  coveredByAgreement,
  coveredByOwnStaff,
  factOn,
  inmateId,
  inmateThere,
  notCovered,
  refusalOf,
  subject,
} from './facts-for-specs.js';
import {
  basisOf,
  type ConsentFact,
  type CoverFact,
  mustBeConsented,
  mustBeCovered,
  mustBePresent,
  mustTakeEntries,
} from './facts.rules.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('mustBePresent', () => {
  const left = { left: { how: 'RELEASED', on: '2024-12-10', changeId: NOBODY } } as const;
  const on = (day: string, change: Parameters<typeof inmateThere>[0] = {}) =>
    refusalOf(() => {
      mustBePresent(inmateThere(change), day);
    });

  it('lets be whoever is there on the day, the first and the last included (R-1.2)', () => {
    expect(on('2024-11-01')).toEqual(['nothing']);
    expect(on('2024-12-10', left)).toEqual(['nothing']);
  });

  it('refuses a day before the registration or after the inmate left (R-1.2)', () => {
    expect(on('2024-10-31')).toEqual(['before-registration']);
    expect(on('2024-12-11', left)).toEqual(['inmate-left']);
  });

  it('refuses a record that was merged into another (R-1.4)', () => {
    expect(on('2024-12-01', { survivorId: NOBODY })).toEqual(['record-is-duplicate']);
  });
});

describe('mustBeConsented (R-2.1)', () => {
  const asked = { subject, purpose: 'ASSESSMENT', on: '2024-12-16' } as const;
  const to = (fact: ConsentFact, change: Partial<{ subject: string; on: string }> = {}) =>
    refusalOf(() => {
      mustBeConsented(fact, { ...asked, ...change });
    });

  it('lets be what was consented to by that day, or decided without', () => {
    expect(to(consentGiven({ since: '2024-12-16' }))).toEqual(['nothing']);
    expect(to(consentOverridden('VITAL_INTEREST'))).toEqual(['nothing']);
  });

  it.each([
    ['consent-annulled', { ...consentGiven(), standing: { status: 'annulled', annulledOn: '2024-12-15' } }],
    ['consent-of-another', consentGiven({ subject: NOBODY })],
    ['consent-withdrawn', consentGiven({ status: 'withdrawn' })],
    ['consent-for-other-purpose', consentGiven({ purposes: ['SCREENING'] })],
    ['consent-after-service', consentGiven({ since: '2024-12-17' })],
  ] satisfies [string, ConsentFact][])('refuses otherwise: %s', (code, fact) => {
    expect(to(fact)).toEqual([code]);
  });
});

describe('mustTakeEntries', () => {
  const status = (one: 'GIVEN' | 'WITHDRAWN') => ({ consent: { status: one, consentId: NOBODY } });
  const adding = (...input: Parameters<typeof caseThat>) =>
    refusalOf(() => {
      mustTakeEntries(caseThat(...input));
    });

  it('lets an open case be added to', () => {
    expect(adding('SCREENED')).toEqual(['nothing']);
    expect(adding('IN_PROGRAMME', status('GIVEN'))).toEqual(['nothing']);
  });

  it.each(['CLOSED', 'RELEASED', 'DECEASED', 'CONSENT_WITHDRAWN'] as const)('refuses a case that is %s', (status) => {
    expect(adding(status)).toEqual(['case-not-open']);
  });

  it('refuses a case whose consent was withdrawn (R-2.1)', () => {
    expect(adding('IN_PROGRAMME', status('WITHDRAWN'))).toEqual(['consent-withdrawn']);
  });
});

describe('mustBeCovered (R-3.2)', () => {
  const by = (fact: CoverFact, admittedOn?: readonly string[]) =>
    refusalOf(() => {
      mustBeCovered(fact, admittedOn);
    });
  const over = (
    why: 'ENDED' | 'TERMINATED' | 'SUSPENDED' | 'SERVICE_NOT_IN_SCOPE' | 'NOT_YET_EFFECTIVE',
    runningCasesMayFinish = true,
  ): CoverFact => ({
    ...coveredByAgreement,
    coverage: { covered: false, why, runningCasesMayFinish },
    lastDay: '2024-12-10',
  });

  it('lets be own staff and who is covered', () => {
    expect(by(coveredByOwnStaff)).toEqual(['nothing']);
    expect(by(coveredByAgreement)).toEqual(['nothing']);
  });

  it('refuses everybody else, and says why', () => {
    expect(by(notCovered)).toEqual(['no-agreement-in-force', 'not-a-party']);
    for (const why of ['ENDED', 'TERMINATED', 'SUSPENDED', 'SERVICE_NOT_IN_SCOPE', 'NOT_YET_EFFECTIVE'] as const) {
      expect(by(over(why))).toEqual(['no-agreement-in-force', why]);
    }
  });

  it.each(['ENDED', 'TERMINATED'] as const)('lets running cases finish when it is %s and says so (R-5.9)', (why) => {
    expect(by(over(why), ['2024-12-01', '2024-12-10'])).toEqual(['nothing']);
    expect(by(over(why, false), ['2024-12-01'])).toEqual(['no-agreement-in-force', why]);
  });

  it('admits nobody anew after the end (R-5.9)', () => {
    expect(by(over('ENDED'), ['2024-12-01', '2024-12-11'])).toEqual(['no-agreement-in-force', 'ENDED']);
    expect(by(over('ENDED'), [])).toEqual(['no-agreement-in-force', 'ENDED']);
  });

  it('lets nobody finish while it is suspended, or what it never covered (R-5.9)', () => {
    expect(by(over('SUSPENDED'), ['2024-12-01'])).toEqual(['no-agreement-in-force', 'SUSPENDED']);
    expect(by(over('SERVICE_NOT_IN_SCOPE'), ['2024-12-01'])).toEqual(['no-agreement-in-force', 'SERVICE_NOT_IN_SCOPE']);
    expect(by(without(over('ENDED'), 'lastDay'), ['2024-12-01'])).toEqual(['no-agreement-in-force', 'ENDED']);
  });
});

describe('The refusal of who is not covered', () => {
  const saying = (fact: CoverFact) => () => {
    mustBeCovered(fact);
  };
  const why = (one: 'SUSPENDED' | 'ENDED' | 'NOT_SIGNED'): CoverFact => ({
    ...coveredByAgreement,
    coverage: { covered: false, why: one, runningCasesMayFinish: false },
  });
  const said = `Agreement ${agreementId} does not cover SCREENING by BNNK-PURBALINGGA at RUTAN-BANJARNEGARA on 2024-12-06. It covers `;

  it('says what the agreement covers instead', () => {
    expect(saying(why('ENDED'))).toThrow(`${said}SCREENING there from 2024-12-01 to 2027-11-30: choose`);
    expect(saying(why('SUSPENDED'))).toThrow('to 2027-11-30, but is suspended on that day: choose');
    expect(saying(without(why('NOT_SIGNED'), 'covers'))).toThrow(`${said}nothing before every party has signed`);
    expect(saying(notCovered)).toThrow(`${said}none of its services`);
  });

  it('does not call one that is not named, or not there, one that is not in force', () => {
    const coverage = (one: 'not-named' | 'unknown') => ({ covered: false, why: one }) as const;
    const { unitId } = notCovered.provider;
    expect(saying({ ...notCovered, provider: { unitId }, coverage: coverage('not-named') })).toThrow(
      'BNNK-PURBALINGGA serves at RUTAN-BANJARNEGARA under an agreement only: name it as agreementId.',
    );
    expect(saying({ ...notCovered, coverage: coverage('unknown') })).toThrow(
      `There is no agreement with the id ${agreementId}: name one that covers SCREENING by`,
    );
  });
});

describe('basisOf', () => {
  it('cites each stream once, and what was not read not at all (D12)', () => {
    const inmate = inmateThere();
    const cited = basisOf(inmate, undefined, coveredByOwnStaff, coveredByAgreement, inmate, coveredByAgreement);
    expect(cited).toEqual([factOn(`inmate-${inmateId}`), factOn(`agreement-${agreementId}`)]);
  });
});

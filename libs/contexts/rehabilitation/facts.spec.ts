import { type AnyEvent, Refusal } from '#kernel';
import { type AgreementEvent, type AgreementEventData, agreementEvents } from '#contracts/cooperation/agreement.events';
import { type InmateEvent, inmateEvents } from '#contracts/custody/inmate.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import type { Service } from '#contracts/cooperation/codes';
import { consentEvents } from '#contracts/rehabilitation/consent.events';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { recording } from '#platform/specs';
import {
  agency,
  agreementId,
  caseId,
  caseThat,
  clerk,
  consentGiven,
  coveredByAgreement,
  coveredByOwnStaff,
  factOn,
  inmateId,
  inmateThere,
  karutan,
  notCovered,
  nurse,
  ownStaff,
  subject,
} from './facts-for-specs.js';
import {
  basisOf,
  caseFact,
  consentFact,
  type ConsentFact,
  type CoverFact,
  coverFact,
  inmateFact,
  mustBeConsented,
  mustBeCovered,
  mustBePresent,
  mustTakeEntries,
  templateFact,
} from './facts.js';

const RUTAN = nurse.unitId;
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** The code with which a rule refuses, and what is behind it; 'nothing' when it does not. */
function refused(rule: () => void): readonly string[] {
  try {
    rule();
    return ['nothing'];
  } catch (error) {
    if (error instanceof Refusal) return [error.code, ...(error.problems ?? []).map(String)];
    throw error;
  }
}

describe('mustBePresent', () => {
  const left = { left: { how: 'RELEASED', on: '2024-12-10', changeId: NOBODY } } as const;
  const on = (day: string, change: Parameters<typeof inmateThere>[0] = {}) =>
    refused(() => {
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
    refused(() => {
      mustBeConsented(fact, { ...asked, ...change });
    });

  it('lets be what was consented to by that day, or decided without', () => {
    expect(to(consentGiven({ since: '2024-12-16' }))).toEqual(['nothing']);
    expect(to(consentGiven({ status: 'overridden' }))).toEqual(['nothing']);
  });

  it.each([
    ['consent-annulled', { ...consentGiven(), standing: { status: 'annulled' } }],
    ['consent-of-another', consentGiven({ subject: NOBODY })],
    ['consent-withdrawn', consentGiven({ status: 'withdrawn' })],
    ['consent-for-other-purpose', consentGiven({ purposes: ['SCREENING'] })],
    ['consent-after-service', consentGiven({ since: '2024-12-17' })],
  ] satisfies [string, ConsentFact][])('refuses otherwise: %s', (code, fact) => {
    expect(to(fact)).toEqual([code]);
  });
});

describe('mustTakeEntries', () => {
  const standing = (one: 'GIVEN' | 'WITHDRAWN') => ({ consent: { standing: one, consentId: NOBODY } });
  const adding = (...told: Parameters<typeof caseThat>) =>
    refused(() => {
      mustTakeEntries(caseThat(...told));
    });

  it('lets an open case be added to', () => {
    expect(adding('SCREENED')).toEqual(['nothing']);
    expect(adding('IN_PROGRAMME', standing('GIVEN'))).toEqual(['nothing']);
  });

  it.each(['CLOSED', 'RELEASED', 'DECEASED', 'CONSENT_WITHDRAWN'] as const)('refuses a case that is %s', (status) => {
    expect(adding(status)).toEqual(['case-not-open']);
  });

  it('refuses a case whose consent was withdrawn (R-2.1)', () => {
    expect(adding('IN_PROGRAMME', standing('WITHDRAWN'))).toEqual(['consent-withdrawn']);
  });
});

describe('mustBeCovered (R-3.2)', () => {
  const by = (fact: CoverFact, admittedOn?: readonly string[]) =>
    refused(() => {
      mustBeCovered(fact, admittedOn);
    });
  const over = (
    why: 'ended' | 'terminated' | 'suspended' | 'service-not-in-scope' | 'not-yet-effective',
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
    expect(by(notCovered)).toEqual(['no-agreement-in-force', 'no-agreement']);
    for (const why of ['ended', 'terminated', 'suspended', 'service-not-in-scope', 'not-yet-effective'] as const) {
      expect(by(over(why))).toEqual(['no-agreement-in-force', why]);
    }
  });

  it.each(['ended', 'terminated'] as const)('lets running cases finish when it is %s and says so (R-5.9)', (why) => {
    expect(by(over(why), ['2024-12-01', '2024-12-10'])).toEqual(['nothing']);
    expect(by(over(why, false), ['2024-12-01'])).toEqual(['no-agreement-in-force', why]);
  });

  it('admits nobody anew after the end (R-5.9)', () => {
    expect(by(over('ended'), ['2024-12-01', '2024-12-11'])).toEqual(['no-agreement-in-force', 'ended']);
    expect(by(over('ended'), [])).toEqual(['no-agreement-in-force', 'ended']);
  });

  it('lets nobody finish while it is suspended, or what it never covered (R-5.9)', () => {
    expect(by(over('suspended'), ['2024-12-01'])).toEqual(['no-agreement-in-force', 'suspended']);
    expect(by(over('service-not-in-scope'), ['2024-12-01'])).toEqual(['no-agreement-in-force', 'service-not-in-scope']);
    const { coverage, provider } = over('ended');
    expect(by({ coverage, provider }, ['2024-12-01'])).toEqual(['no-agreement-in-force', 'ended']);
  });
});

const scope: AgreementEventData<'MoUSigned'>['scope'] = [{ service: 'SCREENING', unitIds: [RUTAN] }];
const term = { effectiveOn: '2024-12-01', endsOn: '2024-12-20', runningCasesMayFinish: true };
const party = (unitId: string) => ({
  partyId: NOBODY,
  institution: unitId,
  unitId,
  address: 'Jalan Contoh 1',
  signatory: { office: 'Kepala', staffId: 'staff-head' },
});
const proposed: AgreementEvent = {
  type: 'AgreementProposed',
  data: {
    kind: 'NOTA_KESEPAHAMAN',
    title: 'Rehabilitasi',
    parties: [party(RUTAN), party(agency.unitId)],
    scope,
    term,
    clauses: [],
    proposedBy: clerk.id,
    termsVersion: 1,
  },
};
const signed: AgreementEvent = {
  type: 'MoUSigned',
  data: { signedOn: '2024-11-20', ...term, scope, partyUnitIds: [RUTAN, agency.unitId] },
};
const suspended: AgreementEvent = {
  type: 'AgreementSuspended',
  data: { suspendedOn: '2024-12-05', reasonCode: 'FORCE_MAJEURE', suspendedBy: karutan.id },
};
const terminated: AgreementEvent = {
  type: 'AgreementTerminated',
  data: {
    reasonCode: 'BREACH',
    noticeOn: '2024-12-01',
    effectiveOn: '2024-12-10',
    casesInProgress: [],
    terminatedBy: karutan.id,
    termsVersion: 1,
  },
};

const definitions = [...agreementEvents, ...inmateEvents, ...consentEvents, ...caseEvents, ...programmeTemplateEvents];
const STREAM = `agreement-${agreementId}`;

async function written(stream: string, ...happened: readonly AnyEvent[]) {
  const log = recording(definitions);
  for (const event of happened) await log.write(stream, karutan, event);
  const head = (await log.events()).at(-1);
  const basis = { stream, revision: happened.length - 1, hash: head?.metadata.hash };
  return { log, basis };
}

describe('coverFact', () => {
  const cover = async (
    happened: readonly AgreementEvent[],
    { on = '2024-12-06', service = 'SCREENING', provider = agency }: Partial<Asked> = {},
  ) => {
    const { log, basis } = await written(STREAM, ...happened);
    return { fact: await coverFact(log.engine, provider, service, RUTAN, on), basis };
  };
  interface Asked {
    readonly on: string;
    readonly service: Service;
    readonly provider: { readonly unitId: string; readonly agreementId?: string };
  }

  it('asks no agreement of own staff', async () => {
    expect((await cover([], { provider: ownStaff })).fact).toEqual(coveredByOwnStaff);
  });

  it('rests on the head of the agreement (D12)', async () => {
    const { fact, basis } = await cover([proposed, signed]);
    const coverage = { covered: true, revision: 1, ...term };
    expect(fact).toEqual({ provider: agency, coverage, lastDay: '2024-12-20', basis });
  });

  it.each([
    ['no-agreement', [], {}],
    ['no-agreement', [proposed, signed], { provider: { unitId: agency.unitId } }],
    ['not-a-party', [proposed, signed], { provider: { ...agency, unitId: 'BNNK-CILACAP' } }],
    ['not-signed', [proposed], {}],
    ['service-not-in-scope', [proposed, signed], { service: 'ASSESSMENT' }],
    ['not-yet-effective', [proposed, signed], { on: '2024-11-30' }],
    ['ended', [proposed, signed], { on: '2024-12-21' }],
    ['suspended', [proposed, signed, suspended], {}],
    ['terminated', [proposed, signed, terminated], { on: '2024-12-10' }],
  ] satisfies [string, AgreementEvent[], Partial<Asked>][])('says why not: %s', async (why, happened, asked) => {
    const { fact } = await cover(happened, asked);
    expect(fact.coverage).toMatchObject({ covered: false, why });
    expect(
      refused(() => {
        mustBeCovered(fact);
      }),
    ).toEqual(['no-agreement-in-force', why]);
  });

  it('knows the parties of the latest draft', async () => {
    const revised: AgreementEvent = {
      type: 'AgreementDraftRevised',
      data: { parties: [party(RUTAN), party('BNNK-CILACAP')], revisedBy: clerk.id, termsVersion: 2 },
    };
    expect((await cover([proposed, revised, signed])).fact.coverage).toMatchObject({ why: 'not-a-party' });
  });

  const finishing = async (happened: readonly AgreementEvent[], asked: Partial<Asked>) => {
    const { fact } = await cover(happened, asked);
    return refused(() => {
      mustBeCovered(fact, ['2024-12-02']);
    });
  };

  it('lets running cases finish after the end, and after a termination (R-5.9)', async () => {
    expect(await finishing([proposed, signed], { on: '2024-12-21' })).toEqual(['nothing']);
    expect(await finishing([proposed, signed, terminated], { on: '2024-12-11' })).toEqual(['nothing']);
  });

  it('lets nobody finish what it did not cover on its last day (R-5.9)', async () => {
    const after = { on: '2024-12-21' };
    const refusal = ['no-agreement-in-force', 'ended'];
    expect(await finishing([proposed, signed], { ...after, service: 'ASSESSMENT' })).toEqual(refusal);
    expect(await finishing([proposed, signed, suspended], after)).toEqual(refusal);
  });
});

describe('a fact of another record', () => {
  const registered: InmateEvent = {
    type: 'InmateRegistered',
    data: {
      subject,
      name: 'Satu Contoh',
      sex: 'MALE',
      registerNumber: 'A.III/12',
      registerPeriod: '2024',
      custodyStatus: 'A_III',
      registeredOn: '2024-11-01',
    },
  };

  it('is the inmate as the register knows them', async () => {
    const { log, basis } = await written(`inmate-${inmateId}`, registered);
    const presence = { subject, unitId: RUTAN, registeredOn: '2024-11-01' };
    expect(await inmateFact(log.engine, inmateId)).toEqual({ inmateId, presence, basis });
  });

  it('is not of an inmate whose registration was annulled', async () => {
    const { log } = await written(`inmate-${inmateId}`, registered);
    const of = await log.lastEntryOf(`inmate-${inmateId}`);
    const annulment = { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: karutan.id };
    await log.write(`inmate-${inmateId}`, karutan, { type: 'InmateEntryAnnulled', data: annulment });
    await expect(inmateFact(log.engine, inmateId)).rejects.toThrow('There is no inmate with that id.');
  });

  it('is the standing of a consent', async () => {
    const data = { purposes: ['SCREENING'], form: 'WRITTEN', givenOn: '2024-12-02', basis: [factOn(STREAM)] };
    const { log, basis } = await written(`consent-${NOBODY}`, {
      type: 'ConsentGiven',
      data: { subject, inmateId, ...data },
    });
    const standing = { status: 'given', subject, inmateId, purposes: ['SCREENING'], since: '2024-12-02' };
    expect(await consentFact(log.engine, NOBODY)).toEqual({ consentId: NOBODY, standing, basis });
  });

  it('is the course of a case', async () => {
    const data = { subject, inmateId, episode: 1, openedOn: '2024-12-02', basis: [factOn(STREAM)] };
    const { log, basis } = await written(`rehabcase-${caseId}`, { type: 'RehabCaseOpened', data });
    const fact = await caseFact(log.engine, caseId);
    expect(fact).toMatchObject({ caseId, case: { status: 'SCREENING_DUE', unitId: RUTAN, inmateId }, basis });
  });

  it('is a template with the day on which it is retired', async () => {
    const template = {
      code: 'REHAB-30',
      title: 'Tiga puluh hari',
      validFrom: '2024-01-01',
      days: 30,
      severity: { from: 4, to: 5 },
      phases: [{ code: 'CORE', title: 'Inti', days: 30 }],
      modules: [{ code: 'GROUP', title: 'Kelompok', kind: 'GROUP', mandatory: true, sessions: 8 }],
      minimumDosagePercent: 80,
      maximumGroupSize: 30,
      amendableForDays: 7,
      screeningValidForDays: 90,
      quorum: ['DOCTOR'],
    };
    const published = { type: 'ProgrammeTemplatePublished', data: template };
    const retired = { type: 'ProgrammeTemplateRetired', data: { retiredOn: '2024-12-31', reasonCode: 'REPLACED' } };
    const { log, basis } = await written(`programmetemplate-${NOBODY}`, published, retired);
    const fact = await templateFact(log.engine, NOBODY);
    expect(fact).toEqual({ templateId: NOBODY, template, unitId: RUTAN, retiredOn: '2024-12-31', basis });
  });

  it('is not to be had of what does not exist', async () => {
    const { engine } = recording(definitions);
    await expect(inmateFact(engine, NOBODY)).rejects.toThrow('There is no inmate with that id.');
    await expect(consentFact(engine, NOBODY)).rejects.toThrow('There is no consent with that id.');
    await expect(caseFact(engine, NOBODY)).rejects.toThrow('There is no case with that id.');
    await expect(templateFact(engine, NOBODY)).rejects.toThrow('There is no programme template with that id.');
  });
});

describe('basisOf', () => {
  it('cites each stream once, and what was not read not at all (D12)', () => {
    const inmate = inmateThere();
    const cited = basisOf(inmate, undefined, coveredByOwnStaff, coveredByAgreement, inmate, coveredByAgreement);
    expect(cited).toEqual([factOn(`inmate-${inmateId}`), factOn(STREAM)]);
  });
});

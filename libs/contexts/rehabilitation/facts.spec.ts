import type { AnyEvent } from '#kernel';
import { type AgreementEvent, type AgreementEventData, agreementEvents } from '#contracts/cooperation/agreement.events';
import type { Service } from '#contracts/cooperation/codes';
import { type InmateEvent, inmateEvents } from '#contracts/custody/inmate.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { consentEvents } from '#contracts/rehabilitation/consent.events';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { recording } from '#platform/for-specs';
import { giving, recordedOf, withdrawal } from './consent/consent-for-specs.js';
import {
  agency,
  agreementId,
  caseId,
  clerk,
  coveredByAgreement,
  coveredByOwnStaff,
  factOn,
  inmateId,
  karutan,
  nurse,
  ownStaff,
  refusalOf,
  subject,
} from './facts-for-specs.js';
import { caseFact, consentFact, coverFact, inmateFact, mustBeCovered, templateFact } from './facts.js';

const RUTAN = nurse.unitId;
const NOBODY = '00000000-0000-4000-8000-000000000000';

const scope: AgreementEventData<'MoUSigned'>['scope'] = [{ service: 'SCREENING', unitIds: [RUTAN] }];
const term = { effectiveOn: '2024-12-01', endsOn: '2024-12-20', runningCasesMayFinish: true };
const party = (unitId: string) => ({
  partyId: NOBODY,
  institution: unitId,
  unitId,
  address: 'Jalan Contoh 1',
  signatory: { office: 'Kepala', staffId: karutan.staffId },
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
    proposedBy: clerk.staffId,
    termsVersion: 1,
  },
};
const signed: AgreementEvent = {
  type: 'MoUSigned',
  data: {
    number: 'NK/1/2024',
    textSha256: 'a'.repeat(64),
    signedOn: '2024-11-20',
    ...term,
    scope,
    partyUnitIds: [RUTAN, agency.unitId],
  },
};
const suspended: AgreementEvent = {
  type: 'AgreementSuspended',
  data: { suspendedOn: '2024-12-05', reasonCode: 'FORCE_MAJEURE', suspendedBy: karutan.staffId },
};
const terminated: AgreementEvent = {
  type: 'AgreementTerminated',
  data: {
    reasonCode: 'BREACH',
    noticeOn: '2024-12-01',
    effectiveOn: '2024-12-10',
    casesInProgress: [],
    terminatedBy: karutan.staffId,
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

  it('asks no agreement of own staff, and finds none that is not named or not there', async () => {
    expect((await cover([], { provider: ownStaff })).fact).toEqual(coveredByOwnStaff);
    const { unitId } = agency;
    expect((await cover([], { provider: { unitId } })).fact.coverage).toMatchObject({ why: 'not-named' });
    expect((await cover([])).fact.coverage).toMatchObject({ why: 'unknown' });
  });

  it('rests on the head of the agreement (D12)', async () => {
    const { fact, basis } = await cover([proposed, signed]);
    const covers = { services: ['SCREENING'], from: '2024-12-01', to: '2024-12-20' };
    const coverage = { covered: true, revision: 1, ...term };
    expect(fact).toEqual({ ...coveredByAgreement, coverage, lastDay: covers.to, covers, basis });
  });

  it.each([
    ['not-a-party', [proposed, signed], { provider: { ...agency, unitId: 'BNNK-CILACAP' } }],
    ['NOT_SIGNED', [proposed], {}],
    ['SERVICE_NOT_IN_SCOPE', [proposed, signed], { service: 'ASSESSMENT' }],
    ['NOT_YET_EFFECTIVE', [proposed, signed], { on: '2024-11-30' }],
    ['ENDED', [proposed, signed], { on: '2024-12-21' }],
    ['SUSPENDED', [proposed, signed, suspended], {}],
    ['TERMINATED', [proposed, signed, terminated], { on: '2024-12-10' }],
  ] satisfies [string, AgreementEvent[], Partial<Asked>][])('says why not: %s', async (why, happened, asked) => {
    const { fact } = await cover(happened, asked);
    expect(fact.coverage).toMatchObject({ covered: false, why });
    expect(
      refusalOf(() => {
        mustBeCovered(fact);
      }),
    ).toEqual(['no-agreement-in-force', why]);
  });

  it('knows the parties of the latest draft', async () => {
    const revised: AgreementEvent = {
      type: 'AgreementDraftRevised',
      data: { parties: [party(RUTAN), party('BNNK-CILACAP')], revisedBy: clerk.staffId, termsVersion: 2 },
    };
    expect((await cover([proposed, revised, signed])).fact.coverage).toMatchObject({ why: 'not-a-party' });
  });

  const finishing = async (happened: readonly AgreementEvent[], asked: Partial<Asked>) => {
    const { fact } = await cover(happened, asked);
    return refusalOf(() => {
      mustBeCovered(fact, ['2024-12-02']);
    });
  };

  it('lets running cases finish after the end, and after a termination (R-5.9)', async () => {
    expect(await finishing([proposed, signed], { on: '2024-12-21' })).toEqual(['nothing']);
    expect(await finishing([proposed, signed, terminated], { on: '2024-12-11' })).toEqual(['nothing']);
  });

  it('lets nobody finish what it did not cover on its last day (R-5.9)', async () => {
    const after = { on: '2024-12-21' };
    const refusal = ['no-agreement-in-force', 'ENDED'];
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
    const annulment = { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: karutan.staffId };
    await log.write(`inmate-${inmateId}`, karutan, { type: 'InmateEntryAnnulled', data: annulment });
    await expect(inmateFact(log.engine, inmateId)).rejects.toThrow('There is no inmate with that id.');
  });

  it('is the standing of a consent, and what rests on it (D1)', async () => {
    const given = { type: 'ConsentGiven', data: { ...recordedOf(giving), basis: [factOn(STREAM)] } };
    const { log, basis } = await written(`consent-${NOBODY}`, given);
    const standing = {
      status: 'given',
      subject,
      inmateId,
      purposes: ['SCREENING', 'REHABILITATION'],
      since: '2024-12-02',
    };
    const ground = { kind: 'CONSENT', legalBasis: 'CONSENT', subject };
    expect(await consentFact(log.engine, NOBODY)).toEqual({ consentId: NOBODY, standing, basis, ground });
    await log.write(`consent-${NOBODY}`, karutan, {
      type: 'ConsentWithdrawn',
      data: { subject, inmateId, ...withdrawal },
    });
    expect(await consentFact(log.engine, NOBODY)).not.toHaveProperty('ground');
  });

  it('is the course of a case', async () => {
    const data = { subject, inmateId, episode: 1, openedOn: '2024-12-02', basis: [factOn(STREAM)] };
    const { log, basis } = await written(`rehabcase-${caseId}`, { type: 'RehabCaseOpened', data });
    const fact = await caseFact(log.engine, caseId);
    expect(fact).toMatchObject({ caseId, case: { status: 'SCREENING_DUE', unitId: RUTAN, inmateId }, basis });
  });

  it('is a template with the day on which it is retired', async () => {
    const template = {
      code: 'REHAB_30',
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

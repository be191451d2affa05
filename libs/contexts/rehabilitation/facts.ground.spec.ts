import { id } from '#kernel';
import { OVERRIDE_BASES } from '#contracts/rehabilitation/codes';
import { overriding } from './consent/consent-for-specs.js';
import { caseId, factOn, inmateId, karutan, nurse, ownStaff, subject } from './facts-for-specs.js';
import { rutan } from './screening/histories-for-specs.js';
import { education, interview, LOW, recording, scheduling } from './screening/screening-for-specs.js';

const overrideId = id('spec', 'override');

async function played() {
  const its = await rutan();
  const about = async (type: string) =>
    (await its.log.events()).findLast((event) => event.type === type)?.metadata.about;
  const override = (overrideBasis: string) =>
    its.log.write(`consent-${overrideId}`, karutan, {
      type: 'ConsentOverridden',
      data: {
        subject,
        inmateId,
        ...overriding,
        overrideBasis,
        approvedBy: karutan.staffId,
        basis: [factOn(`inmate-${inmateId}`)],
      },
    });
  const screen = (change: object = {}, context: object = {}) =>
    its.send({ type: 'RecordScreening', data: { ...recording, ...change } }, { context });
  return { ...its, about, override, screen };
}

describe('on what a service rests (D1)', () => {
  it('is the consent that it cites, before the agreement; the case that is opened for it too', async () => {
    const { screen, about } = await played();
    await screen();
    for (const type of ['RehabCaseOpened', 'InmateScreened', 'RehabCaseAdvanced']) {
      expect([type, await about(type)]).toEqual([type, [{ subject, caseId, legalBasis: 'CONSENT' }]]);
    }
  });

  it.each(OVERRIDE_BASES)('is %s when consent was overridden on it', async (legalBasis) => {
    const { override, screen, about } = await played();
    await override(legalBasis);
    await screen({ consentId: overrideId });
    for (const type of ['RehabCaseOpened', 'InmateScreened', 'RehabCaseAdvanced']) {
      expect([type, await about(type)]).toEqual([type, [{ subject, caseId, legalBasis }]]);
    }
  });

  it('is the agreement when it cites no consent', async () => {
    const { send, about } = await played();
    await send({ type: 'ScheduleScreening', data: scheduling });
    for (const type of ['RehabCaseOpened', 'ScreeningScheduled']) {
      expect([type, await about(type)]).toEqual([type, [{ subject, caseId, legalBasis: 'AGREEMENT' }]]);
    }
  });

  it('is what its type says when it cites neither', async () => {
    const { send, screen, about } = await played();
    await send({ type: 'ScheduleScreening', data: { ...scheduling, provider: ownStaff } }, { by: nurse });
    expect(await about('ScreeningScheduled')).toEqual([{ subject, caseId, legalBasis: 'LEGAL_DUTY' }]);
    expect(await about('RehabCaseOpened')).toEqual([{ subject, caseId, legalBasis: 'LEGAL_DUTY' }]);
    const { id: target } = await screen({ answers: LOW, screenedOn: '2024-12-16' });
    const data = { ...education, givenOn: '2024-12-16' };
    await send({ type: 'GiveBasicEducation', data }, { target, by: nurse });
    expect(await about('BriefEducationGiven')).toEqual([{ subject, caseId, legalBasis: 'LEGAL_DUTY' }]);
    expect(await about('RehabCaseAdvanced')).toEqual([{ subject, caseId, legalBasis: 'LEGAL_DUTY' }]);
  });

  it('is for a correction and an annulment what it is for the entry, and for what follows from them', async () => {
    const { override, screen, send, about, log } = await played();
    await override('VITAL_INTEREST');
    const { id: target } = await screen({ consentId: overrideId });
    const of = await log.lastEntryOf(`screening-${target}`);
    const said = { of, reasonCode: 'WRITTEN_WRONGLY', screening: { ...interview, answers: LOW } } as const; // on a consent now
    await send({ type: 'CorrectScreeningEntry', data: said }, { target });
    const expected = [{ subject, caseId, legalBasis: 'VITAL_INTEREST' }];
    expect(await about('ScreeningEntryCorrected')).toEqual(expected);
    expect(await about('RehabCaseAdvanced')).toEqual(expected);
    await send({ type: 'AnnulScreeningEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, { target, by: nurse });
    expect(await about('ScreeningEntryAnnulled')).toEqual(expected);
    expect(await about('RehabCaseSetBack')).toEqual(expected);
  });

  it('is nothing that a client says', async () => {
    const { screen, about } = await played();
    await screen({}, { legalBasis: 'PUBLIC_TASK' });
    expect(await about('InmateScreened')).toEqual([{ subject, caseId, legalBasis: 'CONSENT' }]);
  });
});

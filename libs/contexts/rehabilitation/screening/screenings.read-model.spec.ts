import { person } from '#kernel/given-for-specs';
import { assessor, caseId, clerk, inmateId, nurse, subject } from '../facts-for-specs.js';
import { rutan } from './histories-for-specs.js';
import {
  certificate,
  education,
  HIGH,
  interview,
  LOW,
  MODERATE,
  recording,
  refusal,
  scheduling,
} from './screening-for-specs.js';
import { personOf as inmate } from '../people-for-specs.js';
import { screening, screenings, screeningsKept } from './screenings.read-model.js';

const stranger = { ...nurse, unitId: 'RUTAN-WONOSOBO' };
const auditor = person('auditor', 'auditor', nurse.unitId);
const of = (n: number) => {
  const { inmateId, consentId } = inmate(n);
  return { inmateId, consentId };
};

async function asked(inmates = 1) {
  const its = await rutan(inmates);
  const answers = its.log.answers(screeningsKept);
  return {
    ...its,
    list: async (question: object, by = nurse) => (await answers.page(screenings, question, by)).items,
    one: (id: string, by: typeof nurse = nurse) => answers.one(screening, { id }, by),
    record: (n: number, answers = HIGH, screenedOn = '2024-12-12') =>
      its.send({ type: 'RecordScreening', data: { ...recording, ...of(n), answers, screenedOn } }),
    schedule: (n: number, scheduledOn = '2024-12-20') =>
      its.send({ type: 'ScheduleScreening', data: { ...scheduling, inmateId: inmate(n).inmateId, scheduledOn } }),
  };
}

describe('screenings', () => {
  it('lists the latest first, by inmate, case, risk band, status and period, without answers', async () => {
    const { list, record, schedule } = await asked(3);
    await record(0);
    await record(1, MODERATE, '2024-12-13');
    await schedule(2);
    const ids = async (question: object) => (await list(question)).map((one) => one.inmateId);
    const [first, second, third] = [0, 1, 2].map((n) => inmate(n).inmateId);
    expect(await ids({})).toEqual([third, second, first]);
    expect(await ids({ inmateId })).toEqual([first]);
    expect(await ids({ caseId })).toEqual([first]);
    expect(await ids({ riskBand: 'MODERATE' })).toEqual([second]);
    expect(await ids({ status: 'SCHEDULED' })).toEqual([third]);
    expect(await ids({ from: '2024-12-13', to: '2024-12-19' })).toEqual([second]);
    expect(await ids({ to: '2024-12-12' })).toEqual([first]);
    expect(JSON.stringify(await list({}))).not.toMatch(/sealed|answers|score|subject/);
  });

  it('is read by who screens and whose inmate it is, and by nobody else', async () => {
    const { list, one, record } = await asked();
    const { id } = await record(0);
    expect(await list({}, assessor)).toHaveLength(1);
    expect(await list({}, stranger)).toEqual([]);
    await expect(one(id, stranger)).rejects.toThrow('There is no screening with that id.');
  });

  it('follows a screening from its plan to the education, and back', async () => {
    const { send, log, one, schedule } = await asked();
    const { id } = await schedule(0, '2024-12-16');
    expect(await one(id)).toMatchObject({ status: 'SCHEDULED', screeningOn: '2024-12-16' });
    const today = { ...interview, answers: LOW, screenedOn: '2024-12-16' };
    await send({ type: 'RecordScheduledScreening', data: today }, { target: id });
    const screened = await log.lastEntryOf(`screening-${id}`);
    await send(
      { type: 'GiveBasicEducation', data: { ...education, givenOn: '2024-12-16' } },
      { target: id, by: nurse },
    );
    expect(await one(id)).toMatchObject({
      status: 'EDUCATED',
      riskBand: 'LOW',
      scheduledOn: '2024-12-16',
      educatedOn: '2024-12-16',
      educations: [{ topics: education.topics, givenBy: nurse.staffId }],
    });
    const annul = async (of: string, by: typeof nurse) =>
      send({ type: 'AnnulScreeningEntry', data: { of, reasonCode: 'WRONG_RECORD' } }, { target: id, by });
    await annul(await log.lastEntryOf(`screening-${id}`), assessor);
    await annul(screened, nurse);
    const back = await one(id);
    expect(back).toMatchObject({ status: 'SCHEDULED', interviews: [{ annulled: { approvedBy: nurse.staffId } }] });
    expect(back).not.toHaveProperty('riskBand');
  });

  it('says why there was no interview, and keeps what was annulled', async () => {
    const { send, log, one, list, schedule } = await asked(2);
    const { id } = await schedule(0);
    await send({ type: 'RefuseScreening', data: refusal }, { target: id });
    const { reasonCode, refusedOn } = refusal;
    const summary = { status: 'REFUSED', refusedOn, screeningOn: refusedOn };
    expect(await one(id)).toMatchObject({ ...summary, refusals: [{ refusedOn, reasonCode, on: refusedOn }] });
    const closed = await one(id, clerk);
    expect(closed).toMatchObject({ ...summary, refusals: [{ refusedOn, withheld: ['health'] }] });
    expect(JSON.stringify([closed, await list({})])).not.toContain(reasonCode);
    const other = await schedule(1);
    const entry = await log.lastEntryOf(`screening-${other.id}`);
    await send(
      { type: 'AnnulScreeningEntry', data: { of: entry, reasonCode: 'DID_NOT_HAPPEN' } },
      { target: other.id, by: nurse },
    );
    expect(await one(other.id)).toMatchObject({ status: 'ANNULLED', screeningOn: '2024-12-20' });
  });
});

describe('screening', () => {
  it.each([nurse, assessor])('shows $role the form as it was told, and records that (D8)', async (by) => {
    const { one, record, log } = await asked();
    const { id } = await record(0);
    const { interviews } = await one(id, by);
    expect(interviews).toMatchObject([
      {
        answers: HIGH,
        riskBand: 'HIGH',
        scores: expect.arrayContaining([{ scale: 'amphetamine', score: 37 }]) as [],
        certificate,
        language: 'jv',
        scorerVersion: '1',
      },
    ]);
    const views = (await log.events()).filter(({ type }) => type === 'RecordsViewed');
    expect(views.map(({ data }) => data)).toMatchObject([{ purpose: 'screening', subjects: [subject, id].sort() }]);
  });

  it.each([clerk, auditor])('shows $role the risk band and opens nothing (domain 5.5)', async (by) => {
    const { one, record, log } = await asked();
    const { id } = await record(0);
    const shown = await one(id, by);
    const { validFrom, validUntil } = certificate;
    expect(shown).toMatchObject({
      riskBand: 'HIGH',
      interviews: [
        { riskBand: 'HIGH', withheld: ['health'], certificate: { validFrom, validUntil, withheld: ['identity'] } },
      ],
    });
    expect(JSON.stringify(shown)).not.toContain(certificate.number);
    expect(JSON.stringify(shown)).not.toMatch(/"(sealed|answers|scores|ct)"/);
    expect((await log.events()).map(({ type }) => type)).not.toContain('RecordsViewed');
  });

  it('shows what was said first and what is known now (D12)', async () => {
    const { one, record, send, log } = await asked();
    const { id } = await record(0);
    const entry = await log.lastEntryOf(`screening-${id}`);
    const said = { of: entry, reasonCode: 'WRITTEN_WRONGLY', screening: { ...interview, answers: LOW } } as const;
    await send({ type: 'CorrectScreeningEntry', data: said }, { target: id });
    expect(await one(id)).toMatchObject({
      riskBand: 'LOW',
      interviews: [
        { answers: LOW, correctionReasonCode: 'WRITTEN_WRONGLY', earlier: [{ answers: HIGH, riskBand: 'HIGH' }] },
      ],
    });
  });

  it('shows why there was no interview beside why that was corrected (D12)', async () => {
    const { send, log, one, schedule } = await asked();
    const { id } = await schedule(0);
    await send({ type: 'RefuseScreening', data: refusal }, { target: id });
    const of = await log.lastEntryOf(`screening-${id}`);
    const said = { of, reasonCode: 'WRITTEN_WRONGLY', refusal: { ...refusal, reasonCode: 'LANGUAGE' } } as const;
    await send({ type: 'CorrectScreeningEntry', data: said }, { target: id });
    const { refusals } = await one(id);
    expect(refusals).toMatchObject([
      {
        reasonCode: 'LANGUAGE',
        correctionReasonCode: 'WRITTEN_WRONGLY',
        earlier: [{ reasonCode: refusal.reasonCode }],
      },
    ]);
  });

  it('says what is gone with the key (D8)', async () => {
    const { one, record, log } = await asked();
    const { id } = await record(0);
    await log.keyring.destroy(subject);
    const { interviews } = await one(id);
    expect(interviews).toMatchObject([{ riskBand: 'HIGH', gone: ['health'] }]);
    expect((interviews as object[])[0]).not.toHaveProperty('answers');
  });
});

import { jest } from '@jest/globals';
import { agency, agencyHead, clerk, inmateId, nurse, subject } from '../facts-for-specs.js';
import { assist } from '../instruments/assist.js';
import { rutan } from './histories-for-specs.js';
import { education, HIGH, interview, LOW, recording } from './screening-for-specs.js';

const record = { type: 'RecordScreening', data: recording } as const;
const recordLow = { type: 'RecordScreening', data: { ...recording, answers: LOW } } as const;

describe('what corrects a screening', () => {
  it('holds the education to the gate of the day that it is corrected to (R-3.2, D12)', async () => {
    const { send, log } = await rutan();
    const { id } = await send(recordLow);
    await send({ type: 'GiveBasicEducation', data: education }, { target: id });
    const of = await log.lastEntryOf(`screening-${id}`);
    const ended = {
      reasonCode: 'BREACH',
      noticeOn: '2024-12-01',
      effectiveOn: '2024-12-14',
      casesInProgress: [],
      comment: 'Dilanggar.',
      terminatedBy: agencyHead.staffId,
      termsVersion: 1,
    };
    await log.write(`agreement-${agency.agreementId}`, agencyHead, { type: 'AgreementTerminated', data: ended });
    const correct = (givenOn: string) =>
      send(
        {
          type: 'CorrectScreeningEntry',
          data: { of, reasonCode: 'WRITTEN_WRONGLY', education: { ...education, givenOn } },
        },
        { target: id },
      );
    await expect(correct('2024-12-15')).rejects.toMatchObject({ code: 'no-agreement-in-force', rule: 'R-3.2' });
    expect(await correct('2024-12-13')).toMatchObject({ replayed: false });
  });

  it('tells the case the risk band as it was corrected, as often as it is (D12)', async () => {
    const { send, log, caseOf } = await rutan();
    const { id } = await send(record);
    const of = await log.lastEntryOf(`screening-${id}`);
    const correct = (answers: typeof HIGH) =>
      send(
        {
          type: 'CorrectScreeningEntry',
          data: { of, reasonCode: 'WRITTEN_WRONGLY', screening: { ...interview, answers } },
        },
        { target: id },
      );
    await correct(LOW);
    expect(await caseOf()).toMatchObject({ status: 'SCREENED', riskBand: 'LOW' });
    await correct(HIGH);
    expect(await caseOf()).toMatchObject({ status: 'SCREENED', riskBand: 'HIGH' });
  });

  it('scores a form once, when it is recorded and when it is corrected; the one that was stays sealed', async () => {
    const score = jest.spyOn(assist, 'score');
    const { send, log } = await rutan();
    const { id } = await send(record);
    expect(score.mock.calls).toEqual([[recording.answers]]);
    const of = await log.lastEntryOf(`screening-${id}`);
    const said = { of, reasonCode: 'WRITTEN_WRONGLY', screening: { ...interview, answers: LOW } } as const;
    await send({ type: 'CorrectScreeningEntry', data: said }, { target: id });
    expect(score.mock.calls.slice(1)).toEqual([[{}], [LOW]]);
    score.mockRestore();
  });

  it('sets the case back when the screening is annulled, corrected or not (D12)', async () => {
    const { send, log, caseOf } = await rutan();
    const { id } = await send(record);
    const of = await log.lastEntryOf(`screening-${id}`);
    const said = { of, reasonCode: 'WRITTEN_WRONGLY', screening: { ...interview, answers: LOW } } as const;
    await send({ type: 'CorrectScreeningEntry', data: said }, { target: id });
    const annul = { type: 'AnnulScreeningEntry', data: { of, reasonCode: 'WRONG_RECORD' } } as const;
    await expect(send(annul, { target: id })).rejects.toMatchObject({ code: 'approver-is-author' });
    await send(annul, { target: id, by: nurse });
    const back = await caseOf();
    expect(back).toMatchObject({ status: 'SCREENING_DUE' });
    expect(back).not.toHaveProperty('riskBand');
  });

  it('corrects nothing that the case has moved on from (D12)', async () => {
    const { send, log } = await rutan();
    const { id } = await send(recordLow);
    const of = await log.lastEntryOf(`screening-${id}`);
    await send(record);
    const said = { of, reasonCode: 'WRITTEN_WRONGLY', screening: interview } as const;
    await expect(send({ type: 'CorrectScreeningEntry', data: said }, { target: id })).rejects.toMatchObject({
      code: 'case-has-moved-on',
    });
  });

  it('names as interviewer of a form from paper nobody who typed it, whoever corrects it (R-13.1, D12)', async () => {
    const { send, log } = await rutan();
    const context = { source: 'BACKFILL', occurredAt: '2024-12-12T03:00:00.000Z' } as const;
    const { id } = await send(record, { context, by: nurse });
    const of = await log.lastEntryOf(`screening-${id}`);
    const correct = (interviewerId: string) =>
      send(
        {
          type: 'CorrectScreeningEntry',
          data: { of, reasonCode: 'WRITTEN_WRONGLY', screening: { ...interview, interviewerId } },
        },
        { target: id },
      );
    await expect(correct(nurse.staffId)).rejects.toMatchObject({ code: 'interviewer-is-typist', rule: 'R-13.1' });
    expect(await correct(interview.interviewerId)).toMatchObject({ replayed: false });
  });

  it('corrects what an inmate said who is in the register of another unit by now, of the day that it was (R-1.7, D12)', async () => {
    const { send, log } = await rutan();
    const { id } = await send(record);
    const of = await log.lastEntryOf(`screening-${id}`);
    const stream = `inmate-${inmateId}`;
    const [toUnitId, transferredOn] = ['RUTAN-PURBALINGGA', '2024-12-14'];
    const transfer = { subject, transferReason: 'COURT', toUnitId, transferredOn };
    await log.write(stream, clerk, { type: 'InmateTransferred', data: transfer });
    const accepted = {
      subject,
      transferId: await log.lastEntryOf(stream),
      fromUnitId: clerk.unitId,
      registerNumber: 'B.9/2024',
      registerPeriod: '2024',
      acceptedOn: '2024-12-15',
      acceptedBy: clerk.staffId,
      caseIds: [],
    };
    await log.write(stream, { ...clerk, unitId: toUnitId }, { type: 'InmateTransferAccepted', data: accepted });
    const correct = (screenedOn: string) =>
      send(
        {
          type: 'CorrectScreeningEntry',
          data: { of, reasonCode: 'WRITTEN_WRONGLY', screening: { ...interview, screenedOn } },
        },
        { target: id },
      );
    await expect(correct('2024-12-13')).rejects.toMatchObject({ code: 'before-registration' });
    expect(await correct(interview.screenedOn)).toMatchObject({ replayed: false });
  });
});

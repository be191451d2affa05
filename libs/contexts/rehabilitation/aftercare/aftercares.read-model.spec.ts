import { caseId, clerk, inmateId, nurse, subject, RECEIVING } from '../facts-for-specs.js';
import { aftercareBoard } from './aftercares.read-model.js';
import { BAPAS, contact, probationOfficer, referral, referralId } from './aftercare-for-specs.js';
import { aftercare, aftercares } from './aftercares.read-model.js';
import { takeOver } from '../taking-over-for-specs.js';
import { releasedCase } from './histories-for-specs.js';

const auditor = { ...clerk, role: 'auditor', unitId: 'INSPEKTORAT-JENDERAL' };

async function planned() {
  const history = await releasedCase();
  const id = await history.planIt();
  const answers = history.log.answers(aftercareBoard);
  const list = async (question: object = {}, by = clerk) => (await answers.page(aftercares, question, by)).items;
  const one = (by = clerk, on?: string) => answers.one(aftercare, { id, ...(on && { on }) }, by);
  const meet = (contactedOn: string) =>
    history.send({ type: 'RecordAftercareContact', data: { ...contact, contactedOn } }, id);
  const refer = () => history.send({ type: 'ReferAftercare', data: referral }, id);
  const viewings = async () =>
    (await history.log.events()).flatMap(({ type, data }) => (type === 'RecordsViewed' ? [data] : []));
  return { ...history, id, list, one, meet, refer, viewings };
}

describe('aftercares', () => {
  it('shows how many contacts there were, and when the next is due', async () => {
    const { id, list, meet } = await planned();
    expect(await list({ on: '2025-01-03' })).toMatchObject([
      {
        id,
        caseId,
        inmateId,
        contactsPlanned: 3,
        contactsDone: 0,
        nextContactOn: '2025-01-03',
        isContactOverdue: false,
      },
    ]);
    expect(await list({ on: '2025-01-04' })).toMatchObject([{ isContactOverdue: true }]);
    for (const [day, next] of [
      ['2024-12-08', '2025-02-02'],
      ['2024-12-05', '2025-03-04'],
    ] as const) {
      await meet(day);
      expect(await list()).toMatchObject([{ nextContactOn: next, lastContactOn: '2024-12-08' }]);
    }
    await meet('2024-12-15');
    const [last] = await list({ on: '2026-01-01' });
    expect(last).toMatchObject({ contactsDone: 3, isContactOverdue: false });
    expect(last).not.toHaveProperty('nextContactOn');
  });

  it('lists by status and by whom it is referred to', async () => {
    const { list, refer, send, id } = await planned();
    await refer();
    expect(await list({ status: 'PLANNED', referredTo: BAPAS })).toMatchObject([
      { referredTo: [BAPAS], referrals: [{ referralId, status: 'OPEN' }] },
    ]);
    expect(await list({ status: 'COMPLETED' })).toEqual([]);
    const rejection = { referralId, rejectedOn: '2024-12-06', reasonCode: 'NO_CAPACITY' } as const;
    await send({ type: 'RejectReferral', data: rejection }, id, probationOfficer);
    expect(await list({ referredTo: BAPAS })).toEqual([]);
    expect(await list()).toMatchObject([
      {
        referredTo: [],
        referrals: [{ status: 'REJECTED', answeredBy: probationOfficer.staffId }],
      },
    ]);
  });

  it('is read by the unit, by whom it is referred to while that stands, and by nobody else', async () => {
    const { list, refer, send, id } = await planned();
    expect(await list({}, probationOfficer)).toEqual([]);
    await refer();
    expect(await list({}, probationOfficer)).toHaveLength(1);
    await send({ type: 'AcceptReferral', data: { referralId, acceptedOn: '2024-12-06' } }, id, probationOfficer);
    expect(await list({}, probationOfficer)).toMatchObject([
      { referrals: [{ status: 'ACCEPTED', answeredOn: '2024-12-06' }] },
    ]);
    const revocation = { referralId, revokedOn: '2024-12-07', reasonCode: 'NO_LONGER_NEEDED' } as const;
    await send({ type: 'RevokeReferral', data: revocation }, id);
    expect(await list({}, probationOfficer)).toEqual([]);
    expect(await list()).toMatchObject([{ referrals: [{ status: 'REVOKED', answeredOn: '2024-12-07' }] }]);
    expect(await list({}, auditor)).toHaveLength(1);
    expect(await list({}, { ...clerk, unitId: 'RUTAN-PURBALINGGA' })).toEqual([]);
  });
});

describe('aftercare', () => {
  it('opens what is sealed, and records who looked', async () => {
    const { one, meet, viewings, send, id, log } = await planned();
    await meet('2024-12-08');
    const of = await log.lastEntryOf(`aftercare-${id}`);
    const said = { ...contact, outcome: 'AT_RISK' } as const;
    await send({ type: 'CorrectAftercareEntry', data: { of, reasonCode: 'LEARNED_LATER', contact: said } }, id);
    await send({ type: 'CompleteAftercare', data: { completedOn: '2024-12-15', outcome: 'STABLE' } }, id);
    const found = await one(clerk, '2025-06-01');
    expect(found).toMatchObject({
      status: 'COMPLETED',
      completedOn: '2024-12-15',
      isContactOverdue: false,
      plans: [{ needs: 'Work, and a place to live.' }],
      contacts: [{ outcome: 'AT_RISK', earlier: [{ outcome: 'STABLE', note: 'Works again.' }] }],
      completions: [{ outcome: 'STABLE' }],
    });
    expect(await viewings()).toMatchObject([{ purpose: 'aftercare', subjects: [subject] }]);
  });

  it('says why somebody is referred, and why that was rejected or revoked, only to who may know it (D8)', async () => {
    const { one, list, refer, send, id, viewings } = await planned();
    await refer();
    const rejection = { referralId, rejectedOn: '2024-12-06', reasonCode: 'NO_CAPACITY' } as const;
    await send({ type: 'RejectReferral', data: rejection }, id, probationOfficer);
    await send(
      { type: 'ReferAftercare', data: { ...referral, referralId: subject, reasonCode: 'CLOSER_TO_HOME' } },
      id,
    );
    const revocation = { referralId: subject, revokedOn: '2024-12-07', reasonCode: 'NO_LONGER_NEEDED' } as const;
    await send({ type: 'RevokeReferral', data: revocation }, id);
    expect(JSON.stringify([await list(), await one(auditor)])).not.toMatch(/reasonCode|NO_CAPACITY|RELEASE/i);
    expect(await viewings()).toEqual([]);
    expect((await one()).referrals).toMatchObject([
      { status: 'REJECTED', reasonCode: 'RELEASE', rejectionReasonCode: 'NO_CAPACITY' },
      { status: 'REVOKED', reasonCode: 'CLOSER_TO_HOME', revocationReasonCode: 'NO_LONGER_NEEDED' },
    ]);
    expect(await viewings()).toMatchObject([{ purpose: 'aftercare', subjects: [subject] }]);
  });

  it('follows the unit that takes it over, away from the one before (R-1.7)', async () => {
    const { list, refer, id, log } = await planned();
    await refer();
    await takeOver(log.engine, 'TakeOverAftercare', id);
    const there = { ...clerk, unitId: RECEIVING };
    expect(await list({}, there)).toMatchObject([{ unitId: RECEIVING, status: 'PLANNED', plannedOn: '2024-12-04' }]);
    expect(await list({}, probationOfficer)).toHaveLength(1);
    expect(await list()).toEqual([]);
  });

  it('shows the auditor what is clear, and says what it withholds (5.5)', async () => {
    const { one, meet, viewings } = await planned();
    await meet('2024-12-08');
    const found = await one(auditor);
    expect(found.contacts).toMatchObject([{ mode: 'VISIT', withheld: ['health', 'narrative'] }]);
    expect(JSON.stringify(found)).not.toMatch(/STABLE|sealed|"ct"/);
    expect(await viewings()).toEqual([]);
  });

  it('says what is gone with the key, and is not found by others (D8)', async () => {
    const { one, meet, log } = await planned();
    await meet('2024-12-08');
    await log.keyring.destroy(subject);
    expect((await one()).contacts).toMatchObject([{ gone: ['health', 'narrative'] }]);
    await expect(one(probationOfficer)).rejects.toThrow('There is no aftercare with that id.');
  });

  it('stays on the board when its plan was annulled, and follows a new one (D12)', async () => {
    const { one, send, id, log, planIt } = await planned();
    const of = await log.lastEntryOf(`aftercare-${id}`);
    await send({ type: 'AnnulAftercareEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' } }, id, nurse);
    const annulled = await one();
    expect(annulled).toMatchObject({
      status: 'ANNULLED',
      caseId,
      plans: [{ annulled: { approvedBy: nurse.staffId } }],
    });
    expect(annulled).not.toHaveProperty('nextContactOn');
    await planIt();
    expect(await one()).toMatchObject({ status: 'PLANNED', nextContactOn: '2025-01-03', plans: [{}, {}] });
  });
});

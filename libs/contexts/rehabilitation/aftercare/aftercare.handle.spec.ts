import { Forbidden, NotFound } from '#kernel';
import {
  agency,
  agreementId,
  assessor,
  caseId,
  clerk,
  consentId,
  inmateId,
  nurse,
  subject,
  RECEIVING,
} from '../facts-for-specs.js';
import { takeOver } from '../taking-over-for-specs.js';
import { contact, probationOfficer, referral, referralId, toAgency } from './aftercare-for-specs.js';
import { aftercareIdOf } from './aftercare.handle.js';
import { planOfReleased, releasedCase } from './histories-for-specs.js';

const refer = { type: 'ReferAftercare', data: referral } as const;
const accept = { type: 'AcceptReferral', data: { referralId, acceptedOn: '2024-12-06' } } as const;
const meet = { type: 'RecordAftercareContact', data: contact } as const;
const complete = { type: 'CompleteAftercare', data: { completedOn: '2024-12-15', outcome: 'STABLE' } } as const;

describe('handleAftercare', () => {
  it('takes a released inmate from the plan through a probation office to the end, and the case follows (R-1.2)', async () => {
    const { send, planIt, streamOf, caseStatus } = await releasedCase();
    const id = await planIt();
    expect(id).toBe(aftercareIdOf(caseId));
    expect((await caseStatus()).at(-1)).toBe('AFTERCARE_PLANNED');
    await send(refer, id);
    await send(accept, id, probationOfficer);
    await send(meet, id, probationOfficer);
    await send(complete, id, probationOfficer);
    const events = await streamOf(`aftercare-${id}`);
    expect(events.map(({ type }) => type)).toEqual([
      'AftercarePlanned',
      'AftercareReferred',
      'ReferralAccepted',
      'AftercareContactRecorded',
      'AftercareCompleted',
    ]);
    for (const { metadata } of events) expect(metadata.about).toMatchObject([{ subject, caseId }]);
    expect(events.map(({ metadata }) => metadata.on)).toEqual([
      planOfReleased.plannedOn,
      referral.referredOn,
      accept.data.acceptedOn,
      contact.contactedOn,
      complete.data.completedOn,
    ]);
    expect(events[0]?.data).toMatchObject({
      basis: [{ stream: `rehabcase-${caseId}` }, { stream: `inmate-${inmateId}` }, { stream: `consent-${consentId}` }],
    });
    expect(JSON.stringify(events)).not.toMatch(/STABLE|Works|RELEASE"|"needs"|"note"|"reasonCode"/);
  });

  it('rests on the consent that the plan cites, and on the agreement under which an agency serves (D1)', async () => {
    const { send, planIt, streamOf } = await releasedCase();
    const id = await planIt();
    await send(meet, id);
    await send({ type: 'ReferAftercare', data: toAgency }, id);
    await send(accept, id, assessor);
    await send(meet, id, assessor);
    const events = await streamOf(`aftercare-${id}`);
    expect(events.map(({ type, metadata }) => [type, metadata.about[0]?.legalBasis])).toEqual([
      ['AftercarePlanned', 'CONSENT'],
      ['AftercareContactRecorded', 'LEGAL_DUTY'],
      ['AftercareReferred', 'AGREEMENT'],
      ['ReferralAccepted', 'LEGAL_DUTY'],
      ['AftercareContactRecorded', 'AGREEMENT'],
    ]);
  });

  it('records nothing more of somebody whose data were erased (D8)', async () => {
    const { log, send, planIt } = await releasedCase();
    const id = await planIt();
    await send(refer, id);
    await log.keyring.destroy(subject);
    const before = (await log.events()).length;
    const rejection = { referralId, rejectedOn: '2024-12-06', reasonCode: 'NO_CAPACITY' } as const;
    await expect(send({ type: 'RejectReferral', data: rejection }, id, probationOfficer)).rejects.toMatchObject({
      code: 'subject-erased',
    });
    await expect(send(meet, id)).rejects.toMatchObject({ code: 'subject-erased' });
    expect(await log.events()).toHaveLength(before);
  });

  it('is another unit’s once that took it over, with the referrals that the one before made (R-1.7)', async () => {
    const { log, send, planIt } = await releasedCase();
    const id = await planIt();
    await send(refer, id);
    await takeOver(log.engine, 'TakeOverAftercare', id);
    expect((await log.events()).at(-1)).toMatchObject({
      type: 'AftercareTakenOver',
      data: { subject, caseId, fromUnitId: clerk.unitId },
      metadata: { unitId: RECEIVING, on: '2024-12-15' },
    });
    const revocation = { referralId, revokedOn: '2024-12-15', reasonCode: 'SENT_BY_MISTAKE' } as const;
    const revoke = { type: 'RevokeReferral', data: revocation } as const;
    await expect(send(revoke, id)).rejects.toThrow(Forbidden);
    await send(revoke, id, { ...clerk, unitId: RECEIVING });
    expect((await log.events()).at(-1)).toMatchObject({ type: 'ReferralRevoked', metadata: { unitId: RECEIVING } });
    await expect(takeOver(log.engine, 'TakeOverAftercare', id)).rejects.toMatchObject({
      code: 'record-of-another-unit',
    });
  });

  it('lets a case have one aftercare, and plans anew what was annulled (D3, D12)', async () => {
    const { log, send, planIt, caseStatus } = await releasedCase();
    const id = await planIt();
    await expect(planIt()).rejects.toMatchObject({ code: 'aftercare-already-planned' });
    const of = await log.lastEntryOf(`aftercare-${id}`);
    await send({ type: 'AnnulAftercareEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY' } }, id, nurse);
    expect((await caseStatus()).at(-1)).toBe('RehabCaseSetBack');
    expect(await planIt()).toBe(id);
    expect((await caseStatus()).at(-1)).toBe('AFTERCARE_PLANNED');
  });

  it('asks the gate for an agency on every day of service, and cites the agreement (R-3.2)', async () => {
    const { send, planIt, streamOf, log } = await releasedCase();
    const id = await planIt();
    const unagreed = { ...referral, toUnitId: agency.unitId };
    await expect(send({ type: 'ReferAftercare', data: unagreed }, id)).rejects.toMatchObject({
      code: 'agreement-not-named',
      message: 'BNNK-PURBALINGGA serves at RUTAN-BANJARNEGARA under an agreement only: name it as agreementId.',
    });
    const elsewhere = { ...toAgency, toUnitId: 'BNNK-CILACAP' };
    await expect(send({ type: 'ReferAftercare', data: elsewhere }, id)).rejects.toMatchObject({
      code: 'no-agreement-in-force',
      problems: ['not-a-party'],
    });
    await send({ type: 'ReferAftercare', data: toAgency }, id);
    await send(accept, id, assessor);
    await send(meet, id, assessor);
    const cited = [{ stream: `rehabcase-${caseId}` }, { stream: `agreement-${agreementId}` }];
    const events = await streamOf(`aftercare-${id}`);
    expect(events.at(-1)?.data).toMatchObject({ basis: cited });
    expect(events.find(({ type }) => type === 'AftercareReferred')?.data).toMatchObject({ basis: cited });
    await log.write(`agreement-${agreementId}`, assessor, {
      type: 'AgreementSuspended',
      data: { suspendedOn: '2024-12-10', reasonCode: 'BREACH', suspendedBy: assessor.staffId },
    });
    const later = { ...contact, contactedOn: '2024-12-11' };
    await expect(send({ type: 'RecordAftercareContact', data: later }, id, assessor)).rejects.toMatchObject({
      code: 'no-agreement-in-force',
      problems: ['SUSPENDED'],
    });
    const of = events.at(-1)?.id ?? '';
    const corrected = { of, reasonCode: 'WRITTEN_WRONGLY', contact: later } as const;
    await expect(send({ type: 'CorrectAftercareEntry', data: corrected }, id)).rejects.toMatchObject({
      code: 'no-agreement-in-force',
    });
    const onDay = { ...corrected, contact: { ...contact, contactedOn: '2024-12-09' } };
    await send({ type: 'CorrectAftercareEntry', data: onDay }, id);
  });

  it('opens to the unit it is referred to, and closes when that rejects it or it is revoked', async () => {
    const { send, planIt } = await releasedCase();
    const id = await planIt();
    await expect(send(accept, id, probationOfficer)).rejects.toThrow(Forbidden);
    await send(refer, id);
    await expect(send(meet, id, probationOfficer)).rejects.toMatchObject({ code: 'referral-not-accepted' });
    const rejection = { referralId, rejectedOn: '2024-12-06', reasonCode: 'OUTSIDE_AREA' } as const;
    await send({ type: 'RejectReferral', data: rejection }, id, probationOfficer);
    await expect(send(meet, id, probationOfficer)).rejects.toThrow(Forbidden);
    await send({ type: 'ReferAftercare', data: { ...referral, referralId: subject } }, id);
    const revocation = { referralId: subject, revokedOn: '2024-12-07', reasonCode: 'SENT_BY_MISTAKE' } as const;
    await send({ type: 'RevokeReferral', data: revocation }, id);
    await expect(send(meet, id, probationOfficer)).rejects.toThrow(Forbidden);
  });

  it('refers to no unit that does not look after people, nor to one that there is not', async () => {
    const { send, planIt } = await releasedCase();
    const id = await planIt();
    for (const toUnitId of ['RUTAN-PURBALINGGA', 'BAPAS-NOWHERE']) {
      const asked = send({ type: 'ReferAftercare', data: { ...referral, toUnitId } }, id);
      await expect(asked).rejects.toMatchObject({ code: 'not-an-aftercare-unit' });
    }
  });

  it('is a record of the unit of the case, closed to strangers', async () => {
    const { send, planIt } = await releasedCase();
    const elsewhere = send({ type: 'PlanAftercare', data: planOfReleased }, undefined, clerk, 'RUTAN-PURBALINGGA');
    await expect(elsewhere).rejects.toMatchObject({ code: 'case-of-another-unit' });
    const byOther = send({ type: 'PlanAftercare', data: planOfReleased }, undefined, probationOfficer);
    await expect(byOther).rejects.toThrow(Forbidden);
    const id = await planIt();
    await expect(send(meet, id, { ...clerk, unitId: 'RUTAN-PURBALINGGA' })).rejects.toThrow(Forbidden);
  });

  it('finds no aftercare, case or consent that there is not', async () => {
    const { send } = await releasedCase();
    await expect(send(meet, subject)).rejects.toThrow(NotFound);
    for (const missing of [{ caseId: subject }, { consentId: subject }]) {
      const asked = send({ type: 'PlanAftercare', data: { ...planOfReleased, ...missing } });
      await expect(asked).rejects.toThrow(NotFound);
    }
  });
});

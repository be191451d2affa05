import { agency, assessor, caseId, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { answered, giving, overriding } from './consent-for-specs.js';
import { signing } from '../people-for-specs.js';

import { auditor, GIVE, JUST_NOW, LONG_AGO, OVERRIDE, played, stranger } from './consents-for-specs.js';

describe('consents', () => {
  it('lists by inmate and by status, the latest first', async () => {
    const { send, list } = await played();
    const given = await send(GIVE);
    const overridden = await send({ ...OVERRIDE, data: { ...OVERRIDE.data, overriddenOn: '2024-12-05' } }, karutan);
    expect(await list({})).toEqual([overridden, given]);
    expect(await list({ inmateId })).toEqual([overridden, given]);
    expect(await list({ inmateId: caseId })).toEqual([]);
    expect(await list({ status: 'GIVEN' })).toEqual([given]);
    expect(await list({ status: 'OVERRIDDEN' })).toEqual([overridden]);
    await send(JUST_NOW, nurse, given);
    expect(await list({ status: 'WITHDRAWN' })).toEqual([given]);
    expect(await list({ status: 'ANNULLED' })).toEqual([]);
  });

  it('knows what has not stopped three days after a withdrawal: its case is still open (R-2.1)', async () => {
    const { send, openCase, end, list } = await played();
    await openCase();
    const consentId = await send(GIVE);
    await send(LONG_AGO, nurse, consentId);
    expect(await list({ overdue: true })).toEqual([consentId]);
    expect(await list({ overdue: true, inmateId, status: 'WITHDRAWN' })).toEqual([consentId]);
    expect(await list({ overdue: true, inmateId: caseId })).toEqual([]);
    expect(await list({ overdue: true, status: 'GIVEN' })).toEqual([]);
    expect(await list({ overdue: true }, stranger)).toEqual([]);
    expect(await list({ overdue: false })).toEqual([]);
    await end('RehabCaseExited', { exit: 'CONSENT_WITHDRAWN', exitedOn: '2024-12-14' });
    expect(await list({ overdue: true })).toEqual([]);
    expect(await list({ overdue: false })).toEqual([consentId]);
  });

  it('is not late before the deadline, nor once another consent was given', async () => {
    const { send, openCase, list } = await played();
    await openCase();
    await send(JUST_NOW, nurse, await send(GIVE));
    expect(await list({ overdue: true })).toEqual([]);
    await send(LONG_AGO, nurse, await send(GIVE));
    expect(await list({ overdue: true })).toHaveLength(1);
    await send(GIVE);
    expect(await list({ overdue: true })).toEqual([]);
  });

  it.each([
    ['before its case was closed', ['open', 'give', 'withdraw', 'close']],
    ['while its case was closed', ['open', 'give', 'close', 'withdraw']],
    ['while the case was closed that was opened after it', ['give', 'open', 'close', 'withdraw']],
  ] as const)('that was withdrawn %s is late when that is reopened', async (_, order) => {
    const { send, openCase, close, reopen, list } = await played();
    let consentId = '';
    const steps = {
      open: () => openCase(),
      give: async () => (consentId = await send(GIVE)),
      close: () => close(),
      withdraw: () => send(LONG_AGO, nurse, consentId),
    };
    for (const step of order) await steps[step]();
    expect(await list({ overdue: true })).toEqual([]);
    await reopen();
    expect(await list({ overdue: true })).toEqual([consentId]);
  });

  it('on which a closed case does not rest is nothing to it', async () => {
    const { send, openCase, close, reopen, list } = await played();
    await openCase();
    const before = await send(GIVE);
    await send(GIVE);
    await close();
    await send(LONG_AGO, nurse, before);
    await reopen();
    expect(await list({ overdue: true })).toEqual([]);
  });

  it('turns pages', async () => {
    const { send, page } = await played();
    await send(GIVE);
    await send(GIVE);
    const first = await page({ limit: 1 });
    const second = await page({ limit: 1, ...(first.next !== undefined && { after: first.next }) });
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(2);
    expect((await page({ overdue: true, limit: 1 })).items).toEqual([]);
  });

  it('goes on with a page after another one has become late', async () => {
    const { send, openCase, list, page } = await played();
    await openCase();
    const ids = [await send(GIVE), await send(GIVE)];
    const { items, next: after } = await page({ overdue: false, limit: 1 });
    await send(LONG_AGO, nurse, await send(GIVE));
    expect(await list({ overdue: true })).toHaveLength(1);
    const rest = await page({ overdue: false, limit: 1, ...(after !== undefined && { after }) });
    expect([...items, ...rest.items].map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it('is read by the unit, by the provider who asked, and by nobody else', async () => {
    const { log, send, list, one } = await played();
    const services = ['SCREENING', 'SOCIAL_REHABILITATION'] as const;
    const scope = services.map((service) => ({ service, unitIds: [nurse.unitId] }));
    await log.write(`agreement-${agency.agreementId}`, karutan, ...signing({ scope }));
    const asked = { type: 'GiveConsent', data: { inmateId, ...giving, provider: agency } };
    const consentId = await send(asked, assessor);
    expect(await list({})).toEqual([consentId]);
    expect(await list({}, assessor)).toEqual([consentId]);
    expect(await list({}, stranger)).toEqual([]);
    await expect(one(consentId, stranger)).rejects.toThrow('There is no consent with that id.');
    await expect(send(GIVE, assessor)).rejects.toThrow('This record belongs to units other than yours');
    await expect(
      send({ ...asked, data: { ...asked.data, purposes: answered('AFTERCARE') } }, assessor),
    ).rejects.toMatchObject({
      code: 'no-agreement-in-force',
    });
  });
});

describe('consent', () => {
  it('shows what was said first and what is known now (D12)', async () => {
    const { log, send, one } = await played();
    const consentId = await send(GIVE);
    const of = await log.lastEntryOf(`consent-${consentId}`);
    const said = { ...giving, purposes: answered('AFTERCARE') };
    await send(
      { type: 'CorrectConsentEntry', data: { of, reasonCode: 'LEARNED_LATER', given: said } },
      nurse,
      consentId,
    );
    await send(JUST_NOW, nurse, consentId);
    const found = await one(consentId);
    const earlier = [{ purposes: giving.purposes }];
    expect(found).toMatchObject({
      status: 'WITHDRAWN',
      inmateId,
      purposes: ['AFTERCARE'],
      medium: 'RECORDED',
      formVersion: 'PDP-1.0',
      since: '2024-12-02',
      withdrawnAt: '2024-12-13T02:00:00.000Z',
      deadline: { dueAt: '2024-12-16T02:00:00.000Z' },
      givings: [{ purposes: said.purposes, correctionReasonCode: 'LEARNED_LATER', earlier }],
      withdrawals: [{ reasonCode: 'FEARS_DISCLOSURE', earlier: [] }],
    });
    expect(JSON.stringify(found)).not.toContain(subject);
  });

  it('opens who consented for the inmate and why it was withdrawn, and records who looked (D8)', async () => {
    const { log, send, one } = await played();
    const givenBy = { capacity: 'PARENT', name: 'Siti' } as const;
    const consentId = await send({ ...GIVE, data: { ...GIVE.data, givenBy } });
    await send(JUST_NOW, nurse, consentId);
    const found = await one(consentId);
    expect(found).toMatchObject({
      givings: [{ givenBy, language: 'jv', documentSha256: giving.documentSha256 }],
      withdrawals: [{ reasonCode: 'FEARS_DISCLOSURE', on: '2024-12-13' }],
    });
    expect(JSON.stringify(found)).not.toMatch(/sealed|"subject"/);
    const [view] = (await log.events()).filter(({ type }) => type === 'RecordsViewed');
    expect(view?.data).toMatchObject({ purpose: 'consent', count: 2 });
    expect((view?.data as { subjects: string[] }).subjects).toHaveLength(2);
  });

  it('opens why a consent was overridden, and records who looked (D8)', async () => {
    const { log, send, one } = await played();
    const consentId = await send(OVERRIDE, karutan);
    const override = { overrideBasis: 'VITAL_INTEREST', approvedBy: karutan.staffId, reason: overriding.reason };
    expect(await one(consentId)).toMatchObject({ status: 'OVERRIDDEN', overrides: [override] });
    const views = (await log.events()).filter(({ type }) => type === 'RecordsViewed');
    expect(views.map(({ data }) => data)).toMatchObject([{ purpose: 'consent', subjects: [subject] }]);
  });

  it('keeps reasons and names closed to an auditor', async () => {
    const { log, send, one } = await played();
    const found = await one(await send(OVERRIDE, karutan), auditor);
    expect(found.overrides).toMatchObject([{ overrideBasis: 'VITAL_INTEREST' }]);
    expect(found).not.toHaveProperty('overrides.0.reason');
    const consentId = await send({ ...GIVE, data: { ...GIVE.data, givenBy: { capacity: 'GUARDIAN', name: 'Siti' } } });
    await send(JUST_NOW, nurse, consentId);
    const [closed, withdrawn] = [found, await one(consentId, auditor)];
    expect(withdrawn).toMatchObject({
      givings: [{ givenBy: { capacity: 'GUARDIAN', withheld: ['identity'] } }],
      withdrawals: [{ withheld: ['health'] }],
    });
    expect(JSON.stringify([closed, withdrawn])).not.toMatch(/sealed|Siti|FEARS/);
    expect((await log.events()).some(({ type }) => type === 'RecordsViewed')).toBe(false);
  });

  it('says what is gone with the key (D8)', async () => {
    const { log, send, one } = await played();
    const consentId = await send(OVERRIDE, karutan);
    await log.keyring.destroy(subject);
    expect((await one(consentId)).overrides).toMatchObject([{ gone: ['narrative'] }]);
  });

  it('stays as annulled', async () => {
    const { log, send, one } = await played();
    const consentId = await send(GIVE);
    const of = await log.lastEntryOf(`consent-${consentId}`);
    await send({ type: 'AnnulConsentEntry', data: { of, reasonCode: 'RECORDED_TWICE' } }, karutan, consentId);
    const annulled = { approvedBy: karutan.staffId };
    expect(await one(consentId)).toMatchObject({ status: 'ANNULLED', since: '2024-12-02', givings: [{ annulled }] });
    expect(await one(consentId)).not.toHaveProperty('medium');
  });
});

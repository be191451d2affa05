import { api } from '#platform/for-specs';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { clerk, subject } from '../facts-for-specs.js';
import { contact, plan, probationOfficer, referral, referralId } from './aftercare-for-specs.js';
import { definitions, RUTAN } from '../people-for-specs.js';

const AT = `/aftercares/${subject}`;

describe('/aftercares', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asClerk: Awaited<ReturnType<typeof running.as>>;
  let asOfficer: typeof asClerk;
  let asHead: typeof asClerk;
  beforeAll(async () => {
    running = await api({ module: RehabilitationModule, projections: rehabilitationProjections, definitions });
    asClerk = await running.as('kasubsi-pelayanan', RUTAN, clerk.staffId);
    asOfficer = await running.as('pk-bapas', probationOfficer.unitId, probationOfficer.staffId);
    asHead = await running.as('kepala-bnnk', 'BNNK-PURBALINGGA', 'head');
  });
  afterAll(() => running.close());

  it.each([
    ['/aftercares', { unitId: RUTAN, ...plan }],
    [`${AT}/record-contact`, contact],
    [`${AT}/refer`, referral],
    [`${AT}/revoke-referral`, { referralId, revokedOn: '2024-12-07', reasonCode: 'NO_ANSWER' }],
    [`${AT}/complete`, { completedOn: '2024-12-15', outcome: 'STABLE' }],
    [`${AT}/correct-entry`, { of: subject, reasonCode: 'LEARNED_LATER', contact }],
    [`${AT}/annul-entry`, { of: subject, reasonCode: 'LEARNED_LATER' }],
  ])('takes %s, and finds nothing to do it on', async (path, body) => {
    expect(await asClerk(path, body)).toMatchObject({ status: 404 });
  });

  it.each([
    [`${AT}/accept-referral`, { referralId, acceptedOn: '2024-12-06' }],
    [`${AT}/reject-referral`, { referralId, rejectedOn: '2024-12-06', reasonCode: 'NO_CAPACITY' }],
  ])('takes %s from a probation office, not from the unit itself', async (path, body) => {
    expect(await asOfficer(path, body)).toMatchObject({ status: 404 });
    expect(await asClerk(path, body)).toMatchObject({ status: 403 });
  });

  it.each([
    ['/aftercares', { unitId: RUTAN, ...plan, untilOn: '2025-02-30' }],
    ['/aftercares', { unitId: RUTAN, ...plan, contactsPlanned: 0 }],
    [`${AT}/record-contact`, { ...contact, contactedBy: clerk.staffId }],
    [`${AT}/refer`, { ...referral, reasonCode: 'BECAUSE' }],
    [`${AT}/revoke-referral`, { referralId, revokedOn: '2024-12-07', reasonCode: 'NO_CAPACITY' }],
    [`${AT}/complete`, { completedOn: '2024-12-15' }],
  ])('finds a body of %s malformed: %j', async (path, body) => {
    expect(await asClerk(path, body)).toMatchObject({ status: 400 });
  });

  it('answers lists, and nothing to who reads statistics only (5.5)', async () => {
    const asked = '/aftercares?status=PLANNED&referredTo=BAPAS-PURWOKERTO&on=2024-12-16';
    expect(await asOfficer(asked)).toEqual({ status: 200, body: { items: [] } });
    expect(await asHead(asked)).toMatchObject({ status: 403 });
    expect(await asClerk(`${AT}?on=2024-12-16`)).toMatchObject({ status: 404 });
    expect(await asClerk('/aftercares?status=OPEN')).toMatchObject({ status: 400 });
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = '{ aftercares(status: PLANNED) { items { id nextContactOn referrals { status } } next } }';
    const body = { data: { aftercares: { items: [], next: null } } };
    expect(await asClerk('/graphql', { query })).toEqual({ status: 200, body });
  });
});

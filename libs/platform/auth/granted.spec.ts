import { id, Registry } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { grantEvents } from '#contracts/access/grant.events';
import { staffEvents } from '#contracts/access/staff.events';
import { askerBehind } from './guard.js';
import { developmentGrantOf, grantsStreamOf } from '#contracts/access/grants';
import { loginOf, ownStaffIdOf } from './login.js';
import { staffHistory } from './staff-for-specs.js';
import { staffRegister } from './staff-register.js';
import { zoneOf } from './units.js';

const ISSUER = 'https://issuer';
const [RUTAN, JAYAPURA, HOUSE] = ['RUTAN-BANJARNEGARA', 'RUTAN-JAYAPURA', 'BERSINAR'];

describe('Who asks, by the token of an issuer', () => {
  let at = '2024-12-16T02:00:00.000Z';
  let log: InMemoryEventStore;
  let history: ReturnType<typeof staffHistory>;
  let staff: ReturnType<typeof staffRegister>;
  let claimed: object = {};
  const login = loginOf(SPEC_KEYS, { issuer: ISSUER, subject: 'siti' });
  const own = ownStaffIdOf(login);

  beforeEach(() => {
    [at, claimed] = ['2024-12-16T02:00:00.000Z', {}];
    log = new InMemoryEventStore();
    history = staffHistory(log);
    staff = staffRegister({ store: log, registry: new Registry([...staffEvents, ...grantEvents]) });
  });

  const asked = async (headers: Record<string, string> = {}, issuer = ISSUER) => {
    const claims = {
      issuer,
      subject: 'siti',
      until: 0,
      role: undefined,
      unit: undefined,
      scope: undefined,
      ...claimed,
    };
    const engine = { log: id('spec', 'log'), keys: SPEC_KEYS, now: () => new Date(at), zoneOf };
    const request = { id: id('spec', 'request'), headers: { authorization: 'Bearer x', ...headers } };
    return askerBehind(request, { verify: () => Promise.resolve(claims), staff, engine });
  };
  const actor = async (headers?: Record<string, string>) => (await asked(headers)).actor;
  const refusal = (headers?: Record<string, string>) =>
    actor(headers).then(
      () => 'none',
      (error: unknown) => (error as { code: string }).code,
    );
  interface Change {
    readonly staffId?: string;
    readonly role?: string;
    readonly unitId?: string;
    readonly from?: string;
    readonly until?: string;
  }
  const grant = async (name: string, { unitId = RUTAN, ...change }: Change = {}) => {
    const grantId = id('spec', name);
    await history.granted(grantId, { staffId: own, role: 'kpr', unitId, ...change });
    await staff.read(grantsStreamOf(unitId));
    return grantId;
  };
  const revoke = async (grantId: string, unitId = RUTAN) => {
    await history.add(grantsStreamOf(unitId), 'GrantRevoked', { grantId, reasonCode: 'LEFT_SERVICE' });
    for await (const event of log.readAll()) staff.take(event); // as the tail tells
  };

  it('is nobody without a grant, whatever the token claims', async () => {
    claimed = { role: 'admin', unit: HOUSE };
    expect(await refusal()).toBe('no-grant');
  });

  it('acts in the role of the one grant, which everything cites', async () => {
    const grantId = await grant('one');
    const expected = { kind: 'USER', staffId: own, role: 'kpr', unitId: RUTAN, grantId };
    expect(await actor()).toEqual(expected);
    claimed = { role: 'karutan', unit: JAYAPURA };
    expect(await actor()).toEqual(expected);
  });

  it('is a service where the grant says so', async () => {
    await grant('one', { role: 'service', unitId: HOUSE });
    expect((await actor()).kind).toBe('SERVICE');
  });

  it('names one of several, and none of somebody else’s', async () => {
    const [one, other] = [await grant('one'), await grant('other', { role: 'karupam', unitId: JAYAPURA })];
    const theirs = await grant('theirs', { staffId: id('spec', 'budi') });
    await expect(actor()).rejects.toMatchObject({
      code: 'which-grant',
      problems: [`${one}: kpr of ${RUTAN}`, `${other}: karupam of ${JAYAPURA}`],
    });
    expect(await actor({ 'acting-grant': other })).toMatchObject({ role: 'karupam', unitId: JAYAPURA, grantId: other });
    expect(await refusal({ 'acting-grant': theirs })).toBe('no-grant');
    expect(await refusal({ 'acting-grant': 'any' })).toBe('no-grant');
  });

  it.each([
    ['has begun', '2024-12-16T02:00:00.000Z', JAYAPURA, 'none'],
    ['begins tomorrow there', '2024-12-15T14:59:00.000Z', JAYAPURA, 'no-grant'],
    ['has begun where it is a day later already', '2024-12-15T15:00:00.000Z', JAYAPURA, 'none'],
    ['begins tomorrow where it is not', '2024-12-15T15:00:00.000Z', RUTAN, 'no-grant'],
    ['is in its last hour', '2024-12-31T16:59:00.000Z', RUTAN, 'none'],
    ['is over', '2024-12-31T17:00:00.000Z', RUTAN, 'no-grant'],
  ])('is let in by the days where the unit is: it %s', async (_, instant, unitId, expected) => {
    at = instant;
    await grant('one', { unitId, until: '2024-12-31' });
    expect(await refusal()).toBe(expected);
  });

  it('is let in by what was granted to the record to which their login is linked, and no longer once it is unlinked', async () => {
    const record = id('spec', 'record');
    await grant('one', { staffId: record });
    expect(await refusal()).toBe('no-grant');
    await history.linked(login, record);
    staff.clear(); // as when the tail tells
    const { actor, reader } = await asked();
    expect([actor, await reader.isStillGranted?.()]).toMatchObject([{ staffId: record, role: 'kpr' }, true]);
    await history.unlinked(login, record);
    staff.clear();
    expect([await refusal(), await reader.isStillGranted?.()]).toEqual(['no-grant', false]);
  });

  it('is nobody from the event on that takes the grant away, and what they listen to is told', async () => {
    const grantId = await grant('one');
    const { reader } = await asked();
    expect(await reader.isStillGranted?.()).toBe(true);
    await revoke(grantId);
    expect(await refusal()).toBe('no-grant');
    expect(await reader.isStillGranted?.()).toBe(false);
  });

  it('acts under a grant of the development issuer’s own where that issued the token', async () => {
    claimed = { role: 'kpr', unit: RUTAN };
    const { actor, reader } = await asked({}, 'bersinar-development');
    expect(actor).toMatchObject({ role: 'kpr', unitId: RUTAN, grantId: developmentGrantOf('kpr', RUTAN) });
    expect(reader.isStillGranted).toBeUndefined();
  });
});

import { randomUUID } from 'node:crypto';
import { type AnyCommand, anyStaff, type Context, type Engine, type JsonObject, type StaffActor } from '#kernel';
import { staffNamed } from '#kernel/given-for-specs';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { OVERRIDE_BASES } from '#contracts/rehabilitation/codes';
import { type ConsentEvent, consentEvents } from '#contracts/rehabilitation/consent.events';
import { recording } from '#platform/for-specs';
import { agency, clerk, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { answered, giving, overriding } from './consent-for-specs.js';
import { signing } from '../people-for-specs.js';
import { handleConsent } from './consent.handle.js';

const LATE: Context = { lateCode: 'PAPER_RECORD' };
const TODAY = '2024-12-16T01:00:00.000Z';
const give = (change: object = {}): AnyCommand => ({
  type: 'GiveConsent',
  data: { inmateId, ...giving, givenAt: TODAY, ...change },
});
const override = (change: object = {}): AnyCommand => ({
  type: 'OverrideConsent',
  data: { inmateId, ...overriding, overriddenOn: '2024-12-16', ...change },
});
const withdraw = (change: object = {}): AnyCommand => ({
  type: 'WithdrawConsent',
  data: { reasonCode: 'CHANGED_MIND', ...change },
});
const correct = (of: string, change: object = {}): AnyCommand => ({
  type: 'CorrectConsentEntry',
  data: { of, reasonCode: 'LEARNED_LATER', given: { ...giving, givenAt: TODAY, ...change } },
});

interface Version {
  readonly by?: StaffActor;
  readonly target?: string;
  readonly context?: Context;
  readonly engine?: Partial<Engine>;
}

async function rutan() {
  const log = recording([...inmateEvents, ...agreementEvents, ...consentEvents, ...caseEvents]);
  const register = { registerNumber: 'A.III/12', registerPeriod: '2024', custodyStatus: 'A_III' };
  const data = { subject, name: 'Satu Contoh', sex: 'MALE', ...register, registeredOn: '2024-11-01' };
  await log.write(`inmate-${inmateId}`, karutan, { type: 'InmateRegistered', data });
  const send = async (command: AnyCommand, { by = nurse, target, context = {}, engine }: Version = {}) => {
    const receipt = await handleConsent(Object.assign({}, log.engine, engine), {
      command,
      by,
      ...(target === undefined ? { unitId: nurse.unitId } : { target: { id: target } }),
      commandId: randomUUID(),
      body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
      context,
      correlationId: randomUUID(),
      causationId: randomUUID(),
    });
    return receipt.id;
  };
  const last = async () => {
    const event = (await log.events()).findLast(({ stream }) => stream.startsWith('consent-'));
    if (event === undefined) throw new Error('Nothing was recorded.');
    return event as typeof event & ConsentEvent;
  };
  return { log, send, last };
}

const refusalOf = async (version: Promise<unknown>): Promise<unknown> =>
  version.then(
    () => 'nothing',
    (error: unknown) => (error as { code?: string }).code,
  );

describe('when a consent happened (R-13.1)', () => {
  it('is the instant at which it was given, on its day in the zone of the unit (D1)', async () => {
    const { send, last } = await rutan();
    await send(give({ givenAt: '2024-12-12T17:30:00.000Z' }));
    const { metadata } = await last();
    expect(metadata).toMatchObject({ on: '2024-12-13', occurredAt: '2024-12-12T17:30:00.000Z', zone: 'Asia/Jakarta' });
  });

  it('is the instant of a withdrawal, and the day of an override', async () => {
    const { send, last } = await rutan();
    const target = await send(give({ givenAt: '2024-12-12T17:30:00.000Z' }));
    await send(withdraw({ withdrawnAt: '2024-12-14T17:00:00.000Z' }), { target });
    expect((await last()).metadata).toMatchObject({ on: '2024-12-15', occurredAt: '2024-12-14T17:00:00.000Z' });
    await send(override({ overriddenOn: '2024-12-11' }), { by: karutan });
    const { metadata } = await last();
    expect(metadata.on).toBe('2024-12-11');
    expect(metadata).not.toHaveProperty('occurredAt');
  });

  it('is recorded in time, or with the reason why not, whatever the context says', async () => {
    const { send } = await rutan();
    const givenAt = '2024-12-08T16:59:59.999Z'; // the last instant of the 8th
    expect(await refusalOf(send(give({ givenAt })))).toBe('late-entry-needs-reason');
    expect(await refusalOf(send(give({ givenAt }), { context: LATE }))).toBe('nothing');
    expect(await refusalOf(send(give({ givenAt: '2024-12-08T17:00:00.000Z' })))).toBe('nothing');
    const late = override({ overriddenOn: '2024-12-08' });
    expect(await refusalOf(send(late, { by: karutan }))).toBe('late-entry-needs-reason');
    const contradicted = { occurredAt: '2024-12-16T01:00:01.000Z' };
    expect(await refusalOf(send(give(), { context: contradicted }))).toBe('context-contradicts-entry');
  });

  it('has happened', async () => {
    const { send, log } = await rutan();
    const ahead = '2024-12-16T02:05:00.001Z';
    expect(await refusalOf(send(give({ givenAt: ahead })))).toBe('occurred-in-future');
    expect(await refusalOf(send(override({ overriddenOn: '2024-12-17' }), { by: karutan }))).toBe('day-in-future');
    const target = await send(give());
    expect(await refusalOf(send(withdraw({ withdrawnAt: ahead }), { target }))).toBe('occurred-in-future');
    const of = await log.lastEntryOf(`consent-${target}`);
    expect(await refusalOf(send(correct(of, { givenAt: ahead }), { target }))).toBe('occurred-in-future');
  });

  it('is recorded late again when a correction moves it far back (D12)', async () => {
    const { send, last, log } = await rutan();
    const target = await send(give());
    const of = await log.lastEntryOf(`consent-${target}`);
    const back = correct(of, { givenAt: '2024-11-05T01:00:00.000Z' });
    expect(await refusalOf(send(back, { target }))).toBe('late-entry-needs-reason');
    await send(back, { target, context: LATE });
    expect(await last()).toMatchObject({
      type: 'ConsentEntryCorrected',
      data: { entryType: 'ConsentGiven', entryVersion: 1, entryOn: '2024-11-05', entryAt: '2024-11-05T01:00:00.000Z' },
      metadata: { on: '2024-12-16' },
    });
  });
});

describe('what a consent is sealed under (D8, D10)', () => {
  it('is the own subject of who gives it, and nothing tells whether a name is there', async () => {
    const { send, last } = await rutan();
    await send(give());
    const own = (await last()).data as JsonObject;
    expect(own.givenBy).toMatchObject({ capacity: 'INMATE', subject, sealed: [{ c: 'identity', s: subject }] });
    await send(give({ givenBy: { capacity: 'PARENT', name: 'Siti' } }));
    const { data, metadata } = await last();
    const { givenBy } = data as unknown as { givenBy: JsonObject & { readonly subject: string } };
    expect(givenBy).toMatchObject({ capacity: 'PARENT', sealed: [{ c: 'identity', s: givenBy.subject }] });
    expect(givenBy).not.toHaveProperty('name');
    expect(metadata.about.map((one) => one.subject).sort()).toEqual([subject, givenBy.subject].sort());
  });

  it('is the inmate, for why it was withdrawn', async () => {
    const { send, last } = await rutan();
    await send(withdraw(), { target: await send(give()) });
    const { data } = await last();
    expect(data).toMatchObject({ sealed: [{ c: 'health', s: subject }] });
    expect(data).not.toHaveProperty('reasonCode');
  });
});

describe('on what a consent is recorded (D1)', () => {
  it('is itself, also when a provider asked under an agreement', async () => {
    const { log, send, last } = await rutan();
    const about = async () => (await last()).metadata.about;
    const target = await send(give());
    expect(await about()).toEqual([{ subject, legalBasis: 'CONSENT' }]);
    await send(correct(await log.lastEntryOf(`consent-${target}`)), { target });
    expect(await about()).toEqual([{ subject, legalBasis: 'CONSENT' }]);
    await send(withdraw(), { target });
    expect(await about()).toEqual([{ subject, legalBasis: 'LEGAL_DUTY' }]);
    const scope = [{ service: 'SCREENING', unitIds: [nurse.unitId] }];
    await log.write(`agreement-${agency.agreementId}`, karutan, ...signing({ scope }));
    const asked = await send(give({ purposes: answered('SCREENING'), provider: agency }));
    expect((await last()).data).toMatchObject({ basis: [{}, { stream: `agreement-${agency.agreementId}` }] });
    expect(await about()).toEqual([{ subject, legalBasis: 'CONSENT' }]);
    const of = await log.lastEntryOf(`consent-${asked}`);
    await send(correct(of, { purposes: answered('SCREENING') }), { target: asked });
    expect(await about()).toEqual([{ subject, legalBasis: 'CONSENT' }]);
  });

  it.each(OVERRIDE_BASES)('is %s when that overrides it', async (overrideBasis) => {
    const { send, last } = await rutan();
    await send(override({ overrideBasis }), { by: karutan });
    expect((await last()).metadata.about).toEqual([{ subject, legalBasis: overrideBasis }]);
  });
});

describe('what is read for a consent', () => {
  it('is read once for a command, for a correction too that decides it and its withdrawal again', async () => {
    const { log, send } = await rutan();
    const target = await send(give());
    const of = await log.lastEntryOf(`consent-${target}`);
    await send(withdraw(), { target });
    const streams: string[] = [];
    const read = (stream: string, from?: number) => {
      streams.push(stream);
      return log.engine.store.read(stream, from);
    };
    const store = Object.create(log.engine.store, { read: { value: read } }) as Engine['store'];
    await send(correct(of, { medium: 'WRITTEN' }), { target, engine: { store } });
    const others = streams.filter((stream) => !stream.startsWith('consent-'));
    expect(others.filter((stream) => stream.startsWith('inmate-'))).toHaveLength(1);
    expect(new Set(others).size).toBe(others.length);
  });
});

describe('whom a consent names (D1)', () => {
  it('is somebody of the staff', async () => {
    const { send } = await rutan();
    const nobody = { ...anyStaff, unregistered: (ids: readonly string[]) => Promise.resolve(ids) };
    expect(await refusalOf(send(give(), { engine: { staff: nobody } }))).toBe('unknown-staff');
  });

  it('is a witness other than who recorded what is corrected, under whatever id', async () => {
    const { send, log } = await rutan();
    const target = await send(give());
    const of = await log.lastEntryOf(`consent-${target}`);
    const one = [nurse.staffId, staffNamed('nurse, at her other unit')];
    const joined = { ...log.engine.staff, idsOf: (id: string) => new Set(one.includes(id) ? one : [id]) };
    const again = (witnessId: string | undefined) =>
      refusalOf(send(correct(of, { witnessId }), { target, by: clerk, engine: { staff: joined } }));
    expect(await again(one[1])).toBe('witness-is-recorder');
    expect(await again(clerk.staffId)).toBe('witness-is-recorder');
    expect(await again(karutan.staffId)).toBe('nothing');
  });

  it('says a language of the list, from wherever it is sent (D4)', async () => {
    const { send } = await rutan();
    expect(await refusalOf(send(give({ language: 'tlh' })))).toBe('unknown-code');
  });
});

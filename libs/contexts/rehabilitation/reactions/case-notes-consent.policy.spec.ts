import { randomUUID } from 'node:crypto';
import { type AnyCommand, Refusal, type StaffActor } from '#kernel';
import { answered, giving, recordedOf } from '../consent/consent-for-specs.js';
import { played } from '../consent/consents-for-specs.js';
import { caseFact, mustTakeEntries } from '../facts.js';
import { caseId, factOn, inmateId, karutan, nurse } from '../facts-for-specs.js';

const forms = { ...giving, purposes: answered('REHABILITATION'), givenAt: '2024-12-03T03:00:00.000Z' };
const GIVE: AnyCommand = { type: 'GiveConsent', data: { inmateId, ...forms } };
const WITHDRAW: AnyCommand = {
  type: 'WithdrawConsent',
  data: { reasonCode: 'CHANGED_MIND', withdrawnAt: '2024-12-10T03:00:00.000Z' },
};

/** An inmate with an open case on a log in memory. */
async function open() {
  const { log, openCase, close, send: sendBy } = await played();
  await openCase();
  const send = (command: AnyCommand, target?: string, by: StaffActor = nurse) => sendBy(command, by, target);
  const adding = async (): Promise<string> => {
    const fact = await caseFact(log.engine, caseId);
    try {
      mustTakeEntries(fact);
      return 'taken';
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  };
  const noted = async () => (await caseFact(log.engine, caseId)).case.consent;
  return { log, send, close, adding, noted };
}

describe('caseNotesConsent (R-2.1)', () => {
  it('stops entries to the case after a withdrawal, and lets them be taken after a new consent', async () => {
    const { send, adding, noted } = await open();
    const consentId = await send(GIVE);
    expect(await noted()).toEqual({ status: 'GIVEN', consentId });
    expect(await adding()).toBe('taken');

    await send(WITHDRAW, consentId);
    const deadline = { rule: 'R-2.1', ruleVersion: 1, dueAt: '2024-12-13T03:00:00.000Z' };
    expect(await noted()).toEqual({ status: 'WITHDRAWN', consentId, deadline });
    expect(await adding()).toBe('consent-withdrawn');

    const nextId = await send(GIVE);
    expect(await noted()).toEqual({ status: 'GIVEN', consentId: nextId });
    expect(await adding()).toBe('taken');
  });

  it('flags the case that is open when a consent is withdrawn that was given before it', async () => {
    const { log, send, adding } = await open();
    const data = { ...recordedOf(forms), basis: [factOn(`inmate-${inmateId}`)] };
    const consentId = randomUUID();
    await log.write(`consent-${consentId}`, nurse, { type: 'ConsentGiven', data });
    await send(WITHDRAW, consentId);
    expect(await adding()).toBe('consent-withdrawn');
  });

  it('lets entries be taken after an override', async () => {
    const { send, adding } = await open();
    await send(WITHDRAW, await send(GIVE));
    const overridden = { overrideBasis: 'VITAL_INTEREST', reason: 'Withdrawal symptoms.', overriddenOn: '2024-12-11' };
    const data = { inmateId, purposes: ['REHABILITATION'], ...overridden };
    await send({ type: 'OverrideConsent', data }, undefined, karutan);
    expect(await adding()).toBe('taken');
  });

  it('gives the case its consent back when the withdrawal is annulled (D12)', async () => {
    const { log, send, adding, noted } = await open();
    const consentId = await send(GIVE);
    await send(WITHDRAW, consentId);
    const of = (await log.events()).find(({ type }) => type === 'ConsentWithdrawn')?.id ?? '';
    await send({ type: 'AnnulConsentEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' } }, consentId, karutan);
    expect(await noted()).toEqual({ status: 'GIVEN', consentId });
    expect(await adding()).toBe('taken');
  });

  it('gives it back also when the case was closed in between', async () => {
    const { log, send, close, noted } = await open();
    const consentId = await send(GIVE);
    await close();
    await send(WITHDRAW, consentId);
    expect(await noted()).toMatchObject({ status: 'WITHDRAWN', consentId });
    const of = (await log.events()).find(({ type }) => type === 'ConsentWithdrawn')?.id ?? '';
    await send({ type: 'AnnulConsentEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' } }, consentId, karutan);
    expect(await noted()).toEqual({ status: 'GIVEN', consentId });
  });

  it('stops aftercare of a case that was left as well, and lets it go on after a new consent (R-1.2)', async () => {
    const { log, send, noted } = await open();
    const consentId = await send(GIVE);
    const exit = { exit: 'RELEASED', exitedOn: '2024-12-09' };
    await log.write(`rehabcase-${caseId}`, nurse, { type: 'RehabCaseExited', data: exit });
    await send(WITHDRAW, consentId);
    expect(await noted()).toMatchObject({ status: 'WITHDRAWN', consentId });
    const nextId = await send(GIVE);
    expect(await noted()).toEqual({ status: 'GIVEN', consentId: nextId });
  });

  it('withdraws once, however often it is told', async () => {
    const { log, send } = await open();
    const consentId = await send(GIVE);
    await send(WITHDRAW, consentId);
    await send(WITHDRAW, consentId);
    expect((await log.events()).filter(({ type }) => type === 'ConsentWithdrawn')).toHaveLength(1);
  });
});

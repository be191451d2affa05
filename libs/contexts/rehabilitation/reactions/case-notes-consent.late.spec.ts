import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type AnyCommand, asksOf, type JsonObject, verifyStream } from '#kernel';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { policyEvents } from '#contracts/policies/policy.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { consentEvents } from '#contracts/rehabilitation/consent.events';
import { type PolicyCheckpoints, runPolicy, startPolicies, sendBy } from '#platform/policies';
import { recording } from '#platform/for-specs';
import { giving, recordedOf } from '../consent/consent-for-specs.js';
import { handleConsent } from '../consent/consent.handle.js';
import { caseFact } from '../facts.js';
import { caseId, factOn, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { rehabilitationSenders } from './index.js';
import { caseNotesConsent } from './case-notes-consent.policy.js';

const WITHDRAW: AnyCommand = {
  type: 'WithdrawConsent',
  data: { reasonCode: 'CHANGED_MIND', withdrawnAt: '2024-12-10T03:00:00.000Z' },
};
const fromTheFirst = { ...caseNotesConsent, from: 'LOG_START' } as const;
const nowhere: PolicyCheckpoints = {
  read: () => Promise.resolve(undefined),
  move: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

/** A case that was never told of the consent that was given, because the process that gave it died. */
async function unrecorded() {
  const log = recording([...inmateEvents, ...consentEvents, ...caseEvents, ...policyEvents]);
  const registered = {
    subject,
    name: 'Satu Contoh',
    sex: 'MALE',
    registerNumber: 'A.III/12',
    registerPeriod: '2024',
    custodyStatus: 'A_III',
    registeredOn: '2024-11-01',
  };
  await log.write(`inmate-${inmateId}`, karutan, { type: 'InmateRegistered', data: registered });
  const basis = [factOn(`inmate-${inmateId}`)];
  const opened = { subject, inmateId, episode: 1, openedOn: '2024-12-02', basis };
  await log.write(`rehabcase-${caseId}`, nurse, { type: 'RehabCaseOpened', data: opened });
  const consentId = randomUUID();
  const given = { ...recordedOf({ ...giving, givenAt: '2024-12-03T03:00:00.000Z' }), caseId, basis };
  await log.write(`consent-${consentId}`, nurse, { type: 'ConsentGiven', data: given });

  await startPolicies(log.engine, [fromTheFirst]);

  return {
    consentId,
    noted: async () => (await caseFact(log.engine, caseId)).case.consent?.status,
    notes: async () => {
      const history = verifyStream(await log.engine.store.read(`rehabcase-${caseId}`));
      return history.flatMap(({ type, data }) => (type === 'CaseConsentNoted' ? [data.status] : []));
    },
    withdraw: () =>
      handleConsent(log.engine, {
        command: WITHDRAW,
        by: nurse,
        target: { id: consentId },
        commandId: randomUUID(),
        body: WITHDRAW.data as unknown as JsonObject,
        context: { lateCode: 'PAPER_RECORD' },
        correlationId: randomUUID(),
        causationId: randomUUID(),
      }),
    /** The withdrawal is recorded, and nothing but it is told. */
    withdraws: async () => {
      const deadline = { rule: 'R-2.1', ruleVersion: 1, dueAt: '2024-12-13T03:00:00.000Z' };
      const withdrawn = { subject, inmateId, caseId, ...WITHDRAW.data, deadline };
      await log.write(`consent-${consentId}`, nurse, { type: 'ConsentWithdrawn', data: withdrawn });
      const event = (await log.events()).at(-1);
      for (const ask of event === undefined ? [] : asksOf(caseNotesConsent, event)) {
        await sendBy(log.engine, rehabilitationSenders)(ask);
      }
    },
    /** The running policy reacts to everything, from the first event on. */
    react: async () => {
      const { store } = log.engine;
      const run = runPolicy(fromTheFirst, {
        engine: log.engine,
        store,
        dispatch: sendBy(log.engine, rehabilitationSenders),
        checkpoints: nowhere,
      });
      while (run.status().position !== (await store.head())) await delay(1);
      await run.stop();
    },
  };
}

describe('A consent that the case was not told of', () => {
  it('is noted by the running policy', async () => {
    const { react, noted } = await unrecorded();
    expect(await noted()).toBeUndefined();
    await react();
    expect(await noted()).toBe('GIVEN');
  });

  it('is told to it before its withdrawal, which holds at once', async () => {
    const { withdraw, react, noted, notes } = await unrecorded();
    await withdraw();
    expect([await noted(), await notes()]).toEqual(['WITHDRAWN', ['GIVEN', 'WITHDRAWN']]);
    await react();
    expect([await noted(), await notes()]).toEqual(['WITHDRAWN', ['GIVEN', 'WITHDRAWN']]);
  });

  it('stays withdrawn when the case heard of the withdrawal first (D6)', async () => {
    const { withdraws, react, noted, notes } = await unrecorded();
    await withdraws();
    expect(await noted()).toBe('WITHDRAWN');
    await react();
    expect([await noted(), await notes()]).toEqual(['WITHDRAWN', ['WITHDRAWN']]);
  });

  it('stays withdrawn when all databases but the log are lost, and everything is told again', async () => {
    const { withdraw, react, noted, notes } = await unrecorded();
    await react();
    await withdraw();
    await react();
    expect([await noted(), await notes()]).toEqual(['WITHDRAWN', ['GIVEN', 'WITHDRAWN']]);
  });
});

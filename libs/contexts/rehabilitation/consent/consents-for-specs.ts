import { randomUUID } from 'node:crypto';
import type { AnyCommand, JsonObject, StaffActor } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { consentEvents } from '#contracts/rehabilitation/consent.events';
import { recording } from '#platform/for-specs';
import { caseId, factOn, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { casesWithoutConsent } from './cases-without-consent.projection.js';
import { handleConsent } from './consent.handle.js';
import { giving, overriding } from './consent-for-specs.js';
import { consent, consents, consentsKept } from './consents.read-model.js';

export const stranger = { ...nurse, unitId: 'RUTAN-PURBALINGGA' };
export const auditor = person('auditor', 'auditor', 'INSPEKTORAT-JENDERAL');
export const GIVE = { type: 'GiveConsent', data: { inmateId, ...giving } };
export const OVERRIDE = { type: 'OverrideConsent', data: { inmateId, ...overriding } };
const withdrawAt = (withdrawnAt: string): AnyCommand => ({
  type: 'WithdrawConsent',
  data: { reasonCode: 'FEARS_DISCLOSURE', withdrawnAt },
});
export const LONG_AGO = withdrawAt('2024-12-13T01:59:59.999Z');
export const JUST_NOW = withdrawAt('2024-12-13T02:00:00.000Z');

/** An inmate on a log in memory, on which consents and what becomes of the case are recorded and asked for. */
export async function played() {
  const log = recording([...inmateEvents, ...agreementEvents, ...consentEvents, ...caseEvents]);
  const registration = {
    name: 'Satu Contoh',
    sex: 'MALE',
    registerNumber: 'A.III/12',
    registerPeriod: '2024',
    custodyStatus: 'A_III',
    registeredOn: '2024-11-01',
  };
  await log.write(`inmate-${inmateId}`, karutan, { type: 'InmateRegistered', data: { subject, ...registration } });
  const send = async (command: AnyCommand, by: StaffActor = nurse, target?: string): Promise<string> => {
    const receipt = await handleConsent(log.engine, {
      command,
      by,
      ...(target === undefined ? { unitId: nurse.unitId } : { target: { id: target } }),
      commandId: randomUUID(),
      body: command.data as unknown as JsonObject,
      context: { lateCode: 'PAPER_RECORD' },
      correlationId: randomUUID(),
      causationId: randomUUID(),
    });
    return receipt.id;
  };
  const openCase = () => {
    const data = { subject, inmateId, episode: 1, openedOn: '2024-12-02', basis: [factOn(`inmate-${inmateId}`)] };
    return log.write(`rehabcase-${caseId}`, nurse, { type: 'RehabCaseOpened', data });
  };
  const close = () => {
    const closing = { subject, closedOn: '2024-12-14', reasonCode: 'LEFT', closedBy: nurse.staffId };
    return end('RehabCaseClosed', { ...closing, providerUnitIds: [] });
  };
  const reopen = () => {
    const reopening = { subject, reopenedOn: '2024-12-15', reasonCode: 'CLOSED_BY_MISTAKE', note: 'Salah berkas.' };
    return end('RehabCaseReopened', { ...reopening, approvedBy: karutan.staffId });
  };
  const end = (type: string, data: object) => log.write(`rehabcase-${caseId}`, nurse, { type, data });
  const answers = log.answers(consentsKept, casesWithoutConsent);
  const page = (asked: object, by: StaffActor = nurse) => answers.page(consents, asked, by);
  const list = async (asked: object, by?: StaffActor) => (await page(asked, by)).items.map(({ id }) => id);
  const one = (id: string, by: StaffActor = nurse) => answers.one(consent, { id }, by);
  return { log, send, openCase, end, close, reopen, page, list, one };
}

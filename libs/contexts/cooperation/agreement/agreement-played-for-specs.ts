import { randomUUID } from 'node:crypto';
import { type Actor, anyStaff, type Metadata, type Staff } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { RehabCaseOpened } from '#contracts/rehabilitation/case.events';
import { askOf, everybody, recording } from '#platform/for-specs';
import * as some from './agreement-for-specs.js';
import { handleAgreement } from './agreement.handle.js';
import type { AgreementCommand } from './agreement.state.js';

type Command<C = AgreementCommand> = C extends AgreementCommand ? Pick<C, 'type' | 'data'> : never;

/** Agreements recorded as in life on a log in memory, beside cases of rehabilitation. */
export function cooperation(staff: Staff = anyStaff) {
  const store = new InMemoryEventStore();
  const definitions = [...agreementEvents, RehabCaseOpened];
  const { engine, write } = recording(definitions, undefined, () => Object.assign({}, everybody, staff), store);
  const sent = (command: Command, by: Actor, target?: string) =>
    handleAgreement(engine, askOf(command, by, { target }));
  const signed = async (data: typeof some.draft & { parentAgreementId?: string }): Promise<string> => {
    const { id: agreementId } = await sent({ type: 'ProposeAgreement', data }, some.drafter);
    await sent({ type: 'DiscussAgreement', data: { heldOn: '2024-12-13' } }, some.drafter, agreementId);
    await sent({ type: 'ApproveAgreementForSigning', data: some.approval }, some.karutan, agreementId);
    const sign = ({ partyId }: { partyId: string }): Command => ({
      type: 'SignAgreement',
      data: { partyId, signedOn: '2024-12-16' },
    });
    await sent(sign(some.rutanParty), some.karutan, agreementId);
    await sent(sign(some.bnnkParty), some.kepala, agreementId);
    return agreementId;
  };
  const events = async (agreementId: string) => store.read(`agreement-${agreementId}`);
  /** A case as rehabilitation opens one. */
  const opened = async () => {
    const [caseId, subject] = [randomUUID(), randomUUID()];
    const stream = `rehabcase-${caseId}`;
    const fact = { stream: `inmate-${subject}`, revision: 0, hash: some.digest };
    const data = { subject, inmateId: subject, episode: 1, openedOn: '2024-12-16', basis: [fact] };
    await write(stream, some.karutan, { type: 'RehabCaseOpened', data });
    const [head] = await store.read(stream);
    return { caseId, subject, basis: { stream, revision: 0, hash: (head?.metadata as Metadata).hash } };
  };
  return { store, sent, signed, events, opened };
}

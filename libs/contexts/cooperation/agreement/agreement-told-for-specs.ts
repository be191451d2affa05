import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type Aggregate,
  anyStaff,
  type Engine,
  type EventOf,
  id,
  type JsonObject,
  type Metadata,
  Registry,
  type Staff,
  tell,
} from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { RehabCaseOpened } from '#contracts/rehabilitation/case.events';
import {
  approval,
  bnnkParty,
  digest,
  type draft,
  drafter,
  karutan,
  kepala,
  RUTAN,
  rutanParty,
} from './agreement-for-specs.js';
import { handleAgreement } from './agreement.handle.js';
import type { AgreementCommand } from './agreement.state.js';

/** Records the opening of a case as if its rules had let it happen. */
const cases: Aggregate<null, { type: 'Open'; data: Opening['data'] }, Opening> = {
  name: 'rehabcase',
  unitsOf: () => [RUTAN],
  decider: {
    initial: null,
    decide: { Open: ({ data }) => [{ type: 'RehabCaseOpened', data }] },
    evolve: { RehabCaseOpened: () => null },
  },
};
type Opening = EventOf<typeof RehabCaseOpened>;
type Command<C = AgreementCommand> = C extends AgreementCommand ? Pick<C, 'type' | 'data'> : never;

/** Agreements told as in life on a log in memory, beside cases of rehabilitation. */
export function cooperation(staff: Staff = anyStaff) {
  const store = new InMemoryEventStore();
  const engine: Engine = {
    store,
    keyring: inMemoryKeyring(),
    registry: new Registry([...agreementEvents, RehabCaseOpened]),
    staff,
    keys: SPEC_KEYS,
    log: id('log'),
    build: 'spec',
    zoneOf: () => 'Asia/Jakarta',
    now: () => new Date('2024-12-16T02:00:00.000Z'),
  };
  const told = (command: Command, by: Actor, agreementId?: string) =>
    handleAgreement(engine, {
      command,
      by,
      ...(agreementId === undefined ? { unitId: RUTAN } : { target: { id: agreementId } }),
      commandId: randomUUID(),
      body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
      context: {},
      correlationId: randomUUID(),
      causationId: randomUUID(),
    });
  const signed = async (data: typeof draft & { parentAgreementId?: string }): Promise<string> => {
    const { id: agreementId } = await told({ type: 'ProposeAgreement', data }, drafter);
    await told({ type: 'DiscussAgreement', data: { heldOn: '2024-12-13' } }, drafter, agreementId);
    await told({ type: 'ApproveAgreementForSigning', data: approval }, karutan, agreementId);
    const sign = ({ partyId }: { partyId: string }): Command => ({
      type: 'SignAgreement',
      data: { partyId, signedOn: '2024-12-16' },
    });
    await told(sign(rutanParty), karutan, agreementId);
    await told(sign(bnnkParty), kepala, agreementId);
    return agreementId;
  };
  const events = async (agreementId: string) => store.read(`agreement-${agreementId}`);
  /** A case as rehabilitation opens one. */
  const opened = async () => {
    const [caseId, subject] = [randomUUID(), randomUUID()];
    const stream = `rehabcase-${caseId}`;
    const fact = { stream: `inmate-${subject}`, revision: 0, hash: digest };
    const data = { subject, inmateId: subject, episode: 1, openedOn: '2024-12-16', basis: [fact] };
    await tell(engine, cases, {
      command: { type: 'Open', data },
      by: karutan,
      createdId: caseId,
      commandId: randomUUID(),
      body: {},
      context: {},
      correlationId: randomUUID(),
      causationId: randomUUID(),
    });
    const [head] = await store.read(stream);
    return { caseId, subject, basis: { stream, revision: 0, hash: (head?.metadata as Metadata).hash } };
  };
  return { store, told, signed, events, opened };
}

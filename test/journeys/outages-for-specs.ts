import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { type EventStore, type JsonObject, link, type RecordedEvent, without } from '#kernel';
import {
  eventStoreUrlAt,
  mongodbUrlAt,
  passwordFlag,
  sendPassword,
} from '../../apps/embedded-stores/password-for-specs.js';
import { program } from '../../apps/embedded-stores/process-for-specs.js';

export type Kind = 'eventstore' | 'mongodb';

/** One store as a process of its own, on a port that it keeps. */
export async function startStore(kind: Kind, folder: string, wanted = 0) {
  const flags = ['--data-dir', join(folder, kind), `--${kind}-port`, String(wanted), passwordFlag];
  const child = fork(program, flags, { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  sendPassword(child);
  const [ready] = (await once(child, 'message')) as [Record<`${Kind}Port`, number>];
  return {
    port: ready[`${kind}Port`],
    url: { eventstore: eventStoreUrlAt, mongodb: mongodbUrlAt }[kind](ready[`${kind}Port`]),
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Records, as another process would, that the second is a duplicate of the first, of which a policy has to tell the second. */
export async function recordMerge(store: EventStore, survivorId: string, duplicateId: string): Promise<void> {
  const stream = `inmate-${survivorId}`;
  const [survivor, duplicate] = [
    await registrationIn(store, stream),
    await registrationIn(store, `inmate-${duplicateId}`),
  ];
  const data: JsonObject = {
    subject: subjectOf(survivor),
    duplicateId,
    duplicate: { subject: subjectOf(duplicate) },
    reasonCode: 'SAME_FINGERPRINT',
    basis: [{ stream: duplicate.stream, revision: 0, hash: duplicate.metadata.hash }],
  };
  const { command, ...envelope } = without(survivor.metadata, 'hash', 'prevHash');
  const metadata = { ...envelope, command: { ...command, id: randomUUID(), attempt: randomUUID() } };
  const end = { revision: 0, hash: survivor.metadata.hash };
  await store.append(stream, 0, link(stream, end, [{ id: randomUUID(), type: 'InmateRecordsMerged', data, metadata }]));
}

/** How often a record was told that it is a duplicate. */
export const marksOf = async (store: EventStore, inmateId: string): Promise<number> =>
  (await store.read(`inmate-${inmateId}`)).filter(({ type }) => type === 'InmateMarkedDuplicate').length;

async function registrationIn(store: EventStore, stream: string): Promise<RecordedEvent> {
  const [first] = await store.read(stream);
  if (first === undefined) throw new Error(`There is no ${stream}.`);
  return first as RecordedEvent;
}

const subjectOf = ({ data }: RecordedEvent): string => (data as { subject: string }).subject;

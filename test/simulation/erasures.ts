import { GENESIS, hashOf, isObject, type Metadata, SEAL_CLASSES } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import type { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { world } from '#kernel/world';
import { checkKeys } from '../../libs/platform/keyring/check-keys.js';
import type { Durable } from './house.js';
import type { Witness } from './restores.js';
import type { Tape } from './tape.js';

const PATIENCE_MS = 5_000;
const COPIED_BACK = 400; // of a thousand erasures

/** Who is reached, and how everybody dies: whoever puts a keyring back stops all processes first. */
interface Reached {
  readonly keyring: () => { readonly destroy: Durable['keys']['destroy'] } | undefined;
  readonly stop: () => void;
}

/** It is decided that the keys of a person whom the log knows are destroyed, and done as often as it takes; an older copy of the keyring may be put back after that. */
export async function erasing(durable: Durable, tape: Tape, reached: Reached, witness: Witness): Promise<void> {
  const { server, keys, erased } = durable;
  await world.delay(1_000 + tape.choose(4_000));
  await there(server);
  const subjects = server.log
    .copy()
    .flatMap(({ data }) => (isObject(data) && typeof data.subject === 'string' ? [data.subject] : []));
  const subject = subjects[tape.choose(Math.max(1, subjects.length))];
  if (subject === undefined) return;
  erased.add(subject);
  const older = keys.copy();
  await decide(server.log, subject);
  await destroy(subject, reached.keyring);
  witness.count('keys destroyed');
  witness.note(`the keys of ${subject.slice(0, 8)} are destroyed`);
  if (!tape.rarely(COPIED_BACK)) return;
  await world.delay(500 + tape.choose(3_000));
  await there(server);
  reached.stop();
  keys.putBack(older);
  const missing = await checkedAtStart(durable);
  if (missing > 0) throw new Error(`${missing} keys are missing in a keyring that has all but a destruction.`);
  witness.count('older keyring');
  witness.note('an older copy of the keyring is put back');
}

async function there(server: Durable['server']): Promise<void> {
  while (server.isDown) await world.delay(1_000);
}

/** As two people do; nobody can send it yet. */
async function decide(log: InMemoryEventStore, subject: string): Promise<void> {
  const [stream, type] = [`key-${subject}`, 'SubjectKeyDestroyed'];
  const { length: revision, [revision - 1]: last } = await log.read(stream);
  const people = { askedBy: world.uuid(), approvedBy: world.uuid() };
  const data = { classes: [...SEAL_CLASSES], ground: 'RETENTION_ENDED', ...people };
  const prevHash = (last?.metadata as Metadata | undefined)?.hash ?? GENESIS;
  const id = world.uuid();
  const { metadata: usual } = recorded({ type, data }, revision);
  const command = { ...usual.command, id: world.uuid(), attempt: world.uuid() };
  const metadata = { ...usual, command, prevHash };
  const hash = hashOf({ stream, revision, id, type, data, metadata });
  const event = { id, type, data, metadata: { ...metadata, hash } };
  await log.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
}

async function destroy(subject: string, keyring: Reached['keyring']): Promise<void> {
  for (;;) {
    await world.delay(500);
    const asked = keyring()
      ?.destroy(subject, SEAL_CLASSES)
      .then(
        () => true,
        () => false,
      );
    if ((await Promise.race([asked, world.delay(PATIENCE_MS)])) === true) return;
  }
}

/** What every process does before it begins: it destroys again what the log says was destroyed. Resolves with how many keys are missing. */
const checkedAtStart = ({ server, keys }: Durable): Promise<number> =>
  checkKeys({ store: server.log, keyring: keys, db: NEVER_CHECKED as never });

/** The keyring's own database: an older copy of it has no place up to which keys were checked. */
const NEVER_CHECKED = {
  collection: () => ({
    ...{ findOne: () => Promise.resolve(null), replaceOne: () => Promise.resolve({}) },
    ...{ estimatedDocumentCount: () => Promise.resolve(0), find: () => ({ toArray: () => Promise.resolve([]) }) },
  }),
};

/** The keys of those who were erased are gone for good, unless the log has lost that they were to be. */
export async function revivedIn({ server, keys, erased }: Durable): Promise<readonly string[]> {
  const found: string[] = [];
  for (const subject of erased) {
    const isDecided = (await server.log.read(`key-${subject}`)).length > 0;
    const living = await keys.keysFor(SEAL_CLASSES.map((c) => ({ s: subject, c })));
    if (isDecided && living.size > 0) found.push(`keys of ${subject} were destroyed, and are there again`);
  }
  return found;
}

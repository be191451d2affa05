import { world } from '#kernel/world';
import { copied } from './documents.js';
import type { Durable } from './house.js';
import type { Tape } from './tape.js';

type Note = (line: string) => void;

/** What happens to a house besides what its ports draw, as it is counted. */
export const HAPPENINGS = ['older read models', 'older log', 'older keyring', 'keys destroyed', 'older build'] as const;
export type Happening = (typeof HAPPENINGS)[number];

/** Where what happens is noted and counted. */
export interface Witness {
  readonly note: Note;
  readonly count: (what: Happening) => void;
}

const DOWN_MS = 30_000; // whatever had begun has given up by then, as whoever restores a log sees to

/** Older copies that are put back during this run, of the read models and of the log. Resolves when all are. */
export async function restores(durable: Durable, tape: Tape, witness: Witness): Promise<void> {
  const when = (): number => 500 + tape.choose(4_000);
  const models = tape.rarely(300) ? modelsBack(durable, witness, [when(), when()]) : undefined;
  const log = tape.rarely(250) ? logBack(durable, witness, [when(), when()]) : undefined;
  await Promise.all([models, log]);
}

type When = readonly [takenAfterMs: number, putBackAfterMs: number];

async function modelsBack(durable: Durable, { note, count }: Witness, [taken, putBack]: When): Promise<void> {
  await world.delay(taken);
  const copy = copied(durable.disk);
  await world.delay(putBack);
  note('an older copy of the read models is put back');
  durable.disk = copy;
  count('older read models');
}

async function logBack({ server }: Durable, { note, count }: Witness, [taken, putBack]: When): Promise<void> {
  const { log, lost } = server;
  await world.delay(taken);
  const copy = log.copy();
  await world.delay(putBack);
  server.isDown = true;
  note('the log is taken away');
  await world.delay(DOWN_MS);
  const newer = log.copy().slice(copy.length);
  for (const { position } of newer) lost.add(position);
  note(`an older copy of the log is put back: ${newer.length} events are lost`);
  server.restores += 1;
  log.putBack(copy);
  server.isDown = false;
  if (newer.length > 0) count('older log');
}

import { keptHistories, type Position, type RawEvent } from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import type { Build } from './builds.js';
import { disownedIn, unansweredIn, untrueIn } from './checkers.answers.js';
import { differencesIn } from './checkers.documents.js';
import { faultsIn } from './checkers.js';
import { reactionFaultsIn } from './checkers.policies.js';
import { type Sent, untrueReceiptsIn, untrueRefusalsIn } from './checkers.refusals.js';
import { refusedIn } from './checkers.rules.js';
import { sealFaultsIn } from './checkers.seals.js';
import { revivedIn } from './erasures.js';
import { type Folds, foldsOf } from './folds.js';
import { type Durable, engineThrough } from './house.js';
import type { Told } from './people.js';
import { SURE } from './port.js';
import type { Heard } from './questions.js';
import { serverOf } from './store.js';
import { needlesslyGone, type Subscriber, unheardIn } from './subscriber.js';

/** What is left of a run when all is quiet, and what everybody was answered in it. */
export interface Run {
  readonly durable: Durable;
  /** What was there when it began. */
  readonly begun: { readonly events: readonly RawEvent[]; readonly folds: Folds };
  readonly built: Build;
  readonly seed: number;
  readonly head: Position | undefined;
  readonly told: readonly Told[];
  readonly sent: readonly Sent[];
  readonly heard: readonly Heard[];
  /** What was answered in peace. */
  readonly last: readonly Heard[];
  readonly services: readonly Subscriber[];
  /** What processes said of themselves. */
  readonly said: readonly string[];
}

const ALL_DECIDED_AGAIN = 4; // in one run of so many: it costs an eighth of one

/** What is wrong after a run: nothing, one hopes. */
export async function faultsOfRun(run: Run): Promise<readonly string[]> {
  const { durable, begun, built, told, sent, heard, last, services, said, head, seed } = run;
  const { server, erased, disk } = durable;
  const { log, lost } = server;
  const events = log.copy();
  const reading = engineThrough(SURE, durable);
  const engineOn = (copy: InMemoryEventStore) => engineThrough(SURE, { ...durable, server: serverOf(copy) });
  const folds = foldsOf(events.slice(begun.events.length), reading, begun.folds);
  const elsewhere = {
    ...Object.fromEntries([...disk].map(([name, documents]) => [name, [...documents.values()].map(textOf)])),
    'a published event': services.flatMap(({ texts }) => texts),
    'a line of a log': said,
  };
  const keepsWords = erased.size > 0;
  const meanwhile = server.restores > 0 ? [] : heard; // else of a log that is there no more
  const histories = keptHistories();
  const engineAt = (copy: InMemoryEventStore, at: string) =>
    Object.assign(engineOn(copy), { histories, now: () => new Date(at) });
  const all = seed % ALL_DECIDED_AGAIN === 0;
  return [
    ...(await faultsIn(log, reading, { told, lost, erased })),
    ...unheardIn(events, services),
    ...needlesslyGone(lost, services),
    ...(await reactionFaultsIn(events, engineOn(logOf(events)))),
    ...(await sealFaultsIn(events, reading, { asked: sent.map(({ ask }) => ask), erased, elsewhere })),
    ...(await revivedIn(durable)),
    ...(await refusedIn(events, { sent, erased, all }, engineAt)),
    ...(server.restores > 0 ? [] : await untrueRefusalsIn(events, { sent, erased }, engineAt)),
    ...(server.restores > 0 ? [] : await untrueReceiptsIn(events, { sent, erased }, engineAt)),
    ...(await differencesIn(disk, built.projections, folds, { head, keepsWords })),
    ...unansweredIn(last),
    ...disownedIn(meanwhile),
    ...(await untrueIn([...meanwhile, ...last], folds, keepsWords)),
  ];
}

const textOf = (document: unknown): string => JSON.stringify(document);

const logOf = (events: readonly RawEvent[]): InMemoryEventStore => {
  const log = new InMemoryEventStore();
  log.putBack(events);
  return log;
};

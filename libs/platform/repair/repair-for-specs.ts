import { randomUUID } from 'node:crypto';
import { repairEvents } from '#contracts/repair/repair.events';
import {
  type Actor,
  hashOf,
  HOUSE,
  type JsonObject,
  type RawEvent,
  type RecordedEvent,
  Registry,
  send,
  type Receipt,
} from '#kernel';
import { person } from '#kernel/given-for-specs';
import { ask, Counted, tally, tallyEngine, TallyOpened } from '#kernel/tally-for-specs';
import { sendRepair } from './handler.js';
import type { RepairCommand } from './repair.js';

export const [asker, approver] = [person('admin-1', 'admin', HOUSE), person('admin-2', 'admin', HOUSE)];
const registry = new Registry([TallyOpened, Counted, ...repairEvents]);

/** A tally that counted one so many times, in a log where streams are repaired. */
export async function counted(times: number, label = 'x') {
  const { engine, clock } = tallyEngine({ registry });
  const count = async (name: string, n: number): Promise<string> => {
    const { id: on } = await send(engine, tally, ask({ type: 'Open', data: { label: name } }, name));
    for (let k = 0; k < n; k += 1) {
      await send(engine, tally, ask({ type: 'Count', data: { n: 1 } }, `${name} ${k}`, { on }));
    }
    return `tally-${on}`;
  };
  const stream = await count(label, times);
  const original = await engine.store.read(stream);

  const rewrite = (revision: number, data: JsonObject): void => {
    engine.store.tamper(stream, revision, (raw) => {
      const event = { ...(raw as RecordedEvent), data };
      return { ...event, metadata: { ...event.metadata, hash: hashOf(event) } };
    });
  };

  return {
    engine,
    clock,
    count,
    stream,
    /** The bytes of an event are no longer what was written. */
    alter: (revision: number, of = stream): void => {
      engine.store.tamper(of, revision, (event) => ({ ...event, data: { n: 99 } }));
    },
    /** Somebody wrote another event over it, whole in itself. */
    forge: (revision: number): void => {
      rewrite(revision, { n: 99 });
    },
    /** Somebody wrote what fits no schema, whole in itself. */
    misfit: (revision: number): void => {
      rewrite(revision, { n: 'two' });
    },
    /** What nobody can read stands there. */
    garble: (revision: number): void => {
      engine.store.tamper(stream, revision, (event) => ({ ...event, data: [1], metadata: 'nothing' }));
    },
    /** The bytes came back. */
    heal: (): void => {
      for (const event of original) engine.store.tamper(stream, event.revision, (): RawEvent => event);
    },
    sent: (command: RepairCommand, by: Actor = asker): Promise<Receipt> =>
      sendRepair(engine, {
        command,
        by,
        commandId: randomUUID(),
        body: { ...command.data },
        context: {},
        correlationId: randomUUID(),
        causationId: randomUUID(),
      }),
  };
}

export const SYSTEM: Actor = { kind: 'SYSTEM', name: 'integrity' };

import { openCatalog } from './collections.js';
import { clusterClock } from './cluster-clock.js';
import { documentIn, type Command, type Engine, type Handler, type Login, type Reply } from './command.js';
import { assertOptions, assertServed } from './command-table.js';
import { openCursors } from './cursors.js';
import { documentWriter } from './documents.js';
import { buildInfo, hello, nothing, saslContinue, saslStart } from './handshake.js';
import { MalformedMessage, MongoError, refuse } from './mongo-error.js';
import { documentOf, elementsOf, numberOf, textOf } from './raw-bson.js';
import { count, explain, find, getMore, killCursors } from './reads.js';
import { openReplays } from './replays.js';
import * as schema from './schema.js';
import type { Storage } from './storage.js';
import { findAndModify, insert, remove, update } from './writes.js';

export const handlers: Readonly<Record<string, Handler>> = {
  ...{ saslStart, saslContinue },
  ...{ hello, isMaster: hello, ismaster: hello, buildInfo, ping: nothing, endSessions: nothing },
  ...{ insert, update, delete: remove, findAndModify, find, getMore, killCursors, count, explain },
  ...schema,
};

/** Answers commands as BSON documents; refusals are answers too, MalformedMessage is thrown. */
export function openDispatch(storage: Storage, address: string): (command: Command, login: Login) => Promise<Buffer> {
  const catalog = openCatalog(storage);
  const engine: Engine = {
    storage,
    catalog,
    writer: documentWriter(storage, catalog),
    cursors: openCursors(),
    address,
  };
  const replays = openReplays();
  const clock = clusterClock();

  return async (command, login) => {
    try {
      login.assertAllowed(command);
      assertServed(command);
      assertConcerns(command);
      clock.witness(command.fields.get('$clusterTime'));
      const handler = handlers[command.name] ?? refuse('CommandNotFound', `no such command: '${command.name}'`);
      const reply = await replays(command, async () => handler(command, engine, login));
      return replied({ ...reply, ok: 1 });
    } catch (error) {
      if (error instanceof MalformedMessage) throw error;
      const refusal = error instanceof MongoError ? error : new MongoError('InternalError', `${command.name} failed`);
      const { message, code, codeName, details } = refusal;
      return replied({ ok: 0, errmsg: message, code, codeName, ...details });
    }
  };

  function replied(reply: Reply): Buffer {
    return documentOf(Object.entries({ ...reply, ...clock.tick() }));
  }
}

function assertConcerns(command: Command): void {
  const read = elementsOfField(command, 'readConcern');
  const level = textOf(read.get('level'));
  if (level !== undefined && !['local', 'available', 'majority', 'linearizable'].includes(level)) {
    refuse('BadValue', `readConcern '${level}' is not served`);
  }
  const w = elementsOfField(command, 'writeConcern').get('w');
  if ((numberOf(w) ?? 1) > 1 || !['majority', undefined].includes(textOf(w))) {
    refuse('UnsatisfiableWriteConcern', 'Not enough data-bearing nodes for this writeConcern');
  }
}

function elementsOfField(command: Command, field: string) {
  const fields = new Map(
    elementsOf(documentIn(command, field) ?? emptyDocument).map((element) => [element.name, element]),
  );
  assertOptions(field, fields.keys());
  return fields;
}

const emptyDocument = { type: 3, bytes: documentOf([]), start: 0, end: 5 };

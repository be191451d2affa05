import type { Command } from './command.js';
import { refuse } from './mongo-error.js';

const nothing: readonly string[] = [];
// A login may begin in the handshake already; here it does not, and goes on with saslStart.
const handshake = [
  ...['helloOk', 'client', 'compression', 'backpressure', 'topologyVersion', 'maxAwaitTimeMS'],
  ...['saslSupportedMechs', 'speculativeAuthenticate'],
];

/** The commands that are served, each with the options that it knows; an option that is not here is refused, never ignored. */
export const served: Readonly<Record<string, readonly string[]>> = {
  hello: handshake,
  isMaster: handshake,
  ismaster: handshake,
  ping: nothing,
  buildInfo: nothing,
  endSessions: nothing,
  saslStart: ['mechanism', 'payload', 'autoAuthorize', 'options'],
  saslContinue: ['conversationId', 'payload'],
  insert: ['documents', 'ordered', 'bypassDocumentValidation'],
  update: ['updates', 'ordered', 'bypassDocumentValidation'],
  delete: ['deletes', 'ordered'],
  find: [
    ...['filter', 'sort', 'projection', 'hint', 'skip', 'limit', 'batchSize', 'singleBatch'],
    ...['noCursorTimeout', 'allowDiskUse', 'allowPartialResults'],
  ],
  getMore: ['collection', 'batchSize'],
  killCursors: ['cursors'],
  findAndModify: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'hint', 'bypassDocumentValidation'],
  count: ['query', 'limit', 'skip', 'hint'],
  explain: ['verbosity'],
  create: nothing,
  drop: nothing,
  dropDatabase: nothing,
  renameCollection: ['to', 'dropTarget'],
  listCollections: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  createIndexes: ['indexes', 'commitQuorum'],
  listIndexes: ['cursor'],
  dropIndexes: ['index'],
};

/** The commands of the driver that are refused: whoever uses one works on this server and not on the embedded one, or wants an ADR. */
export const refused: readonly string[] = [
  ...['aggregate', 'distinct', 'mapReduce', 'bulkWrite', 'collMod', 'collStats', 'dbStats', 'validate', 'profile'],
  ...['commitTransaction', 'abortTransaction', 'startSession', 'refreshSessions', 'killAllSessions', 'killSessions'],
  ...['authenticate', 'getnonce', 'logout', 'createUser', 'dropUser', 'usersInfo'],
  ...[
    'listDatabases',
    'serverStatus',
    'replSetGetStatus',
    'connectionStatus',
    'getParameter',
    'setParameter',
    'hostInfo',
  ],
  ...[
    'createSearchIndexes',
    'dropSearchIndex',
    'updateSearchIndex',
    'configureFailPoint',
    'currentOp',
    'killOp',
    'whatsmyuri',
  ],
];

const parts: Readonly<Record<string, readonly string[]>> = {
  'update statement': ['q', 'u', 'upsert', 'multi', 'hint'],
  'delete statement': ['q', 'limit', 'hint'],
  index: ['key', 'name', 'unique', 'background', 'v'],
  readConcern: ['level', 'afterClusterTime'],
  writeConcern: ['w', 'j', 'wtimeout', 'wtimeoutMS'],
};

// Those that change nothing on one server without limits of time.
const everywhere = new Set([
  ...[
    '$db',
    'lsid',
    'txnNumber',
    '$clusterTime',
    '$readPreference',
    'readConcern',
    'writeConcern',
    'comment',
    'maxTimeMS',
  ],
]);

/** Throws CommandNotFound for a command and BadValue for an option that is not served. */
export function assertServed({ name, fields }: Pick<Command, 'name' | 'fields'>): void {
  const options = Object.hasOwn(served, name) ? served[name] : undefined;
  if (!options) refuse('CommandNotFound', `no such command: '${name}'`);
  if (fields.has('startTransaction') || fields.has('autocommit')) {
    refuse('BadValue', `${name}: transactions (startTransaction) are not served`);
  }
  for (const field of fields.keys()) {
    if (field !== name && !everywhere.has(field) && !options.includes(field)) {
      refuse('BadValue', `${name}: the option '${field}' is not served`);
    }
  }
}

/** Throws BadValue for a field that a part of a command must not have. */
export function assertOptions(part: string, fields: Iterable<string>): void {
  for (const field of fields)
    if (!parts[part]?.includes(field)) refuse('BadValue', `${part}: the option '${field}' is not served`);
}

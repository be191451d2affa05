import { randomUUID } from 'node:crypto';
import { LOG_FORMAT, type LogEvent, type LogPurpose, LogStarted, PREFIXES } from '#contracts/log/log.events';
import {
  type Aggregate,
  anyStaff,
  deadlineOf,
  type Engine,
  type HouseKeys,
  id,
  isObject,
  load,
  PATIENCE,
  Registry,
  tell,
  untilAnswered,
} from '#kernel';

type Beginning = LogEvent['data'];
type StartLog = { readonly type: 'StartLog'; readonly data: Beginning };

const log: Aggregate<Beginning | undefined, StartLog, LogEvent> = {
  name: 'log',
  ofTheHouse: true,
  decider: {
    initial: undefined,
    decide: { StartLog: ({ data }, state) => (state === undefined ? [{ type: 'LogStarted', data }] : []) },
    evolve: { LogStarted: (_, { data }) => data },
  },
  unitsOf: () => [],
};

/** What opening a log needs to know: what it is for, whether this process is in production, and where it is, for people. */
export interface Opening {
  readonly purpose: LogPurpose;
  readonly production: boolean;
  /** The folder or server that holds it, named when it is refused. */
  readonly place: string;
}

/** A log, and the keys of its ids. */
export interface OpenedLog {
  readonly log: string;
  readonly purpose: LogPurpose;
  readonly keys: HouseKeys;
}

/**
 * The log of a store, which the first process ever to open it starts (D1, "To the byte" 9). Throws one sentence when it is of another
 * format, of another purpose, a demonstration in production, or not of this keyring; and what `tell` throws.
 */
export async function openLog(
  { store, keyring, build, now }: Pick<Engine, 'store' | 'keyring' | 'build' | 'now'>,
  opening: Opening,
): Promise<OpenedLog> {
  const registry = new Registry([LogStarted]);
  const createdId = id('log');
  const stream = `log-${createdId}`;
  const known = async (): Promise<Beginning | undefined> => {
    await mustBeOfThisFormat(store, stream, opening);
    return (await load({ store, registry }, log, stream)).state;
  };
  if (opening.production && opening.purpose === 'DEMONSTRATION') {
    throw new Error('A demonstration is refused where NODE_ENV is production.');
  }

  const there = await known(); // what is refused leaves no key in the keyring
  const keys = await keyring.houseKeys();
  const opened = there ?? (await start());
  if (opened.purpose !== opening.purpose) throw new Error(otherPurpose(opened.purpose, opening));
  const { command, login, lookup } = opened.keys;
  if (command !== keys.command.id || login !== keys.login.id || lookup !== keys.lookup.id) {
    throw new Error(
      `keyring-of-another-log: the keyring does not belong to the log in ${opening.place}: restore the keyring that does.`,
    );
  }
  return { log: opened.log, purpose: opened.purpose, keys };

  async function start(): Promise<Beginning> {
    const candidate = randomUUID();
    const data: Beginning = {
      log: candidate,
      format: LOG_FORMAT,
      purpose: opening.purpose,
      prefixes: [...PREFIXES],
      keys: { command: keys.command.id, login: keys.login.id, lookup: keys.lookup.id },
    };
    const engine: Engine = { store, keyring, build, now, registry, keys, staff: anyStaff, log: candidate, zoneOf };
    await tell(engine, log, {
      command: { type: 'StartLog', data },
      createdId,
      by: { kind: 'SYSTEM', name: 'bersinar' },
      commandId: randomUUID(),
      body: data,
      context: {},
      correlationId: candidate,
      causationId: candidate,
    });
    const started = await known();
    if (started === undefined) throw new Error('The log was started, but its first event is not there.');
    return started;
  }
}

const zoneOf = (): undefined => undefined;

/** Throws when the log began in another format than this build writes, before anything of it is judged. */
async function mustBeOfThisFormat(store: Engine['store'], stream: string, { place }: Opening): Promise<void> {
  const read = () => store.read(stream);
  const [first] = await untilAnswered(store, read, deadlineOf(PATIENCE), { code: 'event-store-unavailable' });
  if (first?.type !== 'LogStarted' || !isObject(first.data)) return;
  if (first.data.format === LOG_FORMAT) return;
  throw new Error(
    `The log in ${place} is not in format ${LOG_FORMAT} of the data: this build neither reads nor changes it. Keep it, and start on another one.`,
  );
}

const otherPurpose = (purpose: LogPurpose, { place }: Opening): string =>
  purpose === 'DEMONSTRATION'
    ? `The log in ${place} is a demonstration: start it with --demonstration, or real work on another one.`
    : `The log in ${place} is of real people: a demonstration starts on another one.`;

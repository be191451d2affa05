import { LOG_FORMAT, type LogEvent, logEvents, type LogPurpose, PREFIXES } from '#contracts/log/log.events';
import {
  type Aggregate,
  anyStaff,
  deadlineOf,
  type Engine,
  type HouseKeys,
  isObject,
  PATIENCE,
  type RawEvent,
  Registry,
  send,
  untilAnswered,
  uuidOf,
  verifyStream,
} from '#kernel';
import { world } from '#kernel/world';
import { announcedPrefixes, LOG_STREAM } from './announcements.js';

type LogData<T extends LogEvent['type']> = Extract<LogEvent, { type: T }>['data'];
type Beginning = LogData<'LogStarted'>;
type LogCommand =
  | { readonly type: 'StartLog'; readonly data: Beginning }
  | { readonly type: 'AddPrefixes'; readonly data: LogData<'PrefixesAdded'> };

/** The prefixes that were announced; none before the log is started. */
const log: Aggregate<readonly string[], LogCommand, LogEvent> = {
  name: 'log',
  ofTheHouse: true,
  decider: {
    initial: [],
    decide: {
      StartLog: ({ data }, announced) => (announced.length === 0 ? [{ type: 'LogStarted', data }] : []),
      AddPrefixes: ({ data }, announced) => {
        const prefixes = data.prefixes.filter((prefix) => !announced.includes(prefix)).sort();
        return prefixes.length === 0 ? [] : [{ type: 'PrefixesAdded', data: { prefixes } }];
      },
    },
    evolve: {
      LogStarted: (_, { data }) => data.prefixes,
      PrefixesAdded: (announced, { data }) => [...announced, ...data.prefixes],
    },
  },
  unitsOf: () => [],
};

/** What opening a log needs to know: what it is for, whether this process is in production, and where it is, for people. */
export interface Opening {
  readonly purpose: LogPurpose;
  readonly production: boolean;
  /** The folder or server that holds it, named when it is refused. */
  readonly place: string;
  /** The kinds of stream that this build knows, sorted; its own by default. */
  readonly prefixes?: readonly string[];
}

/** A log, and the keys of its ids. */
export interface OpenedLog {
  readonly log: string;
  readonly purpose: LogPurpose;
  readonly keys: HouseKeys;
}

/**
 * The log of a store, which the first process ever to open it starts, and to which the first that knows more kinds of stream announces them
 * (D1, D3, "To the byte" 9). Throws one sentence when it is of another format, of another purpose, a demonstration in production, or not of
 * this keyring; and what `send` throws.
 */
export async function openLog(
  { store, keyring, build, now }: Pick<Engine, 'store' | 'keyring' | 'build' | 'now'>,
  { prefixes = PREFIXES, ...opening }: Opening,
): Promise<OpenedLog> {
  const registry = new Registry(logEvents);
  if (opening.production && opening.purpose === 'DEMONSTRATION') {
    throw new Error('A demonstration is refused where NODE_ENV is production.');
  }

  let stored = await storedLog();
  const there = beginningOf(stored, registry, opening); // what is refused leaves no key in the keyring
  const keys = await keyring.houseKeys();
  const opened = there ?? (await start());
  if (opened.purpose !== opening.purpose) throw new Error(otherPurpose(opened.purpose, opening));
  const { command, login, lookup } = opened.keys;
  if (command !== keys.command.id || login !== keys.login.id || lookup !== keys.lookup.id) {
    throw new Error(
      `keyring-of-another-log: the keyring does not belong to the log in ${opening.place}: restore the keyring that does.`,
    );
  }
  if (missing().length > 0) {
    await record(opened.log, { type: 'AddPrefixes', data: { prefixes: [...missing()] } });
  }
  return { log: opened.log, purpose: opened.purpose, keys };

  function storedLog(): Promise<readonly RawEvent[]> {
    const code = 'event-store-unavailable';
    return untilAnswered(store, () => store.read(LOG_STREAM), deadlineOf(PATIENCE), { code });
  }

  /** What this build knows and the log does not announce. */
  function missing(): readonly string[] {
    const announced = announcedPrefixes(stored);
    return prefixes.filter((prefix) => !announced.includes(prefix));
  }

  async function start(): Promise<Beginning> {
    const data: Beginning = {
      log: world.uuid(),
      format: LOG_FORMAT,
      purpose: opening.purpose,
      prefixes: [...prefixes],
      keys: { command: keys.command.id, login: keys.login.id, lookup: keys.lookup.id },
    };
    await record(data.log, { type: 'StartLog', data });
    stored = await storedLog();
    const started = beginningOf(stored, registry, opening);
    if (started === undefined) throw new Error('The log was started, but its first event is not there.');
    return started;
  }

  async function record(uuid: string, command: LogCommand): Promise<void> {
    const engine: Engine = { store, keyring, build, now, registry, keys, staff: anyStaff, log: uuid, zoneOf };
    await send(engine, log, {
      command,
      createdId: uuidOf(LOG_STREAM),
      by: { kind: 'SYSTEM', name: 'bersinar' },
      commandId: world.uuid(),
      body: command.data,
      context: {},
      correlationId: uuid,
      causationId: uuid,
    });
  }
}

const zoneOf = (): undefined => undefined;

/**
 * How a log began, undefined when it has not. Throws when that was in another format than this build writes, before anything of it is judged,
 * and `HistoryCorrupt`.
 */
function beginningOf(
  [first]: readonly RawEvent[],
  registry: Registry,
  { place }: Pick<Opening, 'place'>,
): Beginning | undefined {
  if (first === undefined) return undefined;
  const isOfAnother = first.type === 'LogStarted' && isObject(first.data) && first.data.format !== LOG_FORMAT;
  if (isOfAnother) {
    throw new Error(
      `The log in ${place} is not in format ${LOG_FORMAT} of the data: this build neither reads nor changes it. Keep it, and start on another one.`,
    );
  }
  const [believed] = verifyStream([first]);
  return believed && (registry.upcast(believed).data as unknown as Beginning);
}

const otherPurpose = (purpose: LogPurpose, { place }: Pick<Opening, 'place'>): string =>
  purpose === 'DEMONSTRATION'
    ? `The log in ${place} is a demonstration: start it with --demonstration, or real work on another one.`
    : `The log in ${place} is of real people: a demonstration starts on another one.`;

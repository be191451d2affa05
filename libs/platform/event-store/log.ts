import { randomUUID } from 'node:crypto';
import { LogStarted, type LogEvent } from '#contracts/log/log.events';
import { type Actor, type Aggregate, type Engine, id, load, Registry, tell } from '#kernel';

type StartLog = { readonly type: 'StartLog'; readonly data: { readonly log: string } };
type State = { readonly log?: string };

const SYSTEM: Actor = { id: 'bersinar', kind: 'SYSTEM', role: 'system', unitId: 'BERSINAR' };

const log: Aggregate<State, StartLog, LogEvent> = {
  name: 'log',
  decider: {
    initial: {},
    decide: {
      StartLog: ({ data }, state) => (state.log === undefined ? [{ type: 'LogStarted', data: { log: data.log } }] : []),
    },
    evolve: { LogStarted: (_, { data }) => ({ log: data.log }) },
  },
  unitsOf: () => [],
};

/** The uuid of the store's log (D1), which the first process ever to open it starts. Throws what `tell` throws. */
export async function openLog(engine: Pick<Engine, 'store' | 'keyring' | 'build' | 'now'>): Promise<string> {
  const registry = new Registry([LogStarted]);
  const createdId = id('log');
  const known = async () => (await load({ store: engine.store, registry }, log, `log-${createdId}`)).state.log;

  const opened = await known();
  if (opened !== undefined) return opened;
  const candidate = randomUUID();
  const { store, keyring, build, now } = engine;
  await tell({ store, keyring, build, now, registry, log: candidate, zoneOf: () => 'Asia/Jakarta' }, log, {
    command: { type: 'StartLog', data: { log: candidate } },
    createdId,
    by: SYSTEM,
    commandId: randomUUID(),
    body: { log: candidate },
    context: {},
    correlationId: candidate,
    causationId: candidate,
  });
  const started = await known();
  if (started === undefined) throw new Error('The log was started, but its first event is not there.');
  return started;
}

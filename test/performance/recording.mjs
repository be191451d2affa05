import { randomBytes, randomUUID } from 'node:crypto';
import { definitions } from '#contracts/registry';
import { anyStaff, Registry, send } from '#kernel';
import { zoneOf } from '#platform/auth';
import { build } from '../../dist/apps/bersinar/build.js';

export const UNIT = 'RUTAN-BANJARNEGARA';
export const AGENCY = 'BNNK-PURBALINGGA';

/** An engine on these stores, with a demonstration's log in which everybody is registered. */
export async function engineOn({ store, keyring, log }) {
  return {
    store,
    keyring,
    registry: new Registry(definitions),
    staff: anyStaff,
    keys: await keyring.houseKeys(),
    log,
    build: build(),
    zoneOf,
    now: () => new Date(),
    demonstration: true,
  };
}

/** Records events in a stream of their own, sealed and linked as any others, whatever the rules of its aggregate would say; gives its uuid. */
export async function record(engine, by, { prefix, events, facts = {}, createdId, about = () => [] }) {
  const aggregate = {
    name: prefix,
    unitsOf: () => [by.unitId],
    aboutOf: (_, uuid) => about(uuid),
    decider: {
      initial: null,
      decide: { Say: () => events },
      evolve: Object.fromEntries(events.map(({ type }) => [type, () => null])),
    },
  };
  const { id } = await send(engine, aggregate, {
    command: { type: 'Say', data: {}, facts },
    unitId: UNIT,
    ...(createdId && { createdId }),
    by,
    commandId: randomUUID(),
    body: events[0].data,
    context: {},
    correlationId: randomUUID(),
    causationId: randomUUID(),
  });
  return id;
}

/** The head of some stream of that kind, to be cited. */
export const factOf = (prefix) => ({
  stream: `${prefix}-${randomUUID()}`,
  revision: 7,
  hash: randomBytes(32).toString('hex'),
});

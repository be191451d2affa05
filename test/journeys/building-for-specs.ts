import { deserialize } from 'bson';
import { type Command, listOf } from '../../apps/embedded-stores/mongodb/command.js';
import { textOf } from '../../apps/embedded-stores/mongodb/raw-bson.js';
import { MARK } from '../../libs/platform/projections/marks.js';
import { mongoDbProxy } from '../faults/proxy/mongodb-proxy-for-specs.js';

/** Stands before a MongoDB server at a port and lets only the first documents into a collection, for as long as it holds them. */
export async function holdingBefore(target: number) {
  let [collection, written, isHeld] = ['', [] as (readonly string[])[], false];
  const proxy = await mongoDbProxy(target, (call, command) => {
    if (call !== 'update' || textOf(command.fields.get(call)) !== collection) return undefined;
    const ids = idsIn(command);
    if (ids.length === 0) return undefined;
    written.push(ids);
    return isHeld && written.length > 1 ? 'hang' : undefined;
  });
  return {
    ...proxy,
    /** From now on, only the first documents come into this one. */
    hold: (name: string): void => {
      [collection, written, isHeld] = [name, [], true];
    },
    letGo: (): void => {
      isHeld = false;
    },
    /** The keys of the documents that were sent to it, as often as some were: the first came in. */
    sent: () => written as readonly (readonly string[])[],
  };
}

const idsIn = (command: Command): readonly string[] =>
  listOf(command, 'updates')
    .map(({ bytes, start, end }) => (deserialize(bytes.subarray(start, end)) as { q: { _id: string } }).q._id)
    .filter((id) => id !== MARK);

import { beforeEach } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Document } from 'mongodb';
import {
  GENESIS,
  hashOf,
  type JsonObject,
  keyName,
  type KeyName,
  type KeyOwner,
  type Metadata,
  type Position,
  repairStreamOf,
  type SealClass,
} from '#kernel';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { recorded, staffNamed } from '#kernel/given-for-specs';
import { checkKeys, type MongoKeyring } from './index.js';
import { keyringsForSpecs, somebody } from './keyrings-for-specs.js';
import { keysOf } from './mongo-keyring.js';

const COLLECTIONS = ['keys', 'checkpoints'];

/** A log in memory and a keyring in MongoDB for each spec, and the check of one against the other. */
export function checkedLogsForSpecs() {
  const keyrings = keyringsForSpecs();
  let keyring: MongoKeyring;
  let store: InMemoryEventStore;
  beforeEach(() => {
    keyring = keyrings.open();
    store = new InMemoryEventStore();
  });

  const send = async (stream: string, type: string, data: JsonObject, changed: object = {}): Promise<void> => {
    const id = randomUUID();
    const before = await store.read(stream);
    const revision = before.length;
    const prevHash = (before.at(-1)?.metadata as Metadata | undefined)?.hash ?? GENESIS;
    const metadata = { ...recorded({ type, data }, revision).metadata, prevHash, ...changed };
    const hash = hashOf({ stream, revision, id, type, data, metadata });
    const event = { id, type, data, metadata: { ...metadata, hash } };
    await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, [event]);
  };

  const sealedWith = (...names: readonly KeyName[]): JsonObject => ({
    lines: names.map(({ s, c, k }) => ({ subject: s, sealed: [{ s, c, k, iv: 'AA', ct: 'AA' }] })),
  });

  return {
    keyrings,
    get keyring(): MongoKeyring {
      return keyring;
    },
    get store(): InMemoryEventStore {
      return store;
    },
    send,
    /** Appends an event with a seal under each of the keys; answers its stream. */
    async seal(...names: readonly KeyName[]): Promise<string> {
      const stream = `note-${randomUUID()}`;
      await send(stream, 'NoteTaken', sealedWith(...names));
      return stream;
    },
    sealedWith,
    /** So many new keys, of one person each. */
    async made<N extends number>(count: N): Promise<N extends 1 | 2 ? [KeyName, KeyName] : KeyName[]> {
      const owners = Array.from({ length: count }, () => somebody());
      const keys = await keyring.keysFor(owners);
      const names = owners.map((owner) => ({ ...owner, k: keys.get(keyName(owner))?.k ?? '' }));
      return names as N extends 1 | 2 ? [KeyName, KeyName] : KeyName[];
    },
    destruction: (...classes: SealClass[]) => ({
      ...{ classes, ground: 'RETENTION_ENDED', askedBy: randomUUID(), approvedBy: randomUUID() },
    }),
    /** Two people exclude an event of a stream. */
    async exclude(stream: string, revision: number): Promise<void> {
      const { prevHash: lastHash } = (await store.read(stream))[revision]?.metadata as Metadata;
      const by = { reasonCode: 'WRITTEN_BY_SOMETHING_ELSE', askedBy: staffNamed('a'), approvedBy: staffNamed('b') };
      const data = { stream, from: revision, to: revision, lastHash, entries: [GENESIS], ...by };
      await send(repairStreamOf(stream), 'EventsExcluded', data);
    },
    lose: (...names: readonly KeyOwner[]) => keysOf(keyrings.db).deleteMany({ _id: { $in: names.map(keyName) } }),
    isLiving: async (name: KeyName): Promise<boolean> => (await keyrings.open().find([name])).has(name.k),

    check: (): Promise<number> => checkKeys({ store, keyring, db: keyrings.db }),
    /** The check, and how many keys it asked for at once. */
    async checkInPages(suspects = 10_000): Promise<{ missing: number; pages: number[] }> {
      const pages: number[] = [];
      const asked: Pick<MongoKeyring, 'lost' | 'destroy'> = {
        lost: (names) => {
          pages.push(names.length);
          return keyring.lost(names);
        },
        destroy: (s, classes) => keyring.destroy(s, classes),
      };
      return { missing: await checkKeys({ store, keyring: asked, db: keyrings.db, suspects }), pages };
    },
    /** The check, and after which place it read the log. */
    async checkAfter(): Promise<(Position | undefined)[]> {
      const places: (Position | undefined)[] = [];
      const watched = {
        read: (stream: string, from?: number) => store.read(stream, from),
        readOne: (stream: string, revision: number) => store.readOne(stream, revision),
        readAll: (after?: Position) => {
          places.push(after);
          return store.readAll(after);
        },
      };
      await checkKeys({ store: watched, keyring, db: keyrings.db });
      return places;
    },

    backup: (): Promise<Document[][]> =>
      Promise.all(COLLECTIONS.map((name) => keyrings.db.collection(name).find().toArray())),
    /** Puts back what the keyring was, for processes that start from now on. */
    async restore(backup: readonly Document[][]): Promise<void> {
      for (const [index, name] of COLLECTIONS.entries()) {
        await keyrings.db.collection(name).deleteMany({});
        await keyrings.db.collection(name).insertMany(backup[index] ?? []);
      }
      keyring = keyrings.open();
    },
  };
}

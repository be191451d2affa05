// Left out on servers: it kills the embedded stores, which it is about.
import { afterAll, describe, expect, it } from '@jest/globals';
import type { Collection, Document } from 'mongodb';
import { serverForSpecs } from '../../apps/embedded-stores/mongodb/server-for-specs.js';

type Item = Document & { _id: string; round: number; at: number };
const server = serverForSpecs();
const rounds = 6;
const writers = 8;
const enoughPerRound = 60;

afterAll(() => server.remove());

describe('The embedded MongoDB, killed under load', () => {
  it('has every acknowledged write, whole, with its index entries', async () => {
    const acknowledged = new Set<string>();
    for (let round = 0; round < rounds; round++) {
      await server.start();
      const client = server.client({ retryWrites: false, writeConcern: { w: 'majority', journal: true } });
      const items = client.db('spec').collection<Item>('items');
      if (round === 0) await items.createIndex({ round: 1, at: 1 });
      const target = acknowledged.size + enoughPerRound;
      const load = Promise.all(
        Array.from({ length: writers }, (_, writer) => write(items, round, writer, acknowledged)),
      );
      await until(() => acknowledged.size >= target);
      await server.stop('SIGKILL');
      await load;
      await client.close();
    }
    await server.start();
    const items = server.client().db('spec').collection<Item>('items');
    const there = await items
      .find()
      .map(({ _id }) => _id)
      .toArray();
    expect([...acknowledged].filter((id) => !there.includes(id))).toEqual([]);
    const indexed = await items
      .find({ round: { $gte: 0 } }, { hint: { round: 1, at: 1 } })
      .map(({ _id }) => _id)
      .toArray();
    expect(indexed.sort()).toEqual(there.sort());
    const halves = there.filter(
      (id) => !there.includes(id.endsWith('a') ? `${id.slice(0, -1)}b` : `${id.slice(0, -1)}a`),
    );
    expect(halves).toEqual([]);
  });
});

// Until the server is gone; each write is of two documents, which have to be there together.
async function write(items: Collection<Item>, round: number, writer: number, acknowledged: Set<string>): Promise<void> {
  try {
    for (let at = 0; ; at++) {
      const id = `${round}-${writer}-${at}`;
      await items.insertMany(['a', 'b'].map((half) => ({ _id: id + half, round, at })));
      acknowledged.add(`${id}a`).add(`${id}b`);
    }
  } catch {
    return;
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !holds();) {
    if (Date.now() > end) throw new Error('The load never got going.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

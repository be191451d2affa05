import { createHmac } from 'node:crypto';
import { type JsonObject, Unavailable } from '#kernel';
import { inMemoryKeyring } from '#kernel/in-memory-keyring-for-specs';
import { InMemoryEventStore } from '#kernel/in-memory-event-store-for-specs';
import { type AnyProjected, foldTouches, touchOf, withTokens } from './batch.js';
import { inMemoryReadModels } from './in-memory-read-models.js';
import { noteId, notes, RUTAN } from './notes-for-specs.js';
import { people, peopleRegistry, sendPerson } from './people-for-specs.js';
import { readerOf } from './read-models-contract-for-specs.js';
import { tokenedAll, tokensOf } from './tokens.js';

async function named(...names: readonly string[]) {
  const [store, keyring] = [new InMemoryEventStore(), inMemoryKeyring()];
  for (const [index, name] of names.entries()) await sendPerson(store, keyring, index, name);
  const events: AnyProjected[] = [];
  for await (const raw of store.readAll()) events.push(peopleRegistry.believe(raw));
  return { store, keyring, events, means: { registry: peopleRegistry, keyring } };
}

const tokensIn = (events: readonly AnyProjected[]) => events.map((event) => (event as { tokens?: unknown }).tokens);

describe('Tokens', () => {
  it('are 16 bytes of the HMAC of the kind and the text under the lookup key', async () => {
    const keyring = inMemoryKeyring();
    const mac = createHmac('sha256', (await keyring.houseKeys()).lookup.bytes)
      .update('["directory","name","budi"]')
      .digest();
    expect(await tokensOf(keyring, [{ kind: 'name', text: 'budi' }])).toEqual([
      mac.subarray(0, 16).toString('base64url'),
    ]);
  });

  it('differ by kind, by text and by keyring', async () => {
    const words = [
      { kind: 'name', text: 'budi' },
      { kind: 'number', text: 'budi' },
      { kind: 'name', text: 'bud' },
    ];
    const tokens = [...(await tokensOf(inMemoryKeyring(), words)), ...(await tokensOf(inMemoryKeyring(), words))];
    expect(new Set(tokens).size).toBe(6);
  });

  it('say in their order neither which word came first nor how often', async () => {
    const keyring = inMemoryKeyring();
    const words = ['a', 'b', 'c', 'd', 'e'].map((text) => ({ kind: 'name', text }));
    expect(await tokensOf(keyring, [...words, ...words].reverse())).toEqual(await tokensOf(keyring, words));
  });

  it('of nothing need no key', async () => {
    const down = { houseKeys: () => Promise.reject(new Unavailable('keyring-unavailable')) };
    expect(await tokensOf(down, [])).toEqual([]);
  });
});

describe('The events of a searched projection', () => {
  it('bring the tokens of what is sealed in them, and stay sealed', async () => {
    const { events, means, keyring } = await named('budi s.', 'siti n.');
    const tokened = await tokenedAll(people, events, means);
    const expected = ['budi s.', 'siti n.'].map((text) =>
      tokensOf(keyring, [
        { kind: 'name', text },
        { kind: 'initial', text: text.slice(0, 1) },
      ]),
    );
    expect(tokensIn(tokened)).toEqual(await Promise.all(expected));
    expect(tokened.map(({ data }) => data)).toEqual(events.map(({ data }) => data));
    expect(JSON.stringify(tokened)).not.toMatch(/budi s|siti n|Melati 3/);
  });

  it('have none where the key is gone, and need not be understood without it', async () => {
    const { events, means, keyring } = await named('budi s.', 'siti n.');
    await keyring.destroy(noteId(0));
    expect(tokensIn(await tokenedAll(people, events, means))).toMatchObject([[], { length: 2 }]);
  });

  it('have no seal opened but those of identities, and cost one question to the keyring, and one for the key of the house', async () => {
    const { events, keyring } = await named('budi s.', 'siti n.', 'made');
    const asked: (readonly { readonly c: string }[])[] = [];
    let askedOfTheHouse = 0;
    const counting = {
      houseKeys: () => {
        askedOfTheHouse += 1;
        return keyring.houseKeys();
      },
      find: (names: Parameters<typeof keyring.find>[0]) => {
        asked.push(names);
        return keyring.find(names);
      },
    };
    const seen: string[] = [];
    const watched = {
      ...people,
      words: (event: Parameters<typeof people.words>[0]) => {
        seen.push(...Object.keys(event.data));
        return people.words(event);
      },
    };
    await tokenedAll(watched, events, { registry: peopleRegistry, keyring: counting });
    expect(asked).toMatchObject([[{ c: 'identity' }, { c: 'identity' }, { c: 'identity' }]]);
    expect(askedOfTheHouse).toBe(1);
    expect(new Set(seen)).toEqual(new Set(['subject', 'name', 'gone']));
  });

  it('are as they were for a projection that is not searched', async () => {
    const { events, means } = await named('budi s.');
    expect(await tokenedAll(notes, events, means)).toBe(events);
  });
});

describe('A batch of a searched projection', () => {
  const touchesIn = ({ events }: Awaited<ReturnType<typeof named>>, projection = people) =>
    events.map((event) => touchOf(projection, event));

  it('breaks the document of a seal that is not what was sealed, without a word of it', async () => {
    const log = await named('budi s.', 'siti n.');
    const [first, second] = touchesIn(log);
    if (first === undefined || second === undefined) throw new Error('There are two.');
    const { sealed, ...clear } = second.event.data as JsonObject & { sealed: readonly JsonObject[] };
    const forged = { ...clear, sealed: sealed.map((seal) => ({ ...seal, iv: 'AAAAAAAAAAAAAAAA' })) };
    const broken = { ...clear, sealed: 'siti n.' };
    for (const data of [forged, broken]) {
      const { event } = second;
      const touches = await withTokens(people, [first, { ...second, event: { ...event, data } }], log.means);
      const { documents, broken: input } = foldTouches(people, touches, new Map());
      expect(documents.get(noteId(0))).toMatchObject({ tokens: { length: 2 } });
      const place = { _id: noteId(1), _pos: event.position };
      expect(documents.get(noteId(1))).toEqual({ ...place, _gone: true, _broken: true });
      const { position, stream, revision } = event;
      expect(input).toEqual([{ document: noteId(1), position, stream, revision, detail: 'Error' }]);
    }
  });

  it('breaks the document of an event whose words cannot be told, with the name of the error alone', async () => {
    const log = await named('budi s.', 'siti n.');
    const choking = {
      ...people,
      words: ({ data: { name } }: Parameters<typeof people.words>[0]) => {
        if (name === 'siti n.') throw new RangeError(`It choked on ${name}.`);
        return [];
      },
    };
    const touches = await withTokens(choking, touchesIn(log, choking), log.means);
    const { documents, broken } = foldTouches(choking, touches, new Map());
    expect(documents.get(noteId(0))).toMatchObject({ tokens: [] });
    expect(broken).toMatchObject([{ document: noteId(1), detail: 'RangeError' }]);
    expect(JSON.stringify([...documents.values(), ...broken])).not.toContain('siti n.');
  });
});

describe('Read models in memory that are searched', () => {
  it('hold the tokens of their events', async () => {
    const { events, means, keyring } = await named('budi s.');
    const models = inMemoryReadModels(events, [people], means);
    const [token] = await tokensOf(keyring, [{ kind: 'name', text: 'budi s.' }]);
    const found = await models.all(people, readerOf(RUTAN), { filter: { tokens: token } });
    expect(found).toMatchObject([{ id: noteId(0), seen: ['sealed', 'subject'] }]);
  });

  it('are not to be had without a keyring', async () => {
    const { events } = await named('budi s.');
    expect(() => inMemoryReadModels(events, [people])).toThrow('people is searched: it needs a keyring.');
  });
});

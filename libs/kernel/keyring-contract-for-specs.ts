import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type DataKey, keyName, type Keyring, type KeyOwner, SEAL_CLASSES, type SealClass } from './keyring.js';

type ForgettingKeyring = Keyring & { forgetOldMacKeys(now: Date): Promise<void> };

/** What every keyring must keep to; `open` gives the same keyring each time, as another process would see it. */
export function itIsAKeyring(open: () => ForgettingKeyring): void {
  const somebody = (c: SealClass = 'health'): KeyOwner => ({ s: randomUUID(), c });
  const keyOf = async (owner: KeyOwner): Promise<DataKey> => {
    const key = (await open().keysFor([owner])).get(keyName(owner));
    if (key === undefined) throw new Error(`There is no key for ${keyName(owner)}.`);
    return key;
  };
  const hex = ({ bytes }: { readonly bytes: Uint8Array }): string => Buffer.from(bytes).toString('hex');
  const many = <T>(ask: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 12 }, ask));

  describe('as every keyring', () => {
    describe('a data key', () => {
      it('of 32 bytes is made once per subject and class', async () => {
        const s = randomUUID();
        const [health, identity, other] = [{ s, c: 'health' }, { s, c: 'identity' }, somebody()] as const;
        const made = await open().keysFor([health, identity, other, health]);
        expect([...made.keys()]).toEqual([health, identity, other].map(keyName));
        expect(made.get(keyName(health))?.bytes).toHaveLength(32);
        expect(new Set([...made.values()].map(({ k }) => k)).size).toBe(3);
        expect(new Set([...made.values()].map(hex)).size).toBe(3);
        expect(await open().keysFor([other, identity, health])).toEqual(made);
        const again = await open().keysFor([health, somebody()]);
        expect(again.get(keyName(health))).toEqual(made.get(keyName(health)));
        expect(again.size).toBe(2);
      });

      it('is one when many ask at once, each for others too', async () => {
        const owner = somebody('narrative');
        const asked = await many(() => open().keysFor([somebody(), owner, somebody()]));
        const key = await keyOf(owner);
        for (const made of asked) expect(made.get(keyName(owner))).toEqual(key);
        expect(asked.every(({ size }) => size === 3)).toBe(true);
      });

      it('is found by its id, many at once, without those that are gone', async () => {
        const [a, b] = [somebody('health'), somebody('security')];
        const [health, security] = [await keyOf(a), await keyOf(b)];
        const found = await open().find([
          { k: health.k, ...a },
          { k: security.k, ...b },
          { k: randomUUID(), s: a.s, c: 'identity' },
          { k: randomUUID(), ...a },
        ]);
        expect(found).toEqual(
          new Map([
            [health.k, health],
            [security.k, security],
          ]),
        );
      });

      it('is none when nothing is asked', async () => {
        expect(await open().keysFor([])).toEqual(new Map());
        expect(await open().find([])).toEqual(new Map());
      });
    });

    describe('a destroyed key', () => {
      it('is gone and is never made anew', async () => {
        const owner = somebody();
        const { k } = await keyOf(owner);
        await open().destroy(owner.s, [owner.c]);
        for (const keyring of [open(), open()]) {
          expect(await keyring.find([{ k, ...owner }])).toEqual(new Map());
          expect(await keyring.keysFor([owner])).toEqual(new Map());
        }
      });

      it('is absent from what others get', async () => {
        const [gone, made, unmade] = [somebody(), somebody(), somebody()];
        const key = await keyOf(made);
        await open().destroy(gone.s, ['health']);
        const keys = await open().keysFor([gone, made, unmade]);
        expect([...keys.keys()].sort()).toEqual([made, unmade].map(keyName).sort());
        expect(keys.get(keyName(made))).toEqual(key);
      });

      it('is never made when nobody had made it yet', async () => {
        const owner = somebody();
        await open().destroy(owner.s, [owner.c]);
        expect(await open().keysFor([owner])).toEqual(new Map());
      });

      it('is forgotten at once by who destroyed it, whatever they read meanwhile', async () => {
        const [keyring, owner] = [open(), somebody()];
        const { k } = await keyOf(owner);
        await keyring.keysFor([owner]);
        await Promise.all([keyring.destroy(owner.s, [owner.c]), keyring.find([{ k, ...owner }])]);
        expect(await keyring.find([{ k, ...owner }])).toEqual(new Map());
        expect(await keyring.keysFor([owner])).toEqual(new Map());
      });

      it('is gone though somebody makes it at that moment', async () => {
        const owner = somebody();
        await Promise.all([
          ...Array.from({ length: 6 }, () => open().keysFor([owner])),
          open().destroy(owner.s, ['health']),
        ]);
        expect(await open().keysFor([owner])).toEqual(new Map());
      });

      it('is of the classes that were named, and of no other subject', async () => {
        const [s, other] = [randomUUID(), randomUUID()];
        const owners = [s, other].flatMap((one) => SEAL_CLASSES.map((c) => ({ s: one, c })));
        const before = await open().keysFor(owners);
        await open().destroy(s, ['health', 'security']);
        await open().destroy(s, []);
        const stays = owners.filter((owner) => owner.s === other || ['identity', 'narrative'].includes(owner.c));
        expect(await open().keysFor(owners)).toEqual(
          new Map(stays.map((owner) => [keyName(owner), before.get(keyName(owner))])),
        );
      });

      it('can be destroyed again', async () => {
        const owner = somebody();
        await keyOf(owner);
        await many(() => open().destroy(owner.s, ['health', 'identity']));
        await open().destroy(owner.s, ['health']);
        expect(await open().keysFor([owner, { ...owner, c: 'identity' }])).toEqual(new Map());
      });
    });

    describe('a MAC key', () => {
      it('is one per month of UTC', async () => {
        const november = await open().macKeyAt('2026-11-01T00:00:00.000Z');
        expect(november.bytes).toHaveLength(32);
        expect(await open().macKeyAt('2026-11-30T23:59:59.999Z')).toEqual(november);
        expect((await open().macKeyAt('2026-12-01T00:00:00.000Z')).id).not.toBe(november.id);
        expect(await open().macKey(november.id)).toEqual(november);
      });

      it('is known by no id of anything else', async () => {
        const { command, login, lookup } = await open().houseKeys();
        const others = [(await keyOf(somebody())).k, command.id, login.id, lookup.id, randomUUID()];
        for (const id of others) expect(await open().macKey(id)).toBeUndefined();
      });

      it.each([
        ['2026-09', '2026-11-30'], // it ended on 1 October
        ['2026-12', '2027-03-02'],
        ['2027-01', '2027-04-02'],
        ['2028-02', '2028-04-30'],
      ])('of %s is forgotten once %s has begun in UTC, not before (D2)', async (month, day) => {
        const [at, last] = [`${month}-01T00:00:00.000Z`, new Date(Date.parse(`${day}T00:00:00.000Z`) - 1)];
        const key = await open().macKeyAt(at);
        await open().forgetOldMacKeys(last);
        expect(await open().macKey(key.id)).toEqual(key);
        expect(await open().macKeyAt(at)).toEqual(key);
        const keyring = open();
        await keyring.macKey(key.id);
        await keyring.forgetOldMacKeys(new Date(`${day}T00:00:00.000Z`));
        expect(await keyring.macKey(key.id)).toBeUndefined();
        expect(await open().macKey(key.id)).toBeUndefined();
      });

      it('of the month after one that is forgotten is kept, and every other key', async () => {
        const [owner, house] = [somebody(), await open().houseKeys()];
        const [october, key] = [await open().macKeyAt('2026-10-01T00:00:00.000Z'), await keyOf(owner)];
        await open().forgetOldMacKeys(new Date('2026-11-30T00:00:00.000Z'));
        expect(await open().macKey(october.id)).toEqual(october);
        await open().forgetOldMacKeys(new Date('2126-11-30T00:00:00.000Z'));
        expect(await keyOf(owner)).toEqual(key);
        expect(await open().houseKeys()).toEqual(house);
      });

      it('of a month that was forgotten is another one, so that no repeat is compared with it', async () => {
        const before = await open().macKeyAt('2025-03-31T23:59:59.999Z');
        await open().forgetOldMacKeys(new Date('2025-05-31T00:00:00.000Z'));
        const after = await open().macKeyAt('2025-03-31T23:59:59.999Z');
        expect(after.id).not.toBe(before.id);
        expect(hex(after)).not.toBe(hex(before));
        expect(await open().macKey(before.id)).toBeUndefined();
        await open().forgetOldMacKeys(new Date('2025-05-31T00:00:00.000Z'));
        expect(await open().macKey(after.id)).toBeUndefined();
      });
    });

    describe('the keys of the house', () => {
      it('are three, the same whoever asks first (D2)', async () => {
        const [first, ...others] = await many(() => open().houseKeys());
        if (first === undefined) throw new Error('Nobody asked.');
        const keys = [first.command, first.login, first.lookup];
        expect(keys.map(({ bytes }) => bytes.length)).toEqual([32, 32, 32]);
        expect(new Set(keys.map(({ id }) => id)).size).toBe(3);
        expect(new Set([...keys, await open().macKeyAt('2026-11-01T00:00:00.000Z')].map(hex)).size).toBe(4);
        for (const other of [...others, await open().houseKeys()]) expect(other).toEqual(first);
      });
    });
  });
}

import { describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Keyring } from './keyring.js';

/** What every keyring must keep to; `open` gives the same keyring each time, as another process would see it. */
export function itIsAKeyring(open: () => Keyring): void {
  describe('as every keyring', () => {
    it('makes a key of 32 bytes once per subject and class', async () => {
      const subject = randomUUID();
      const key = await open().keyFor(subject, 'health');
      expect(key.bytes).toHaveLength(32);
      expect(await open().keyFor(subject, 'health')).toEqual(key);
      const others = [await open().keyFor(subject, 'identity'), await open().keyFor(randomUUID(), 'health')];
      for (const other of others) {
        expect(other.k).not.toBe(key.k);
        expect(Buffer.from(other.bytes)).not.toEqual(Buffer.from(key.bytes));
      }
    });

    it('makes one key when many ask at once', async () => {
      const subject = randomUUID();
      const keys = await Promise.all(Array.from({ length: 12 }, () => open().keyFor(subject, 'narrative')));
      expect(new Set(keys.map(({ k }) => k)).size).toBe(1);
      expect(new Set(keys.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
    });

    it('finds many keys at once by their id and leaves out those that are gone', async () => {
      const [a, b] = [randomUUID(), randomUUID()];
      const health = await open().keyFor(a, 'health');
      const security = await open().keyFor(b, 'security');
      const found = await open().find([
        { k: health.k, s: a, c: 'health' },
        { k: security.k, s: b, c: 'security' },
        { k: randomUUID(), s: a, c: 'identity' },
        { k: randomUUID(), s: a, c: 'health' },
      ]);
      expect(found).toEqual(
        new Map([
          [health.k, health],
          [security.k, security],
        ]),
      );
    });

    it('finds nothing when nothing is asked', async () => {
      expect(await open().find([])).toEqual(new Map());
    });

    it('has one MAC key per month of UTC', async () => {
      const november = await open().macKeyAt('2026-11-01T00:00:00.000Z');
      expect(november.bytes).toHaveLength(32);
      expect(await open().macKeyAt('2026-11-30T23:59:59.999Z')).toEqual(november);
      expect((await open().macKeyAt('2026-12-01T00:00:00.000Z')).id).not.toBe(november.id);
      expect(await open().macKey(november.id)).toEqual(november);
    });

    it('knows no MAC key by the id of anything else', async () => {
      const { k } = await open().keyFor(randomUUID(), 'health');
      expect(await open().macKey(k)).toBeUndefined();
      expect(await open().macKey(randomUUID())).toBeUndefined();
    });

    it('has one lookup key, whoever asks first (D3)', async () => {
      const keys = await Promise.all(Array.from({ length: 12 }, () => open().lookupKey()));
      expect(keys[0]).toHaveLength(32);
      expect(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size).toBe(1);
      expect(Buffer.from(await open().lookupKey())).toEqual(Buffer.from(keys[0] ?? []));
      const { bytes } = await open().macKeyAt('2026-11-01T00:00:00.000Z');
      expect(Buffer.from(bytes)).not.toEqual(Buffer.from(keys[0] ?? []));
    });
  });
}

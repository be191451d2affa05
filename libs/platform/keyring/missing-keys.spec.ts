import { randomUUID } from 'node:crypto';
import { viewingEvents } from '#contracts/access/viewing.events';
import { hashOf, InMemoryEventStore, inMemoryKeyring, type RawEvent, sealObject } from '#kernel';
import { recorded } from '#kernel/given';
import { missingKeys } from './missing-keys.js';

const subject = randomUUID();

async function sealedLog() {
  const [store, keyring] = [new InMemoryEventStore(), inMemoryKeyring()];
  const stream = `viewing-${randomUUID()}`;
  const [{ type }] = viewingEvents;
  const id = randomUUID();
  const keys = new Map([['identity' as const, await keyring.keyFor(subject, 'identity')]]);
  const data = sealObject(
    { subject, name: 'somebody' },
    { name: 'identity' },
    { stream, eventId: id, type, v: 1, subject, keys },
  );
  const { metadata } = recorded({ type, data }, 0);
  const hash = hashOf({ stream, revision: 0, id, type, data, metadata });
  await store.append(stream, 'no-stream', [{ id, type, data, metadata: { ...metadata, hash } }]);
  return { store, keyring, stream };
}

describe('the keys that seals name (D9)', () => {
  it('are all there after they were written', async () => {
    const { store, keyring } = await sealedLog();
    expect(await missingKeys(store, keyring)).toBe(0);
  });

  it('are counted when the keyring has lost them', async () => {
    const { store, keyring } = await sealedLog();
    keyring.destroy(subject);
    expect(await missingKeys(store, keyring)).toBe(1);
  });

  it('are not believed of an event that is not what was written', async () => {
    const { store, keyring, stream } = await sealedLog();
    keyring.destroy(subject);
    store.tamper(stream, 0, (event: RawEvent) => ({ ...event, type: 'Forged' }));
    expect(await missingKeys(store, keyring)).toBe(0);
  });
});

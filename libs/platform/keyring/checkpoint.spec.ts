import { randomUUID } from 'node:crypto';
import { hashOf, type RawEvent, type RecordedEvent } from '#kernel';
import { checkedLogsForSpecs } from './checked-logs-for-specs.js';

const its = checkedLogsForSpecs();
const head = async () => (await its.store.head()) ?? '';

/** Another event, whole in itself, under the id of that. */
function writtenAnew(raw: RawEvent): RawEvent {
  const event = { ...(raw as RecordedEvent), type: 'Other' };
  return { ...event, metadata: { ...event.metadata, hash: hashOf(event) } };
}

describe('a check of the keys', () => {
  it('goes on where the last one found nothing missing', async () => {
    expect(await its.checkAfter()).toEqual([undefined]);
    await its.seal(...(await its.made(1)));
    const first = await head();
    expect(await its.checkAfter()).toEqual([undefined]);
    expect(await its.checkAfter()).toEqual([first]);
    await its.seal(...(await its.made(1)));
    expect(await its.checkAfter()).toEqual([first]);
    expect(await its.checkAfter()).toEqual([await head()]);
  });

  it('begins where the last one began while something is missing', async () => {
    const [one, other] = await its.made(2);
    await its.seal(one);
    expect(await its.check()).toBe(0);
    const first = await head();
    await its.seal({ ...other, k: randomUUID() });
    expect(await its.check()).toBe(1);
    expect(await its.check()).toBe(1);
    expect(await its.checkAfter()).toEqual([first]);
  });

  it('begins with the first event when keys have vanished, though months of MAC keys may', async () => {
    await its.keyring.macKeyAt('2026-09-30T23:59:59.999Z');
    const [name] = await its.made(2);
    await its.seal(name);
    expect(await its.check()).toBe(0);
    await its.keyring.forgetOldMacKeys(new Date('2027-01-01T00:00:00.000Z'));
    await its.keyring.destroy(name.s, ['health']);
    expect(await its.checkAfter()).toEqual([await head()]);
    await its.lose(name);
    expect(await its.checkAfter()).toEqual([undefined]);
    expect(await its.check()).toBe(1);
  });

  it.each([
    ['has another hash', writtenAnew],
    ['is another', (event: RawEvent) => ({ ...event, id: randomUUID() })],
    ['is not there', (event: RawEvent) => ({ ...event, stream: 'note-elsewhere' })],
  ])('begins with the first event when that of its place %s', async (_what, change) => {
    const stream = await its.seal(...(await its.made(1)));
    expect(await its.check()).toBe(0);
    its.store.tamper(stream, 0, change);
    expect(await its.checkAfter()).toEqual([undefined]);
  });

  it.each([
    ['is no longer what was written', (event: RawEvent) => ({ ...event, metadata: null })],
    ['was excluded, and another stands there', writtenAnew],
  ])('goes on when that of its place %s ("To the byte" 21)', async (what, change) => {
    const stream = await its.seal(...(await its.made(1)));
    const place = await head();
    expect(await its.check()).toBe(0);
    if (what.startsWith('was excluded')) await its.exclude(stream, 0);
    its.store.tamper(stream, 0, change);
    expect(await its.checkAfter()).toEqual([place]);
  });

  it('does not go past what is for a later build to read', async () => {
    await its.seal(...(await its.made(1)));
    const first = await head();
    await its.send(`note-${randomUUID()}`, 'NoteTaken', {}, { env: 2 });
    await its.seal(...(await its.made(1)));
    expect(await its.check()).toBe(0);
    expect(await its.checkAfter()).toEqual([first]);
  });

  it('stands on an event that is what was written', async () => {
    await its.seal(...(await its.made(1)));
    const first = await head();
    const altered = await its.seal(...(await its.made(1)));
    its.store.tamper(altered, 0, (event) => ({ ...event, type: 'Forged' }));
    expect(await its.check()).toBe(0);
    expect(await its.checkAfter()).toEqual([first]);
  });

  it('is kept beside the keys', async () => {
    const stream = await its.seal(...(await its.made(1)));
    const [event] = await its.store.read(stream);
    expect(await its.check()).toBe(0);
    expect(await its.keyrings.db.collection('checkpoints').find().toArray()).toEqual([
      {
        ...{ _id: 'keys', position: event?.position, stream, revision: 0, eventId: event?.id },
        ...{ hash: (event?.metadata as { hash: string }).hash, keys: 1 },
      },
    ]);
  });
});

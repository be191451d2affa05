import { randomUUID } from 'node:crypto';
import { type JsonObject, keyName, type RawEvent, UnknownEvent } from '#kernel';
import { checkedLogsForSpecs } from './checked-logs-for-specs.js';
import { checkKeys } from './index.js';
import { keysOf } from './mongo-keyring.js';

const its = checkedLogsForSpecs();
const BROKEN = { prevHash: '1'.repeat(64) };

describe('the keys that seals name (D9)', () => {
  it('are all there after they were written', async () => {
    await its.seal(...(await its.made(3)));
    expect(await its.check()).toBe(0);
  });

  it('are counted once each when the keyring has lost them', async () => {
    const names = await its.made(3);
    await its.seal(...names);
    await its.seal(...names);
    await its.lose(...names.slice(1));
    expect(await its.check()).toBe(2);
  });

  it('are counted when another key lies in their place', async () => {
    const [name] = await its.made(1);
    await its.seal({ ...name, k: randomUUID() });
    expect(await its.check()).toBe(1);
  });

  it('are asked for in pages of 1,000, however many an event names', async () => {
    const names = await its.made(2_500);
    await its.seal(...names.slice(0, 1_700));
    for (const one of names.slice(1_700)) await its.seal(one);
    expect(await its.checkInPages()).toEqual({ missing: 0, pages: [1_000, 1_000, 500] });
    await its.lose(...names.filter((_, index) => [0, 999, 1_000, 2_499].includes(index)));
    expect(await its.checkInPages()).toEqual({ missing: 4, pages: [1_000, 1_000, 500, 4] });
    await its.lose(...names);
    expect(await its.checkInPages()).toEqual({ missing: 2_500, pages: [1_000, 1_000, 500, 1_000, 1_000, 500] });
  });

  it('are not missing when a tombstone lies in their place', async () => {
    const names = await its.made(2);
    await its.seal(...names);
    await its.keyring.destroy(names[0].s, ['health']);
    expect(await its.check()).toBe(0);
  });

  it('are not believed of an event that is not what was written', async () => {
    const [name] = await its.made(1);
    const stream = await its.seal(name);
    await its.lose(name);
    its.store.tamper(stream, 0, (event: RawEvent) => ({ ...event, type: 'Forged' }));
    expect(await its.check()).toBe(0);
  });

  it.each(['', ', also not of what follows it'])(
    'are not believed of an event that does not follow the one before it%s',
    async (more) => {
      const [name] = await its.made(1);
      const stream = `note-${randomUUID()}`;
      await its.send(stream, 'NoteTaken', {}, BROKEN);
      await its.send(stream, 'NoteTaken', its.sealedWith(name), more === '' ? BROKEN : {});
      await its.lose(name);
      expect(await its.check()).toBe(0);
      await its.seal(name);
      expect(await its.check()).toBe(1);
    },
  );

  it('are not missing where two people excluded what names them, though it holds', async () => {
    const [name] = await its.made(1);
    const stream = await its.seal(name);
    await its.lose(name);
    expect(await its.check()).toBe(1);
    await its.exclude(stream, 0);
    expect(await its.check()).toBe(0);
  });

  it('must open', async () => {
    await its.seal(...(await its.made(2)));
    const [one, other] = await keysOf(its.keyrings.db).find().toArray();
    const { ct } = other as { ct: string };
    await keysOf(its.keyrings.db).updateOne({ _id: one?._id ?? '' }, { $set: { ct } });
    await expect(its.check()).rejects.toThrow('A wrapped key does not open');
  });

  it('cannot be checked without the keyring', async () => {
    const { client, db } = its.keyrings.another();
    await client.close();
    const checking = checkKeys({ store: its.store, keyring: its.keyrings.open({ db }), db });
    await expect(checking).rejects.toMatchObject({ code: 'keyring-unavailable' });
  });
});

describe('a key that the log says was destroyed (D9)', () => {
  it.each(['KeyDestroyed', 'SubjectKeyDestroyed'])('by %s is not missing, and is never made anew', async (type) => {
    const [gone, missing] = await its.made(2);
    await its.seal(gone, missing);
    await its.send(`key-${gone.s}`, type, its.destruction('health'));
    await its.lose(gone, missing);
    expect(await its.check()).toBe(1);
    await its.send(`key-${missing.s}`, type, its.destruction('health', 'identity'));
    expect(await its.check()).toBe(0);
    expect(await its.keyring.keysFor([gone, missing, { ...missing, c: 'identity' }])).toEqual(new Map());
  });

  it('is deleted again from a keyring that was restored', async () => {
    const [gone, other] = await its.made(2);
    await its.seal(gone, other);
    expect(await its.check()).toBe(0);
    const backup = await its.backup();
    await its.keyring.destroy(gone.s, ['health']);
    await its.send(`key-${gone.s}`, 'SubjectKeyDestroyed', its.destruction('health'));
    expect(await its.check()).toBe(0);
    await its.restore(backup);
    expect(await its.isLiving(gone)).toBe(true);
    expect(await its.check()).toBe(0);
    expect(await its.isLiving(gone)).toBe(false);
    expect(await its.isLiving(other)).toBe(true);
    const _id = keyName(gone);
    expect(await keysOf(its.keyrings.db).findOne({ _id })).toEqual({ _id, k: _id, destroyed: true });
  });

  it('is heard of however many seem to be missing before', async () => {
    const names = await its.made(1_000);
    const lost = names.slice(0, 6);
    await its.seal(...names);
    await its.seal(...lost.slice(0, 2));
    await its.lose(...lost);
    const send = (s: string) => its.send(`key-${s}`, 'SubjectKeyDestroyed', its.destruction('health'));
    for (const { s } of lost.slice(0, 5)) await send(s);
    expect(await its.checkInPages(2)).toEqual({ missing: 1, pages: [1_000, 0, 2, 1_000, 2, 1] });
    for (const { s } of lost.slice(5)) await send(s);
    expect(await its.check()).toBe(0);
  });

  it.each(['KeyDestroyedAsked', 'SubjectKeyDestroyedAsked', 'KeyPraised'])('is not gone after %s', async (type) => {
    const [name] = await its.made(1);
    await its.send(`key-${name.s}`, type, its.destruction('health'));
    expect(await its.check()).toBe(0);
    expect(await its.isLiving(name)).toBe(true);
  });

  it.each<[string, string, JsonObject]>([
    ['another stream', 'note', its.destruction('health')],
    ['data that are none', 'key', { classes: 'health' }],
  ])('is not believed of %s', async (_what, stream, data) => {
    const [name] = await its.made(1);
    await its.send(`${stream}-${name.s}`, 'SubjectKeyDestroyed', data);
    expect(await its.check()).toBe(0);
    expect(await its.isLiving(name)).toBe(true);
  });

  it('is not believed of an event that is not what was written', async () => {
    const [name] = await its.made(1);
    await its.send(`key-${name.s}`, 'SubjectKeyDestroyed', its.destruction('identity'));
    const data = its.destruction('health');
    its.store.tamper(`key-${name.s}`, 0, (event: RawEvent) => ({ ...event, data }));
    expect(await its.check()).toBe(0);
    expect(await its.isLiving(name)).toBe(true);
  });

  it('is not believed of an event that does not follow the one before it, or that two people excluded', async () => {
    const names = await its.made(2);
    await its.send(`key-${names[0].s}`, 'SubjectKeyDestroyed', its.destruction('health'), BROKEN);
    await its.send(`key-${names[1].s}`, 'SubjectKeyDestroyed', its.destruction('health'));
    await its.exclude(`key-${names[1].s}`, 0);
    expect(await its.check()).toBe(0);
    expect(await Promise.all(names.map(its.isLiving))).toEqual([true, true]);
  });

  it('is for nobody to delete when what is of a later build is not believed', async () => {
    await its.send(`key-${randomUUID()}`, 'SubjectKeyDestroyed', its.destruction('health'), { ...BROKEN, env: 2 });
    expect(await its.check()).toBe(0);
  });

  it.each([
    ['version', { v: 2 }],
    ['envelope', { env: 2 }],
  ])('is for a later build to delete when its %s is a later one', async (_what, changed) => {
    await its.send(`key-${randomUUID()}`, 'SubjectKeyDestroyed', its.destruction('health'), changed);
    await expect(its.check()).rejects.toBeInstanceOf(UnknownEvent);
  });
});

import { jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RawEvent } from '#kernel';
import { tellStory } from '../../apps/bersinar/story/tell-story.js';
import { storesForSpecs } from '../../libs/platform/stores/stores-for-specs.js';
import { type SystemForSpecs, systemForSpecs } from '../journeys/system-for-specs.js';

jest.setTimeout(120_000);

const program = fileURLToPath(new URL('recompute-hashes.mjs', import.meta.url));

async function recompute(source: string | readonly object[]): Promise<[string, number | null]> {
  const isUrl = typeof source === 'string';
  const child = spawn(process.execPath, [program, ...(isUrl ? [source] : [])], { stdio: ['pipe', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stdin.end(isUrl ? '' : source.map((event) => `${JSON.stringify(event)}\n`).join(''));
  await once(child, 'close');
  return [printed, child.exitCode];
}

describe('The log of the story, recomputed by a program that knows the data format only', () => {
  let stores: Awaited<ReturnType<typeof storesForSpecs>>;
  let system: SystemForSpecs;
  const events: RawEvent[] = [];

  beforeAll(async () => {
    stores = await storesForSpecs();
    const { eventstoreUrl, mongodbUrl } = stores;
    system = await systemForSpecs({ settings: { EVENTSTORE_URL: eventstoreUrl, MONGODB_URL: mongodbUrl } });
    await tellStory(system, () => undefined);
    for await (const event of system.engine.store.readAll()) events.push(event);
  });
  afterAll(async () => {
    await system.close();
    await stores.close();
  });

  /** The log with one event changed. */
  const withChanged = (index: number, change: (text: string) => string) =>
    events.map((event, at) => (at === index ? (JSON.parse(change(JSON.stringify(event))) as object) : event));
  const signing = () => events.findIndex(({ type }) => type === 'MoUSigned');

  it('imports nothing of this project', () => {
    const imported = [...readFileSync(program, 'utf8').matchAll(/(?:from|import\()\s*'([^']+)'/g)].map(
      ([, name]) => name,
    );
    expect(imported).toEqual(['node:crypto', 'node:readline', '@eventstore/db-client']);
  });

  it('is whole: every hash and every prevHash, in the store and as lines of text (D6)', async () => {
    expect(events.length).toBeGreaterThan(40);
    const whole = [`${events.length} events, 0 broken\n`, 0];
    expect(await recompute(stores.eventstoreUrl)).toEqual(whole);
    expect(await recompute(events)).toEqual(whole);
  });

  it('is broken when one character was changed', async () => {
    const flipped = withChanged(signing(), (text) =>
      text.replace('"signedOn":"2024-12-13"', '"signedOn":"2024-12-14"'),
    );
    expect(flipped).not.toEqual(events);
    expect(await recompute(flipped)).toEqual([`${events.length} events, 1 broken\n`, 1]);
  });

  it('is broken when an event that others follow was left out', async () => {
    const first = events.findIndex(({ stream }) => stream === events[signing()]?.stream);
    const [printed, code] = await recompute(events.filter((_, at) => at !== first));
    expect([printed, code]).toEqual([`${events.length - 1} events, 1 broken\n`, 1]);
  });

  it('proves nothing when there is nothing', async () => {
    expect(await recompute([])).toEqual(['0 events, 0 broken\n', 1]);
  });
});

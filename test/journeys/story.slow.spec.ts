// Left out on servers: it works on copies of the data folder of a story, which is played on the servers by itself.
import { join } from 'node:path';
import { id, SEAL_CLASSES } from '#kernel';
import { cast } from '../../apps/bersinar/story/cast.js';
import { Api } from '../../apps/bersinar/story/client.js';
import type { Scene } from '../../apps/bersinar/story/scene.js';
import { playStory } from '../../apps/bersinar/story/play-story.js';
import { attack } from '../contract/dictionary.mjs';
import { type Backup, backupOf, verified, wordsOf } from './backups-for-specs.js';
import { erase } from './erasure-for-specs.js';
import { type Documented, documentedBy, LOOKED_FOR, operationOf, readAs } from './documented-for-specs.js';
import { type RecordedStory, recordedStory } from './recorded-story.js';
import { type SystemForSpecs, systemForSpecs } from './system-for-specs.js';

/** Words that the story seals: what was observed, asked, answered, commented, and the number of the letter. */
const SEALED = [
  'heard in the corridor',
  'Only two officers have been',
  'Put the technical rules',
  'escort participants',
  'The directive of today',
  'closing article is missing',
  'Add the closing article',
  'SPRIN/412',
];

/** To which unit its one aftercare went with the case, where it is read by the same role. */
const TAKEN_OVER_BY = 'LAPAS-PURWOKERTO';

describe('the story', () => {
  let story: RecordedStory;
  let system: SystemForSpecs;

  beforeAll(async () => {
    story = await recordedStory();
    system = await systemForSpecs({ demonstration: true, from: story.dataDir });
  });

  afterAll(() => system.close());

  it('holds every expectation, of which there are at least 200, and tells none of the sealed words in its log', () => {
    const { exitCode, input, logged } = story;
    expect(input.filter((line) => line.includes('✗'))).toEqual([]);
    expect(exitCode).toBe(0);
    expect(input.filter((line) => line.includes('✓')).length).toBeGreaterThanOrEqual(200);
    for (const words of SEALED) {
      expect(logged).not.toContain(words);
      expect(input.join('\n')).not.toContain(words);
    }
    expect(logged).toContain('"msg":"request"');
  });

  describe('beside the documentation', () => {
    let operations: readonly Documented[];
    beforeAll(async () => {
      operations = await documentedBy(system);
    });

    it('is refused by no rule that its operation does not list', () => {
      const refused = story.answered.flatMap(({ path, refusedWith }) => (refusedWith ? [{ path, refusedWith }] : []));
      const lists = (path: string) => operationOf(operations, 'post', path)?.['x-refusals'] ?? [];
      expect(refused.length).toBeGreaterThan(10);
      expect(refused.filter(({ path, refusedWith }) => !lists(path).some(({ code }) => code === refusedWith))).toEqual(
        [],
      );
    });

    it('finds what it created where its Location says, as whoever created it', async () => {
      const created = story.answered.flatMap(({ path, by, location }) => (location ? [{ path, by, location }] : []));
      expect(created.map(({ path }) => path)).toEqual(expect.arrayContaining(LOOKED_FOR.byStory));
      const lastOfEach = new Map(created.map((one) => [`${one.path} ${one.by.role}`, one])).values();
      const unreadable: string[] = [];
      for (const { path, by, location } of lastOfEach) {
        const reader = path === '/aftercares' ? { role: by.role, unit: TAKEN_OVER_BY } : by;
        const status = await readAs(reader, new URL(location, system.url));
        if (status !== 200) unreadable.push(`${status} ${by.role} ${location}`);
      }
      expect(unreadable).toEqual([]);
    });
  });

  describe('as a backup', () => {
    let backup: Backup;
    beforeAll(async () => {
      const { karutan, agencyHead } = await cast(new Api(system.url));
      const registered = (await backupOf(system)).events.findLast(({ type }) => type === 'InmateScreened');
      const { subject } = registered?.data as { subject: string };
      await erase(system.engine, subject, [karutan.id, agencyHead.id]);
      backup = await backupOf(system);
    });

    it('is verified whole by a program that knows the data format only, what was erased included', async () => {
      const { status, stderr, errors, counts } = await verified(backup, join(system.dataDir, 'backup'));
      expect([status, stderr, errors]).toEqual([0, '', []]);
      const seals = JSON.stringify(backup.events).split('"ct":').length - 1;
      expect(counts).toMatchObject({
        events: backup.events.length,
        streams: new Set(backup.events.map(({ stream }) => stream)).size,
        ...{ foreign: 0, excluded: 0, sealsUnopened: 0, tombstones: SEAL_CLASSES.length },
        keys: backup.keys.length - SEAL_CLASSES.length,
        sealsOpened: seals - (counts.sealsDestroyed ?? 0),
      });
      expect(counts.events).toBeGreaterThan(2_000);
      expect(counts.sealsOpened).toBeGreaterThan(1_000);
      expect(counts.sealsDestroyed).toBeGreaterThan(3);
    });

    it('gives away no sub, Idempotency-Key, register or identity number to who tries a dictionary (D2)', () => {
      const { events } = backup;
      const [about, commands] = wordsOf(story.sent);
      expect([about.subs?.length, about.keys?.length, commands.keys?.length]).toEqual([10, 6, 4]);
      expect([about, commands].flatMap((words) => attack({ events, words }))).toEqual([]);
    });

    it('would be seen to give them away', () => {
      const [about, commands] = wordsOf(story.sent);
      const [first] = backup.events;
      const [issuer = '', sub = '', key = ''] = [about.issuers?.[0], commands.subs?.[0], commands.keys?.[0]];
      if (first === undefined) throw new Error('Nothing was exported.');
      const metadata = { command: { id: id('command', issuer, sub, 'RegisterStaff', '', key) } };
      const events = [{ ...first, stream: `stafflogin-${id('login', issuer, sub)}`, metadata }];
      const found = [about, commands].flatMap((words) => attack({ events, words }));
      expect(new Set(found.map(({ word }) => word))).toEqual(new Set([sub, key]));
    });
  });

  it('ends with exit code 1 when one expectation is broken', async () => {
    const broken: Scene = ({ narrator }) => {
      narrator.expect('water is dry', 'wet', 'dry');
      return Promise.resolve();
    };
    const lines: string[] = [];
    expect(await playStory(system, (line) => lines.push(line), [broken])).toBe(1);
    expect(lines).toContain('Broken: water is dry');
  });

  it('ends with exit code 1 when nothing was expected', async () => {
    const { Narrator } = await import('../../apps/bersinar/story/narrator.js');
    expect(new Narrator(() => undefined).conclude()).toBe(1);
  });
});

import type { Scene } from '../../apps/bersinar/story/scene.js';
import { tellStory } from '../../apps/bersinar/story/tell-story.js';
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

describe('the story', () => {
  let system: SystemForSpecs;

  beforeAll(async () => {
    system = await systemForSpecs({ demonstration: true });
  }, 30_000);

  afterAll(() => system.close());

  it('holds every expectation, of which there are at least 200, and tells none of the sealed words in its log', async () => {
    const told: string[] = [];
    const exitCode = await tellStory(system, (line) => told.push(line));
    expect(told.filter((line) => line.includes('✗'))).toEqual([]);
    expect(exitCode).toBe(0);
    expect(told.filter((line) => line.includes('✓')).length).toBeGreaterThanOrEqual(200);
    for (const words of SEALED) {
      expect(system.logged()).not.toContain(words);
      expect(told.join('\n')).not.toContain(words);
    }
    expect(system.logged()).toContain('"msg":"request"');
  }, 240_000);

  it('ends with exit code 1 when one expectation is broken', async () => {
    const broken: Scene = ({ narrator }) => {
      narrator.expect('water is dry', 'wet', 'dry');
      return Promise.resolve();
    };
    const told: string[] = [];
    expect(await tellStory(system, (line) => told.push(line), [broken])).toBe(1);
    expect(told).toContain('Broken: water is dry');
  }, 30_000);

  it('ends with exit code 1 when nothing was expected', async () => {
    const { Narrator } = await import('../../apps/bersinar/story/narrator.js');
    expect(new Narrator(() => undefined).conclude()).toBe(1);
  });
});

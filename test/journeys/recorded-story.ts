import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../../apps/bersinar/story/client.js';
import { playStory } from '../../apps/bersinar/story/play-story.js';
import { type Answered, overhear, type Sent } from './backups-for-specs.js';
import { systemForSpecs } from './system-for-specs.js';

const WAIT_MS = 300_000;

/** The story as it was played once for all specs of a run. */
export interface RecordedStory {
  readonly exitCode: number;
  /** Every line that it told. */
  readonly input: readonly string[];
  /** Every command that was sent for it. */
  readonly sent: readonly Sent[];
  /** What was refused by a rule, and what was created. */
  readonly answered: readonly Answered[];
  /** What the system logged meanwhile, at level trace. */
  readonly logged: string;
  /** The data folder that it left; a spec works on a copy. */
  readonly dataDir: string;
}

/** The story of this run of the specs: whoever asks first plays it, everybody else waits for that. */
export async function recordedStory(): Promise<RecordedStory> {
  const folder = join(process.env.SHARED_BY_SPECS ?? '', 'story');
  const record = join(folder, 'record.json');
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    await writeFile(`${record}.draft`, JSON.stringify(await played(join(folder, 'data'))));
    await rename(`${record}.draft`, record);
  }
  const read = () => readFile(record, 'utf8').catch(() => '');
  await until('Recording the story', async () => (await read()) !== '', WAIT_MS);
  return JSON.parse(await read()) as RecordedStory;
}

async function played(dataDir: string): Promise<RecordedStory> {
  const system = await systemForSpecs({ demonstration: true, into: dataDir });
  const { sent, answered, fetch } = overhear();
  const lines: string[] = [];
  try {
    const exitCode = await playStory(system, (line) => lines.push(line));
    return { exitCode, input: lines, sent, answered, logged: system.logged(), dataDir };
  } finally {
    globalThis.fetch = fetch;
    await system.close();
  }
}

import { join } from 'node:path';
import { GENESIS, hashOf, type JsonObject, type RawEvent, type RecordedEvent } from '#kernel';
import { openLog } from '../../apps/embedded-stores/eventstore/log.js';

/** An event as it stands in the embedded event store: what is altered has the same length, as when a hand writes into the file. */
export interface Altered {
  readonly type?: string;
  readonly data?: unknown;
  readonly metadata?: JsonObject;
}

/** Alters an event in the file of an embedded event store that does not run; answers how it is put right. */
export async function alterBytes(dataDir: string, event: RawEvent, altered: Altered): Promise<() => Promise<void>> {
  const before = await rewrite(dataDir, event, (bytes) => {
    const parts = (['data', 'metadata'] as const).filter((part) => altered[part] !== undefined);
    const changed = parts.reduce((all, part) => written(all, json(event[part]), json(altered[part])), bytes);
    return altered.type === undefined ? changed : written(changed, event.type, altered.type);
  });
  return async () => {
    await rewrite(dataDir, event, () => before);
  };
}

async function rewrite(
  dataDir: string,
  { stream, revision }: RawEvent,
  change: (bytes: Buffer) => Buffer,
): Promise<Buffer> {
  const log = openLog(join(dataDir, 'eventstore'));
  try {
    const id = log.head(stream)?.id ?? -1;
    const position = log.positionAt(id, revision);
    const [entry] = log.streamPage(id, revision, 'forwards');
    if (position === undefined || entry === undefined) throw new Error(`There is no ${stream}@${revision}.`);
    const before = Buffer.from(entry.value);
    await log.write([{ stream: id, revision, position, value: change(Buffer.from(before)) }], new Map());
    return before;
  } finally {
    await log.close();
  }
}

const json = (value: unknown): string => JSON.stringify(value);

/** The bytes with other words wherever these stood, as long as they were. */
function written(bytes: Buffer, from: string, to: string): Buffer {
  const [old, padded] = [Buffer.from(from), Buffer.from(to.padEnd(from.length))];
  if (padded.length !== old.length) throw new Error('What is written in the place of something is as long.');
  let found = bytes.indexOf(old);
  if (found === -1) throw new Error('It does not stand there.');
  for (; found !== -1; found = bytes.indexOf(old, found + old.length)) padded.copy(bytes, found);
  return bytes;
}

/** The metadata of an event with a hash that holds, whatever else was changed. */
export function rehashed(event: RecordedEvent, changed: Partial<Pick<RecordedEvent, 'type'>> & JsonObject = {}) {
  const { type = event.type, ...members } = changed;
  const metadata = { ...event.metadata, ...members };
  return { ...metadata, hash: hashOf({ ...event, type, metadata }) } as unknown as JsonObject;
}

/** How an event is altered so that its stream is no longer believed. */
export const FORGERIES: Readonly<Record<string, (event: RecordedEvent) => Altered>> = {
  'a wrong hash': (event) => ({ metadata: { ...(event.metadata as unknown as JsonObject), hash: 'f'.repeat(64) } }),
  'a wrong prevHash': (event) => ({ metadata: rehashed(event, { prevHash: GENESIS }) }),
  'array data': () => ({ data: ['an array'] }),
};

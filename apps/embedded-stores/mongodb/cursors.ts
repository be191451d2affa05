import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Long } from 'bson';
import { refuse } from './mongo-error.js';
import { arrayOf, documentOf, maxDocumentBytes, valueOfDocument, type Value } from './raw-bson.js';

/** Documents still to come; `undefined` among them is a place where others may work first. */
export type Source = Iterator<Buffer | undefined>;
type Cursor = { namespace: string; source: Source; held: Buffer; touched: number };

export type Cursors = {
  /** The `cursor` field of a reply: up to `size` documents of `source` and an id if there are more. */
  first(namespace: string, source: Source, size: number, once: boolean): Promise<Value>;
  more(id: bigint, namespace: string, size: number): Promise<Value>;
  kill(id: bigint, namespace: string): boolean;
  killAll(namespace: string): void;
};

const idleLimit = 10 * 60_000;
const mostCursors = 1_000;
const longestTurn = 10;

export function openCursors(): Cursors {
  const cursors = new Map<bigint, Cursor>();

  return {
    async first(namespace, source, size, once) {
      forgetIdle();
      const { documents, held } = await batchFrom(source, size);
      if (held === undefined || once) return cursorField('firstBatch', documents, 0n, namespace);
      const id = randomBytes(8).readBigInt64LE() & 0x7fffffffffffffffn || 1n;
      cursors.set(id, { namespace, source, held, touched: Date.now() });
      return cursorField('firstBatch', documents, id, namespace);
    },
    async more(id, namespace, size) {
      const cursor = cursors.get(id);
      if (cursor?.namespace !== namespace) return refuse('CursorNotFound', `cursor id ${id} not found`);
      cursors.delete(id);
      const { documents, held } = await batchFrom(cursor.source, size, cursor.held);
      if (held) cursors.set(id, { ...cursor, held, touched: Date.now() });
      return cursorField('nextBatch', documents, held ? id : 0n, namespace);
    },
    kill: (id, namespace) => cursors.get(id)?.namespace === namespace && cursors.delete(id),
    killAll(namespace) {
      for (const [id, cursor] of cursors) if (cursor.namespace === namespace) cursors.delete(id);
    },
  };

  function forgetIdle(): void {
    const since = Date.now() - idleLimit;
    for (const [id, { touched }] of cursors) if (touched < since || cursors.size >= mostCursors) cursors.delete(id);
  }
}

async function batchFrom(
  source: Source,
  size: number,
  first?: Buffer,
): Promise<{ documents: Buffer[]; held?: Buffer }> {
  const documents: Buffer[] = [];
  let bytes = 0;
  let since = performance.now();
  for (let document = first; ; document = undefined) {
    while (document === undefined) {
      const next = source.next();
      if (next.done) return { documents };
      document = next.value;
      if (performance.now() - since > longestTurn) {
        await nextTurn();
        since = performance.now();
      }
    }
    const isFull = documents.length >= size || (documents.length > 0 && bytes + document.length > maxDocumentBytes);
    if (isFull) return { documents, held: document };
    documents.push(document);
    bytes += document.length;
  }
}

const cursorField = (name: string, documents: Buffer[], id: bigint, namespace: string): Value =>
  valueOfDocument(
    documentOf([
      [name, arrayOf(documents)],
      ['id', Long.fromBigInt(id)],
      ['ns', namespace],
    ]),
  );

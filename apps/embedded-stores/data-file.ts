import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

const magic = 0xbeefc0de;
const dataVersion = 2; // of the lmdb release in use

type Header = { pageSize: number; roots: bigint[]; transaction: bigint };

/** Throws in one sentence when the LMDB file at `path` is damaged or of another version: LMDB itself crashes on such files. */
export function checkDataFile(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size === 0) return; // a first start that was killed before it wrote
    const first = readHeader(file, 0);
    const second = first && readHeader(file, first.pageSize);
    if (!first || !second) throw new Error(`The file ${path} is damaged, or was written by another version.`);
    const newest = first.transaction > second.transaction ? first : second;
    const lost = newest.roots.some((page) => (page + 1n) * BigInt(first.pageSize) > BigInt(size));
    if (lost) throw new Error(`The file ${path} is damaged: its end is missing.`);
  } finally {
    closeSync(file);
  }
}

function readHeader(file: number, at: number): Header | undefined {
  const page = Buffer.alloc(0xa0);
  if (readSync(file, page, 0, page.length, at) < page.length) return undefined;
  if (page.readUInt32LE(0x18) !== magic || page.readUInt16LE(0x1c) !== dataVersion) return undefined;
  const pageSize = page.readUInt32LE(0x30);
  if (pageSize < 512 || pageSize > 65_536) return undefined;
  const roots = [page.readBigUInt64LE(0x58), page.readBigUInt64LE(0x88)].filter((root) => root !== 2n ** 64n - 1n);
  return { pageSize, roots, transaction: page.readBigUInt64LE(0x98) };
}

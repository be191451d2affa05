import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildNewer } from './build-newer.mjs';

/** Specs start the embedded stores as a process, and share what is made once in a run. */
export default async function setUp() {
  await buildNewer('apps/embedded-stores');
  process.env.SHARED_BY_SPECS = await mkdtemp(join(tmpdir(), 'bersinar-specs-'));
}

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { GENESIS, keyName, link } from '#kernel';
import { launch, untilReached } from './application.mjs';
import { appendDirectives, sampleEvents } from './directives.mjs';
import { endOf, freshLog, openOn } from './log.mjs';
import { cpuOf, ratio, row, table } from './measuring.mjs';

const FEW = { events: 2_000, keys: 300 };
const MANY = { events: 200_000, keys: 30_000 };
const ALL_KEYS = 300_000;
const A_PAGE = 1_000;
const STARTS = 3;

/** What a start costs on a small log, on a large one, and with ten times as many keys: CPU until everybody is up with the log. */
export async function benchStart() {
  const few = await freshLog();
  await appendDirectives(few.engine, FEW.events, FEW.keys);
  const fewEnd = await endOf(few);
  await few.close();
  const small = await started(few, fewEnd);
  few.remove();

  const many = await freshLog();
  await appendDirectives(many.engine, MANY.events, MANY.keys);
  const manyEnd = await endOf(many);
  await many.close();
  const large = await started(many, manyEnd);
  const all = await openOn(many.folder);
  await nameKeys(all.engine, ALL_KEYS - MANY.keys);
  const allEnd = await endOf(all);
  await all.close();
  const full = await started(many, allEnd);
  many.remove();

  table('a start', [
    'events',
    'keys',
    'CPU s',
    'of it the stores',
    'ratio',
    'ready after s',
    'the first on that log, s',
  ]);
  for (const [events, keys, its] of [
    [FEW.events, FEW.keys, small],
    [MANY.events, MANY.keys, large],
    [MANY.events, ALL_KEYS, full],
  ]) {
    const { cpu, stores, readyMs, firstMs } = its;
    const seconds = [readyMs, firstMs].map((ms) => (ms / 1000).toFixed(1));
    row([events, keys, cpu.toFixed(2), stores.toFixed(2), ratio(cpu, small.cpu), ...seconds]);
  }
}

/** Medians of some starts after one in which everybody catches up with the log. */
async function started({ folder }, end) {
  const { readyMs: firstMs } = await once(folder, (url) => untilReached(url, end));
  const starts = [];
  for (let n = 0; n < STARTS; n += 1) starts.push(await once(folder));
  const median = (what) => starts.map((one) => one[what]).sort((a, b) => a - b)[Math.floor(STARTS / 2)];
  return { cpu: median('cpu'), stores: median('stores'), readyMs: median('readyMs'), firstMs };
}

async function once(folder, use = () => undefined) {
  const { child, exited, readyMs, url } = await launch(folder);
  const [stores] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').split(' ');
  const [own, theirs] = [cpuOf(child.pid), cpuOf(stores)];
  await use(url);
  child.kill('SIGTERM');
  await exited;
  return { readyMs, cpu: own + theirs, stores: theirs };
}

/** Makes so many keys, and names them in events that only a newer build folds. */
async function nameKeys(engine, count) {
  const { store, keyring } = engine;
  const [{ metadata }] = await sampleEvents(engine);
  for (let made = 0; made < count; made += A_PAGE) {
    const owners = Array.from({ length: A_PAGE }, () => ({ s: randomUUID(), c: 'identity' }));
    const keys = await keyring.keysFor(owners);
    const lines = owners.map((owner) => {
      const { k } = keys.get(keyName(owner));
      return { subject: owner.s, sealed: [{ ...owner, k, iv: 'AA', ct: 'AA' }] };
    });
    const stream = `directive-${randomUUID()}`;
    const event = { id: randomUUID(), type: 'KeysNamed', data: { lines }, metadata };
    await store.append(stream, 'no-stream', link(stream, { revision: -1, hash: GENESIS }, [event]));
  }
}

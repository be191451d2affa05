import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';

export const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
export const print = (line) => process.stdout.write(`${line}\n`);

/** Keeps so many calls in flight for so long; how many, calls per second, and milliseconds per call. */
export async function load(inFlight, seconds, call) {
  const took = [];
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (performance.now() < until) {
        const begun = performance.now();
        await call();
        took.push(performance.now() - begun);
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1000;
  took.sort((a, b) => a - b);
  const at = (share) => Number((took[Math.floor(share * (took.length - 1))] ?? 0).toFixed(1));
  return { times: took.length, perSecond: Math.round(took.length / elapsed), median: at(0.5), p99: at(0.99) };
}

/** Milliseconds of calls one after another: of `times` calls the median and the p99. */
export async function pace(times, call) {
  const took = [];
  for (let n = 0; n < times; n += 1) {
    const begun = performance.now();
    await call();
    took.push(performance.now() - begun);
  }
  took.sort((a, b) => a - b);
  const at = (share) => Number((took[Math.floor(share * (took.length - 1))] ?? 0).toFixed(1));
  return { median: at(0.5), p99: at(0.99) };
}

export function commandHeaders(token) {
  return { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() };
}

/** Sends a command; throws unless it was recorded. */
export async function post(agent, token, url, body) {
  const answer = await send(agent, 'POST', url, commandHeaders(token), body);
  if (answer.status >= 300)
    throw new Error(`A command was answered with ${answer.status}: ${answer.text.slice(0, 200)}`);
  return answer;
}

export function get(agent, token, url) {
  return send(agent, 'GET', url, { Authorization: `Bearer ${token}` });
}

export function send(agent, method, url, headers, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Megabytes of memory that a process holds. */
export function rss(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

const TICKS_A_SECOND = 100; // of Linux, whatever the machine

/** Seconds of CPU that a process has used, all its threads together. */
export function cpuOf(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
  return (Number(user) + Number(system)) / TICKS_A_SECOND;
}

export function table(name, columns) {
  print(`| ${name}: ${columns.join(' | ')} |`);
  print(`|${' --- |'.repeat(columns.length)}`);
}

export function row(cells) {
  print(`| ${cells.join(' | ').replaceAll('NaN', '–')} |`); // what is not ours to measure
}

export function ratio(ours, raws) {
  return (ours / raws).toFixed(2);
}

/** The items of a page, which has to have so many: an empty one is fast. */
export function whole(items, length, what) {
  if (items.length !== length) throw new Error(`A page of ${what} has ${items.length} instead of ${length}.`);
}

import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { developmentToken } from '#platform/auth';
import { post, send } from './measuring.mjs';

const TRIES = 120; // of 5 s each

/** The application, or that one of its processes, with a demonstration's log: its process, where it listens, and how long it took until everybody was up with the log. */
export async function launch(folder, settings = {}, part = 'bersinar', flags = []) {
  const begun = performance.now();
  const unlimited = { REQUESTS_PER_MINUTE: '999999999' };
  const env = { ...process.env, ...unlimited, ...settings, PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'info' };
  const args = [...flags, `dist/apps/${part}/main.js`, '--demonstration'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  const url = await new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const ready = text.split('\n').find((line) => line.includes('"msg":"ready"'));
      if (ready) {
        text = '';
        resolve(JSON.parse(ready).url);
      } else if (text.length > 100_000) text = '';
    });
    child.once('exit', () => reject(new Error('The application did not start.')));
  });
  for (let tries = 0; !(await isUp(url)); tries += 1) {
    if (tries > TRIES * 25) throw new Error('The application is not ready after ten minutes.');
    await delay(200); // asking costs CPU too
  }
  return { child, exited, url, readyMs: Math.round(performance.now() - begun) };
}

async function isUp(url) {
  const { status, text } = await send(undefined, 'GET', `${url}/health/ready`, {}); // a token that is none would be refused
  return status === 200 && JSON.parse(text).state === 'up';
}

/** Every read model is asked for as of one place: they move together. */
export async function untilReached(url, position) {
  const token = await developmentToken({ role: 'kepala-bnnk', unit: 'BNNK-PURBALINGGA' });
  const headers = { Authorization: `Bearer ${token}`, 'Wait-For-Position': position };
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { status } = await send(undefined, 'GET', `${url}/directives?limit=1`, headers);
    if (status === 200) return;
    if (status !== 504) throw new Error(`A read model was asked for and answered with ${status}.`);
  }
  throw new Error('The read models did not catch up.');
}

/** The application, launched on these stores, and somebody registered. */
export async function start(folder, settings) {
  const launched = await launch(folder, settings);
  const staffId = await register(launched.url, { unitId: 'RUTAN-BANJARNEGARA', role: 'kpr' });
  return { ...launched, staffId };
}

/** The staff id of somebody who is registered, so that commands can name them. */
export async function register(url, { unitId, role }) {
  const token = await developmentToken({ role: 'admin', unit: 'BERSINAR' });
  const body = { unitId, role, name: 'Orang', number: '1' };
  return JSON.parse((await post(undefined, token, `${url}/staff`, JSON.stringify(body))).text).id;
}

export function directive(staffId) {
  return {
    unitId: 'RUTAN-BANJARNEGARA',
    issuingUnitId: 'BNNK-PURBALINGGA',
    number: 'JUKNIS/1',
    title: 'A directive of usual length',
    text: 'What must be done, by whom, until when, and how it is shown to have been done. '.repeat(4),
    addressees: [{ staffId, unitId: 'RUTAN-BANJARNEGARA', role: 'kpr' }],
  };
}

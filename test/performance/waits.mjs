import { Agent } from 'node:http';
import { developmentToken } from '#platform/auth';
import { directive } from './application.mjs';
import { post, row, send, table } from './measuring.mjs';
import { AGENCY } from './recording.mjs';

const TIMES = 300;
const IN_FLIGHT = [1, 8];

/** How long a reader waits who asks at once for what was just recorded, the projector in its thread as `npm start` has it. */
export async function benchWaits({ app }) {
  const token = await developmentToken({ role: 'kepala-bnnk', unit: AGENCY });
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const body = JSON.stringify(directive(app.staffId));
  const once = async () => {
    const { headers, text } = await post(agent, token, `${app.url}/directives`, body);
    const asked = { Authorization: `Bearer ${token}`, 'Wait-For-Position': headers.position };
    const begun = performance.now();
    const { status } = await send(agent, 'GET', `${app.url}/directives/${JSON.parse(text).id}`, asked);
    if (status !== 200) throw new Error(`A reader who waits was answered with ${status}.`);
    return performance.now() - begun;
  };
  table('Wait-For-Position', ['in flight', 'times', 'median ms', 'p99 ms']);
  for (const inFlight of IN_FLIGHT) {
    await spread(inFlight, TIMES / 10, once);
    const took = (await spread(inFlight, TIMES, once)).sort((a, b) => a - b);
    const at = (share) => took[Math.floor(share * (took.length - 1))].toFixed(1);
    row([inFlight, TIMES, at(0.5), at(0.99)]);
  }
  agent.destroy();
}

/** What so many calls answer, so many of them at a time. */
async function spread(inFlight, times, call) {
  const answers = [];
  let left = times;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      answers.push(await call());
    }
  };
  await Promise.all(Array.from({ length: inFlight }, caller));
  return answers;
}

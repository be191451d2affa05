import { administrator } from '../../apps/bersinar/story/cast.js';
import { until } from '../../apps/bersinar/story/client.js';

interface Check {
  readonly name: string;
  readonly state: string;
  readonly reason?: string;
  readonly lag?: number;
  readonly lagSeconds?: number;
}

/** What an administrator is told of a system's readiness. */
export async function readinessOf(url: string) {
  const { token } = await administrator();
  const answer = await fetch(`${url}/health/ready`, { headers: { Authorization: `Bearer ${token}` } });
  const { state, checks } = (await answer.json()) as { readonly state: string; readonly checks: readonly Check[] };
  return { status: answer.status, state, checks };
}

/** What it is told once the system is ready, which on a busy machine is a while after it answers. */
export async function readyOf(url: string) {
  let seen = await readinessOf(url);
  const isReady = async () => (seen = await readinessOf(url)).status === 200;
  await until('readiness', isReady, 30_000).catch((error: unknown) => {
    throw new Error(`Not ready: ${JSON.stringify(seen.checks.filter(({ state }) => state === 'down'))}`, {
      cause: error,
    });
  });
  return seen;
}

/** The state of a ready system, and what is not up, but for how far that is behind: somebody may always be. */
export async function troublesOf(url: string) {
  const { status, state, checks } = await readyOf(url);
  const troubled = checks.filter((check) => check.state !== 'up');
  return [status, state, troubled.map(({ name, state, reason }) => ({ name, state, reason }))];
}

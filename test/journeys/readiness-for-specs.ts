import { administrator } from '../../apps/bersinar/story/cast.js';

interface Check {
  readonly name: string;
  readonly state: string;
  readonly reason?: string;
}

/** What an administrator is told of a system's readiness. */
export async function readinessOf(url: string) {
  const { token } = await administrator();
  const answer = await fetch(`${url}/health/ready`, { headers: { Authorization: `Bearer ${token}` } });
  const { state, checks } = (await answer.json()) as { readonly state: string; readonly checks: readonly Check[] };
  return { status: answer.status, state, checks };
}

/** Its status and state, and what is not up, but for how far that is behind: somebody may always be. */
export async function troublesOf(url: string) {
  const { status, state, checks } = await readinessOf(url);
  const troubled = checks.filter((check) => check.state !== 'up');
  return [status, state, troubled.map(({ name, state, reason }) => ({ name, state, reason }))];
}

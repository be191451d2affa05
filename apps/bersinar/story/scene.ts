import type { Cast } from './cast.js';
import type { Answer, Api, Bearer } from './client.js';
import type { Narrator } from './narrator.js';

/** What a scene plays on, and what earlier scenes left for later ones. */
export interface Stage {
  readonly api: Api;
  readonly cast: Cast;
  readonly narrator: Narrator;
  readonly props: Map<string, string>;
}

export type Scene = (stage: Stage) => Promise<void>;

/** Friday 13 December 2024 in Banjarnegara, as an instant. */
export const at = (clock: string, day = '2024-12-13'): string => `${day}T${clock}:00+07:00`;

/** The context of what is made up, and says itself when it happened. */
export const MADE_UP = { source: 'DEMONSTRATION' } as const;

/** The context of something made up that happened then: the story's log is a demonstration, where nothing is late. */
export const then = (clock: string, day?: string) => ({ ...MADE_UP, occurredAt: at(clock, day) });

/** What an earlier scene left under that name. */
export function prop({ props }: Stage, name: string): string {
  const value = props.get(name);
  if (value === undefined) throw new Error(`No scene left ${name}.`);
  return value;
}

/** Somebody sends a command, of that day of the visit unless its body brings a context; that it was recorded is expected. */
export async function happens(
  { api, narrator }: Stage,
  by: Bearer,
  [when, what]: readonly [clock: string, what: string],
  path: string,
  body: object,
): Promise<Answer> {
  narrator.happens(when, what);
  const answer = await api.command(by, path, { context: then(when), ...body });
  const code = answer.status < 300 ? 'recorded' : answer.text('code');
  narrator.expect(`${what}: recorded`, code, 'recorded');
  return answer;
}

/** Somebody tries what is not to be, as `happens` does: the refusal, by its code, is expected. */
export async function isRefused(
  { api, narrator }: Stage,
  by: Bearer,
  [when, what, code, status = 422]: readonly [clock: string, what: string, code: string, status?: number],
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<void> {
  narrator.happens(when, what);
  const answer = await api.command(by, path, { context: then(when), ...body }, headers);
  narrator.expect(`${what}: refused with ${code}`, [answer.status, answer.at('code')], [status, code]);
}

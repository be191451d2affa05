import type { Cast } from './cast.js';
import type { Answer, Api, Person } from './client.js';
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

/** The context of something that happened then and is entered now. */
export const then = (clock: string, day?: string) => ({
  occurredAt: at(clock, day),
  source: 'BACKFILL',
  lateCode: 'DEMONSTRATION',
});

/** What an earlier scene left under that name. */
export function prop({ props }: Stage, name: string): string {
  const value = props.get(name);
  if (value === undefined) throw new Error(`No scene left ${name}.`);
  return value;
}

/** Somebody tells a command; the timeline says what happened, and that it was recorded is expected. */
export async function happens(
  { api, narrator }: Stage,
  by: Person,
  [when, what]: readonly [clock: string, what: string],
  path: string,
  body: object,
): Promise<Answer> {
  narrator.happens(when, what);
  const answer = await api.tell(by, path, { ...body, context: then(when) });
  const code = answer.status < 300 ? 'recorded' : answer.text('code');
  narrator.expect(`${what}: recorded`, code, 'recorded');
  return answer;
}

/** Somebody tries what is not to be: the refusal, by its code, is expected. */
export async function isRefused(
  { api, narrator }: Stage,
  by: Person,
  [when, what, code, status = 422]: readonly [clock: string, what: string, code: string, status?: number],
  path: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<void> {
  narrator.happens(when, what);
  const answer = await api.tell(by, path, { ...body, context: then(when) }, headers);
  narrator.expect(`${what}: refused with ${code}`, [answer.status, answer.at('code')], [status, code]);
}

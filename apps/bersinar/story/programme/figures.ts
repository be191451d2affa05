import type { Stage } from '../scene.js';
import type { Participant } from './bulk.js';
import type { Fate } from './people.js';

/** What administrators are told in the end. */
export async function figures({ api, cast, narrator }: Stage, screened: readonly Participant[]): Promise<void> {
  narrator.chapter('How the programme did');
  const of = (...fates: readonly Fate[]) => screened.filter(({ fate }) => fates.includes(fate)).length;
  const answer = await api.ask(cast.karutan, `/programme-figures?unitId=${cast.karutan.unit}`);
  for (const [name, wanted] of [
    ['screened', screened.length],
    ['admitted', of('COMPLETED', 'REFUSED', 'RELEASED')],
    ['completed', of('COMPLETED')],
    ['certificates', of('COMPLETED')],
  ] as const) {
    narrator.expect(`${name}: ${wanted}`, answer.at(name), wanted);
  }
}

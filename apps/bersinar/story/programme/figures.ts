import type { Stage } from '../scene.js';
import type { Participant } from './bulk.js';
import type { Fate } from './people.js';

/** How the programme did, as the lists of administrators tell it: every page of them is counted. */
export async function figures(stage: Stage, screened: readonly Participant[]): Promise<void> {
  const { narrator } = stage;
  narrator.chapter('How the programme did');
  const of = (...fates: readonly Fate[]) => screened.filter(({ fate }) => fates.includes(fate)).length;
  const risky = screened.filter(({ risk }) => risk !== 'LOW').length;
  for (const [what, question, wanted] of [
    ['screened', '/screenings?', screened.length],
    ['of low risk', '/screenings?riskBand=LOW&', screened.length - risky],
    ['cases closed after education, or not eligible', '/cases?status=CLOSED&', of('EDUCATED', 'NOT_ELIGIBLE')],
    ['still waiting for an assessment', '/cases?status=SCREENED&', of('WAITS')],
    ['completed', '/cases?status=COMPLETED&', of('COMPLETED')],
    ['discontinued', '/cases?status=DISCONTINUED&', of('REFUSED')],
    ['left by release', '/cases?status=RELEASED&', of('RELEASED')],
  ] as const) {
    narrator.expect(`${what}: ${wanted}`, await count(stage, question), wanted);
  }
  const { api, cast } = stage;
  const figures = await api.ask(cast.karutan, `/programme-figures?unitId=${cast.karutan.unit}`);
  for (const [name, wanted] of [
    ['screened', screened.length],
    ['admitted', of('COMPLETED', 'REFUSED', 'RELEASED')],
    ['completed', of('COMPLETED')],
    ['certificates', of('COMPLETED')],
  ] as const) {
    narrator.expect(`the programme's figures say ${name}: ${wanted}`, figures.at(name), wanted);
  }
}

async function count({ api, cast }: Stage, question: string): Promise<number> {
  let [total, next] = [0, ''];
  do {
    const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
    const page = await api.ask(cast.kasubsi, `${question}limit=200${after}`);
    total += ((page.at('items') as readonly unknown[] | undefined) ?? []).length;
    next = page.text('next');
  } while (next !== '');
  return total;
}

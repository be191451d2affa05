import { compareWithFoldFromZero } from '#platform/projections';
import type { System } from '../system.js';
import { cast } from './cast.js';
import { Api, until } from './client.js';
import { Narrator } from './narrator.js';
import { people } from './programme/people.js';
import { season } from './programme/season.js';
import type { Scene, Stage } from './scene.js';
import { notaKesepahaman } from './scenes/agreement.js';
import { directive } from './scenes/directive.js';
import { addendum, pks } from './scenes/pks.js';
import { coverage, lateness, outsiders } from './scenes/questions.js';
import { auditors, services } from './scenes/replay.js';
import { staff } from './scenes/staff.js';
import { transfer } from './scenes/transfer.js';
import { visit } from './scenes/visit.js';

/** The scenes of the story; the programme has so many times its 142 people. */
export const scenes = (times = 1): readonly Scene[] => [
  staff,
  visit,
  directive,
  notaKesepahaman,
  pks,
  addendum,
  coverage,
  lateness,
  outsiders,
  auditors,
  services,
  season(people(times)),
  transfer,
];

/** Plays the story through the API of a running system; 0 when every expectation held, else 1. */
export async function playStory(
  system: System,
  print: (line: string) => void,
  played: readonly Scene[] = scenes(),
): Promise<0 | 1> {
  const narrator = new Narrator(print);
  const api = new Api(system.url);
  const stage: Stage = { api, cast: await cast(api), narrator, props: new Map() };
  for (const scene of played) await scene(stage);
  await replayed(system, narrator);
  return narrator.conclude();
}

async function replayed(system: System, narrator: Narrator): Promise<void> {
  const { engine, projections, database } = system;
  narrator.chapter('Everything is folded again from zero');
  const head = (await engine.store.head()) ?? '';
  await until('Catching up', () => Promise.resolve(system.statuses().every(({ position = '' }) => position >= head)));
  for (const projection of projections) {
    const differences = await compareWithFoldFromZero(engine, projection, database);
    narrator.expect(`${projection.name} equals a fold from zero`, differences, []);
  }
}

import { readFileSync } from 'node:fs';
import { happens, type Stage } from '../scene.js';
import type { Programme } from './people.js';

/** What the story needs of a programme template: the body that publishes it. */
export interface Template {
  readonly code: string;
  readonly validFrom: string;
  readonly phases: readonly { readonly code: string }[];
  readonly modules: readonly { readonly code: string; readonly kind: string; readonly mandatory: boolean }[];
}

const folder = new URL('../../../../libs/contexts/rehabilitation/programme-template/models/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Template;

const TEMPLATES: Readonly<Record<Programme, Template>> = {
  REHAB_15: read('rehab-15'),
  REHAB_30: read('rehab-30'),
  REHAB_60: read('rehab-60'),
};

export const templateOf = (programme: Programme): Template => TEMPLATES[programme];

/** The modules that everybody of the programme must attend. */
export const mandatoryOf = (programme: Programme): readonly string[] =>
  templateOf(programme).modules.flatMap(({ code, mandatory }) => (mandatory ? [code] : []));

/** The head of the Rutan publishes the programmes of 15, 30 and 60 days, and the older one of 180. */
export async function publish(stage: Stage): Promise<void> {
  const { cast, props } = stage;
  const all = [...Object.entries(TEMPLATES), ['REHAB_180', read('rehab-180')] as const];
  for (const [programme, template] of all) {
    const body = { unitId: cast.karutan.unit, ...template };
    const what = `the programme of ${programme.slice('REHAB_'.length)} days is published`;
    const answer = await happens(stage, cast.karutan, ['08:00', what], '/programme-templates', body);
    props.set(programme, answer.text('id'));
  }
}

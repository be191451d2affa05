import { randomUUID } from 'node:crypto';
import { type Answer, patiently } from '../../apps/bersinar/story/client.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';
import { clauses, NOTA_KESEPAHAMAN, parties, services } from '../../apps/bersinar/story/scenes/texts.js';
import { send } from './directives-for-specs.js';

/** A Nota Kesepahaman between the Rutan and the agency, as it is proposed. */
export const agreementOf = (stage: Stage) => ({
  unitId: stage.cast.karutan.unit,
  kind: 'NOTA_KESEPAHAMAN',
  title: 'Rutan Bersinar',
  parties: parties(stage),
  scope: services(stage, ['SOCIAL_REHABILITATION', 'SCREENING']),
  term: { effectiveOn: '2024-12-13', endsOn: '2029-12-12', runningCasesMayFinish: true },
  clauses: clauses(NOTA_KESEPAHAMAN),
});

/** Proposes an agreement; answers its id. */
export async function proposeAgreement(stage: Stage): Promise<string> {
  const key = randomUUID();
  const proposed = await patiently(() => send(stage.api, stage.cast.kasubsi, '/agreements', agreementOf(stage), key));
  if (proposed.status !== 201) throw new Error(`Proposing was answered ${proposed.status} ${proposed.text('code')}.`);
  return proposed.text('id');
}

/** The head of the agency records a discussion. */
export const discuss = ({ api, cast }: Stage, agreementId: string): Promise<Answer> =>
  send(api, cast.agencyHead, `/agreements/${agreementId}/discuss`, { heldOn: '2024-12-13' });

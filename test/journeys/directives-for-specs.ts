import { randomUUID } from 'node:crypto';
import type { Cast } from '../../apps/bersinar/story/cast.js';
import { type Answer, type Api, patiently, type Person } from '../../apps/bersinar/story/client.js';
import { at } from '../../apps/bersinar/story/scene.js';

/** The context of what happened in the story, and is recorded from paper now. */
export const ON_PAPER = { occurredAt: at('10:00'), source: 'BACKFILL', lateCode: 'PAPER_RECORD' };

/** Tells a command under a key of its own. */
export const send = (api: Api, by: Person, path: string, body: object, key: string = randomUUID()): Promise<Answer> =>
  api.command(by, path, { ...body, context: ON_PAPER }, { 'Idempotency-Key': key });

/** A directive of the agency to the Rutan, as it is drafted. */
export const draftOf = ({ karutan, kasubsi, agencyHead }: Cast, number: string | number) => ({
  unitId: karutan.unit,
  issuingUnitId: agencyHead.unit,
  number: `JUKNIS/${number}`,
  title: 'How social rehabilitation is carried out',
  text: 'Screening before anything else.',
  addressees: [kasubsi, karutan].map(({ id, unit, role }) => ({ staffId: id, unitId: unit, role })),
});

export const ISSUE = { issuedOn: '2024-12-13', effectiveOn: '2024-12-16', acknowledgeBy: '2024-12-20' };

/** Drafts a directive and issues it, which is published; answers its id. */
export async function issueDirective(api: Api, cast: Cast, number: string | number): Promise<string> {
  const [draft, issue] = [randomUUID(), randomUUID()];
  const drafted = await patiently(() => send(api, cast.agencyHead, '/directives', draftOf(cast, number), draft));
  const path = `/directives/${drafted.text('id')}/issue`;
  const issued = await patiently(() => send(api, cast.agencyHead, path, ISSUE, issue));
  if (issued.status !== 200)
    throw new Error(`Issuing a directive was answered ${issued.status} ${issued.text('code')}.`);
  return drafted.text('id');
}

import { administrator, register } from '../cast.js';
import type { Stage } from '../scene.js';

/** How many people interview on a screening day. */
export const INTERVIEWERS = 5;

const AGENCY = { unitId: 'BNNK-PURBALINGGA', role: 'asesor-bnnk' };
const RUTAN = { unitId: 'RUTAN-BANJARNEGARA', role: 'kasubsi-pelayanan' };

/** Who takes part in the programme and never signs in, under the words by which later scenes know them. */
const COLLEAGUES = [
  ...Array.from({ length: INTERVIEWERS }, (_, n) => [`interviewer ${n}`, AGENCY] as const),
  ['psychologist', AGENCY],
  ['programme counsellor', AGENCY],
  ['guidance officer', RUTAN],
] as const;

/** Colleagues are registered to be named; nobody links a login to them. */
export async function registerColleagues({ api, narrator, props }: Stage): Promise<void> {
  const admin = await administrator();
  narrator.happens('2025-01-13 07:30', `colleagues are registered, so that others can name them: ${COLLEAGUES.length}`);
  for (const [index, [word, place]] of COLLEAGUES.entries()) {
    const number = `2000${String(index).padStart(14, '0')}`;
    props.set(word, await register(api, admin, { ...place, name: `Staff ${word}`, number }));
  }
}

import { id } from '#kernel';
import { happens, isRefused, MADE_UP, type Stage, then } from '../scene.js';
import type { Assessed } from './assessment.js';

/** How far a goal is was written down wrongly; it is corrected, and what was said first stays to be read. */
export async function correctProgress(stage: Stage, { caseId }: Assessed, goalId: string): Promise<void> {
  const { api, cast, narrator } = stage;
  const plan = `/plans/${id('plan', caseId)}`;
  const progress = { goalId, progress: 'UNDER_WAY', recordedOn: '2025-03-12', note: 'Names two triggers.' };
  await happens(
    stage,
    cast.rehabilitation,
    ['2025-03-12 09:00', 'how far a goal is, is recorded'],
    `${plan}/record-progress`,
    { ...progress, context: then('09:00', '2025-03-12') },
  );
  const recorded = await api.ask(cast.rehabilitation, plan);
  const correction = {
    of: recorded.text('progress.0.entryId'),
    reasonCode: 'WRITTEN_WRONGLY',
    progress: { ...progress, progress: 'PARTIALLY_ACHIEVED', recordedOn: '2025-03-11', note: 'Names four triggers.' },
  };
  await isRefused(
    stage,
    cast.rehabilitation,
    ['2025-03-13 08:00', 'corrected as of another time than now', 'corrected-now'],
    `${plan}/correct-entry`,
    { ...correction, context: then('08:00', '2025-03-13') },
  );
  await happens(
    stage,
    cast.rehabilitation,
    ['2025-03-13 09:00', 'it was written down wrongly: the entry is corrected'],
    `${plan}/correct-entry`,
    { ...correction, context: MADE_UP },
  );
  const corrected = await api.ask(cast.rehabilitation, plan);
  const now = ['progress', 'note', 'on'].map((member) => corrected.at(`progress.0.${member}`));
  narrator.expect('the plan shows what is known now', now, [
    'PARTIALLY_ACHIEVED',
    'Names four triggers.',
    '2025-03-11',
  ]);
  const first = ['progress', 'note', 'on'].map((member) => corrected.at(`progress.0.earlier.*.${member}`));
  narrator.expect('and what was said first', first, [['UNDER_WAY'], ['Names two triggers.'], ['2025-03-12']]);
  await isRefused(
    stage,
    cast.rehabilitation,
    ['2025-03-13 09:05', 'annulled by who recorded it', 'approver-is-author'],
    `${plan}/annul-entry`,
    { of: correction.of, reasonCode: 'DID_NOT_HAPPEN', context: MADE_UP },
  );
}

import { addDays } from '#kernel';
import { at, MADE_UP, prop, type Stage } from '../scene.js';
import type { Assessed } from './assessment.js';
import { happenToAll } from './bulk.js';
import type { Programme } from './people.js';
import { mandatoryOf, templateOf } from './templates.js';

const LARGEST_GROUP = 20;
const FIRST_DAY = '2025-03-11';
const HOURS = ['08:00', '10:00', '13:00'];

interface Meeting {
  readonly module: string;
  readonly kind: string;
  readonly day: string;
  readonly hour: string;
  readonly group: readonly Assessed[];
}

/** Every mandatory module once for each group: scheduled, then held, with one outcome for everybody. */
export async function sessionsOf(stage: Stage, programme: Programme, whom: readonly Assessed[]): Promise<void> {
  const { cast } = stage;
  const provider = { unitId: cast.rehabilitation.unit, agreementId: prop(stage, 'agreement') };
  const facilitators = [{ staffId: cast.rehabilitation.id, unitId: cast.rehabilitation.unit }];
  const meetings = meetingsOf(programme, whom);
  const first = [FIRST_DAY, '07:00'] as const;
  const scheduled = await happenToAll(stage, [...first, `${programme}: sessions are scheduled`], meetings, {
    by: () => cast.rehabilitation,
    path: () => '/sessions',
    body: ({ kind, module, day, hour, group }) => ({
      unitId: cast.kasubsi.unit,
      kind,
      module,
      templateId: prop(stage, programme),
      provider,
      facilitators,
      place: `ROOM_OF_${programme}`,
      startsAt: at(hour, day),
      endsAt: at(hour.replace(':00', ':50'), day),
      roster: group.map(({ caseId }) => ({ caseId })),
    }),
  });
  const held = meetings.map((meeting, index) => ({ ...meeting, sessionId: scheduled[index]?.text('id') ?? '' }));
  await happenToAll(stage, [FIRST_DAY, '17:00', `${programme}: sessions are held`], held, {
    by: () => cast.rehabilitation,
    path: ({ sessionId }) => `/sessions/${sessionId}/hold`,
    body: ({ day, hour, group }) => ({
      startsAt: at(hour, day),
      endsAt: at(hour.replace(':00', ':50'), day),
      facilitators,
      context: MADE_UP,
      roster: group.map(({ caseId, n }) => ({ caseId, outcome: n % 7 === 0 ? 'ATTENDED_LATE' : 'ATTENDED' })),
    }),
  });
}

/** Meetings of one day at different hours, so that nobody has to be in two places. */
function meetingsOf(programme: Programme, whom: readonly Assessed[]): readonly Meeting[] {
  const { modules } = templateOf(programme);
  return mandatoryOf(programme).flatMap((module, index) => {
    const kind = modules.find(({ code }) => code === module)?.kind ?? 'GROUP';
    const groups = kind === 'GROUP' ? inGroups(whom, LARGEST_GROUP) : whom.map((one) => [one]);
    const day = addDays(FIRST_DAY, Math.floor(index / HOURS.length));
    const hour = HOURS[index % HOURS.length] ?? '08:00';
    return groups.map((group): Meeting => ({ module, kind, day, hour, group }));
  });
}

const inGroups = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

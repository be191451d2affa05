import { type Ask, type Engine, id, NotFound, tell, type Told } from '#kernel';
import { excludedOf } from './exclusion.js';
import { repair, type Repair, type RepairCommand } from './repair.js';
import { standing, troubleIn } from './trouble.js';

/** The uuid of what says what became of a stream. */
export const repairIdOf = (stream: string): string => id('repair', stream);

/**
 * Tells what is to become of the stream that the command names, with what stands in the store now. Throws `NotFound` when there is no
 * such stream, and what `tell` throws.
 */
export function tellRepair(engine: Engine, ask: Omit<Ask<RepairCommand>, 'target' | 'createdId'>): Promise<Told> {
  const createdId = repairIdOf(ask.command.data.stream);
  return tell(engine, repair, { ...ask, createdId }, (command, state) => withFacts(engine, command, state));
}

async function withFacts(engine: Engine, command: RepairCommand, { gaps }: Repair): Promise<RepairCommand> {
  if (command.type === 'ParkStream') return command;
  const raw = await standing(engine, command.data.stream);
  if (raw.length === 0) throw new NotFound('stream with that name');
  const trouble = await troubleIn(engine, raw);
  const found = { length: raw.length, ...(trouble && { trouble }) };
  if (command.type === 'ResumeStream') return { ...command, facts: found };
  return { ...command, facts: { ...found, excluded: excludedOf(raw, gaps, command.data) } };
}

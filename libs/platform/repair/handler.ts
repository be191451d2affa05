import { type Ask, type Engine, id, NotFound, send, type Receipt } from '#kernel';
import { excludedOf } from './exclusion.js';
import { repair, type Repair, type RepairCommand } from './repair.js';
import { standing, troubleIn } from './trouble.js';

/** The uuid of what says what became of a stream. */
export const repairIdOf = (stream: string): string => id('repair', stream);

/**
 * Tells what is to become of the stream that the command names, with what stands in the store now. Throws `NotFound` when there is no
 * such stream, and what `send` throws.
 */
export function sendRepair(engine: Engine, ask: Omit<Ask<RepairCommand>, 'target' | 'createdId'>): Promise<Receipt> {
  const createdId = repairIdOf(ask.command.data.stream);
  return send(engine, repair, { ...ask, createdId }, (command, state) => withFacts(engine, command, state));
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

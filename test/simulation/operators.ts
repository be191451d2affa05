import { Conflict, type Engine, NotFound, Refusal, Unavailable } from '#kernel';
import { world } from '#kernel/world';
import { askOf } from '#platform/for-specs';
import { MongoBuildings } from '../../libs/platform/projections/buildings.js';
import type { AskedOfReadModel } from '../../libs/platform/operations/read-model.js';
import { SendToReadModelHandler } from '../../libs/platform/operations/read-model.command.js';
import { SIMULATED } from './builds.js';
import { one } from './deeds.js';
import { databaseThrough, type Disk } from './documents.js';
import type { Port } from './port.js';
import type { Tape } from './tape.js';

const BEGUN = ['RebuildReadModel', 'RebuildReadModel', 'RefoldDocument'] as const;
const GONE_ON = ['SwitchReadModel', 'SwitchReadModel', 'CancelBuild', 'RefoldDocument', 'RebuildReadModel'] as const;
const TRIES = 4;

/** What operators ask here, as its command is called. */
export const OPERATED: readonly string[] = [...new Set([...BEGUN, ...GONE_ON])];

/** What an operator asked of which read model, and what came of it. */
export interface Operation {
  readonly type: string;
  readonly name: string;
  readonly answer: string;
}

export const DONE = 'done';

/** What an operator asks of a read model, mostly of one that is of interest already, as often as it takes to be answered. */
export async function operate(
  tape: Tape,
  { engine, port, disk }: { readonly engine: Engine; readonly port: Port; readonly disk: () => Disk },
  ofInterest: string[],
): Promise<Operation> {
  const any = SIMULATED[tape.choose(SIMULATED.length)]?.name ?? '';
  const known = tape.rarely(700) ? one(tape, ofInterest) : undefined;
  const name = known ?? any;
  ofInterest.push(name);
  const type = one<AskedOfReadModel['type']>(tape, known === undefined ? BEGUN : GONE_ON) ?? 'RebuildReadModel';
  const document = [...(disk().get(`${name}__v1`)?.keys() ?? [])].at(-1) ?? 'none';
  const command = { type, data: { name, ...(type === 'RefoldDocument' && { document }) } } as AskedOfReadModel;
  const ask = askOf(command, { kind: 'SYSTEM', name: 'operator' });
  const handler = new SendToReadModelHandler(engine, new MongoBuildings(databaseThrough(port, disk), engine.log));
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      await handler.execute({ ask } as never);
      return { type, name, answer: DONE };
    } catch (error) {
      if (error instanceof Refusal) return { type, name, answer: `refused: ${error.code}` };
      if (![Conflict, NotFound, Unavailable].some((kind) => error instanceof kind)) throw error;
      await world.delay(1_000 * 2 ** tries);
    }
  }
  return { type, name, answer: 'no answer' };
}

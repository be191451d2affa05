import { type Ask, type Engine, handle, type Receipt, unitOfActor } from '#kernel';
import { templateReserved } from '#contracts/reservations/sets';
import { sendReserving, type ReservationRequest } from '#platform/reservations';
import { coverFact } from '../facts.js';
import { programmeTemplate, type ProgrammeTemplateCommand } from './programme-template.decider.js';

/**
 * Sends a template one command, knowing the agreement under which a provider serves; a unit publishes each version of a code once (D3).
 * Throws what `sendReserving` throws.
 */
export const handleProgrammeTemplate = (engine: Engine, ask: Ask): Promise<Receipt> =>
  handle(
    engine,
    programmeTemplate,
    ask,
    {
      PublishProgrammeTemplate: async ({ data: { provider }, today }) => {
        const { unitId = unitOfActor(ask.by) } = ask;
        return { cover: await coverFact(engine, provider ?? { unitId }, 'SOCIAL_REHABILITATION', unitId, today) };
      },
    },
    (_engine, aggregate, asked, prepare) => sendReserving(engine, aggregate, asked, reservationsOf(asked), prepare),
  );

function reservationsOf({
  command,
  by,
  unitId = unitOfActor(by),
}: Ask<ProgrammeTemplateCommand>): readonly ReservationRequest[] {
  if (command.type !== 'PublishProgrammeTemplate') return [];
  const { code, validFrom, provider } = command.data;
  const mayPublish = by.kind === 'SYSTEM' || [unitId, provider?.unitId].includes(by.unitId);
  const reserved = templateReserved(unitId, code, validFrom);
  return mayPublish && reserved !== undefined ? [{ ...reserved, taken: 'template-already-published' }] : [];
}

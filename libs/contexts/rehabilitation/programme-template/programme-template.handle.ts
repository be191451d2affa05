import { type Ask, type Engine, handle, type Receipt, unitOfActor } from '#kernel';
import { templateReserved } from '#contracts/reservations/sets';
import { reservationsBy, type ReservationsBy, sendReserving } from '#platform/reservations';
import { coverFact } from '../facts.js';
import { programmeTemplate, type ProgrammeTemplateCommand } from './programme-template.decider.js';
import { refuse } from './programme-template.refusals.js';

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
    async (_engine, aggregate, asked, prepare) =>
      sendReserving(engine, aggregate, asked, await reservationsBy(RESERVATIONS, engine, asked), prepare),
  );

const RESERVATIONS: ReservationsBy<ProgrammeTemplateCommand> = {
  PublishProgrammeTemplate: (_, { command, by, unitId = unitOfActor(by) }) => {
    const { code, validFrom, provider } = command.data;
    const mayPublish = by.kind === 'SYSTEM' || [unitId, provider?.unitId].includes(by.unitId);
    const reserved = templateReserved(unitId, code, validFrom);
    return mayPublish && reserved !== undefined
      ? [{ ...reserved, taken: () => refuse('template-already-published') }]
      : [];
  },
};

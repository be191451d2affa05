import type { AnyCommand, Ask, Engine, Told } from '#kernel';

/** How each command that policies send reaches its aggregate, by its name. */
export type Tellers = Readonly<Record<string, (engine: Engine, ask: Ask<never>) => Promise<Told>>>;

/** Tells whatever the table knows; a command that it does not know is a bug of the policy. */
export const tellBy =
  (engine: Engine, tellers: Tellers) =>
  async (ask: Ask<AnyCommand>): Promise<Told> => {
    const teller = tellers[ask.command.type];
    if (teller === undefined) throw new Error(`Nobody is told ${ask.command.type}.`);
    return teller(engine, ask as Ask<never>);
  };

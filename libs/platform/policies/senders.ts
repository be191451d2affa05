import type { Ask, Engine, Receipt } from '#kernel';

/** How each command that policies send reaches its aggregate, by its name. */
export type Senders = Readonly<Record<string, (engine: Engine, ask: Ask<never>) => Promise<Receipt>>>;

/** Sends whatever the table knows; a command that it does not know is a bug of the policy. */
export const sendBy =
  (engine: Engine, senders: Senders) =>
  async (ask: Ask): Promise<Receipt> => {
    const sender = senders[ask.command.type];
    if (sender === undefined) throw new Error(`Nobody handles ${ask.command.type}.`);
    return sender(engine, ask as Ask<never>);
  };

import { type Ask, type Engine, factAt, handle, load, type Receipt } from '#kernel';
import { corrections, directive } from './directive.decider.js';
import type { CommandOf, Succession } from './directive.record.js';

export const handleDirective = (engine: Engine, ask: Ask): Promise<Receipt> =>
  handle(
    engine,
    directive,
    ask,
    corrections.withFacts({
      SupersedeDirective: ({ data }: Pick<CommandOf<'SupersedeDirective'>, 'data'>) =>
        successionOf(engine, data.successorId, ask.target?.id),
    }),
  );

async function successionOf(engine: Engine, successorId: string, directiveId: string | undefined): Promise<Succession> {
  const { history, state } = await load(engine, directive, `directive-${successorId}`);
  const head = history.at(-1);
  if (head === undefined) return {};
  return { successor: { isItself: successorId === directiveId, directive: state.now, basis: [factAt(head)] } };
}

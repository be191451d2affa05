import { type Ask, type Engine, handle, type Receipt } from '#kernel';
import { corrections, visit } from './visit.decider.js';

export const handleVisit = (engine: Engine, ask: Ask): Promise<Receipt> =>
  handle(engine, visit, ask, corrections.withFacts({}));

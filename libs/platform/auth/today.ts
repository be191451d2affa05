import { dayIn, type Engine } from '#kernel';
import type { Reader } from './reader.js';

/** The business day on which a reader asks, where their unit is. */
export const todayOf = ({ now, zoneOf }: Pick<Engine, 'now' | 'zoneOf'>, { actor }: Reader): string =>
  dayIn(zoneOf(actor.unitId) ?? 'UTC', now().toISOString());

import type { Filter } from './filter.js';
import type { Entry } from './log.js';
import type { Record } from './record.js';

/** What is read: `from` is the place before the first entry wanted, in the direction of the reading. */
export type Source = {
  page: (from: number) => Entry[];
  from: number;
  until: number;
  missing?: string;
  filter?: Filter;
  message: (record: Record) => Buffer;
};

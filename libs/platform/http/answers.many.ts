import type { Logger } from 'pino';
import type { Position, Receipt } from '#kernel';
import type { HttpRequest } from '../auth/index.js';
import { note, problemOf } from './problem-filter.js';
import { meaningOf } from './problems.js';

/** What became of each row of a batch, in the order of the rows. */
export type Receipts = readonly PromiseSettledResult<Receipt>[];

/** The rows as they are answered, and where the last of them was recorded; undefined when none was. */
export function rowsOf(
  receipt: Receipts,
  request: Pick<HttpRequest, 'id' | 'headers'>,
  logger: Logger,
): { readonly position?: Position; readonly rows: readonly object[] } {
  const positions = receipt.flatMap((one) => (one.status === 'fulfilled' ? [one.value.position] : [])).sort();
  const position = positions.at(-1);
  const rows = receipt.map((one, row) => {
    if (one.status === 'fulfilled') {
      const { id, revision, replayed } = one.value;
      return { row, status: 201, id, revision, ...(replayed && { replayed }) };
    }
    const meaning = meaningOf(one.reason);
    note(one.reason, meaning, request.id, logger);
    const { status, code, detail, rule, problems } = problemOf(meaning, request);
    return { row, status, code, detail, ...(rule !== undefined && { rule }), ...(problems && { problems }) };
  });
  return { rows, ...(position !== undefined && { position }) };
}

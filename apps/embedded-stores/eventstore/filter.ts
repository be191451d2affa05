import { status, type StatusObject } from '@grpc/grpc-js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { refusal } from './protocol.js';
import type { Record } from './record.js';

type FilterOptions = ReadReq.Options.FilterOptions;

/** Which events of `$all` are wanted, and after how many considered ones a subscription reports how far it is. */
export type Filter = { wants: (record: Record) => boolean; checkpointEvery: number };

const defaultWindow = 32;

export function readFilter(options: FilterOptions | undefined): Filter | StatusObject | undefined {
  const expression = options?.getStreamIdentifier() ?? options?.getEventType();
  if (!options || !expression) return undefined;
  if (!options.hasMax() && !options.hasCount()) return refusal(status.INVALID_ARGUMENT, 'A filter needs a window.');
  const matches = readMatcher(expression);
  if (typeof matches !== 'function') return matches;
  const byStream = options.hasStreamIdentifier();
  const window = options.hasMax() ? options.getMax() : defaultWindow;
  return {
    wants: (record) => matches(byStream ? record.stream : record.type),
    checkpointEvery: Math.max(1, window) * Math.max(1, options.getCheckpointintervalmultiplier()),
  };
}

function readMatcher(expression: FilterOptions['getEventType'] extends () => infer E ? NonNullable<E> : never) {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (text: string) => prefixes.some((prefix) => text.startsWith(prefix));
  try {
    const regex = new RegExp(expression.getRegex());
    return (text: string) => regex.test(text);
  } catch {
    return refusal(status.INVALID_ARGUMENT, 'The filter is not a regular expression.');
  }
}

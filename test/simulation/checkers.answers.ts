import { isDeepStrictEqual } from 'node:util';
import type { Position } from '#kernel';
import { reachOf } from '#platform/auth';
import { checkpointId } from '#platform/projections';
import { totalOrder } from '../../libs/platform/projections/keyset.js';
import { compareBy, matches } from '../../libs/platform/projections/matching.js';
import { versionsOf } from '../../libs/platform/projections/serving.js';
import type { Document, Folds, Version, Versions } from './folds.js';
import type { Asked, Heard, Row, Shown } from './questions.js';

/** An answer that was given, and from where to where the log may have been of which it speaks. */
type Given = Heard & { readonly answer: Shown };

const isGiven = (heard: Heard): heard is Given => typeof heard.answer !== 'string';

/**
 * Every answer was true when it was given: each row is its document as the fold of the log has it at some position between the one that was waited for, or
 * else that at which the read models were whole when the run began, and the head then; whatever was in what was asked for at all of these positions is there,
 * once and in order, and as many were counted; and all that one request was answered is of one version of the read model.
 */
export async function untrueIn(heard: readonly Heard[], folds: Folds, keepsWords: boolean): Promise<readonly string[]> {
  const requests = new Map<string, Given[]>();
  for (const one of heard.filter(isGiven)) requests.set(one.request, [...(requests.get(one.request) ?? []), one]);
  const untrue: string[] = [];
  for (const answers of requests.values()) {
    const [first] = answers;
    if (first === undefined || (keepsWords && first.model.words !== undefined)) continue;
    const wrong: string[][] = [];
    for (const version of versionsOf([first.model])) {
      const documents = await folds(version);
      wrong.push(
        answers.flatMap((answer) => wrongIn(answer, documents).map((what) => `${checkpointId(version)}: ${what}`)),
      );
    }
    if (wrong.every(({ length }) => length > 0)) untrue.push(...(wrong[0] ?? []));
  }
  return untrue;
}

/** Once nothing fails any more, everything that is asked is answered; but an older build has nothing to show of a version that it does not know. */
export const unansweredIn = (heard: readonly Heard[]): readonly string[] =>
  heard.flatMap(({ model, answer }) =>
    typeof answer !== 'string' || answer === 'read-model-of-another-build'
      ? []
      : [`${model.name} is asked in peace, and answers ${answer}`],
  );

const NEVER: ReadonlySet<string> = new Set(['bad-cursor', 'position-ahead', 'foreign-position']);

/** Nobody is refused a position or a cursor that they were given, while the log is the one that gave it. */
export const disownedIn = (heard: readonly Heard[]): readonly string[] =>
  heard.flatMap(({ model, answer }) =>
    typeof answer === 'string' && NEVER.has(answer) ? [`${model.name} refuses what was given: ${answer}`] : [],
  );

function wrongIn({ asked, answer, from, to }: Given, documents: Versions): string[] {
  const { rows, total } = answer;
  const order = totalOrder(asked.page?.sort ?? {});
  const isOf = asksFor(asked);
  const [last, after] = [answer.next === undefined ? undefined : rows.at(-1), asked.page?.after?.row];
  const isOnPage = (document: Document): boolean =>
    isOf(document) &&
    (after === undefined || compareBy(order, keyed(after), document) < 0) &&
    (last === undefined || compareBy(order, document, keyed(last)) <= 0);
  const shown = new Set(rows.map(({ id }) => id));
  const wrong = rows.flatMap((row) => {
    const might = between(documents.get(row.id) ?? [], from, to).some(
      ({ document }) => document !== undefined && isOnPage(document) && isDeepStrictEqual(shownAs(document), row),
    );
    return might ? [] : [`${row.id} was shown as it never was from ${from} to ${to}`];
  });
  if (shown.size < rows.length) wrong.push('a row was shown twice');
  if (asked.page !== undefined && !isSorted(rows, (one, other) => compareBy(order, one, other)))
    wrong.push('rows were not in order');
  let [least, most] = [0, 0];
  for (const [id, versions] of documents) {
    const then = between(versions, from, to);
    if (!shown.has(id) && then.every(({ document }) => document !== undefined && isOnPage(document)))
      wrong.push(`${id} was there from ${from} to ${to}, and was not shown`);
    if (then.every(({ document }) => document !== undefined && isOf(document))) least += 1;
    if (then.some(({ document }) => document !== undefined && isOf(document))) most += 1;
  }
  if (total !== undefined && (total < least || total > most))
    wrong.push(`${total} were counted, and there were ${least} to ${most}`);
  return wrong;
}

/** What documents are asked for, and may be seen by whoever asks. */
function asksFor({ by, filter }: Asked): (document: Document) => boolean {
  const reach = reachOf(by);
  return (document) => matches(filter, document) && (reach === 'all' || matches({ units: reach }, document));
}

const ABSENT: Version = { since: '', document: undefined };

/** What a document was at one position or another of those. */
function between(versions: readonly Version[], from: Position, to: Position): readonly Version[] {
  const first = versions.findLast(({ since }) => since <= from) ?? ABSENT;
  return [first, ...versions.filter(({ since }) => since > from && since <= to)];
}

function isSorted(rows: readonly Row[], compare: (one: Document, other: Document) => number): boolean {
  const documents = rows.map(keyed);
  return documents.slice(1).every((document, n) => compare(documents[n] ?? document, document) < 0);
}

const shownAs = ({ _id, ...content }: Document): Row => ({ id: _id, ...content });

const keyed = (row: Row): Document => ({ ...row, _id: row.id });

import type { Ground } from './ask.js';
import { isCorrection } from './corrections.js';
import type { About, LegalBasis, Metadata, RecordedEvent } from './envelope.js';
import { isId } from './ids.js';
import { isObject, type JsonValue } from './json.js';
import type { Cause } from './occurrence.js';

type Concerned = Metadata['about'];
type BasisFor = (subject: string) => LegalBasis;

/** What may be cited: the stream of a fact that a handler read, and the ground that it is. */
export type CitedGround = Ground & { readonly stream: string };

const DEPTH = 5;

/** The grounds among the facts of a command: wherever a `basis` has a `ground` beside it. */
export function groundsIn(command: object): readonly CitedGround[] {
  const found: CitedGround[] = [];
  const walk = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null || depth === DEPTH) return;
    const { basis, ground } = part as { basis?: { stream?: string }; ground?: Ground };
    if (typeof basis?.stream === 'string' && ground !== undefined) found.push({ stream: basis.stream, ...ground });
    for (const member of Object.values(part)) walk(member, depth + 1);
  };
  walk((command as { facts?: object }).facts, 0);
  return found;
}

/** The grounds that an event's data, or a correction's entry, cites in its basis. */
export function withBasis(
  event: { type: string; data: object },
  grounds: readonly CitedGround[],
): readonly CitedGround[] {
  const data: { basis?: readonly { stream: string }[] } = isCorrection(event) ? event.data.entry : event.data;
  const { basis = [] } = data;
  const streams = new Set(basis.map(({ stream }) => stream));
  return grounds.filter(({ stream }) => streams.has(stream));
}

const RANK = ['OVERRIDE', 'CONSENT', 'AGREEMENT'] as const;

/**
 * On what an event rests for a person ("To the byte" 10): a reaction on what its cause does, a correction on what its entry does,
 * else on the override, consent or agreement that it cites and that concerns them, else on what its type says.
 */
export function legalBasisOf(
  ofType: LegalBasis,
  {
    cause,
    entry,
    cited,
  }: { cause?: Cause | undefined; entry?: RecordedEvent | undefined; cited: readonly CitedGround[] },
): BasisFor {
  return (subject) => {
    const of = (about: Concerned | undefined) => about?.find((one) => one.subject === subject)?.legalBasis;
    if (cause !== undefined) return of(cause.about) ?? cause.about?.[0]?.legalBasis ?? cause.legalBasis ?? ofType;
    const concerning = cited.filter((ground) => ground.subject === undefined || ground.subject === subject);
    const [first] = RANK.flatMap((kind) => concerning.filter((ground) => ground.kind === kind));
    return of(entry?.metadata.about) ?? first?.legalBasis ?? ofType;
  };
}

/** Every person whom data name and those beside them, each with the cases that are named, sorted; a person with a case never without. */
export function aboutIn(data: JsonValue, besides: readonly About[], basisFor: BasisFor): Concerned {
  const found = new Map<string, Set<string>>();
  const add = (subject: string, caseId: string | undefined): void => {
    const cases = found.get(subject) ?? new Set();
    if (caseId !== undefined) cases.add(caseId);
    found.set(subject, cases);
  };
  const walk = (part: JsonValue): void => {
    if (Array.isArray(part)) part.forEach(walk);
    if (!isObject(part)) return;
    const { subject, caseId } = part;
    if (isId(subject)) add(subject, isId(caseId) ? caseId : undefined);
    Object.values(part).forEach(walk);
  };
  walk(data);
  for (const { subject, caseId } of besides) add(subject, caseId);
  return [...found].sort(byName).flatMap(([subject, cases]) => {
    const legalBasis = basisFor(subject);
    const ids = [...cases].sort();
    return ids.length === 0 ? [{ subject, legalBasis }] : ids.map((caseId) => ({ subject, caseId, legalBasis }));
  });
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

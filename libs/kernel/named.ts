import type { Ask, Engine } from './ask.js';
import { codesOf } from './codes.js';
import { type CorrectionData, isCorrection } from './corrections.js';
import { Refusal } from './errors.js';
import type { JsonObject, JsonValue } from './json.js';
import type { Registry } from './registry.js';
import type { SealableSchema } from './seal.schema.js';
import { eachLeaf } from './schema.walk.js';

interface Input {
  readonly type: string;
  readonly data: JsonObject;
}

/** Refuses a command that names somebody of the staff whom nobody registered, be it who asks (D1). */
export async function mustBeRegistered(engine: Engine, receipt: readonly Input[], { by, body }: Ask): Promise<void> {
  if (by.kind === 'SYSTEM') return;
  const asked = new Set(textsIn(body));
  const named = new Map<string, string>();
  eachNamed(engine.registry, receipt, (value, schema, path) => {
    const isNamed = schema.names === 'STAFF' && typeof value === 'string' && asked.has(value);
    if (isNamed) named.set(value, path);
  });
  if (named.size === 0) return;
  const unknown = await engine.staff.unregistered([...named.keys()]);
  if (unknown.length === 0) return;
  const problems = unknown.map((staffId) => `${named.get(staffId) ?? ''} is nobody's staff id`);
  throw new Refusal('unknown-staff', {}, problems);
}

/** Refuses a label that its list does not have: the one check for imports, policies and corrections; HTTP has said 400 before (D4). */
export function mustBeKnownCodes(registry: Registry, receipt: readonly Input[]): void {
  const problems: string[] = [];
  eachNamed(registry, receipt, (value, { codes }, path) => {
    if (typeof codes !== 'string') return;
    if (typeof value !== 'string' || codesOf(codes)?.includes(value) !== true)
      problems.push(`${path} is not in the list ${codes}`);
  });
  if (problems.length > 0) throw new Refusal('unknown-code', {}, problems);
}

type Visit = (value: JsonValue, schema: SealableSchema, path: string) => void;

function eachNamed(registry: Registry, receipt: readonly Input[], visit: Visit): void {
  for (const { type, data } of receipt) {
    eachLeaf(registry.definition(type).plain, data, visit);
    if (!isCorrection({ type })) continue;
    const { entryType, entry } = data as unknown as CorrectionData<JsonObject>;
    eachLeaf(registry.definition(entryType).plain, entry, visit, '/entry');
  }
}

const textsIn = (value: JsonValue): readonly string[] =>
  typeof value === 'string' ? [value] : typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];

import { type TProperties, Type } from '@sinclair/typebox';
import type { Codes } from '#kernel';

/** An object of stored data: it has these properties and no others. */
export const closed = <P extends TProperties>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

const LABEL = '^[A-Z][A-Z0-9_]{0,39}$';
const KEBAB = '^[a-z0-9]+(-[a-z0-9]+)*$';

/** One of a list of codes: of switches exactly one of them, of labels a pattern (D4); sealed where its list is. */
export const code = <C extends string>(list: Codes<C>) =>
  Type.Unsafe<C>({
    type: 'string',
    ...(list.kind === 'SWITCH'
      ? { enum: [...list] }
      : { pattern: list.every((one) => new RegExp(LABEL).test(one)) ? LABEL : KEBAB, codes: list.list }),
    ...(list.seal !== 'clear' && { seal: list.seal }),
  });

/** A code that a unit's own data define: a module, a phase, an item, a template, a room (D8). */
export const label = Type.String({ pattern: LABEL });

export const id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' });
export const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
export const digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** Somebody of the staff: a command that names them is refused unless they are registered. */
export const staffId = Type.String({ pattern: id.pattern ?? '', names: 'STAFF' });
export const unitId = Type.String({ pattern: '^[A-Z0-9]+(-[A-Z0-9]+)*$', maxLength: 64 });

/** Text that everybody may read. */
export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** Typed text that is nobody's to read without a purpose: sealed under the stream, or under the `subject` beside it. */
export const narrative = (maxLength: number) => Type.String({ minLength: 1, maxLength, seal: 'narrative' });

/** What names a person: sealed under the `subject` beside it. */
export const identity = (maxLength: number) => Type.String({ minLength: 1, maxLength, seal: 'identity' });

/** What says where a person is held or of what they are accused: sealed under the `subject` beside it. */
export const security = (maxLength: number) => Type.String({ minLength: 1, maxLength, seal: 'security' });

/** What is typed about a person's health: sealed under the `subject` beside it. */
export const health = (maxLength: number) => Type.String({ minLength: 1, maxLength, seal: 'health' });

/** The head of another stream when a fact of it was used (D12). */
export const fact = closed({
  stream: Type.String({ pattern: '^[a-z]+-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }),
  revision: Type.Integer({ minimum: 0 }),
  hash: digest,
});
export const basis = Type.Array(fact, { minItems: 1, maxItems: 20 });

/** Until when something is due, and by which version of which rule (D11). */
export const deadline = closed({
  rule: Type.String({ pattern: '^R-\\d+\\.\\d+$' }),
  ruleVersion: Type.Integer({ minimum: 1 }),
  dueAt: instant,
});

import canonicalize from 'canonicalize';
import type { JsonValue } from './json.js';

const serialize = canonicalize as unknown as (value: JsonValue) => string; // its types are a default export of CommonJS, never undefined for JSON

/** The value in RFC 8785 form (JSON Canonicalization Scheme): one string for one value, names in UTF-16 order. */
export const canonical = (value: JsonValue): string => serialize(value);

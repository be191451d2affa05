import { Type } from '@sinclair/typebox';
import { type Codes, without } from '#kernel';
import { code } from '../schemas.js';

/** A version of a form, of an instrument, of what scores it, or of a set of cut-offs. */
export const versionCode = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$' });

/** How an instrument calls an item or a scale. */
export const itemCode = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,39}$' });

/** One of a list of codes inside a property that is sealed as a whole: its own class is not said again. */
export const codeWithin = <C extends string>(list: Codes<C>) => Type.Unsafe<C>(without(code(list), 'seal'));

import { type TProperties, Type } from '@sinclair/typebox';
import { event, type EventOf, RECORDING } from '#kernel';
import { closed, code, staffId } from '../schemas.js';
import { DESTROYED_CLASSES, DESTRUCTION_GROUNDS } from './codes.js';

/** Nobody can undo it, so two people do it: one asks, another approves (D9). `classes` are sorted. */
const destruction = <P extends TProperties>(people: P) =>
  closed({
    classes: Type.Array(code(DESTROYED_CLASSES), {
      minItems: 1,
      maxItems: DESTROYED_CLASSES.length,
      uniqueItems: true,
    }),
    ground: code(DESTRUCTION_GROUNDS),
    ...people,
  });
const decided = { askedBy: staffId, approvedBy: staffId };
const declaration = { legalBasis: 'LEGAL_DUTY', moment: RECORDING } as const;

/** In `key-<s>`, `s` the uuid of a stream that seals under itself. */
export const KeyDestroyedAsked = event('KeyDestroyedAsked', declaration, destruction({}));
export const KeyDestroyed = event('KeyDestroyed', declaration, destruction(decided));

/** In `key-<s>`, `s` the subject of a person. */
export const SubjectKeyDestroyedAsked = event('SubjectKeyDestroyedAsked', declaration, destruction({}));
export const SubjectKeyDestroyed = event('SubjectKeyDestroyed', declaration, destruction(decided));

export const keyEvents = [KeyDestroyedAsked, KeyDestroyed, SubjectKeyDestroyedAsked, SubjectKeyDestroyed] as const;
export type KeyEvent = EventOf<(typeof keyEvents)[number]>;

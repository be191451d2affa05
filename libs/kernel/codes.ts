import type { SealClass } from './keyring.js';

/**
 * A versioned list of codes (D4). By a label nothing is decided: events hold it as a pattern, whoever writes checks the list, a
 * reader shows an unknown one and goes on. By a switch folds, policies and gates decide: events hold it as an enum.
 */
export type Codes<C extends string = string> = readonly C[] & {
  readonly list: string;
  readonly kind: 'LABEL' | 'SWITCH';
  /** The class under which events seal a code of this list, `clear` when anybody may read it. */
  readonly seal: SealClass | 'clear';
};

const lists = new Map<string, Codes>();

const declared =
  (kind: Codes['kind']) =>
  <const C extends string>(list: string, seal: Codes['seal'], codes: readonly C[]): Codes<C> => {
    if (lists.has(list)) throw new Error(`The list ${list} is declared twice.`);
    const declaration = Object.freeze(Object.assign([...codes], { list, kind, seal }));
    lists.set(list, declaration);
    return declaration;
  };

/** Declares a list of labels under a name that is for ever; a new code is no new version of any event. */
export const labels = declared('LABEL');

/** Declares a list of switches under a name that is for ever; a new code is a new version of every event that holds it. */
export const switches = declared('SWITCH');

/** Words that only answers hold, under a name of their own: nothing stored has them. */
export const words = <const C extends string>(list: string, of: readonly C[]) =>
  Object.freeze(Object.assign([...of], { list, kind: 'SWITCH' as const }));

/** The codes of a list, undefined when there is none of that name. */
export const codesOf = (list: string): readonly string[] | undefined => lists.get(list);

/** Every list that this build declares. */
export const codeLists = (): readonly Codes[] => [...lists.values()];

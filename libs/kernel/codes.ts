import type { SealClass } from './keyring.js';

/**
 * A versioned list of codes (D4). By a label nothing is decided: events hold it as a pattern, whoever writes checks the list, a
 * reader shows an unknown one and goes on. By a switch folds, policies and gates decide: events hold it as an enum.
 */
export type Codes<C extends string = string> = readonly C[] & {
  readonly list: string;
  readonly kind: 'LABEL' | 'SWITCH';
  /** What each code means, for whoever chooses one or reads it. */
  readonly meanings: Readonly<Record<C, string>>;
  /** The class under which events seal a code of this list, `clear` when anybody may read it. */
  readonly seal: SealClass | 'clear';
};

/** Codes that only answers hold. */
export type Words<C extends string = string> = readonly C[] & Pick<Codes<C>, 'list' | 'kind' | 'meanings'>;

const lists = new Map<string, Codes | Words>();

function listed<L extends Codes | Words>(one: L): L {
  if (lists.has(one.list)) throw new Error(`The list ${one.list} is declared twice.`);
  lists.set(one.list, Object.freeze(one));
  return one;
}

const declared =
  (kind: Codes['kind']) =>
  <const C extends string>(list: string, seal: Codes['seal'], meanings: Readonly<Record<C, string>>): Codes<C> =>
    listed(Object.assign(codesIn(meanings), { list, kind, meanings, seal }));

/** Declares a list of labels under a name that is for ever; a new code is no new version of any event. */
export const labels = declared('LABEL');

/** Declares a list of switches under a name that is for ever; a new code is a new version of every event that holds it. */
export const switches = declared('SWITCH');

/** Declares codes that only answers hold, under a name of their own: nothing stored has them. */
export const words = <const C extends string>(list: string, meanings: Readonly<Record<C, string>>): Words<C> =>
  listed(Object.assign(codesIn(meanings), { list, kind: 'SWITCH' as const, meanings }));

const codesIn = <C extends string>(meanings: Readonly<Record<C, string>>) => Object.keys(meanings) as C[];

/** The list of that name, undefined when there is none. */
export const codesOf = (list: string): Codes | Words | undefined => lists.get(list);

/** Every list that events hold. */
export const codeLists = (): readonly Codes[] => [...lists.values()].filter((one): one is Codes => 'seal' in one);

/** Every list whose codes are answered, whether events hold them or not. */
export const allLists = (): readonly (Codes | Words)[] => [...lists.values()];

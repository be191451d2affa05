import type { Draft, JsonObject, KeyDocument } from './export-for-specs.js';
import { type Changes, objectAt, recommand } from './recorder-for-specs.js';

/** One thing that is not as the format says: the error it is, the type of the event or the name of the key where it is seen, and how. */
export type Break = readonly [error: string, at: string | undefined, what: string, changes: Changes];

/** A uuid of no kind that the format knows. */
export const STRANGER = '01890a5d-ac96-774b-bcce-b302099a8057';
export const HELD = 'RehabSessionHeld';
export const NOTED = 'CaseSessionNoted';
export const CORRECTED = 'SessionEntryCorrected';

export const nth = (drafts: readonly Draft[], type: string, n = 0): Draft => {
  const found = drafts.filter((draft) => draft.type === type)[n];
  if (found === undefined) throw new Error(`There are not so many ${type}.`);
  return found;
};

type Change = (draft: Draft) => unknown;
const at = (type: string, n: number, change: Change) => (drafts: Draft[]) => void change(nth(drafts, type, n));

/** Changes an event before anything is sealed, so that all that follows from it holds. */
export const plain = (type: string, change: Change, n = 0): Changes => ({ plain: at(type, n, change) });
/** Changes an event when it is sealed, so that its hash holds. */
export const stored = (type: string, change: Change, n = 0): Changes => ({ stored: at(type, n, change) });
/** Changes an event as it stands in the log. */
export const linked = (type: string, change: Change, n = 0): Changes => ({ linked: at(type, n, change) });

export const metadata = (type: string, members: JsonObject, n = 0): Changes =>
  plain(type, (draft) => Object.assign(draft.metadata, members), n);
export const data = (type: string, members: JsonObject, n = 0): Changes =>
  plain(type, (draft) => Object.assign(draft.data, members), n);
export const command = (type: string, members: JsonObject, n = 0): Changes =>
  plain(
    type,
    (draft) => {
      recommand(draft, members);
    },
    n,
  );

export const commandOf = ({ metadata }: Draft): JsonObject => metadata.command as JsonObject;
export const aboutOf = ({ metadata }: Draft): JsonObject[] => metadata.about as JsonObject[];
export const sealsAt = (draft: Draft, path: string): JsonObject[] => objectAt(draft, path).sealed as JsonObject[];

/** Changes a stored key. */
export const key = (name: string, change: (one: KeyDocument, all: KeyDocument[]) => unknown): Changes => ({
  keys: (all) => {
    const one = all.find(({ _id }) => _id === name);
    if (one === undefined) throw new Error(`There is no ${name}.`);
    change(one, all);
  },
});

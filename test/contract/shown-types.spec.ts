import { definitions } from '#contracts/registry';
import { PROJECTIONS } from '../../apps/bersinar/followers.js';

const OF_THE_LOG = 'The log keeps it for itself: the history shows it.';
const OF_RESERVATIONS = 'It guards a value that the record itself shows.';
const OF_OPERATORS = 'What operators ask of a read model: the history shows who did.';
const OF_KEYS = 'What was destroyed is shown as gone where it was.';

/** Types that only the history shows, and why. */
const UNSHOWN: Readonly<Record<string, string>> = {
  StaffLoginNoted: 'It is of the authenticating part: nobody reads logins.',
  KeyDestroyedAsked: OF_KEYS,
  KeyDestroyed: OF_KEYS,
  SubjectKeyDestroyedAsked: OF_KEYS,
  SubjectKeyDestroyed: OF_KEYS,
  LogStarted: OF_THE_LOG,
  PrefixesAdded: OF_THE_LOG,
  PolicyStarted: OF_THE_LOG,
  PolicyReached: OF_THE_LOG,
  ReservationTaken: OF_RESERVATIONS,
  ReservationReleased: OF_RESERVATIONS,
  CommandAbandoned: OF_RESERVATIONS,
  ReadModelRebuildAsked: OF_OPERATORS,
  ReadModelSwitched: OF_OPERATORS,
  ReadModelBuildCancelled: OF_OPERATORS,
  DocumentRefoldAsked: OF_OPERATORS,
};

describe('What is recorded', () => {
  const types = new Set(definitions.map(({ type }) => type));
  const takesAll = (events: readonly { readonly type: string }[]): boolean =>
    new Set(events.map(({ type }) => type)).size === types.size;
  const shown = new Set(
    PROJECTIONS.filter(({ events }) => !takesAll(events)).flatMap(({ events }) => events.map(({ type }) => type)),
  );

  it('is shown by a read model that asks for it by name, or says why not', () => {
    expect([...types].filter((type) => !shown.has(type)).sort()).toEqual(Object.keys(UNSHOWN).sort());
  });
});

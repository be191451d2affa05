import { seeded } from '#kernel/seeded';

/** What may become of a request on its way to a store, or of its answer. */
export const FAULTS = [
  'drop-before', // the connection is dropped, the store never sees the request
  'drop-after', // the store has done it, the connection is dropped before the answer
  'cut', // a part of the answer comes, then the connection is dropped
  'delay',
  'late', // the answer comes when nobody waits for it any more
  'hang', // the store never sees it, the connection stays
  'half-open', // the store has done it, nothing comes or goes on that connection any more, and nobody says so
  'not-leader',
  'restart', // the store is killed and started again
  'older-copy', // and has the data that it had when the run began
] as const;
export type Fault = (typeof FAULTS)[number];

export const STORES = ['events', 'models', 'keyring'] as const;
export type StoreName = (typeof STORES)[number];

/** A fault that strikes the request of a store that is the nth of its kind, and the client's own repetition of it where it says so. */
export interface Planned {
  readonly store: StoreName;
  readonly call: string;
  readonly nth: number;
  readonly fault: Fault;
  readonly again: boolean;
}

/** How many requests of each kind each store was sent. */
export type Counts = Readonly<Record<StoreName, ReadonlyMap<string, number>>>;

/** The faults of the run of a seed. */
export type Planning = (seed: number, counts: Counts) => readonly Planned[];

const FAULTS_A_RUN = 6;
const WEIGHTS = { events: 4, models: 3, keyring: 1 } satisfies Record<StoreName, number>;

/** The faults of a run, drawn from its seed among the requests that such a run makes. */
export function planOf(seed: number, counts: Counts, faults: readonly Fault[] = FAULTS): readonly Planned[] {
  const random = seeded(seed);
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const weighted = STORES.flatMap((store) => Array.from({ length: WEIGHTS[store] }, () => store));
  return Array.from({ length: FAULTS_A_RUN }, () => {
    const store = one(weighted);
    const kinds = [...counts[store]];
    const each = kinds.flatMap((kind) => Array.from({ length: kind[1] }, () => kind));
    const [call, count] = one(random() < 0.5 ? kinds : each); // what is asked once is struck, and more often what is asked often
    const mayBe = faults.filter((fault) => fault !== 'older-copy' || store === 'models'); // an older log or keyring is no fault to outlive
    const [nth, fault] = [1 + Math.floor(random() * count), one(mayBe)];
    return { store, call, nth, fault, again: random() < 0.75 };
  });
}

/** Loses every third request of a kind before the store sees it, and the client's own repetition of it. */
export const losingEveryThird =
  (store: StoreName, call: string): Planning =>
  (_, counts) =>
    Array.from({ length: Math.ceil((counts[store].get(call) ?? 0) / 3) }, (_each, index) => {
      return { store, call, nth: 1 + 3 * index, fault: 'drop-before', again: true };
    });

/** Says of each answer in a run whether it is lost on its way to the client, who asks again. */
export function losing(seed: number): () => boolean {
  const random = seeded(seed);
  return () => random() < 0.5;
}

/** Says of each request of a store, by its kind, which fault strikes it; what a client repeats by itself has a name. */
export type Decide = (call: string, name?: string) => Fault | undefined;

/** Counts requests, and strikes those that the plan names, each once. */
export function striking() {
  const strikes = new Map<string, Planned>();
  const repeated = new Map<string, Fault>();
  const counts = {
    events: new Map<string, number>(),
    models: new Map<string, number>(),
    keyring: new Map<string, number>(),
  };
  const met: Planned[] = [];
  return {
    counts: counts as Counts,
    /** What has struck since the last plan. */
    met: met as readonly Planned[],
    begin: (plan: readonly Planned[]): void => {
      for (const counted of Object.values(counts)) counted.clear();
      met.length = 0;
      strikes.clear();
      repeated.clear();
      for (const planned of plan) strikes.set(`${planned.store} ${planned.call} ${planned.nth}`, planned);
    },
    decide:
      (store: StoreName): Decide =>
      (call, name = '') => {
        const struckBefore = repeated.get(name);
        if (struckBefore !== undefined) return struckBefore;
        const nth = (counts[store].get(call) ?? 0) + 1;
        counts[store].set(call, nth);
        const planned = strikes.get(`${store} ${call} ${nth}`);
        if (planned === undefined) return undefined;
        met.push(planned);
        if (planned.again && name !== '') repeated.set(name, planned.fault);
        return planned.fault;
      },
  };
}

/** Of the stores' patience with an answer, the longest is 2.5 s. */
export const LATE_MS = 3_000;
export const DELAY_MS = 300;

/** A bug of the project's own code that a run met first. */
interface Found {
  /** Of a run that meets it where its fix is undone, as the patch does that is planted in a copy; or of the run that met it then, or none that is known. */
  readonly seed?: number;
  readonly what: string;
  /** Which mended it. */
  readonly commit: string;
  readonly undoneBy?: string;
}

/**
 * What the simulation found in this house, mended since: under these seeds it must hold now. People draw other things than they did then, so that most seeds of
 * then meet nothing any more: where a patch is named, its seed was found by undoing the fix in a copy, under what is drawn today; where none is, `what` says
 * how many were tried.
 */
export const FOUND: readonly Found[] = [
  {
    seed: 6,
    what: 'a store that failed while a policy judged an event stopped the policy until the next start',
    commit: '8968a66',
    undoneBy: 'policy-stops-when-the-store-fails.patch',
  },
  {
    seed: 22,
    what: 'documents that were written and of which no checkpoint said so stayed when an older log without their events was put back',
    commit: '3ae36ad',
    undoneBy: 'written-beyond-goes-unnoticed.patch',
  },
  {
    what: 'a projector whose database failed just after it had ended what it carried on did not begin again until its process did (seed 75 met it before people drew what they draw now; none is known today)',
    commit: '3ae36ad',
  },
  {
    what: 'what waited for a newer build said that it retried, once a store had failed at that moment (none of 75 seeds with an older build meets it)',
    commit: '9dadc1f',
  },
  {
    seed: 1,
    what: 'a consent whose withdrawal was on its way while its case was closed was believed again when the case was reopened',
    commit: '78dcbef',
    undoneBy: 'consent-not-noted-of-a-closed-case.patch',
  },
  {
    seed: 1,
    what: 'a consent that was withdrawn after its case had been closed was told to no case, and believed when the case was reopened',
    commit: 'f005ef6',
    undoneBy: 'withdrawn-while-closed.patch',
  },
  {
    seed: 538,
    what: 'a policy whose place an older log still had, but not what had followed from it, never reacted again',
    commit: 'd9be69f',
    undoneBy: 'place-whose-effect-is-lost.patch',
  },
  {
    seed: 2798,
    what: 'a grant that had been revoked already was answered with the revision of its unit’s stream',
    commit: '514b7fd',
    undoneBy: 'grant-answered-as-its-stream.patch',
  },
  {
    what: 'read models that were being built when an older log was put back, to what it has no more, were not whole until something happened again (none of 34 seeds with an older log meets it)',
    commit: '6a65cdd',
  },
  {
    seed: 840,
    what: 'what a process remembered of a stream whose last events an older log lost made what was recorded instead look altered (the seed is that of then; none of 29 with an older log meets it)',
    commit: '4335ff4',
  },
];

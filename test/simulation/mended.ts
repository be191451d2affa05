/** What the commits say that planted bugs undo: each mended something. */
export const MENDED: Readonly<Record<string, string>> = {
  '0774603':
    'fix(projections): an older copy of the read models that is put back under a running projector loses nothing',
  '3ae36ad':
    'fix(projections): an older log is told also by documents that no checkpoint names; what ended is begun again whatever fails',
  '8968a66': 'fix(policies): a store that fails while an event is judged stops no policy',
};

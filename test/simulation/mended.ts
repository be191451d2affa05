/** What the commits say that planted bugs undo: each mended something. */
export const MENDED: Readonly<Record<string, string>> = {
  '0774603':
    'fix(projections): an older copy of the read models that is put back under a running projector loses nothing',
  '36aa3b0':
    'fix(projections): a projection that another build has just taken into the group is not begun anew from the first event',
  '3ae36ad':
    'fix(projections): an older log is told also by documents that no checkpoint names; what ended is begun again whatever fails',
  '514b7fd': "fix(access): a grant that is revoked already is answered as it stands, not as its unit's stream does",
  '78dcbef':
    'fix(case): a consent that was withdrawn while its case was closed stays withdrawn when it is reopened; what was seldom drawn in the simulation is drawn',
  '8968a66': 'fix(policies): a store that fails while an event is judged stops no policy',
  d9be69f: 'fix(policies): a place is not believed where an older log has it and lost what had followed from it',
  f005ef6:
    'fix(consent): a withdrawal is told to the case that rests on it although it is closed, so that it stays withdrawn when that is reopened',
};

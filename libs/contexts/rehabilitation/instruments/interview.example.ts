/** What somebody may answer to ASSIST. */
export const INTERVIEW = {
  amphetamine: { q1: true, q2: 4, q3: 4, q4: 3, q5: 3, q6: 'P', q7: 'P' },
  alcohol: { q1: true, q2: 1, q3: 0, q4: 0, q5: 0, q6: 'E', q7: 'N' },
};

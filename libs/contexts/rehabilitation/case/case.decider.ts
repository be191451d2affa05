import type { Aggregate } from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import { decideCompletion } from './case.completion.js';
import { decideEnds } from './case.ends.js';
import { decideFollowing } from './case.following.js';
import { decideProgramme } from './case.programme.js';
import { evolveCase } from './case.record.js';
import type { CaseCommand } from './case.rules.js';
import { type CaseState, unitsOfCase } from './case.state.js';

export const rehabCase: Aggregate<CaseState, CaseCommand, CaseEvent> = {
  name: 'rehabcase',
  decider: {
    initial: { status: 'none' },
    decide: { ...decideProgramme, ...decideCompletion, ...decideEnds, ...decideFollowing },
    evolve: evolveCase,
  },
  unitsOf: (state) => (state.status === 'none' ? [] : unitsOfCase(state)),
  aboutOf: (state, caseId) => (state.status === 'none' ? [] : [{ subject: state.subject, caseId }]),
};

import type { Aggregate } from '#kernel';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import { type AdmissionCommand, decideAdmission } from './case.admission.js';
import { type CertificateCommand, decideCertificate } from './case.certificate.js';
import { decideEnds, type EndCommand } from './case.ends.js';
import { decideFollowing, type FollowingCommand } from './case.following.js';
import { decideOpening, type OpeningCommand } from './case.opening.js';
import { decideProgramme, type ProgrammeCommand } from './case.programme.js';
import { decideTakingOver, type TakingOverCommand } from './case.taking-over.js';
import { evolveCase } from './case.record.js';
import { type CaseState, unitsOfCase } from './case.state.js';

export type CaseCommand =
  | OpeningCommand
  | AdmissionCommand
  | ProgrammeCommand
  | EndCommand
  | CertificateCommand
  | FollowingCommand
  | TakingOverCommand;

export const rehabCase: Aggregate<CaseState, CaseCommand, CaseEvent> = {
  name: 'rehabcase',
  decider: {
    initial: { status: 'none' },
    decide: {
      ...decideOpening,
      ...decideAdmission,
      ...decideProgramme,
      ...decideEnds,
      ...decideCertificate,
      ...decideFollowing,
      ...decideTakingOver,
    },
    evolve: evolveCase,
  },
  unitsOf: (state) => (state.status === 'none' ? [] : unitsOfCase(state)),
  aboutOf: (state, caseId) => (state.status === 'none' ? [] : [{ subject: state.subject, caseId }]),
};

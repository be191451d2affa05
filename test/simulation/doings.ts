import { cooperation } from './deeds-cooperation.js';
import { custody } from './deeds-custody.js';
import { diagnosis } from './deeds-diagnosis.js';
import { programme } from './deeds-programme.js';
import { service } from './deeds-service.js';
import type { Doings } from './deeds.js';

/** All that people do, as its command is called. */
export const DOINGS: Doings = { ...custody, ...cooperation, ...diagnosis, ...programme, ...service };

const LET_IN = 'whoever asks here was let in: what they may is looked up before a command is sent';
const OPERATORS = 'operators send it, who are not among these people';

/** What nobody does here, and why. */
export const NOT_DONE: Readonly<Record<string, string>> = {
  ApproveExclusion: OPERATORS,
  AskExclusion: OPERATORS,
  CancelBuild: OPERATORS,
  GrantAccess: LET_IN,
  RebuildReadModel: OPERATORS,
  RefoldDocument: OPERATORS,
  ResumeStream: OPERATORS,
  RevokeGrant: LET_IN,
  SwitchReadModel: OPERATORS,
  ImportSdpRows: 'it is a file, whose rows are sent as commands of their own',
};

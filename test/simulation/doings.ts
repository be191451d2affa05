import { cooperation } from './deeds-cooperation.js';
import { custody } from './deeds-custody.js';
import { diagnosis } from './deeds-diagnosis.js';
import { programme } from './deeds-programme.js';
import { service } from './deeds-service.js';
import type { Doings } from './deeds.js';

/** All that people do, as its command is called. */
export const DOINGS: Doings = { ...custody, ...cooperation, ...diagnosis, ...programme, ...service };

const UNTAMPERED = 'operators send it where a stream was tampered with, which none is here';

/** What neither they nor operators do here, and why. */
export const NOT_DONE: Readonly<Record<string, string>> = {
  ApproveExclusion: UNTAMPERED,
  AskExclusion: UNTAMPERED,
  ResumeStream: UNTAMPERED,
  ImportSdpRows: 'it is a file, whose rows are sent as commands of their own',
};

import { cooperation } from './deeds-cooperation.js';
import { custody } from './deeds-custody.js';
import { diagnosis } from './deeds-diagnosis.js';
import { programme } from './deeds-programme.js';
import { service } from './deeds-service.js';
import type { Doings } from './deeds.js';

/** All that people do, as its command is called. */
export const DOINGS: Doings = { ...custody, ...cooperation, ...diagnosis, ...programme, ...service };

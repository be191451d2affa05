import { contextOf } from '#platform/features';
import * as grants from './grant/index.js';
import * as staff from './staff/index.js';
import * as viewings from './viewing/index.js';

export const { module: AccessModule, projections: accessProjections } = contextOf({ staff, grants, viewings });
export { grants } from './grant/grant.decider.js';
export { handle as handleGrant } from './grant/index.js';
export { handle as handleStaff } from './staff/index.js';

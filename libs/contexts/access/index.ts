import { contextOf } from '#platform/features';
import * as grants from './grant/index.js';
import * as staff from './staff/index.js';

export const { module: AccessModule, projections: accessProjections } = contextOf({ staff, grants });
export { grants } from './grant/grant.decider.js';
export { handle as handleGrant } from './grant/index.js';
export { handle as handleStaff } from './staff/index.js';

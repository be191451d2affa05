import { contextOf } from '#platform/features';
import * as staff from './staff/index.js';

export const { module: AccessModule, projections: accessProjections } = contextOf({ staff });

import { contextOf } from '#platform/features';
import staff, { whoAsks } from './staff/index.js';

export const { module: AccessModule, projections: accessProjections } = contextOf(staff, whoAsks);

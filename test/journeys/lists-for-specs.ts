import { OFFICER_TRAINING } from '../../apps/bersinar/story/scenes/visit.js';
import type { Parameters } from './graph-for-specs.js';

/** Lists that are asked for several values, in an order, and counted; what of the answer is expected. */
export const ASKED_OF_LISTS: readonly (readonly [string, Parameters, string, unknown])[] = [
  ['agreements', { kind: ['PKS', 'NOTA_KESEPAHAMAN'], total: true }, 'total', 2],
  ['agreements', { kind: ['PKS', 'NOTA_KESEPAHAMAN'] }, 'total', undefined],
  ['agreements', { sort: '-endsOn' }, 'items.*.id', ['@agreement', '@pks']],
  ['followUps', { status: ['LATE', 'VERIFIED'], limit: 1, total: true, on: '2025-02-01' }, 'total', 3],
  ['followUps', { status: ['VERIFIED'], total: true }, 'total', 1],
  ['followUps', { sort: '-dueOn', limit: 1 }, 'items.*.raisedAs', [OFFICER_TRAINING]],
  ['assessmentQueue', { templateId: '@REHAB_30', stage: ['TO_START', 'TO_RECOMMEND'], total: true }, 'total', 1],
];

/** What is wrong to ask of a list, and the code of the problem. */
export const REFUSED_OF_LISTS: readonly (readonly [string, Parameters, number, string])[] = [
  ['agreements', { sort: 'subject' }, 400, 'invalid-request'],
  ['agreements', { unitId: ['RUTAN-BANJARNEGARA', 'nobody'] }, 400, 'invalid-request'],
];

/** Lists that go on, and how many records they hold. */
export const LISTS: readonly (readonly [string, number])[] = [
  ['agreements', 2],
  ['visits', 1],
  ['followUps', 3],
  ['directives', 4],
];

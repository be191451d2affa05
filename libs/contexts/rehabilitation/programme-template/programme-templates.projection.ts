import { nameOf, type Projection, uuidOf, without } from '#kernel';
import {
  type ProgrammeTemplateEvent,
  type ProgrammeTemplateEventData,
  programmeTemplateEvents,
} from '#contracts/rehabilitation/programme-template.events';
import type { Scoped } from '#platform/projections';
import type { Programme } from './programme-template.decider.js';

/** One programme template, and from which day on it is no longer offered. */
export interface ProgrammeTemplateDocument extends Programme, Scoped {
  readonly templateId: string;
  readonly unitId: string;
  readonly publishedBy: string;
  readonly retiredOn?: string;
  readonly retirementReason?: ProgrammeTemplateEventData<'ProgrammeTemplateRetired'>['reasonCode'];
  readonly revision: number;
}

export const programmeTemplates: Projection<ProgrammeTemplateDocument, ProgrammeTemplateEvent> = {
  name: 'programme-templates',
  version: 1,
  events: programmeTemplateEvents,
  indexes: [
    ['units', 'validFrom'],
    ['units', 'code', 'validFrom'],
  ],
  documents: ({ stream }) => [uuidOf(stream)],
  fold: (document, { type, data, metadata, revision }, templateId) => {
    if (type === 'ProgrammeTemplatePublished') {
      const programme = without(data, 'basis');
      const { unitId, actor } = metadata;
      const units = programme.provider === undefined ? [unitId] : [...new Set([unitId, programme.provider.unitId])];
      return { templateId, unitId, units, ...programme, publishedBy: nameOf(actor), revision };
    }
    if (document === null) throw new Error('A template is published before it is retired.');
    const { retiredOn, reasonCode: retirementReason } = data;
    return { ...document, retiredOn, retirementReason, revision };
  },
};

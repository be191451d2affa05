import { type Given, specify } from '#kernel/given-for-specs';
import type * as events from '#contracts/rehabilitation/programme-template.events';
import type { TemplateFact } from '../facts.js';
import { factOn, nurse } from '../facts-for-specs.js';
import { type Programme, programmeTemplate } from './programme-template.decider.js';

type Retirement = events.ProgrammeTemplateEventData<'ProgrammeTemplateRetired'>;

export const given = specify(programmeTemplate.decider);

export const programme = {
  code: 'REHAB_30',
  title: 'Tiga puluh hari',
  validFrom: '2024-01-01',
  days: 30,
  severity: { from: 4, to: 5 },
  phases: [
    { code: 'INDUCTION', title: 'Orientasi', days: 5 },
    { code: 'PRIMARY', title: 'Inti', days: 25 },
  ],
  modules: [
    { code: 'GROUP', title: 'Kelompok', kind: 'GROUP', mandatory: true, sessions: 8 },
    { code: 'FAMILY', title: 'Keluarga', kind: 'FAMILY', mandatory: false, sessions: 1 },
  ],
  minimumDosagePercent: 80,
  maximumGroupSize: 30,
  amendableForDays: 7,
  screeningValidForDays: 90,
  quorum: ['DOCTOR', 'COUNSELLOR'],
} satisfies Programme;
export const retirement = { retiredOn: '2024-12-31', reasonCode: 'REPLACED' } satisfies Retirement;

/** A programme of the Rutan as rules see it, with what `change` says of it. */
export const offeredAs = (templateId: string, change: Partial<TemplateFact['template']> = {}): TemplateFact => ({
  templateId,
  unitId: nurse.unitId,
  basis: factOn(`programmetemplate-${templateId}`),
  template: { ...programme, ...change },
});

type Past = Given<events.ProgrammeTemplateEvent>;
export const published: Past = { type: 'ProgrammeTemplatePublished', data: programme };
export const retired: Past = { type: 'ProgrammeTemplateRetired', data: retirement };

import { nameOf, type Projection, uuidOf, without } from '#kernel';
import {
  type ProgrammeTemplateEvent,
  type ProgrammeTemplateEventData,
  programmeTemplateEvents,
} from '#contracts/rehabilitation/programme-template.events';
import { day, id, unitId, label, staffId } from '#contracts/schemas';
import { SESSION_KINDS, TEAM_ROLES, RETIREMENT_REASONS } from '#contracts/rehabilitation/codes';
import { aDay, aLabel, flag, listOf, maybe, one, page, row, says, whole, word, codeOf } from '#platform/questions';
import type { Scoped } from '#platform/projections';
import { providerRow } from '../provider.view.js';
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

export const offers: Projection<ProgrammeTemplateDocument, ProgrammeTemplateEvent> = {
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

const coded = { code: says(label, 'Under which it is known.'), title: says(word, 'What it is called.') };

const shows = row('ProgrammeTemplate', {
  id,
  unitId: says(unitId, 'The unit that runs it.'),
  ...coded,
  validFrom: says(day, 'The first day on which it is offered.'),
  days: says(whole, 'How many days it takes.'),
  severity: says(row('SeverityRange', { from: whole, to: whole }), 'For which severity of the ASI it is.'),
  phases: listOf(row('ProgrammePhase', { ...coded, days: says(whole, 'How many days it takes.') })),
  modules: listOf(
    row('ProgrammeModule', {
      ...coded,
      kind: says(codeOf(SESSION_KINDS), 'Of which kind its sessions are.'),
      mandatory: says(flag, 'Whether nobody completes the programme without it.'),
      sessions: says(whole, 'How many sessions it has.'),
    }),
  ),
  minimumDosagePercent: says(whole, 'How much of the sessions somebody must attend.'),
  maximumGroupSize: says(whole, 'How many may take part in one session.'),
  amendableForDays: says(whole, 'For how many days attendance may be amended.'),
  screeningValidForDays: says(whole, 'For how many days a screening is good for an admission.'),
  quorum: says(listOf(codeOf(TEAM_ROLES)), 'Who must agree to an admission.'),
  provider: maybe(says(providerRow, 'With whom the unit runs it, when not alone.')),
  publishedBy: staffId,
  retiredOn: maybe(says(day, 'The day from which it is no longer offered.')),
  retirementReason: maybe(says(codeOf(RETIREMENT_REASONS), 'Why it is no longer.')),
  revision: whole,
});

const may = [
  'perawat-klinik',
  'asesor-bnnk',
  'kasubsi-pelayanan',
  'karutan',
  'kepala-bnnk',
  'pk-bapas',
  'kanwil',
  'auditor',
] as const;

export const programmeTemplates = page({
  name: 'programmeTemplates',
  summary: 'Programme templates that are offered on a day',
  may,
  of: offers,
  by: { on: aDay('The day on which they are offered; today by default'), code: aLabel('Under which it is known') },
  where: ({ on, code }, { today }) => ({
    code,
    validFrom: { $lte: on ?? today },
    $or: [{ retiredOn: { $exists: false } }, { retiredOn: { $gt: on ?? today } }],
  }),
  sort: { validFrom: -1, code: 1 },
  shows,
  as: (template) => template,
});

export const programmeTemplate = one({
  name: 'programmeTemplate',
  summary: 'One programme template',
  may,
  of: offers,
  what: 'programme template',
  shows,
  as: (template) => template,
});

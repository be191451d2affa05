import { nameOf, type Projection, without } from '#kernel';
import * as events from '#contracts/rehabilitation/programme-template.events';
import { day, id, unitId, label, staffId } from '#contracts/schemas';
import { SESSION_KINDS, TEAM_ROLES, RETIREMENT_REASONS } from '#contracts/rehabilitation/codes';
import * as q from '#platform/questions';
import type { Scoped } from '#platform/projections';
import { providerRow } from '../provider.view.js';
import type { Programme } from './programme-template.decider.js';

/** One programme template, and from which day on it is no longer offered. */
export interface ProgrammeTemplateDocument extends Programme, Scoped {
  readonly templateId: string;
  readonly unitId: string;
  readonly publishedBy: string;
  readonly retiredOn?: string;
  readonly retirementReason?: events.ProgrammeTemplateEventData<'ProgrammeTemplateRetired'>['reasonCode'];
  readonly revision: number;
}

export const offers: Projection<ProgrammeTemplateDocument, events.ProgrammeTemplateEvent> = {
  name: 'programme-templates',
  version: 1,
  events: events.programmeTemplateEvents,
  indexes: [
    ['units', 'validFrom'],
    ['units', 'code', 'validFrom'],
  ],
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

const coded = { code: q.says(label, 'Under which it is known.'), title: q.says(q.word, 'What it is called.') };

const shows = q.row('ProgrammeTemplate', {
  id,
  unitId: q.says(unitId, 'The unit that runs it.'),
  ...coded,
  validFrom: q.says(day, 'The first day on which it is offered.'),
  days: q.says(q.whole, 'How many days it takes.'),
  severity: q.says(q.row('SeverityRange', { from: q.whole, to: q.whole }), 'For which severity of the ASI it is.'),
  phases: q.listOf(q.row('ProgrammePhase', { ...coded, days: q.says(q.whole, 'How many days it takes.') })),
  modules: q.listOf(
    q.row('ProgrammeModule', {
      ...coded,
      kind: q.says(q.codeOf(SESSION_KINDS), 'Of which kind its sessions are.'),
      mandatory: q.says(q.flag, 'Whether nobody completes the programme without it.'),
      sessions: q.says(q.whole, 'How many sessions it has.'),
    }),
  ),
  minimumDosagePercent: q.says(q.whole, 'How much of the sessions somebody must attend.'),
  maximumGroupSize: q.says(q.whole, 'How many may take part in one session.'),
  amendableForDays: q.says(q.whole, 'For how many days attendance may be amended.'),
  screeningValidForDays: q.says(q.whole, 'For how many days a screening is good for an admission.'),
  quorum: q.says(q.listOf(q.codeOf(TEAM_ROLES)), 'Who must agree to an admission.'),
  provider: q.maybe(q.says(providerRow, 'With whom the unit runs it, when not alone.')),
  publishedBy: staffId,
  retiredOn: q.maybe(q.says(day, 'The day from which it is no longer offered.')),
  retirementReason: q.maybe(q.says(q.codeOf(RETIREMENT_REASONS), 'Why it is no longer.')),
  revision: q.whole,
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

export const programmeTemplates = q.page({
  name: 'programmeTemplates',
  summary: 'Programme templates that are offered on a day',
  may,
  of: offers,
  by: { on: q.aDay('The day on which they are offered; today by default'), code: q.aLabel('Under which it is known') },
  where: ({ on, code }, { today }) => ({
    code,
    validFrom: { $lte: on ?? today },
    $or: [{ retiredOn: { $exists: false } }, { retiredOn: { $gt: on ?? today } }],
  }),
  sort: { validFrom: -1, code: 1 },
  shows,
  as: (template) => template,
});

export const programmeTemplate = q.one({
  name: 'programmeTemplate',
  summary: 'One programme template',
  may,
  of: offers,
  what: 'programme template',
  shows,
  as: (template) => template,
});

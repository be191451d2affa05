import type { Aggregate, Decider, WithFacts } from '#kernel';
import type * as events from '#contracts/rehabilitation/programme-template.events';
import type { CommandsOf } from '#platform/commands';
import { basisOf, type CoverFact, mustBeCovered } from '../facts.rules.js';
import type * as commands from './programme-template.commands.js';
import { refuse } from './programme-template.refusals.js';

type Published = events.ProgrammeTemplateEventData<'ProgrammeTemplatePublished'>;
type Retired = events.ProgrammeTemplateEventData<'ProgrammeTemplateRetired'>;
export type Programme = Omit<Published, 'basis'>;

interface Offer {
  /** The unit that runs it, and the provider with whom it does. */
  readonly units: readonly string[];
  readonly validFrom: string;
}

export type ProgrammeTemplate =
  | { readonly status: 'absent' }
  | (Offer & { readonly status: 'offered' })
  | (Offer & { readonly status: 'retired' } & Retired);

interface Facts {
  /** What whoever runs it serves under: the unit itself, or the agreement with the provider. */
  readonly PublishProgrammeTemplate: { readonly cover: CoverFact };
}

export type ProgrammeTemplateCommand = WithFacts<CommandsOf<typeof commands>, Facts>;

const decider: Decider<ProgrammeTemplate, ProgrammeTemplateCommand, events.ProgrammeTemplateEvent> = {
  initial: { status: 'absent' },

  decide: {
    PublishProgrammeTemplate: ({ data, facts: { cover } }, { status }) => {
      if (status !== 'absent') refuse('template-already-published');
      mustAddUp(data);
      mustHoldTogether(data);
      mustBeCovered(cover);
      const basis = basisOf(cover);
      return [{ type: 'ProgrammeTemplatePublished', data: { ...data, ...(basis.length > 0 && { basis }) } }];
    },

    RetireProgrammeTemplate: ({ data }, template) => {
      if (template.status === 'absent') return refuse('template-not-published');
      if (template.status === 'retired') {
        if (template.retiredOn === data.retiredOn && template.reasonCode === data.reasonCode) return [];
        refuse('template-retired', { retiredOn: template.retiredOn });
      }
      if (data.retiredOn < template.validFrom) {
        refuse('retired-before-offered', { retiredOn: data.retiredOn, validFrom: template.validFrom });
      }
      return [{ type: 'ProgrammeTemplateRetired', data }];
    },
  },

  evolve: {
    ProgrammeTemplatePublished: (_, { data: { validFrom, provider }, metadata: { unitId } }) => ({
      status: 'offered',
      units: provider === undefined ? [unitId] : [...new Set([unitId, provider.unitId])],
      validFrom,
    }),
    ProgrammeTemplateRetired: (template, { data }) =>
      template.status === 'offered' ? { ...template, status: 'retired', ...data } : template,
  },
};

export const programmeTemplate: Aggregate<ProgrammeTemplate, ProgrammeTemplateCommand, events.ProgrammeTemplateEvent> =
  { name: 'programmetemplate', decider, unitsOf: (template) => (template.status === 'absent' ? [] : template.units) };

/** Refuses phases that repeat or do not fill the programme. */
function mustAddUp({ days, phases }: Programme): void {
  const repeated = repeatedIn(phases);
  if (repeated.length > 0) refuse('phase-repeated', { codes: repeated }, repeated);
  const inPhases = phases.reduce((sum, phase) => sum + phase.days, 0);
  if (inPhases !== days) refuse('phases-do-not-add-up', { inPhases, days });
}

/** Refuses modules that repeat or of which none is needed, and a severity that cannot be. */
function mustHoldTogether({ modules, severity }: Programme): void {
  const repeated = repeatedIn(modules);
  if (repeated.length > 0) refuse('module-repeated', { codes: repeated }, repeated);
  if (!modules.some(({ mandatory }) => mandatory)) {
    refuse('no-mandatory-module', { codes: modules.map(({ code }) => code) });
  }
  if (severity.from > severity.to) refuse('severity-reversed', { from: severity.from, to: severity.to });
}

const repeatedIn = (coded: readonly { readonly code: string }[]): string[] => {
  const codes = coded.map(({ code }) => code);
  return [...new Set(codes.filter((code, index) => codes.indexOf(code) !== index))];
};

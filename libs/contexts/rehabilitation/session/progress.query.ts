import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { cite, daysBetween, Engine } from '#kernel';
import { type Reader, todayOf } from '#platform/auth';
import { ReadModels } from '#platform/projections';
import {
  type CaseDocument,
  progressBoard,
  type ProgressDocument,
  type Published,
  publishedAs,
  type TemplateDocument,
} from './progress-board.projection.js';
import type { Exemption } from './progress-of-case.js';

export interface ProgressQuestion {
  readonly caseId?: string;
  readonly templateId?: string;
  /** Whether less was attended than the programme asks of somebody who is so far in it. */
  readonly behind?: boolean;
  /** The business day the answer is for; today in the reader's unit when absent. */
  readonly on?: string;
}

export interface ModuleProgress {
  readonly module: string;
  readonly mandatory: boolean;
  readonly planned: number;
  readonly attended: number;
  readonly isExempted: boolean;
}

export interface Progress {
  readonly caseId: string;
  readonly subject?: string;
  readonly unitId: string;
  readonly templateId: string;
  readonly templateCode: string;
  readonly admittedOn: string;
  readonly plannedEndOn?: string;
  readonly endedOn?: string;
  readonly planned: number;
  /** Sessions that are expected and not held yet. */
  readonly scheduled: number;
  readonly attended: number;
  /** Absent while no plan is approved. */
  readonly dosagePercent?: number;
  readonly minimumDosagePercent: number;
  readonly modules: readonly ModuleProgress[];
  readonly mandatoryDone: readonly string[];
  readonly mandatoryMissing: readonly string[];
  readonly exemptions: readonly Exemption[];
  readonly isMeasuredBefore: boolean;
  readonly isMeasuredAfter: boolean;
  readonly isBehind: boolean;
}

export class ProgressOf extends Query<readonly Progress[]> {
  constructor(
    readonly reader: Reader,
    readonly question: ProgressQuestion,
  ) {
    super();
  }
}

@QueryHandler(ProgressOf)
export class ProgressOfHandler implements IQueryHandler<ProgressOf> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: ProgressOf): Promise<readonly Progress[]> {
    const { caseId, templateId, behind, on = todayOf(this.engine, reader) } = question;
    const cases = await this.all(reader, { what: 'case', caseId, templateId: templateId ?? { $exists: true } });
    const templateIds = [...new Set(cases.flatMap((one) => one.templateId ?? []))];
    if (templateIds.length === 0) return [];
    const templates = await this.templates(reader, templateIds);
    return cases
      .flatMap((one) => (one.what === 'case' ? progressOf(one, templates.get(one.templateId ?? ''), on) : []))
      .filter(({ isBehind }) => behind === undefined || isBehind === behind);
  }

  private all(reader: Reader, filter: Readonly<Record<string, unknown>>): Promise<readonly ProgressDocument[]> {
    return this.models.all(progressBoard, reader, { filter, sort: { admittedOn: 1 } });
  }

  /** The programmes of cases that the reader sees, whichever unit published them. */
  private async templates(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, TemplateDocument>> {
    const found = await this.all(reader, { what: 'template', templateId: { $in: ids } });
    const known = new Map(found.flatMap((one) => (one.what === 'template' ? [[one.templateId, one] as const] : [])));
    for (const templateId of ids.filter((id) => !known.has(id))) {
      const template = await this.ofAnotherUnit(templateId);
      if (template !== undefined) known.set(templateId, template);
    }
    return known;
  }

  /** A case that was taken over keeps its programme, which the unit that it came from published. */
  private async ofAnotherUnit(templateId: string): Promise<TemplateDocument | undefined> {
    const cited = await cite(this.engine, `programmetemplate-${templateId}`);
    const published = cited?.events.find(({ type }) => type === 'ProgrammeTemplatePublished');
    return published && publishedAs(published as Published, templateId);
  }
}

/** How far a case is on a day; nothing where its programme or its admission is not known. */
function progressOf(one: CaseDocument, template: TemplateDocument | undefined, on: string): readonly Progress[] {
  const { caseId, subject, unitId, admittedOn, plannedEndOn, endedOn, exemptions, measures, sessions, plan } = one;
  if (template === undefined || admittedOn === undefined) return [];
  const came = sessions.filter(({ standing, outcome = '' }) => standing === 'HELD' && COUNTED.includes(outcome));
  const planned = plan.reduce((sum, item) => sum + item.planned, 0);
  const modules = modulesOf(one, template, on, came);
  const mandatory = modules.filter((module) => module.mandatory);
  const isDone = ({ attended, isExempted }: ModuleProgress) => attended > 0 || isExempted;
  const attended = came.length;
  const timings = measures.map(({ timing }) => timing);
  return [
    {
      caseId,
      ...(subject && { subject }),
      unitId,
      templateId: template.templateId,
      templateCode: template.code,
      admittedOn,
      ...(plannedEndOn && { plannedEndOn }),
      ...(endedOn && { endedOn }),
      planned,
      scheduled: sessions.filter(({ standing }) => standing === 'SCHEDULED').length,
      attended,
      ...(planned > 0 && { dosagePercent: Math.floor((attended * 100) / planned) }),
      minimumDosagePercent: template.minimumDosagePercent,
      modules,
      mandatoryDone: mandatory.filter(isDone).map(({ module }) => module),
      mandatoryMissing: mandatory.filter((module) => !isDone(module)).map(({ module }) => module),
      exemptions,
      isMeasuredBefore: timings.includes('PRE'),
      isMeasuredAfter: timings.includes('POST'),
      isBehind: endedOn === undefined && isBehind({ planned, attended, admittedOn, plannedEndOn }, template, on),
    },
  ];
}

/** The outcomes that count towards the dosage. */
const COUNTED: readonly string[] = ['ATTENDED', 'ATTENDED_LATE'];

const modulesOf = (
  { plan, exemptions }: CaseDocument,
  template: TemplateDocument,
  on: string,
  came: CaseDocument['sessions'],
): readonly ModuleProgress[] => {
  const others = plan.filter(({ module }) => !template.modules.some(({ code }) => code === module));
  const all = [...template.modules, ...others.map(({ module }) => ({ code: module, mandatory: false }))];
  return all.map(({ code, mandatory }) => ({
    module: code,
    mandatory,
    planned: plan.find(({ module }) => module === code)?.planned ?? 0,
    attended: came.filter(({ module }) => module === code).length,
    isExempted: exemptions.some(
      ({ module, exemptedOn, expiresOn }) =>
        module === code && exemptedOn <= on && (expiresOn === undefined || on <= expiresOn),
    ),
  }));
};

interface SoFar {
  readonly planned: number;
  readonly attended: number;
  readonly admittedOn: string;
  readonly plannedEndOn: string | undefined;
}

/** Whether less than the minimum share was attended of what would be planned until that day, were it spread evenly. */
function isBehind(
  { planned, attended, admittedOn, plannedEndOn }: SoFar,
  template: TemplateDocument,
  on: string,
): boolean {
  const days = Math.max(1, daysBetween(admittedOn, plannedEndOn ?? admittedOn));
  const passed = Math.min(days, Math.max(0, daysBetween(admittedOn, on)));
  return attended * 100 * days < planned * passed * template.minimumDosagePercent;
}

import { Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '#platform/http';

const text = () => String;
const whole = () => Int;
const flag = () => Boolean;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

@ObjectType('ModuleProgress')
export class ModuleProgressView {
  @Shown(text) readonly module!: string;
  @Shown(flag) readonly mandatory!: boolean;
  @Shown(whole) readonly planned!: number;
  @Shown(whole) readonly attended!: number;
  @Shown(flag) readonly isExempted!: boolean;
}

@ObjectType('ModuleExemption')
export class ExemptionView {
  @Shown(text) readonly entryId!: string;
  @Shown(text) readonly module!: string;
  @Shown(text) readonly exemptedOn!: string;
  @Shown(text, MAYBE) readonly expiresOn?: string;
}

@ObjectType('Progress')
export class ProgressView {
  @Shown(text) readonly caseId!: string;
  @Shown(text, MAYBE) readonly subject?: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly templateId!: string;
  @Shown(text) readonly templateCode!: string;
  @Shown(text) readonly admittedOn!: string;
  @Shown(text, MAYBE) readonly plannedEndOn?: string;
  @Shown(text, MAYBE) readonly endedOn?: string;
  @Shown(whole, { description: 'Sessions of the approved plan.' }) readonly planned!: number;
  @Shown(whole, { description: 'Sessions expected and not held yet.' }) readonly scheduled!: number;
  @Shown(whole) readonly attended!: number;
  @Shown(whole, { nullable: true, description: 'Absent while no plan is approved.' }) readonly dosagePercent?: number;
  @Shown(whole) readonly minimumDosagePercent!: number;
  @Shown(() => ModuleProgressView, LIST) readonly modules!: readonly ModuleProgressView[];
  @Shown(text, LIST) readonly mandatoryDone!: readonly string[];
  @Shown(text, LIST) readonly mandatoryMissing!: readonly string[];
  @Shown(() => ExemptionView, LIST) readonly exemptions!: readonly ExemptionView[];
  @Shown(flag) readonly isMeasuredBefore!: boolean;
  @Shown(flag) readonly isMeasuredAfter!: boolean;
  @Shown(flag, { description: 'Attended less than the minimum share of what is planned so far.' })
  readonly isBehind!: boolean;
}

@ObjectType('ProgressBoard')
export class ProgressBoardView {
  @Shown(() => ProgressView, LIST) readonly items!: readonly ProgressView[];
}

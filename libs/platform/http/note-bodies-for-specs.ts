import { ContextBody, IsBusinessDay, IsId, IsLimit, IsListOf, IsOneOfClass, IsText, IsUnitCode } from './index.js';

class NoteCommand {
  @IsOneOfClass(() => ContextBody, { optional: true }) readonly context?: ContextBody;
}

class LineBody {
  @IsText(20) readonly line!: string;
}

export class DraftBody extends NoteCommand {
  @IsUnitCode() readonly unitId!: string;
  @IsText(50) readonly title!: string;
  @IsBusinessDay() readonly issuedOn!: string;
  @IsListOf(() => LineBody, { optional: true, max: 2 }) readonly lines?: LineBody[];
}

class TitleBody {
  @IsText(50) readonly title!: string;
}

export class DraftManyBody extends NoteCommand {
  @IsUnitCode() readonly unitId!: string;
  @IsBusinessDay() readonly issuedOn!: string;
  @IsListOf(() => TitleBody, { min: 1, max: 20 }) readonly rows!: TitleBody[];
}

export class AcknowledgeBody extends NoteCommand {
  @IsText(50) readonly note!: string;
}

export class Filter {
  @IsLimit() readonly limit?: number;
  @IsId({ optional: true }) readonly of?: string;
}

import { ApiProperty } from '@nestjs/swagger';
import type { Cutoffs, Definition, ReferencePeriod } from './definition.js';
import type { Answer, Choice, Item, Skip } from './form.js';

const ANSWER = { oneOf: [{ type: 'boolean' }, { type: 'integer' }, { type: 'string' }] };
const TEXTS = { type: String, isArray: true };
const MAYBE = { required: false };

class ListedView {
  @ApiProperty({ description: 'By which it is named.' }) readonly code!: string;
  @ApiProperty({ ...TEXTS, description: 'The first is used by default.' }) readonly versions!: string[];
}

export class CatalogueView {
  @ApiProperty({ type: ListedView, isArray: true, description: 'All that there are.' }) readonly items!: ListedView[];
}

class ChoiceView implements Choice {
  @ApiProperty({ ...ANSWER, description: 'What may be answered.' }) readonly answer!: Answer;
  @ApiProperty({ ...MAYBE, type: 'integer', description: 'Absent when it is recorded only.' }) readonly score?: number;
}

class ItemView implements Item {
  @ApiProperty({ description: 'Under which its answer is given.' }) readonly item!: string;
  @ApiProperty({ description: 'Our own: the wording is in the form of its owner.' }) readonly label!: string;
  @ApiProperty({ type: ChoiceView, isArray: true, description: 'The answers that it may have.' })
  readonly choices!: ChoiceView[];
  @ApiProperty({ ...MAYBE, description: 'Whether it may be left out.' }) readonly optional?: boolean;
  @ApiProperty({ ...MAYBE, ...TEXTS, description: 'Substances that it is not asked for.' }) readonly notFor?: string[];
}

class SkipView implements Skip {
  @ApiProperty({ description: 'The item that decides.' }) readonly when!: string;
  @ApiProperty({ ...ANSWER, description: 'The answer to it with which the others are skipped.' }) readonly is!: Answer;
  @ApiProperty({ ...TEXTS, description: 'The items that are skipped then.' }) readonly skips!: string[];
  @ApiProperty({ ...MAYBE, ...ANSWER, description: 'The one answer that a skipped item may have.' })
  readonly allows?: Answer;
}

export class DefinitionView implements Omit<Definition, 'score'> {
  @ApiProperty({ description: 'By which it is named.' }) readonly code!: string;
  @ApiProperty({ description: 'Its version.' }) readonly version!: string;
  @ApiProperty({ description: 'The rule that refuses an illegal or incomplete form.' }) readonly rule!: string;
  @ApiProperty({ ...TEXTS, description: 'The times that it may ask about; the first by default.' })
  readonly referencePeriods!: ReferencePeriod[];
  @ApiProperty({ type: ItemView, isArray: true, description: 'What is asked, in its order.' })
  readonly items!: ItemView[];
  @ApiProperty({ ...MAYBE, ...TEXTS, description: 'The items are asked once for each.' })
  readonly substances?: string[];
  @ApiProperty({ ...MAYBE, type: SkipView, isArray: true, description: 'Which answers skip other items.' })
  readonly skips?: SkipView[];
  @ApiProperty({ ...MAYBE, type: Object, description: 'Which items make a scale.' })
  readonly scales?: Readonly<Record<string, string[]>>;
  @ApiProperty({ type: Object, description: 'How many scored items may be missing, in the form and in a scale.' })
  readonly missing!: Readonly<Record<string, number>>;
  @ApiProperty({
    ...MAYBE,
    type: Object,
    description: 'The bands of every scale, ascending, each with its last score.',
  })
  readonly cutoffs?: Cutoffs;
}

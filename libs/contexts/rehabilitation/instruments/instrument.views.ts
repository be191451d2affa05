import { ApiExtraModels, ApiProperty, type ApiPropertyOptions, getSchemaPath } from '@nestjs/swagger';
import { RISK_BANDS } from '#contracts/rehabilitation/codes';
import { inList } from '#platform/http';
import type { Band, Cutoffs, Definition, ReferencePeriod } from './definition.js';
import type { Answer, Choice, Item, Skip } from './form.js';

const ANSWER = { oneOf: [{ type: 'boolean' }, { type: 'integer' }, { type: 'string' }] };
const TEXTS = { type: String, isArray: true };
const MAYBE = { required: false };
/** An object with a member for each of something. */
const ByName = (description: string, each: string, of: object, isOptional = false): PropertyDecorator =>
  ApiProperty({
    type: 'object',
    additionalProperties: { ...of, description: each },
    description,
    ...(isOptional && { required: false as never }), // its types know no such object that is optional
  });

class BandView implements Band {
  @ApiProperty({ oneOf: [{ type: 'string' }, { type: 'integer' }], description: 'What the scores of it are called.' })
  readonly band!: string | number;
  @ApiProperty({ ...MAYBE, type: Number, description: 'The last score of it; the last band has no end.' })
  readonly upTo?: number;
}

@ApiExtraModels(BandView)
class CutoffsView implements Cutoffs {
  @ApiProperty({ description: 'What this set of cut-offs is called.' }) readonly set!: string;
  @ByName('The bands of every scale, ascending, each with its last score.', 'A scale.', {
    type: 'array',
    items: { $ref: getSchemaPath(BandView) },
  })
  readonly scales!: Readonly<Record<string, readonly Band[]>>;
}

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
  @ByName('Which items make a scale.', 'A scale, with its items.', { type: 'array', items: { type: 'string' } }, true)
  readonly scales?: Readonly<Record<string, string[]>>;
  @ByName('How many scored items may be missing, in the form and in a scale.', 'Of the form, or of that scale.', {
    type: 'integer',
  })
  readonly missing!: Readonly<Record<string, number>>;
  @ApiProperty({ ...MAYBE, type: CutoffsView, description: 'How scores are judged.' })
  readonly cutoffs?: Cutoffs;
}

class SubstanceScoreView {
  @ApiProperty({ type: 'integer', description: 'The score of that substance.' }) readonly score!: number;
  @ApiProperty({ ...inList(RISK_BANDS), description: 'How much at risk that is.' })
  readonly risk!: string;
}
class RatedDomainView {
  @ApiProperty({ type: 'integer', description: 'As the interviewer rated it, 0 to 9.' }) readonly severity!: number;
  @ApiProperty({ description: 'What that means.' }) readonly meaning!: string;
}
class SuggestionView {
  @ApiProperty({ type: 'integer', description: 'The higher of alcohol and drug.' }) readonly severity!: number;
  @ApiProperty({ type: 'integer', description: 'For how many days a programme is suggested.' })
  readonly programmeDays!: number;
}

const number = (description: string) => ApiProperty({ ...MAYBE, type: Number, description });

/** What a form scores; each instrument has some of these. */
@ApiExtraModels(SubstanceScoreView, RatedDomainView)
export class ScoreView {
  @number('The sum: ASI, ASSIST and WHOQOL have none.') readonly score?: number;
  @ApiProperty({ ...MAYBE, description: 'How that is judged, where the instrument has cut-offs.' })
  readonly band?: string;
  @number('The sum by the number of items, of a plain scale.') readonly mean?: number;
  @ByName('ASSIST: the score of each substance.', 'A substance.', { $ref: getSchemaPath(SubstanceScoreView) }, true)
  readonly scores?: object;
  @ApiProperty({
    ...MAYBE,
    ...inList(RISK_BANDS),
    description: 'ASSIST: the highest of its substances.',
  } as ApiPropertyOptions)
  readonly highestRisk?: string;
  @ByName('ASI: how severe each domain is.', 'A domain.', { $ref: getSchemaPath(RatedDomainView) }, true)
  readonly severities?: object;
  @ApiProperty({ ...MAYBE, type: SuggestionView, description: 'ASI: what that suggests; the team decides.' })
  readonly suggestion?: SuggestionView;
  @number('URICA: the mean of that scale.') readonly precontemplation?: number;
  @number('URICA: the mean of that scale.') readonly contemplation?: number;
  @number('URICA: the mean of that scale.') readonly action?: number;
  @number('URICA: the mean of that scale.') readonly maintenance?: number;
  @number('URICA: contemplation, action and maintenance less precontemplation, -2 to 14.') readonly readiness?: number;
  @ApiProperty({ ...MAYBE, description: 'URICA: the stage that this is, by a version with cut-offs.' })
  readonly stage?: string;
  @ApiProperty({ ...MAYBE, description: 'WHOQOL: whether enough was answered.' }) readonly scorable?: boolean;
  @ByName(
    'WHOQOL: 0 to 100 for each domain, null where too much is missing.',
    'A domain.',
    { type: ['number', 'null'] },
    true,
  )
  readonly domains?: object;
}

import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { JsonObject } from '#kernel';
import { Asks, AsksByPost, IsCode, IsOpenObject, IsText } from '#platform/http';
import { catalogue, definitionOf } from './catalogue.js';
import { type Definition, REFERENCE_PERIODS, type ReferencePeriod, referencePeriodOf } from './definition.js';
import { INTERVIEW } from './interview.example.js';
import { CatalogueView, DefinitionView, ScoreView } from './instrument.views.js';

const VERSION = { optional: true, says: 'Another than the one that is used by default', example: '3.1' };
const PERIOD = { optional: true, says: 'The time that was asked about, where an instrument has several' };

class VersionFilter {
  @IsText(60, VERSION) readonly version?: string;
}

class ScoreBody {
  @IsText(60, VERSION) readonly version?: string;
  @IsCode(REFERENCE_PERIODS, PERIOD) readonly referencePeriod?: ReferencePeriod;
  @IsOpenObject('The answer to the item of that name, or the items of that substance', {
    says: 'What was answered, item by item',
    example: INTERVIEW,
  })
  readonly answers!: JsonObject;
}

const CODE = ApiParam({ name: 'code', description: 'The instrument, as the list of them names it.' });
const roles = ['perawat-klinik', 'asesor-bnnk'] as const;

@Controller('instruments')
export class InstrumentController {
  @Asks('', { name: 'instruments', roles }, 'Instruments and their versions', CatalogueView)
  list(): CatalogueView {
    return { items: catalogue() };
  }

  @CODE
  @Asks(
    ':code',
    { name: 'instrument', roles, refuses: { 422: ['unknown-version'] } },
    'The form, the method and the cut-offs of an instrument',
    DefinitionView,
  )
  define(@Param('code') code: string, @Query() { version }: VersionFilter): Definition {
    return definitionOf(code, version); // its function is no JSON and stays here
  }

  @CODE
  @AsksByPost(':code/score', { name: 'instrumentScore', roles }, 'What a form scores; nothing is recorded', ScoreView)
  score(@Param('code') code: string, @Body() { version, referencePeriod, answers }: ScoreBody): object {
    const definition = definitionOf(code, version);
    if (referencePeriod !== undefined) referencePeriodOf(definition, referencePeriod);
    return definition.score(answers);
  }
}

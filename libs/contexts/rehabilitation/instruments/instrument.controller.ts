import { Body, Controller, Param, Query } from '@nestjs/common';
import type { JsonObject } from '#kernel';
import { Asks, AsksByPost, IsCode, IsOpenObject, IsText } from '#platform/http';
import { catalogue, definitionOf } from './catalogue.js';
import { type Definition, REFERENCE_PERIODS, type ReferencePeriod, referencePeriodOf } from './definition.js';
import { CatalogueView, DefinitionView } from './instrument.views.js';

class VersionFilter {
  @IsText(60, { optional: true }) readonly version?: string;
}

class ScoreBody {
  @IsText(60, { optional: true }) readonly version?: string;
  @IsCode(REFERENCE_PERIODS, { optional: true }) readonly referencePeriod?: ReferencePeriod;
  @IsOpenObject() readonly answers!: JsonObject;
}

@Controller('instruments')
export class InstrumentController {
  @Asks('', 'instruments', 'Instruments and their versions', CatalogueView)
  list(): CatalogueView {
    return { items: catalogue() };
  }

  @Asks(':code', 'instruments', 'The form, the method and the cut-offs of an instrument', DefinitionView)
  define(@Param('code') code: string, @Query() { version }: VersionFilter): Definition {
    return definitionOf(code, version); // its function is no JSON and stays here
  }

  @AsksByPost(':code/score', 'instruments', 'What a form scores; nothing is recorded')
  score(@Param('code') code: string, @Body() { version, referencePeriod, answers }: ScoreBody): object {
    const definition = definitionOf(code, version);
    if (referencePeriod !== undefined) referencePeriodOf(definition, referencePeriod);
    return definition.score(answers);
  }
}

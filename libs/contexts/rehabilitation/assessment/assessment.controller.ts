import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import {
  AnnulAssessmentEntryBody,
  CompleteAssessmentBody,
  CorrectAssessmentEntryBody,
  RateDomainBody,
  RecommendPlacementBody,
  StartAssessmentBody,
} from './assessment.bodies.js';
import type { AssessmentCommand } from './assessment.decider.js';
import { TellAssessment } from './assessment.handler.js';
import { AssessmentFilter } from './assessment.questions.js';
import { AssessmentPage, AssessmentView } from './assessment.views.js';
import { type AssessmentInFull, AssessmentsIn, type AssessmentSummary, AssessmentWithId } from './assessments.query.js';

@Controller('assessments')
export class AssessmentController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'assessments', 'Assessments', AssessmentPage)
  list(@Query() filter: AssessmentFilter, @ReaderOf() reader: Reader): Promise<Page<AssessmentSummary>> {
    return this.queries.execute(new AssessmentsIn(reader, filter));
  }

  @Asks(':id', 'assessments', 'One assessment, as far as the role may see it', AssessmentView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<AssessmentInFull> {
    return this.queries.execute(new AssessmentWithId(reader, id));
  }

  @Creates('StartAssessment', 'Start the assessment of a case')
  start(@Body() body: StartAssessmentBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('StartAssessment', body));
  }

  @Acts(':id/rate', 'RateDomain', 'Rate a domain of the ASI')
  rate(@Body() body: RateDomainBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RateDomain', body));
  }

  @Acts(':id/complete', 'CompleteAssessment', 'Complete an assessment: the server computes what the ratings suggest')
  complete(@Body() body: CompleteAssessmentBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CompleteAssessment', body));
  }

  @Acts(':id/recommend', 'RecommendPlacement', 'Record what the assessment team recommends')
  recommend(@Body() body: RecommendPlacementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RecommendPlacement', body));
  }

  @Acts(':id/correct-entry', 'CorrectAssessmentEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectAssessmentEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectAssessmentEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulAssessmentEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulAssessmentEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulAssessmentEntry', body));
  }

  private tell(ask: Ask<AssessmentCommand>): Promise<Told> {
    return this.commands.execute(new TellAssessment(ask));
  }
}

import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { TimelineOf } from './case-timeline.query.js';
import type { TimelineRow } from './case-timeline.rows.js';
import {
  AdmitToRehabBody,
  AssignCounsellorBody,
  ChangePhaseBody,
  CloseCaseBody,
  CompleteRehabBody,
  DiscontinueRehabBody,
  ExitCaseBody,
  IssueCertificateBody,
  OpenCaseBody,
  ReopenCaseBody,
  ResumeRehabBody,
  RevokeCertificateBody,
  SuspendRehabBody,
} from './case.bodies.js';
import { type AskedOfCase, OpenRehabCase, TellCase } from './case.handler.js';
import { CaseFilter, CaseOnDay, TimelineFilter } from './case.questions.js';
import { CasePage, CaseView } from './case.views.js';
import { type CaseInFull, CasesIn, type CaseSummary, CaseWithId } from './cases.query.js';

@Controller('cases')
export class CaseController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'cases', 'Cases, and what each waits for', CasePage)
  list(@Query() filter: CaseFilter, @ReaderOf() reader: Reader): Promise<Page<CaseSummary>> {
    return this.queries.execute(new CasesIn(reader, filter));
  }

  @Asks(':id', 'cases', 'One case in full', CaseView)
  one(@Param('id') id: string, @Query() { on }: CaseOnDay, @ReaderOf() reader: Reader): Promise<CaseInFull> {
    return this.queries.execute(new CaseWithId(reader, id, on));
  }

  @Asks(':id/timeline', 'case-timeline', 'All that happened in a case, as it was known at a position or an instant')
  @ApiOkResponse({ description: 'Rows in log order, with whether the stream of each is what was written.' })
  timeline(
    @Param('id') caseId: string,
    @Query() { at, limit, after }: TimelineFilter,
    @ReaderOf() reader: Reader,
  ): Promise<Page<TimelineRow>> {
    return this.queries.execute(new TimelineOf(reader, { caseId, at, limit, after }));
  }

  @Creates('OpenCase', 'Open the case of an inmate')
  open(@Body() body: OpenCaseBody, @Asked() asked: Asking): Promise<Told> {
    return this.commands.execute(new OpenRehabCase(asked.to('OpenCase', body)));
  }

  @Acts(':id/admit', 'AdmitToRehab', 'Admit to a programme by decree')
  admit(@Body() body: AdmitToRehabBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AdmitToRehab', body));
  }

  @Acts(':id/assign-counsellor', 'AssignCounsellor', 'Assign a counsellor')
  assignCounsellor(@Body() body: AssignCounsellorBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AssignCounsellor', body));
  }

  @Acts(':id/suspend', 'SuspendRehab', 'Suspend the programme')
  suspend(@Body() body: SuspendRehabBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('SuspendRehab', body));
  }

  @Acts(':id/resume', 'ResumeRehab', 'Resume the programme')
  resume(@Body() body: ResumeRehabBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ResumeRehab', body));
  }

  @Acts(':id/change-phase', 'ChangePhase', 'Begin a phase of the programme')
  changePhase(@Body() body: ChangePhaseBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ChangePhase', body));
  }

  @Acts(':id/complete', 'CompleteRehab', 'Complete the programme')
  complete(@Body() body: CompleteRehabBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CompleteRehab', body));
  }

  @Acts(':id/discontinue', 'DiscontinueRehab', 'End the programme before its completion')
  discontinue(@Body() body: DiscontinueRehabBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('DiscontinueRehab', body));
  }

  @Acts(':id/exit', 'ExitCase', 'Record that the inmate has left the case')
  exit(@Body() body: ExitCaseBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ExitCase', body));
  }

  @Acts(':id/close', 'CloseCase', 'Close a case')
  closeCase(@Body() body: CloseCaseBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CloseCase', body));
  }

  @Acts(':id/reopen', 'ReopenCase', 'Approve that a closed case is opened again')
  reopen(@Body() body: ReopenCaseBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ReopenCase', body));
  }

  @Acts(':id/issue-certificate', 'IssueCertificate', 'Issue the certificate of a completed programme')
  issueCertificate(@Body() body: IssueCertificateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('IssueCertificate', body));
  }

  @Acts(':id/revoke-certificate', 'RevokeCertificate', 'Revoke a certificate')
  revokeCertificate(@Body() body: RevokeCertificateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RevokeCertificate', body));
  }

  private tell(ask: Ask<AskedOfCase>): Promise<Told> {
    return this.commands.execute(new TellCase(ask));
  }
}

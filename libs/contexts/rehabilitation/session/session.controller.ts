import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import { Acts, Asked, Asking, Creates } from '#platform/http';
import {
  AmendAttendanceBody,
  AnnulSessionEntryBody,
  AnswerCoverageQuestionBody,
  CancelSessionBody,
  CorrectSessionEntryBody,
  HoldSessionBody,
  RescheduleSessionBody,
  ScheduleCatchUpBody,
  ScheduleSessionBody,
} from './session.bodies.js';
import type { SessionCommand } from './session.decider.js';
import { TellSession } from './session.handler.js';

@Controller('sessions')
export class SessionController {
  constructor(private readonly commands: CommandBus) {}

  @Creates('ScheduleSession', 'Schedule a session of a programme')
  schedule(@Body() body: ScheduleSessionBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ScheduleSession', body));
  }

  @Creates('ScheduleCatchUp', 'Schedule a session for those who missed another', 'catch-up')
  catchUp(@Body() body: ScheduleCatchUpBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ScheduleCatchUp', body));
  }

  @Acts(':id/reschedule', 'RescheduleSession', 'Give a session another time or place')
  reschedule(@Body() body: RescheduleSessionBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RescheduleSession', body));
  }

  @Acts(':id/cancel', 'CancelSession', 'Cancel a session')
  cancel(@Body() body: CancelSessionBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CancelSession', body));
  }

  @Acts(':id/hold', 'HoldSession', 'Record that a session took place, with an outcome for everybody')
  hold(@Body() body: HoldSessionBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('HoldSession', body));
  }

  @Acts(':id/amend-attendance', 'AmendAttendance', 'Say what one outcome should have been')
  amend(@Body() body: AmendAttendanceBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AmendAttendance', body));
  }

  @Acts(':id/answer-coverage', 'AnswerCoverageQuestion', 'Say why a session stands whose cover was taken away')
  answerCoverage(@Body() body: AnswerCoverageQuestionBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnswerCoverageQuestion', body));
  }

  @Acts(':id/correct-entry', 'CorrectSessionEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectSessionEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectSessionEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulSessionEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulSessionEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulSessionEntry', body));
  }

  private tell(ask: Ask<SessionCommand>): Promise<Told> {
    return this.commands.execute(new TellSession(ask));
  }
}

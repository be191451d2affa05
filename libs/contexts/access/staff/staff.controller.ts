import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { RegisterStaffBody, StaffLoginBody } from './staff.bodies.js';
import { TellStaff, TellStaffLogin } from './staff.handler.js';
import { StaffIn, StaffWithId } from './staff.query.js';
import { StaffFilter } from './staff.questions.js';
import { ColleaguePage, type ColleagueView, StaffRecordView } from './staff.views.js';

@Controller('staff')
export class StaffController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'staff', 'Colleagues by unit and role, to be named; who is shown is recorded', ColleaguePage)
  colleagues(@Query() filter: StaffFilter, @ReaderOf() reader: Reader): Promise<Page<ColleagueView>> {
    return this.queries.execute(new StaffIn(reader, filter));
  }

  @Asks(':id', 'staff', 'One of the staff', StaffRecordView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<StaffRecordView> {
    return this.queries.execute(new StaffWithId(reader, id));
  }

  @Creates('RegisterStaff', 'Register somebody of the staff, so that others can name them')
  register(@Body() body: RegisterStaffBody, @Asked() asked: Asking): Promise<Told> {
    return this.commands.execute(new TellStaff(asked.to('RegisterStaff', body)));
  }

  @Acts(':id/link-login', 'LinkStaffLogin', 'Whoever signs in with that login is them from then on')
  link(@Body() body: StaffLoginBody, @Asked() asked: Asking): Promise<Told> {
    return this.commands.execute(new TellStaffLogin(asked.to('LinkStaffLogin', body)));
  }

  @Acts(':id/unlink-login', 'UnlinkStaffLogin', 'Whoever signs in with that login acts for themselves from then on')
  unlink(@Body() body: StaffLoginBody, @Asked() asked: Asking): Promise<Told> {
    return this.commands.execute(new TellStaffLogin(asked.to('UnlinkStaffLogin', body)));
  }
}

import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import {
  AcceptTransferBody,
  AcknowledgeCustodyChangeBody,
  AnnulInmateEntryBody,
  ChangeCustodyStatusBody,
  CorrectInmateEntryBody,
  MergeDuplicateBody,
  MoveRoomBody,
  RegisterInmateBody,
  ReleaseInmateBody,
  TransferInmateBody,
  UnmergeDuplicateBody,
} from './inmate.bodies.js';
import type { InmateCommand } from './inmate.decider.js';
import { TellInmate } from './inmate.handler.js';
import { InmateFilter } from './inmate.questions.js';
import { InmatePage, InmateView } from './inmate.views.js';
import { type InmateInFull, InmatesIn, type InmateSummary, InmateWithId } from './inmates.query.js';

@Controller('inmates')
export class InmateController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'inmates', 'Inmates, without names', InmatePage)
  list(@Query() filter: InmateFilter, @ReaderOf() reader: Reader): Promise<Page<InmateSummary>> {
    return this.queries.execute(new InmatesIn(reader, filter));
  }

  @Asks(':id', 'inmates', 'One inmate in full', InmateView)
  one(@Param('id') id: string, @ReaderOf() reader: Reader): Promise<InmateInFull> {
    return this.queries.execute(new InmateWithId(reader, id));
  }

  @Creates('RegisterInmate', 'Register an inmate')
  register(@Body() body: RegisterInmateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RegisterInmate', body));
  }

  @Acts(':id/change-custody-status', 'ChangeCustodyStatus', 'Record another custody status, with its register number')
  changeCustodyStatus(@Body() body: ChangeCustodyStatusBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ChangeCustodyStatus', body));
  }

  @Acts(':id/move-room', 'MoveRoom', 'Record that an inmate was moved to another room')
  moveRoom(@Body() body: MoveRoomBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('MoveRoom', body));
  }

  @Acts(':id/transfer', 'TransferInmate', 'Record that an inmate was transferred to another unit, which accepts it')
  transfer(@Body() body: TransferInmateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('TransferInmate', body));
  }

  @Acts(
    ':id/accept-transfer',
    'AcceptTransfer',
    'Take over the record of an inmate who was transferred to the own unit',
  )
  acceptTransfer(@Body() body: AcceptTransferBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AcceptTransfer', body));
  }

  @Acts(':id/release', 'ReleaseInmate', 'Record that an inmate was released')
  release(@Body() body: ReleaseInmateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ReleaseInmate', body));
  }

  @Acts(':id/merge-duplicate', 'MergeDuplicate', 'Approve that another record is a duplicate of this one')
  merge(@Body() body: MergeDuplicateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('MergeDuplicate', body));
  }

  @Acts(':id/unmerge-duplicate', 'UnmergeDuplicate', 'Approve that another record is no duplicate of this one')
  unmerge(@Body() body: UnmergeDuplicateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('UnmergeDuplicate', body));
  }

  @Acts(':id/acknowledge-custody-change', 'AcknowledgeCustodyChange', 'Say what becomes of the case of who left')
  acknowledge(@Body() body: AcknowledgeCustodyChangeBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AcknowledgeCustodyChange', body));
  }

  @Acts(':id/correct-entry', 'CorrectInmateEntry', 'Say what an entry should have said')
  correctEntry(@Body() body: CorrectInmateEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CorrectInmateEntry', body));
  }

  @Acts(':id/annul-entry', 'AnnulInmateEntry', 'Approve that an entry is annulled')
  annulEntry(@Body() body: AnnulInmateEntryBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('AnnulInmateEntry', body));
  }

  private tell(ask: Ask<InmateCommand>): Promise<Told> {
    return this.commands.execute(new TellInmate(ask));
  }
}

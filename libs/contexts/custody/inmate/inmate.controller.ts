import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import { Acts, Asked, Asking, Creates } from '#platform/http';
import {
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

@Controller('inmates')
export class InmateController {
  constructor(private readonly commands: CommandBus) {}

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

  @Acts(':id/transfer', 'TransferInmate', 'Record that an inmate was transferred to another unit')
  transfer(@Body() body: TransferInmateBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('TransferInmate', body));
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

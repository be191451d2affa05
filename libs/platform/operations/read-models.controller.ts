import { Body, Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiParam } from '@nestjs/swagger';
import type { Receipt } from '#kernel';
import { ActsAt, IsText } from '../http/index.js';
import { type Asked, AskedOf } from './asked.js';
import { operators } from './operators.js';
import type { AskedOfReadModel } from './read-model.js';
import { SendToReadModel } from './read-model.command.js';

const NAME = ApiParam({ name: 'name', description: 'The read model, without its version.' });

export class RefoldBody {
  @IsText(200, 'The id of the document') readonly document!: string;
}

@Controller('operations/projections')
export class ReadModelsController {
  constructor(private readonly commands: CommandBus) {}

  @NAME
  @ActsAt(
    ':name/rebuild',
    operators('RebuildReadModel'),
    'Build again, beside it, what is served; answers come from it as soon as it is whole',
  )
  rebuild(@Param('name') name: string, @AskedOf('name') ask: Asked): Promise<Receipt> {
    return this.send(ask, { type: 'RebuildReadModel', data: { name } });
  }

  @NAME
  @ActsAt(':name/switch', operators('SwitchReadModel'), 'Answer from what stands beside: the way back as well')
  switch(@Param('name') name: string, @AskedOf('name') ask: Asked): Promise<Receipt> {
    return this.send(ask, { type: 'SwitchReadModel', data: { name } });
  }

  @NAME
  @ActsAt(':name/cancel', operators('CancelBuild'), 'Remove what stands beside, be it whole or not')
  cancel(@Param('name') name: string, @AskedOf('name') ask: Asked): Promise<Receipt> {
    return this.send(ask, { type: 'CancelBuild', data: { name } });
  }

  @NAME
  @ActsAt(':name/refold', operators('RefoldDocument'), 'Fold one document anew, from the first event on')
  refold(@Param('name') name: string, @Body() { document }: RefoldBody, @AskedOf('name') ask: Asked): Promise<Receipt> {
    return this.send(ask, { type: 'RefoldDocument', data: { name, document } });
  }

  private send(ask: Asked, command: AskedOfReadModel): Promise<Receipt> {
    return this.commands.execute(new SendToReadModel({ ...ask, command }));
  }
}

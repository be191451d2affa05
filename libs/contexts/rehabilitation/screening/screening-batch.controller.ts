import { Body, Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags, OmitType, PickType } from '@nestjs/swagger';
import { asking } from '#platform/commands';
import { AskedMany, type AskingMany, CreatesManyAt, IsListOf, type Receipts } from '#platform/http';
import { RecordScreening, screeners } from './screening.commands.js';

const OWN = ['inmateId', 'consentId', 'interviewerId', 'certificate', 'answers', 'otherSubstance', 'claimed'] as const;

class ScreeningRow extends PickType(RecordScreening, OWN) {}

/** A screening day: what all interviews share, and a row for each. */
class RecordScreenings extends OmitType(RecordScreening, OWN) {
  @IsListOf(() => ScreeningRow, { min: 1, max: 100, says: 'One interview each' }) readonly rows!: ScreeningRow[];
}

@Controller('screenings')
@ApiTags('screenings')
export class ScreeningBatchController {
  constructor(private readonly commands: CommandBus) {}

  @CreatesManyAt(
    'batch',
    { name: 'RecordScreening', roles: screeners },
    'Record a screening day, each interview for itself',
  )
  recordMany(@Body() body: RecordScreenings, @AskedMany() asked: AskingMany): Promise<Receipts> {
    return asked.each('RecordScreening', body, (ask) => this.commands.execute(asking(new RecordScreening(), ask)));
  }
}

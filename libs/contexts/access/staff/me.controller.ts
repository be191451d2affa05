import { Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { Asks, ReaderOf } from '#platform/http';
import { WhoAmI } from './staff.query.js';
import { MeView } from './staff.views.js';

@Controller('me')
export class MeController {
  constructor(private readonly queries: QueryBus) {}

  @Asks('', 'me', 'Who asks, as the register of staff knows them', MeView)
  me(@ReaderOf() reader: Reader): Promise<MeView> {
    return this.queries.execute(new WhoAmI(reader));
  }
}

import { Body, Controller } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Reader } from '#platform/auth';
import { AsksByPost, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import { DirectorySearch } from './directory.query.js';
import { DirectorySearchBody } from './directory.questions.js';
import { type DirectoryEntry, DirectoryPage } from './directory.views.js';

@Controller('directory')
export class DirectoryController {
  constructor(private readonly queries: QueryBus) {}

  @AsksByPost('search', 'directory', 'Inmates by name, alias or number; who is shown is recorded', DirectoryPage)
  search(@Body() body: DirectorySearchBody, @ReaderOf() reader: Reader): Promise<Page<DirectoryEntry>> {
    return this.queries.execute(new DirectorySearch(reader, body));
  }
}

import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Engine, type JsonObject, refuse, type Word } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { type Page, ReadModels, tokensOf } from '#platform/projections';
import { directory, type DirectoryDocument } from './directory.projection.js';
import type { DirectoryEntry } from './directory.views.js';
import { lengthOf, wanted, wantedNumber } from './directory.words.js';

const SHORTEST_SEARCH = 3;

export interface DirectoryQuestion {
  /** Words or beginnings of words of a name or an alias: all must fit. */
  readonly text?: string;
  /** A register number or an identity number, or how it ends. */
  readonly number?: string;
  readonly limit?: number;
  readonly after?: string;
}

export class DirectorySearch extends Query<Page<DirectoryEntry>> {
  constructor(
    readonly reader: Reader,
    readonly question: DirectoryQuestion,
  ) {
    super();
  }
}

@QueryHandler(DirectorySearch)
export class DirectorySearchHandler implements IQueryHandler<DirectorySearch> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, question }: DirectorySearch): Promise<Page<DirectoryEntry>> {
    const tokens = await tokensOf(this.engine.keyring, wordsIn(question));
    const { limit, after } = question;
    const page = await this.models.page(directory, reader, {
      filter: { $and: tokens.map((token) => ({ tokens: token })) },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    const closed = page.items.map(({ person, register }) => ({ person, register }));
    const opened = (await this.records.open(reader, 'directory-search', closed)) as readonly Opened[];
    return { ...page, items: page.items.map((document, index) => entryOf(document, opened[index])) };
  }
}

/** What the seals of one document held, or that they cannot be opened any more. */
interface Opened extends JsonObject {
  readonly person: JsonObject & Pick<DirectoryEntry, 'name' | 'aliases' | 'gone'>;
  readonly register: JsonObject & Pick<DirectoryEntry, 'registerNumber'>;
}

function wordsIn({ text, number }: DirectoryQuestion): readonly Word[] {
  if (text === undefined && number === undefined) {
    refuse('nothing-to-search', 'Say a name, an alias or a number to search for.');
  }
  if ([text, number].some((term) => term !== undefined && lengthOf(term) < SHORTEST_SEARCH)) {
    refuse('too-short-to-search', `Search for at least ${SHORTEST_SEARCH} letters or digits.`);
  }
  return [...(text === undefined ? [] : wanted(text)), ...(number === undefined ? [] : [wantedNumber(number)])];
}

function entryOf(document: DirectoryDocument, opened: Opened | undefined): DirectoryEntry {
  const { inmateId, custodyStatus, present, pendingTo, survivorId } = document;
  const { name, aliases = [], gone } = opened?.person ?? {};
  const registerNumber = opened?.register.registerNumber;
  return {
    inmateId,
    ...(name !== undefined && { name }),
    aliases,
    ...(registerNumber !== undefined && { registerNumber }),
    custodyStatus,
    present,
    ...(pendingTo !== undefined && { pendingTo }),
    ...(survivorId !== undefined && { survivorId }),
    ...(gone !== undefined && { gone }),
  };
}

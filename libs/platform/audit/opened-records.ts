import { randomUUID } from 'node:crypto';
import { type Aggregate, Engine, type JsonObject, sealsIn, tell, unsealData } from '#kernel';
import type { ViewingEvent } from '#contracts/access/viewing.events';
import { Injectable } from '@nestjs/common';
import type { Reader } from '../auth/index.js';

/** What is sealed in read models, for those who may see it. Abstract class, so it is its own injection token. */
export abstract class OpenedRecords {
  /**
   * The objects with their seals opened, after one `RecordsViewed` for all of them has been recorded; nothing is recorded when
   * there is nothing to open. Where a key is gone the object says so in `gone`. `purpose` is a kebab-case code.
   * Throws `Unavailable` when the view cannot be recorded or the keyring does not answer, `CorruptSeal` when a seal is not what was written.
   */
  abstract open(reader: Reader, purpose: string, objects: readonly object[]): Promise<readonly JsonObject[]>;
}

interface RecordView {
  readonly type: 'RecordView';
  readonly data: { readonly subjects: readonly string[]; readonly purpose: string; readonly count: number };
}

/** A viewing is a stream of its own with one event, so that many readers never wait for each other. */
const viewing: Aggregate<string, RecordView, ViewingEvent> = {
  name: 'viewing',
  decider: {
    initial: '',
    decide: {
      RecordView: ({ data }) => [{ type: 'RecordsViewed', data: { ...data, subjects: [...data.subjects] } }],
    },
    evolve: { RecordsViewed: (_, { metadata }) => metadata.unitId },
  },
  unitsOf: (unitId) => [unitId],
};

@Injectable()
export class RecordedOpening extends OpenedRecords {
  constructor(private readonly engine: Engine) {
    super();
  }

  override async open(reader: Reader, purpose: string, objects: readonly object[]): Promise<readonly JsonObject[]> {
    const documents = objects as readonly JsonObject[];
    const seals = sealsIn(documents);
    if (seals.length === 0) return documents;
    const subjects = [...new Set(seals.map(({ s }) => s))].sort();
    await this.record(reader, { subjects, purpose, count: seals.length });
    return unsealData(documents, { keyring: this.engine.keyring });
  }

  private async record({ actor, correlationId }: Reader, data: RecordView['data']): Promise<void> {
    await tell(this.engine, viewing, {
      command: { type: 'RecordView', data },
      by: actor,
      unitId: actor.unitId,
      commandId: randomUUID(),
      body: { ...data, subjects: [...data.subjects] },
      context: {},
      correlationId,
      causationId: correlationId,
    });
  }
}

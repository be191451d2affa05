import { type Aggregate, Engine, type JsonObject, type Seal, sealsIn, send, unsealData, uuidOf } from '#kernel';
import { world } from '#kernel/world';
import type { VIEWING_GROUNDS } from '#contracts/access/staff.codes';
import { MOST_VIEWED, type ViewingEvent } from '#contracts/access/viewing.events';
import { Injectable } from '@nestjs/common';
import { type Reader, reachOf } from '../auth/index.js';

export type ViewingGround = (typeof VIEWING_GROUNDS)[number];

/** What is sealed in read models, for those who may see it. Abstract class, so it is its own injection token. */
export abstract class OpenedRecords {
  /**
   * The objects with their seals opened, after one `RecordsViewed` for all of them has been recorded (one more for every 2,000 subjects);
   * nothing is recorded when there is nothing to open. Where a key is gone the object says so in `gone`. `purpose` is a kebab-case code;
   * the reader's role is the ground by default.
   * Throws `Unavailable` when the view cannot be recorded or the keyring does not answer, `CorruptSeal` when a seal is not what was written.
   */
  abstract open<D extends object>(
    reader: Reader,
    purpose: string,
    objects: readonly D[],
    ground?: ViewingGround,
  ): Promise<readonly D[]>;

  /**
   * Records a view of what is not sealed and tells of these subjects all the same, as above; `people` are those of them who are registered. Nothing is recorded of
   * nobody. Throws `Unavailable`.
   */
  abstract look(reader: Reader, purpose: string, of: Concerned, ground?: ViewingGround): Promise<void>;
}

interface Concerned {
  readonly subjects: readonly string[];
  readonly people: ReadonlySet<string>;
}

interface RecordView {
  readonly type: 'RecordView';
  readonly data: {
    readonly subjects: readonly string[];
    readonly purpose: string;
    readonly ground: ViewingGround;
    readonly count: number;
  };
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

  override async open<D extends object>(
    reader: Reader,
    purpose: string,
    objects: readonly D[],
    ground = groundOf(reader),
  ): Promise<readonly D[]> {
    const documents = objects as readonly JsonObject[];
    const seals = sealsIn(documents);
    if (seals.length === 0) return objects;
    const { keyring, registry } = this.engine;
    const persons = new Set(seals.filter(isOfPerson).map(({ s }) => s));
    for (const subjects of inParts([...new Set(seals.map(({ s }) => s))].sort(), MOST_VIEWED)) {
      const named = new Set(subjects);
      const count = seals.filter(({ s }) => named.has(s)).length;
      await this.record(
        reader,
        { subjects, purpose, ground, count },
        subjects.filter((s) => persons.has(s)),
      );
    }
    return (await unsealData(documents, { keyring, upcast: registry.upcastSecrets })) as readonly D[];
  }

  override async look(
    reader: Reader,
    purpose: string,
    { subjects: all, people }: Concerned,
    ground = groundOf(reader),
  ): Promise<void> {
    for (const subjects of inParts([...all].sort(), MOST_VIEWED)) {
      await this.record(
        reader,
        { subjects, purpose, ground, count: subjects.length },
        subjects.filter((subject) => people.has(subject)),
      );
    }
  }

  private async record(
    { actor, correlationId }: Reader,
    data: RecordView['data'],
    persons: readonly string[],
  ): Promise<void> {
    await send(this.engine, viewing, {
      command: { type: 'RecordView', data },
      by: actor,
      unitId: actor.unitId,
      about: persons.map((subject) => ({ subject })),
      commandId: world.uuid(),
      body: { ...data, subjects: [...data.subjects] },
      context: {},
      correlationId,
      causationId: correlationId,
    });
  }
}

const groundOf = ({ actor }: Reader): ViewingGround => (reachOf(actor) === 'all' ? 'OVERSIGHT' : 'ROLE_IN_UNIT');

/** Whether a seal is under a person, not under the stream that it stands in. */
const isOfPerson = ({ s, of }: Seal): boolean => of !== undefined && s !== uuidOf(of.stream);

const inParts = <T>(items: readonly T[], most: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, part) => items.slice(part * most, (part + 1) * most));

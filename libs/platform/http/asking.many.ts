import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Ask, id, inParallel, isObject, type JsonObject, type Receipt, without } from '#kernel';
import { type Asker, askerOf, requestOf } from '../auth/index.js';
import type { Receipts } from './answers.many.js';
import { mustMayNameSource, type WithContext } from './asking.js';
import { commandOf } from './commands.js';
import { idempotencyKeyIn } from './headers.js';
import { bodyOf } from './validation.js';

const AT_ONCE = 8;

/** A body of many rows, and of what they share; `unitId` owns every record. */
export interface BatchBody extends WithContext {
  readonly unitId: string;
  readonly rows: readonly object[];
}

type DataIn<Body extends BatchBody> = Omit<Body, keyof BatchBody> & Body['rows'][number];

/** What a request says about the commands of its rows besides its body. */
export class AskingMany {
  constructor(
    private readonly command: string,
    private readonly asker: Pick<Asker, 'mayNameSource'>,
    private readonly batchId: string,
    private readonly received: JsonObject,
    private readonly ask: Pick<Ask<never>, 'by' | 'correlationId' | 'causationId'>,
  ) {}

  /**
   * Sends each row as a command of its own, under `id('command', batchId, row)` (D2): its data are what all rows share and its own, and
   * so is the body that a repeat is compared by. What becomes of one row is nothing to the others. Throws `Forbidden` for a source
   * that is not the asker's to name.
   */
  each<T extends string, Body extends BatchBody>(
    type: T,
    body: Body,
    send: (ask: Ask<{ readonly type: T; readonly data: DataIn<Body> }>) => Promise<Receipt>,
  ): Promise<Receipts> {
    if (type !== this.command) throw new Error(`A route of ${this.command} asks for ${type}.`);
    const { rows, context = {}, unitId, ...shared } = body;
    mustMayNameSource(this.asker, this.command, context);
    return inParallel(rows, AT_ONCE, async (own, row) => {
      const ask = {
        ...this.ask,
        command: { type, data: { ...shared, ...own } as DataIn<Body> },
        unitId,
        commandId: id('command', this.batchId, row),
        body: this.receivedOf(row),
        context,
      };
      const [settled] = await Promise.allSettled([send(ask)]);
      return settled;
    });
  }

  private receivedOf(row: number): JsonObject {
    const { rows } = this.received;
    const own = Array.isArray(rows) ? (rows as unknown[])[row] : undefined;
    return { ...without(this.received, 'rows'), ...(isObject(own) && own) };
  }
}

/** The route's `AskingMany`. Throws `Malformed` when the Idempotency-Key is absent or not what it should be. */
export const AskedMany = createParamDecorator((_: unknown, context: ExecutionContext): AskingMany => {
  const request = requestOf(context);
  const { name } = commandOf(context.getHandler());
  const asker = askerOf(request);
  const key = idempotencyKeyIn(request.headers, { required: true }) ?? '';
  const { correlationId } = asker.reader;
  const ask = { by: asker.actor, correlationId, causationId: correlationId };
  return new AskingMany(name, asker, asker.idOf('batch', name, key), bodyOf(request.body), ask);
});

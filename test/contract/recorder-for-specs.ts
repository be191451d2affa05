import { randomUUID } from 'node:crypto';
import {
  type Class,
  type Draft,
  id,
  type Json,
  type JsonObject,
  keyedUnder,
  type KeyDocument,
  keyringForSpecs,
  type KeyringForSpecs,
  link,
  sealed,
  type SealedWrongly,
} from './export-for-specs.js';

/** How a backup is made otherwise than it should be, and when. */
export interface Changes {
  /** Before anything is sealed. */
  readonly plain?: (drafts: Draft[], keyring: KeyringForSpecs) => void;
  /** Seals by type, path and class: `RehabSessionHeld /roster/0 health`. */
  readonly seals?: Readonly<Record<string, SealedWrongly>>;
  /** After sealing, before hashes are made. */
  readonly stored?: (drafts: Draft[]) => void;
  /** After all. */
  readonly linked?: (drafts: Draft[]) => void;
  readonly keys?: (documents: KeyDocument[], keyring: KeyringForSpecs) => void;
  readonly kek?: (text: string) => string;
  /** Another uuid for the streams with that prefix. */
  readonly uuids?: Readonly<Record<string, string>>;
}

/** What one event says: its seals by the object they stand in, what they hold, and the block they are padded to. */
export interface Fact {
  readonly type: string;
  readonly data: JsonObject;
  readonly seals?: readonly (readonly [path: string, c: Class, secrets: JsonObject, block: number])[];
}

export const TODAY = '2026-11-10';
export const UNIT = 'RUTAN-BANJARNEGARA';

/** The object at a JSON Pointer of an event's data. */
export const objectAt = ({ data }: Draft, path: string): JsonObject =>
  path
    .split('/')
    .slice(1)
    .reduce<Json>((value, name) => (value as JsonObject)[name] ?? {}, data) as JsonObject;

export const uuidOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/** Gives a draft another command; its id follows. */
export function recommand(draft: Draft, command: JsonObject): void {
  const changed = { ...(draft.metadata.command as JsonObject), ...command };
  draft.metadata.command = changed;
  draft.id = id('event', draft.stream, changed.id ?? '', changed.attempt ?? '', 0);
}

/** Records events one minute after the other, with whole envelopes where nothing else is said. */
export function recorderForSpecs(changes: Changes) {
  const keyring = keyringForSpecs();
  const drafts: Draft[] = [];
  const sealings: (() => void)[] = [];
  const beforeLinking = new Map<Draft, () => void>();
  const log = randomUUID();
  const login = keyedUnder(keyring.key('login:key').bytes, 'login', 'https://issuer.example', 'siti');
  let clock = Date.parse(`${TODAY}T01:00:00.000Z`);

  const seal = (draft: Draft, [path, c, secrets, block]: NonNullable<Fact['seals']>[number]): void => {
    const object = objectAt(draft, path);
    const s = typeof object.subject === 'string' ? object.subject : uuidOf(draft.stream);
    const wrongly = changes.seals?.[`${draft.type} ${path} ${c}`];
    const one = sealed(keyring, draft, { path, c, s, secrets, block }, wrongly);
    object.sealed = [...((object.sealed ?? []) as Json[]), one];
  };

  return {
    keyring,
    log,
    login,
    stream: (prefix: string, uuid: string): string => `${prefix}-${changes.uuids?.[prefix] ?? uuid}`,
    commandId: (name: string) => keyedUnder(keyring.key('command:key').bytes, 'command', login, name, '', name),

    /** Appends what one command says, and answers the first event of it. */
    send: (stream: string, command: JsonObject, facts: readonly Fact[], metadata: JsonObject): Draft => {
      clock += 60_000;
      const recordedAt = new Date(clock).toISOString();
      const attempt = randomUUID();
      const causation = randomUUID();
      const made = facts.map(({ type, data, seals = [] }, index) => {
        const envelope = {
          ...{ env: 1, v: 1, log, recordedAt, zone: 'Asia/Jakarta', about: [], source: 'API', build: '0.1.0+unknown' },
          ...(!('on' in metadata) && { on: TODAY, occurredAt: recordedAt }),
          ...{ $correlationId: causation, $causationId: causation, unitId: UNIT, ...structuredClone(metadata) },
          command: { attempt, ...structuredClone(command) },
        };
        const draft = {
          stream,
          revision: drafts.filter((one) => one.stream === stream).length,
          id: id('event', stream, command.id ?? '', attempt, index),
          type,
          data: structuredClone(data),
          metadata: envelope,
        };
        drafts.push(draft);
        sealings.push(() => {
          for (const one of seals) seal(draft, one);
        });
        return draft;
      });
      if (made[0] === undefined) throw new Error('A command says something.');
      return made[0];
    },

    /** Cites an event at a path of another: its hash is known when that one is linked. */
    cite: (draft: Draft, path: string, cited: Draft): void => {
      beforeLinking.set(draft, () => {
        const place = objectAt(draft, path);
        if (!('hash' in place)) place.hash = cited.metadata.hash ?? '';
      });
    },

    before: (draft: Draft, act: () => void) => beforeLinking.set(draft, act),

    /** Seals and links all of it, with what should be otherwise. */
    end(): void {
      changes.plain?.(drafts, keyring);
      for (const one of sealings) one();
      changes.stored?.(drafts);
      link(drafts, beforeLinking);
    },

    /** The backup, with what should be otherwise in it. */
    backup() {
      changes.linked?.(drafts);
      const keys = keyring.documents();
      changes.keys?.(keys, keyring);
      return { events: drafts, keys, kek: changes.kek?.(keyring.file()) ?? keyring.file() };
    },
  };
}
export type Recorder = ReturnType<typeof recorderForSpecs>;

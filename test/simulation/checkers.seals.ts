import { type Ask, type Engine, isObject, type RawEvent, type RecordedEvent, sealsIn, unsealData } from '#kernel';
import { SECRETS } from './people.js';

/** What people wrote, whose keys were destroyed, and what came to be written elsewhere than in the log, by where that is. */
interface Written {
  readonly asked: readonly Ask[];
  readonly erased: ReadonlySet<string>;
  readonly elsewhere: Readonly<Record<string, readonly string[]>>;
}

/** What is wrong with what people wrote in confidence: it can be read without a key, or not with it, or its cipher gives it away. */
export async function sealFaultsIn(
  events: readonly RawEvent[],
  { registry, keyring }: Pick<Engine, 'registry' | 'keyring'>,
  { asked, erased, elsewhere }: Written,
): Promise<readonly string[]> {
  return [...legible(events), ...misfits(), ...leakedTo(elsewhere), ...repeatedIn(events), ...(await lost())];

  /** What a schema seals stands nowhere beside its seal: as it is stored, an event has no other properties than its schema lets stand in clear. */
  function misfits(): readonly string[] {
    return events.flatMap((raw) => {
      const misfit = registry.misfitOf(raw as RecordedEvent);
      return misfit === undefined
        ? []
        : [`${raw.type} of ${raw.stream} is stored otherwise than its schema says: ${misfit}`];
    });
  }

  /** What somebody wrote can be read by whoever has the keys. */
  async function lost(): Promise<readonly string[]> {
    const written = new Map(asked.map(({ commandId, command }) => [commandId, secretsIn(command.data)]));
    const found: string[] = [];
    for (const [id, its] of byCommand(events)) {
      const secrets = written.get(id) ?? [];
      const isErased = its.some(({ metadata }) =>
        envelopeOf(metadata).about.some(({ subject }) => erased.has(subject)),
      );
      if (secrets.length === 0 || isErased) continue;
      const data = its.map((raw) => registry.believe(raw).data);
      const opened = JSON.stringify(await unsealData(data, { keyring, upcast: registry.upcastSecrets }));
      const [{ type, stream }] = its;
      if (!secrets.every((secret) => opened.includes(secret)))
        found.push(`${type} of ${stream} has lost what was written`);
    }
    return found;
  }
}

type Metadata = RecordedEvent['metadata'];
const envelopeOf = (metadata: unknown): Metadata => metadata as Metadata;
const secretsIn = (data: unknown): readonly string[] =>
  SECRETS.filter((secret) => JSON.stringify(data).includes(secret));

function byCommand(events: readonly RawEvent[]): ReadonlyMap<string, readonly [RawEvent, ...RawEvent[]]> {
  const commands = new Map<string, [RawEvent, ...RawEvent[]]>();
  for (const event of events) {
    const { id } = envelopeOf(event.metadata).command;
    const known = commands.get(id);
    if (known === undefined) commands.set(id, [event]);
    else known.push(event);
  }
  return commands;
}

/** Nothing that is sealed stands in the log in clear. */
const legible = (events: readonly RawEvent[]): readonly string[] =>
  events.flatMap((event) => (secretsIn(event).length > 0 ? [`${event.type} of ${event.stream} can be read`] : []));

/** Nor in read models, in what is published, or in what processes say of themselves. */
const leakedTo = (elsewhere: Written['elsewhere']): readonly string[] =>
  Object.entries(elsewhere).flatMap(([where, texts]) =>
    texts.flatMap((text) =>
      secretsIn(text).map((secret) => `"${secret}" can be read in ${where}: ${text.slice(0, 120)}`),
    ),
  );

/** No two ciphers of a key begin alike: whoever has two that do can read both. */
function repeatedIn(events: readonly RawEvent[]): readonly string[] {
  const known = new Set<string>();
  return events.flatMap(({ stream, type, data }) =>
    (isObject(data) ? sealsIn(data) : []).flatMap(({ k, iv }) => {
      const beginning = `${k} ${iv}`;
      if (known.has(beginning)) return [`${type} of ${stream} is sealed as another seal is`];
      known.add(beginning);
      return [];
    }),
  );
}

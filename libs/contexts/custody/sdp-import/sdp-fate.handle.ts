import * as kernel from '#kernel';
import type { InmateEventData } from '#contracts/custody/inmate.events';
import { ownerOf, refuseTaken, reservationsBy } from '#platform/reservations';
import { inmate } from '../inmate/inmate.decider.js';
import { handleInmate } from '../inmate/inmate.handle.js';
import { numbers, openedRecord, registerNumber } from '../inmate/inmate.numbers.js';
import type { InmateAsked } from '../inmate/inmate.record.js';
import type { SdpFacts } from './sdp-row.js';
import './sdp-import.refusals.js';

type Imported = Extract<InmateAsked, { type: 'RegisterInmate' | 'ChangeCustodyStatus' | 'ImportCustodyFact' }>;

export const FATES = kernel.words('IMPORT_FATES', {
  REGISTERED: 'A new inmate was registered',
  CHANGED: 'Something of a known inmate was changed',
  UNCHANGED: 'Everything was known already',
  REFUSED: 'A rule said no',
  MALFORMED: 'A cell of the row is not what it should be',
});
export type Fate = (typeof FATES)[number];

export interface RowFate {
  readonly row: number;
  readonly fate: Fate;
  readonly inmateId?: string;
  /** The code of the rule that refuses it. */
  readonly code?: string;
  /** What is wrong with its cells, or which facts differ; never a value. */
  readonly problems?: readonly string[];
}

/** Who imports, into which unit's register, and under which id: the same id again repeats the import. */
export interface Importing {
  readonly by: kernel.StaffActor;
  readonly unitId: string;
  readonly batchId: string;
  readonly correlationId: string;
}

export type Import = Importing & { readonly file: string };

/** What became of a row, or would become of it in a dry run. Throws `Unavailable`. */
export async function fateOf(
  engine: kernel.Engine,
  importing: Import,
  { row, facts }: { readonly row: number; readonly facts: SdpFacts },
  dryRun: boolean,
): Promise<RowFate> {
  try {
    const { unitId } = importing;
    const number = registerNumber(unitId, facts.registerPeriod, facts.registerNumber);
    const owner = number && (await ownerOf(engine, kernel.without(number, 'subjectIn'))); // no file brings back who was erased
    return owner === undefined
      ? await registers(engine, importing, row, facts, dryRun)
      : await changes(engine, importing, owner, row, facts, dryRun);
  } catch (error) {
    if (error instanceof kernel.Refusal || error instanceof kernel.Conflict || error instanceof kernel.Forbidden) {
      return { row, fate: 'REFUSED', code: error.code, ...problemsOf(error) };
    }
    if (error instanceof kernel.NotFound) return { row, fate: 'REFUSED', code: 'not-found' };
    throw error;
  }
}

const problemsOf = (error: Error): Pick<RowFate, 'problems'> =>
  error instanceof kernel.Refusal && error.problems.length > 0 ? { problems: error.problems } : {};

async function registers(
  engine: kernel.Engine,
  importing: Import,
  row: number,
  facts: SdpFacts,
  dryRun: boolean,
): Promise<RowFate> {
  const command: Imported = {
    type: 'RegisterInmate',
    data: { ...kernel.without(facts, 'statusSince'), sourceRef: sourceOf(importing, row) },
  };
  const ask = askOf(engine, importing, row, command, { on: facts.registeredOn });
  if (dryRun) {
    await wouldBeRecorded(engine, ask);
    return { row, fate: 'REGISTERED' };
  }
  const { id: inmateId } = await handleInmate(engine, ask);
  return { row, fate: 'REGISTERED', inmateId };
}

async function changes(
  engine: kernel.Engine,
  importing: Import,
  stream: string,
  row: number,
  facts: SdpFacts,
  dryRun: boolean,
): Promise<RowFate> {
  const inmateId = stream.slice('inmate-'.length);
  const { history, state, entries } = await openedRecord(engine, stream);
  kernel.mustReach(inmate, state, importing.by);
  const earlier = history.find(({ metadata }) => metadata.command.id === commandIdOf(importing, row));
  if (earlier !== undefined) return repeated(earlier, importing, row, inmateId);
  const known = knownBy(entries.map(({ data }) => data));
  const status = state.now.status === 'present' ? state.now.custodyStatus : facts.custodyStatus;
  const differing = differences(known, facts);
  const names = [...Object.keys(differing), ...(status === facts.custodyStatus ? [] : ['custodyStatus'])];
  if (names.length === 0) return { row, fate: 'UNCHANGED', inmateId };
  const target = { id: inmateId };
  if (status !== facts.custodyStatus) {
    if (facts.statusSince === undefined) {
      throw new kernel.Refusal('status-day-missing', { custodyStatus: facts.custodyStatus, before: status });
    }
    const data = { custodyStatus: facts.custodyStatus, changedOn: facts.statusSince };
    const partOn = { on: facts.statusSince, part: 'status' };
    const ask = askOf(engine, importing, row, { type: 'ChangeCustodyStatus', data }, partOn);
    await sendOrTry(engine, { ...ask, target }, dryRun);
  }
  if (Object.keys(differing).length > 0) {
    const data = { ...differing, sourceRef: sourceOf(importing, row) };
    const ask = askOf(engine, importing, row, { type: 'ImportCustodyFact', data });
    await sendOrTry(engine, { ...ask, target }, dryRun);
  }
  return { row, fate: 'CHANGED', inmateId, problems: names.map((name) => `${name} differs`) };
}

/** What this import made of the row when it was sent first; another file under the same key is refused. */
function repeated(
  { type, data, metadata }: kernel.RecordedEvent,
  importing: Import,
  row: number,
  inmateId: string,
): RowFate {
  const source = data.sourceRef as kernel.JsonObject | undefined;
  if (source?.file !== importing.file) {
    throw new kernel.Refusal('idempotency-key-reused', { recordedAt: metadata.recordedAt });
  }
  return { row, fate: type === 'InmateRegistered' ? 'REGISTERED' : 'CHANGED', inmateId };
}

const sendOrTry = (engine: kernel.Engine, ask: kernel.Ask<Imported>, dryRun: boolean): Promise<unknown> =>
  dryRun ? wouldBeRecorded(engine, ask) : handleInmate(engine, ask);

/** Throws what sending would throw: the rules' refusal, or that of a number that another inmate has. Nothing is recorded. */
async function wouldBeRecorded(engine: kernel.Engine, ask: kernel.Ask<Imported>): Promise<void> {
  for (const request of await reservationsBy(numbers, engine, ask)) {
    const owner = await ownerOf(engine, request);
    if (owner === undefined) continue;
    refuseTaken(owner, request.taken);
  }
  const { state } =
    ask.target === undefined
      ? { state: inmate.decider.initial }
      : await kernel.load(engine, inmate, `inmate-${ask.target.id}`);
  const at = engine.now().toISOString();
  const today = todayIn(engine, ask.unitId ?? kernel.unitOfActor(ask.by));
  const command =
    ask.command.type === 'RegisterInmate' ? { ...ask.command, facts: { subject: kernel.id('dry-run') } } : ask.command;
  kernel.decide(inmate.decider, { ...command, by: ask.by, at, today, is: () => false }, state);
}

const todayIn = ({ zoneOf, now }: kernel.Engine, unitId: string): string =>
  kernel.dayIn(zoneOf(unitId) ?? 'UTC', now().toISOString());

type Known = Partial<Pick<InmateEventData<'CustodyFactImported'>, (typeof COMPARED)[number]>>;
const COMPARED = ['name', 'aliases', 'identityNumber', 'birthDate', 'offence', 'room'] as const;

/** What the entries of a record say of the person, to be compared. Refuses somebody whose keys were destroyed. */
function knownBy(said: readonly kernel.JsonObject[]): Known {
  if (said.some((data) => 'gone' in data)) throw new kernel.Refusal('keys-destroyed');
  return said.reduce<Known>((known, data) => {
    const compared = Object.fromEntries(Object.entries(data).filter(([name]) => COMPARED.some((one) => one === name)));
    return { ...known, ...compared };
  }, {});
}

const differences = (known: Known, facts: SdpFacts): Known =>
  Object.fromEntries(
    COMPARED.flatMap((name) => {
      const said = facts[name];
      return said === undefined || isAlike(said, known[name]) ? [] : [[name, said]];
    }),
  );

const isAlike = (one: kernel.JsonValue, other: kernel.JsonValue | undefined): boolean =>
  other !== undefined && kernel.canonical(one) === kernel.canonical(other);

const sourceOf = ({ file }: Import, row: number) => ({ file, row });

/** D2: `id('command', batchId, row)`, its rows from 0; a second command of a row has its own. */
const commandIdOf = ({ batchId }: Import, row: number, part?: string): string =>
  part === undefined ? kernel.id('command', batchId, row - 1) : kernel.id('command', batchId, row - 1, part);

/** `on` is the day on which what is recorded happened, where the row says that; `part` tells a second command of the row from the first. */
const askOf = (
  engine: kernel.Engine,
  importing: Import,
  row: number,
  command: Imported,
  { on, part }: { readonly on?: string; readonly part?: string } = {},
): kernel.Ask<Imported> => ({
  command,
  unitId: importing.unitId,
  by: { ...importing.by, kind: 'IMPORT' },
  commandId: commandIdOf(importing, row, part),
  body: { ...command.data },
  context: on === undefined ? {} : contextOf(on, todayIn(engine, importing.unitId)),
  correlationId: importing.correlationId,
  causationId: importing.correlationId,
});

/** What the prison data system has long known is late here because it is brought over. */
const contextOf = (on: string, today: string): kernel.Context =>
  kernel.daysBetween(on, today) > kernel.LATE_AFTER_DAYS ? { lateCode: 'DATA_MIGRATION' } : {};

import { type Ask, Conflict, Forbidden, NotFound, type Receipt, Refusal, Unavailable } from '#kernel';
import { world } from '#kernel/world';
import type { Handle } from '#platform/commands';
import { askOf } from '#platform/for-specs';
import { registration } from '../../libs/contexts/custody/inmate/inmate-for-specs.js';
import { COURSES, KINDS } from './courses.js';
import { type Deed, deedOf, type Dossier, type Kind, ILLNESS, type Known, OFFENCE, one, SECRET } from './deeds.js';
import { DOINGS } from './doings.js';
import { DONE, type Operation } from './operators.js';
import type { Tape } from './tape.js';

/** What people write that nobody may read who has no key. */
export const SECRETS: readonly string[] = [SECRET, registration.name, ILLNESS, OFFENCE];

/** What somebody was told in the end: the receipt, a refusal, or nothing. */
export interface Told {
  readonly ask: Ask;
  readonly answer: Receipt | string;
}

/** What somebody was told was recorded, if it was. */
export const receiptIn = (told: readonly Told[]): Receipt | undefined =>
  told.flatMap(({ answer }) => (typeof answer === 'string' ? [] : [answer]))[0];

/** How often each command was sent, and how often it was recorded. */
export type Commands = ReadonlyMap<string, { readonly sent: number; readonly recorded: number }>;

export function commandsIn(told: readonly Told[], operations: readonly Operation[]): Commands {
  const commands = new Map<string, { readonly sent: number; readonly recorded: number }>();
  const all = [
    ...told.map(({ ask, answer }) => ({ type: ask.command.type, isRecorded: typeof answer !== 'string' })),
    ...operations.map(({ type, answer }) => ({ type, isRecorded: answer === DONE })),
  ];
  for (const { type, isRecorded } of all) {
    const { sent, recorded } = commands.get(type) ?? { sent: 0, recorded: 0 };
    commands.set(type, { sent: sent + 1, recorded: recorded + Number(isRecorded) });
  }
  return commands;
}

/** A process that takes commands, and how to be in it. */
export type Server = (ask: Ask, handle: Handle) => Promise<Receipt>;

/** What people reach: the processes that are there, and what an entry of a record is called. */
export interface House {
  readonly servers: () => readonly Server[];
  readonly entryAt: (receipt: Receipt) => Promise<string>;
}

const TRIES = 8;
const PATIENCE_MS = 10_000;
const LATE = { lateCode: 'PAPER_RECORD' } as const;

export const begun = (kind: Kind, course: number): Dossier => ({ kind, course, step: 0, ids: {}, said: {} });

/** The command that comes next for it, undefined when all is done. */
export const nextOf = ({ kind, course, step }: Dossier): string | undefined =>
  COURSES[kind][course % COURSES[kind].length]?.[step];

export const doneBy = (known: Known, type: string, dossier: Dossier, tape: Tape): Deed | undefined => {
  const doing = DOINGS[type];
  return doing && deedOf(known, { type, doing }, dossier, tape);
};

/** What somebody does: mostly what comes next for somebody or something that is known, else anything. */
function chosen(known: Known, tape: Tape) {
  if (tape.rarely(350)) {
    const type = one(tape, Object.keys(DOINGS)) ?? 'RegisterInmate';
    const kind = DOINGS[type]?.kind ?? 'person';
    const there = known.filter((dossier) => dossier.kind === kind);
    const sensible = there.filter((dossier) => isSensible(type, dossier));
    const dossier = one(tape, sensible.length === 0 || tape.rarely(200) ? there : sensible) ?? begun(kind, 0);
    return { type, dossier: type === nextOf(begun(kind, dossier.course)) ? begun(kind, dossier.course) : dossier };
  }
  const open = known.filter((dossier) => nextOf(dossier) !== undefined);
  const kind = tape.rarely(300) ? (one(tape, KINDS) ?? 'person') : 'person';
  const isNew = open.length === 0 || tape.rarely(100);
  const dossier = (isNew ? undefined : one(tape, open)) ?? begun(kind, tape.choose(COURSES[kind].length));
  return { type: nextOf(dossier) ?? 'RegisterInmate', dossier };
}

/** Whether what it is sent to is known, and what comes before it was said. */
function isSensible(type: string, { ids, said }: Dossier): boolean {
  const { to, after } = DOINGS[type] ?? {};
  const isThere = to === undefined || (to === 'case' ? 'inmate' : to) in ids;
  return isThere && (after?.some((before) => before in said) ?? true);
}

/** One deed of somebody, who sends it again like a browser until there is an answer, now and then to two processes at once. */
export async function act(known: Known, tape: Tape, { servers, entryAt }: House): Promise<readonly Told[]> {
  const { type, dossier } = chosen(known, tape);
  const deed = doneBy(known, type, dossier, tape);
  if (deed === undefined) return [];
  const ask = asked(deed);
  const presses = Array.from({ length: tape.rarely(100) ? 2 : 1 }, () => press(ask, deed.handle, tape, servers));
  const answers = await Promise.all(presses);
  const receipt = answers.find((answer) => typeof answer !== 'string');
  if (receipt !== undefined) await learn(known, dossier, deed, receipt, entryAt);
  else if (type === nextOf(dossier) && known.includes(dossier) && tape.rarely(250)) dossier.step += 1; // it goes on without
  return answers.map((answer) => ({ ask, answer }));
}

export const asked = ({ command, by, target }: Deed): Ask =>
  askOf(command, by, { context: LATE, ...(target !== undefined && { target }), unitId: unitOf(by) });

/** Whoever creates owns it, but agencies serve the people of the Rutan. */
const unitOf = (by: Deed['by']): string => (by.kind === 'USER' ? 'RUTAN-BANJARNEGARA' : by.unitId);

/** What was recorded is known from now on, and the course goes on when it was what came next. */
export async function learn(
  known: Known,
  dossier: Dossier,
  deed: Deed,
  receipt: Receipt,
  entryAt: House['entryAt'],
): Promise<void> {
  const isNext = nextOf(dossier) === deed.command.type;
  deed.learn(known, receipt.id, await entryAt(receipt));
  if (isNext) dossier.step += 1;
}

async function press(
  ask: Ask,
  handle: Handle,
  tape: Tape,
  servers: () => readonly Server[],
): Promise<Receipt | string> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const server = one(tape, servers());
    const answer = server === undefined ? 'nobody is there' : await heard(server(ask, handle));
    if (typeof answer !== 'string' || answer.startsWith('refused')) return answer;
    await world.delay(1_000 * 2 ** tries);
  }
  return 'no answer';
}

/** The receipt, a refusal, or why there is none; whoever is not answered in time hears nothing. */
async function heard(attempt: Promise<Receipt>): Promise<Receipt | string> {
  try {
    return await Promise.race([attempt, world.delay(PATIENCE_MS).then(() => 'silence')]);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== undefined) return refusal;
    if (error instanceof Unavailable) return error.code;
    throw error;
  }
}

/** How people hear of it that they were refused something. */
export function refusalOf(error: unknown): string | undefined {
  if (error instanceof Refusal || error instanceof Conflict || error instanceof Forbidden)
    return `refused: ${error.code}`;
  return error instanceof NotFound ? 'refused: not-found' : undefined;
}

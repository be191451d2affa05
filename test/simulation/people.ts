import { type AnyCommand, type Ask, Conflict, Forbidden, NotFound, type Receipt, Refusal, Unavailable } from '#kernel';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { world } from '#kernel/world';
import type { Handle } from '#platform/commands';
import { askOf } from '#platform/for-specs';
import { merging, unmerging } from '../../libs/contexts/custody/inmate/inmate-merges-for-specs.js';
import { change, registrar, registration } from '../../libs/contexts/custody/inmate/inmate-for-specs.js';
import { handleInmate } from '../../libs/contexts/custody/inmate/inmate.handle.js';
import { handleCase } from '../../libs/contexts/rehabilitation/case/case.handle.js';
import { answered, giving } from '../../libs/contexts/rehabilitation/consent/consent-for-specs.js';
import { handleConsent } from '../../libs/contexts/rehabilitation/consent/consent.handle.js';
import { clerk, karutan, nurse } from '../../libs/contexts/rehabilitation/facts-for-specs.js';
import type { Tape } from './tape.js';

/** What the people of the house know: what they were told was recorded. */
export interface Known {
  readonly inmates: string[];
  readonly consents: string[];
}

interface Deed {
  readonly by: Ask['by'];
  readonly command: AnyCommand;
  readonly target?: string;
  readonly handle: Handle;
  readonly learn?: (known: Known, id: string) => void;
}

const EPISODES = 3;
const note = 'He has changed his mind.';

/** What people write that nobody may read who has no key. */
export const SECRETS: readonly string[] = [note, registration.name];

type Doing = (known: Known, tape: Tape) => Deed | undefined;

const one = <T>(tape: Tape, of: readonly T[]): T | undefined => of[tape.choose(Math.max(1, of.length))];
const ofInmate =
  (act: (inmateId: string, tape: Tape, known: Known) => Deed): Doing =>
  (known, tape) => {
    const inmateId = one(tape, known.inmates);
    return inmateId === undefined ? undefined : act(inmateId, tape, known);
  };
const aCase = (tape: Tape, inmateId: string): string => caseIdOf(inmateId, 1 + tape.choose(EPISODES));

/** What people do, as its command is called. */
export const DOINGS: Readonly<Record<string, Doing>> = {
  RegisterInmate: (_, tape) => ({
    by: registrar,
    command: { type: 'RegisterInmate', data: { ...registration, registerNumber: `AIII/${1 + tape.choose(5)}` } },
    handle: handleInmate,
    learn: ({ inmates }, id) => inmates.push(id),
  }),
  ChangeCustodyStatus: ofInmate((target, tape) => ({
    by: registrar,
    command: { type: 'ChangeCustodyStatus', data: { ...change, registerNumber: `BI/${1 + tape.choose(3)}` } },
    target,
    handle: handleInmate,
  })),
  MoveRoom: ofInmate((target) => ({
    by: registrar,
    command: { type: 'MoveRoom', data: { room: 'Blok A 3', movedOn: '2024-12-10' } },
    target,
    handle: handleInmate,
  })),
  MergeDuplicate: ofInmate((duplicateId, tape, { inmates }) => ({
    by: karutan,
    command: merging(duplicateId),
    target: one(tape, inmates) ?? duplicateId,
    handle: handleInmate,
  })),
  UnmergeDuplicate: ofInmate((duplicateId, tape, { inmates }) => ({
    by: karutan,
    command: unmerging(duplicateId),
    target: one(tape, inmates) ?? duplicateId,
    handle: handleInmate,
  })),
  ReleaseInmate: ofInmate((target) => ({
    by: registrar,
    command: { type: 'ReleaseInmate', data: { releaseKind: 'PAROLE', releasedOn: '2024-12-15' } },
    target,
    handle: handleInmate,
  })),
  OpenCase: ofInmate((inmateId) => ({
    by: clerk,
    command: { type: 'OpenCase', data: { inmateId, openedOn: '2024-12-03' } },
    handle: handleCase,
  })),
  CloseCase: ofInmate((inmateId, tape) => ({
    by: clerk,
    command: { type: 'CloseCase', data: { closedOn: '2024-12-04', reasonCode: 'SCREENING_REFUSED' } },
    target: aCase(tape, inmateId),
    handle: handleCase,
  })),
  ReopenCase: ofInmate((inmateId, tape) => ({
    by: karutan,
    command: { type: 'ReopenCase', data: { reopenedOn: '2024-12-05', reasonCode: 'RETURNED', note } },
    target: aCase(tape, inmateId),
    handle: handleCase,
  })),
  GiveConsent: ofInmate((inmateId) => ({
    by: nurse,
    command: { type: 'GiveConsent', data: { inmateId, ...giving, purposes: answered('REHABILITATION') } },
    handle: handleConsent,
    learn: ({ consents }, id) => consents.push(id),
  })),
  WithdrawConsent: ({ consents }, tape) => {
    const target = one(tape, consents);
    const data = { reasonCode: 'CHANGED_MIND', withdrawnAt: '2024-12-10T03:00:00.000Z' };
    return target === undefined
      ? undefined
      : { by: nurse, command: { type: 'WithdrawConsent', data }, target, handle: handleConsent };
  },
};

/** What somebody was told in the end: the receipt, a refusal, or nothing. */
export interface Told {
  readonly ask: Ask;
  readonly answer: Receipt | string;
}

/** A process that takes commands, and how to be in it. */
export type Server = (ask: Ask, handle: Handle) => Promise<Receipt>;

const TRIES = 8;
const PATIENCE_MS = 10_000;

/** One deed of somebody, who sends it again like a browser until there is an answer, now and then to two processes at once. */
export async function act(known: Known, tape: Tape, servers: () => readonly Server[]): Promise<readonly Told[]> {
  const deed = (known.inmates.length === 0 ? DOINGS.RegisterInmate : one(tape, Object.values(DOINGS)))?.(known, tape);
  if (deed === undefined) return [];
  const { command, by, target, handle, learn } = deed;
  const ask = askOf(command, by, { context: { lateCode: 'PAPER_RECORD' }, ...(target !== undefined && { target }) });
  const presses = Array.from({ length: tape.rarely(100) ? 2 : 1 }, () => press(ask, handle, tape, servers));
  const answers = await Promise.all(presses);
  const receipt = answers.find((answer) => typeof answer !== 'string');
  if (receipt !== undefined) learn?.(known, receipt.id);
  return answers.map((answer) => ({ ask, answer }));
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
    if (error instanceof Refusal || error instanceof Conflict || error instanceof Forbidden)
      return `refused: ${error.code}`;
    if (error instanceof NotFound) return 'refused: not-found';
    if (error instanceof Unavailable) return error.code;
    throw error;
  }
}

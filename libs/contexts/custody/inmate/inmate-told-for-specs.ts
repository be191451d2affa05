import { randomUUID } from 'node:crypto';
import { type Actor, type Aggregate, type Ask, type Told, verifyStream } from '#kernel';
import { inmateEvents } from '#contracts/custody/inmate.events';
import {
  type CaseEvent,
  type CaseEventData,
  RehabCaseClosed,
  RehabCaseExited,
  RehabCaseOpened,
  RehabCaseReopened,
} from '#contracts/rehabilitation/case.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { recording } from '#platform/specs';
import { registrar, registration, UNIT } from './inmate-for-specs.js';
import type { InmateCommand } from './inmate.decider.js';
import { tellInmate } from './inmate.handler.js';
import type { Registration } from './inmate.registration.js';

type CaseTurn = Extract<
  CaseEvent,
  { type: 'RehabCaseOpened' | 'RehabCaseClosed' | 'RehabCaseExited' | 'RehabCaseReopened' }
>;
interface Turn {
  readonly type: 'Turn';
  readonly data: { readonly turn: CaseTurn };
}
type CaseState = { readonly subject: string; readonly unitId: string } | undefined;

/** What other contexts record of a case, as far as custody reads it. */
const rehabCase: Aggregate<CaseState, Turn, CaseTurn> = {
  name: 'rehabcase',
  unitsOf: (state) => (state === undefined ? [] : [state.unitId]),
  aboutOf: (state, caseId) => (state === undefined ? [] : [{ subject: state.subject, caseId }]),
  decider: {
    initial: undefined,
    decide: { Turn: ({ data: { turn } }) => [turn] },
    evolve: {
      RehabCaseOpened: (_, { data, metadata }) => ({ subject: data.subject, unitId: metadata.unitId }),
      RehabCaseClosed: (state) => state,
      RehabCaseExited: (state) => state,
      RehabCaseReopened: (state) => state,
    },
  },
};

export const caseClosed = (closedOn: string): CaseTurn => ({
  type: 'RehabCaseClosed',
  data: { closedOn, reasonCode: 'LEFT', closedBy: registrar.id, providerUnitIds: [] },
});

/** Inmates of a unit on a log in memory, told as in life: with their reservations and the facts from elsewhere. */
export function custody() {
  const caseEvents = [RehabCaseOpened, RehabCaseClosed, RehabCaseExited, RehabCaseReopened];
  const log = recording([...inmateEvents, ...reservationEvents, ...caseEvents]);
  const ask = (
    command: InmateCommand,
    target: string | undefined,
    { by = registrar, key = randomUUID() }: { by?: Actor; key?: string } = {},
  ): Ask<InmateCommand> => ({
    command,
    by,
    ...(target === undefined ? { unitId: UNIT } : { target: { id: target } }),
    commandId: key,
    body: { ...command.data },
    context: {},
    correlationId: randomUUID(),
    causationId: randomUUID(),
  });
  const act = (command: InmateCommand, target?: string, asked: { by?: Actor; key?: string } = {}): Promise<Told> =>
    tellInmate(log.engine, ask(command, target, asked));
  const tellCase = log.teller(rehabCase);
  const subjectOf = async (inmateId: string): Promise<string> => {
    const [first] = verifyStream(await log.engine.store.read(`inmate-${inmateId}`));
    return first?.metadata.about[0]?.subject ?? '';
  };

  return {
    ...log,
    ask,
    act,
    register: async (rest: Partial<Registration> = {}, asked: { by?: Actor; key?: string } = {}): Promise<string> =>
      (await act({ type: 'RegisterInmate', data: { ...registration, ...rest } }, undefined, asked)).id,
    subjectOf,
    last: (inmateId: string): Promise<string> => log.lastEntryOf(`inmate-${inmateId}`),
    openCase: async (inmateId: string): Promise<string> => {
      const subject = await subjectOf(inmateId);
      const head = verifyStream(await log.engine.store.read(`inmate-${inmateId}`)).at(-1);
      const basis = [{ stream: `inmate-${inmateId}`, revision: head?.revision ?? 0, hash: head?.metadata.hash ?? '' }];
      const data: CaseEventData<'RehabCaseOpened'> = { subject, inmateId, episode: 1, openedOn: '2024-12-09', basis };
      return tellCase(registrar, { type: 'Turn', data: { turn: { type: 'RehabCaseOpened', data } } });
    },
    turnCase: (caseId: string, turn: CaseTurn) => tellCase(registrar, { type: 'Turn', data: { turn } }, caseId),
    typesOf: async (inmateId: string): Promise<readonly string[]> =>
      (await log.engine.store.read(`inmate-${inmateId}`)).map(({ type }) => type),
  };
}

import { randomUUID } from 'node:crypto';
import * as kernel from '#kernel';
import { inmateEvents } from '#contracts/custody/inmate.events';
import * as events from '#contracts/rehabilitation/case.events';
import { caseIdOf, needsOpenCase } from '#contracts/rehabilitation/open-cases';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { openCaseReserved } from '#contracts/reservations/sets';
import { sendReserving, type ReservationRequest } from '#platform/reservations';
import { askOf, recording } from '#platform/for-specs';
import { registrar, registration, UNIT, acceptance, transfer } from './inmate-for-specs.js';
import { handleInmate } from './inmate.handle.js';
import type { InmateAsked } from './inmate.record.js';
import { inmateList, inmates, oneInmate } from './inmates.read-model.js';

const refuse = kernel.refusesBy(
  kernel.sentences({ 'another-case-open': { en: 'Another case of this inmate, {owner}, is open.' } }),
);

export type Registration = Extract<InmateAsked, { type: 'RegisterInmate' }>['data'];

type CaseTurn = Extract<
  events.CaseEvent,
  { type: 'RehabCaseOpened' | 'RehabCaseClosed' | 'RehabCaseExited' | 'RehabCaseReopened' }
>;
interface Turn {
  readonly type: 'Turn';
  readonly data: { readonly turn: CaseTurn };
}
type CaseState = { readonly subject: string; readonly unitId: string } | undefined;

/** What other contexts record of a case, as far as custody reads it. */
const rehabCase: kernel.Aggregate<CaseState, Turn, CaseTurn> = {
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

/** The one open case that an inmate may have. */
const openCase = (engine: kernel.Engine, inmateId: string): ReservationRequest => ({
  ...openCaseReserved(inmateId),
  taken: (other) => refuse('another-case-open', other),
  isOver: async (owner) => !needsOpenCase((await kernel.cite(engine, owner))?.events ?? [], inmateId),
});

const caseClosed = (subject: string, closedOn: string): CaseTurn => ({
  type: 'RehabCaseClosed',
  data: { subject, closedOn, reasonCode: 'LEFT', closedBy: registrar.staffId, providerUnitIds: [] },
});

interface Asked {
  readonly by?: kernel.StaffActor;
  readonly key?: string;
  readonly context?: kernel.Context;
  /** The unit in which somebody is registered. */
  readonly unitId?: string;
}
const LATE: kernel.Context = { lateCode: 'PAPER_RECORD' };

/** Inmates of a unit on a log, in memory by default, recorded as in life: with their reservations and the facts from elsewhere. */
export function custody(now?: () => Date, store?: kernel.EventStore) {
  const caseEvents = [events.RehabCaseOpened, events.RehabCaseClosed, events.RehabCaseExited, events.RehabCaseReopened];
  const log = recording([...inmateEvents, ...reservationEvents, ...caseEvents], now, undefined, store);
  const ask = (command: InmateAsked, target: string | undefined, asked: Asked = {}): kernel.Ask<InmateAsked> => {
    const { by = registrar, key = randomUUID(), context = LATE, unitId } = asked;
    return askOf(command, by, { target, ...(unitId && { unitId }), commandId: key, context });
  };
  const act = (command: InmateAsked, target?: string, asked: Asked = {}): Promise<kernel.Receipt> =>
    handleInmate(log.engine, ask(command, target, asked));
  /** `unitId` is the unit of a case that is new. */
  const turnCase = async (caseId: string, turn: CaseTurn, unitId?: string, engine = log.engine): Promise<string> => {
    const by = { ...registrar, ...(unitId && { unitId }) };
    const whom = unitId === undefined ? { target: caseId } : { createdId: caseId, unitId };
    const asked = askOf({ type: 'Turn', data: { turn } } as const, by, { ...whom, context: LATE });
    const requests = turn.type === 'RehabCaseOpened' ? [openCase(engine, turn.data.inmateId)] : [];
    return (await sendReserving(engine, rehabCase, asked, requests)).id;
  };
  const subjectOf = async (inmateId: string): Promise<string> => {
    const [first] = kernel.verifyStream(await log.engine.store.read(`inmate-${inmateId}`));
    return first?.metadata.about[0]?.subject ?? '';
  };

  return {
    ...log,
    ask,
    act,
    register: async (rest: Partial<Registration> = {}, asked: Asked = {}): Promise<string> =>
      (await act({ type: 'RegisterInmate', data: { ...registration, ...rest } }, undefined, asked)).id,
    subjectOf,
    last: (inmateId: string): Promise<string> => log.lastEntryOf(`inmate-${inmateId}`),
    openCase: async (inmateId: string, { episode = 1, unitId = UNIT, engine = log.engine } = {}): Promise<string> => {
      const subject = await subjectOf(inmateId);
      const head = kernel.verifyStream(await log.engine.store.read(`inmate-${inmateId}`)).at(-1);
      const basis = [{ stream: `inmate-${inmateId}`, revision: head?.revision ?? 0, hash: head?.metadata.hash ?? '' }];
      const data: events.CaseEventData<'RehabCaseOpened'> = {
        subject,
        inmateId,
        episode,
        openedOn: '2024-12-09',
        basis,
      };
      return turnCase(caseIdOf(inmateId, episode), { type: 'RehabCaseOpened', data }, unitId, engine);
    },
    closeCase: async (inmateId: string, caseId: string, closedOn = '2024-12-10'): Promise<string> =>
      turnCase(caseId, caseClosed(await subjectOf(inmateId), closedOn)),
    turnCase,
    typesOf: async (inmateId: string): Promise<readonly string[]> =>
      (await log.engine.store.read(`inmate-${inmateId}`)).map(({ type }) => type),
  };
}

export const NIK = { kind: 'NIK', country: 'ID', value: '3304010101900001' } as const;
export const transferring: InmateAsked = { type: 'TransferInmate', data: transfer };
export const accepting = (change: Partial<typeof acceptance> = {}): InmateAsked => ({
  type: 'AcceptTransfer',
  data: { ...acceptance, ...change },
});
export const toElsewhere: InmateAsked = {
  type: 'TransferInmate',
  data: { ...kernel.without(transfer, 'toUnitId'), destination: { name: 'Lapas Semarang' } },
};

export async function onTheWay(rest: Partial<typeof registration> & { identityNumber?: typeof NIK } = {}) {
  const its = custody();
  const inmateId = await its.register(rest);
  await its.act(transferring, inmateId);
  return { its, inmateId, transferId: await its.last(inmateId) };
}

export function asked() {
  const its = custody();
  const answers = its.answers(inmates);
  const list = async (question: object = {}, by = registrar) => (await answers.page(inmateList, question, by)).items;
  const idsOf = async (question: object, by = registrar) => (await list(question, by)).map(({ id }) => id);
  const one = (id: string, by = registrar) => answers.one(oneInmate, { id }, by);
  return { its, list, idsOf, one };
}

import * as kernel from '#kernel';
import { world } from '#kernel/world';
import type { Party } from '#contracts/cooperation/agreement.events';
import { type CoverageEvent, coverageEvents } from '#contracts/cooperation/coverage';
import { RehabCaseOpened } from '#contracts/rehabilitation/case.events';
import { agreement } from './agreement.decider.js';
import type { OtherAgreement, ParentFacts } from './agreement.parent.js';
import type { AgreementCommand, AgreementState, CaseFact } from './agreement.state.js';
import type { PartyInput } from './agreement.commands.js';

export const handleAgreement = (engine: kernel.Engine, ask: kernel.Ask): Promise<kernel.Receipt> =>
  kernel.handle(engine, agreement, ask, readersOf(engine));

const CASES_AT_ONCE = 8;

function readersOf(engine: kernel.Engine): kernel.FactReaders<AgreementState, AgreementCommand> {
  const parentOf = async (agreementId?: string): Promise<ParentFacts> => {
    const parent = agreementId === undefined ? undefined : await otherAgreement(engine, agreementId);
    return { ...(parent && { parent }) };
  };
  const ofRecord = (_: unknown, state: AgreementState): Promise<ParentFacts> =>
    parentOf('parentAgreementId' in state ? state.parentAgreementId : undefined);
  return {
    ProposeAgreement: async ({ data }, state) => ({
      ...(await parentOf(data.parentAgreementId)),
      parties: recorded(data.parties, state),
    }),
    ReviseAgreementDraft: ({ data: { parties } }, state) =>
      Promise.resolve(parties === undefined ? {} : { parties: recorded(parties, state) }),
    ApproveAgreementForSigning: ofRecord,
    SignAgreement: ofRecord,
    ProposeAddendum: ofRecord,
    SignAddendum: ofRecord,
    RenewAgreement: async ({ data }, _, { target }) => {
      const successor = await otherAgreement(engine, data.successorId);
      return { ...(target && { agreementId: target.id }), ...(successor && { successor }) };
    },
    TerminateAgreement: async ({ data }) => {
      const cases = await kernel.inParallel(data.casesInProgress, CASES_AT_ONCE, ({ caseId }) =>
        caseWith(engine, caseId),
      );
      return { cases: cases.filter((one) => one !== undefined) };
    },
  };
}

/** Another agreement as the store's leader knows it, its history verified; undefined when there is none. */
async function otherAgreement(engine: kernel.Engine, agreementId: string): Promise<OtherAgreement | undefined> {
  const { history, state } = await kernel.load(engine, agreement, `agreement-${agreementId}`);
  const head = history.at(-1);
  if (head === undefined || state.status === 'absent') return undefined;
  return {
    kind: state.kind,
    events: history.map((event) => engine.registry.upcast(event)).filter(isCovering),
    basis: kernel.factAt(head),
    ground: { kind: 'AGREEMENT', legalBasis: 'AGREEMENT' },
  };
}

/** Whose case it is, as its stream says on the store's leader; undefined when there is none. */
async function caseWith(engine: kernel.Engine, caseId: string): Promise<CaseFact | undefined> {
  const cited = await kernel.cite(engine, `rehabcase-${caseId}`);
  const opening = cited?.events.find(isOpening);
  return cited && opening && { caseId, subject: opening.data.subject, basis: cited.basis };
}

/** The parties with who signs for each: whoever signed for it before, else somebody new; a client never says which person it is. */
function recorded(parties: readonly PartyInput[], state: AgreementState): Party[] {
  const known = 'clauses' in state ? state.parties : [];
  return parties.map(({ signatory, ...party }) => {
    if ('staffId' in signatory) return { ...party, signatory };
    const subject = known.find(({ partyId }) => partyId === party.partyId)?.signatory.subject;
    return { ...party, signatory: { ...signatory, subject: subject ?? world.uuid() } };
  });
}

const isCovering = (event: kernel.RecordedEvent): event is kernel.RecordedEvent & CoverageEvent =>
  coverageEvents.some(({ type }) => type === event.type);

const isOpening = (
  event: kernel.Projected<kernel.AnyEvent>,
): event is kernel.Projected<kernel.EventOf<typeof RehabCaseOpened>> => event.type === RehabCaseOpened.type;

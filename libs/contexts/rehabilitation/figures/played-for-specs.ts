import { type AnyEvent, foldAll, id, type JsonObject, type Projected } from '#kernel';
import { dayOf, recorded } from '#kernel/given-for-specs';
import { definitions } from '#contracts/registry';
import type { CaseEvent } from '#contracts/rehabilitation/case.events';
import type { DiscontinuationCategory } from '#contracts/rehabilitation/codes';
import { karutan, subject } from '../facts-for-specs.js';
import { caseIdOf, OTHER, type ProgrammeEvent, providerUnitIds } from './histories-for-specs.js';
import type { MilestonesOfCase } from './milestones-of-case.js';
import { type FiguresDocument, milestonesKept } from './programme-figures.read-model.js';

export const eventId = (m: number, n: number): string => id('spec', 'event', m, n);

/** What was told of a case, as projections read it: of its own stream or about it, by the unit that owns the case then; some is sealed. */
export function inputOf(m: number, ...events: readonly ProgrammeEvent[]): readonly Projected<AnyEvent>[] {
  const caseId = caseIdOf(m);
  let owner = karutan.unitId;
  return events.map((event, n) => {
    const { metadata, data, ...rest } = recorded<AnyEvent>({ ...event, id: eventId(m, n) }, n);
    const [name, about] =
      /^(Screening|InmateScreened|Brief|Assessment|Placement)/.exec(event.type) === null
        ? [`rehabcase-${caseId}`, []]
        : [`screening-${id('spec', 'record', m)}`, [{ subject, caseId, legalBasis: 'LEGAL_DUTY' as const }]];
    if (event.type === 'RehabCaseTakenOver') owner = OTHER;
    return {
      ...rest,
      data: event.type === 'RehabDiscontinued' ? closedBy(event.data) : data,
      stream: name,
      position: String(m * 1000 + n).padStart(20, '0'),
      metadata: { ...metadata, about, unitId: owner, on: dayOf(definitions, event.type, event.data) ?? metadata.on },
    };
  });
}

type Discontinued = Extract<CaseEvent, { type: 'RehabDiscontinued' }>['data'];

/** As it is stored: its category in what stands for a seal, which `openedIn` opens. */
const closedBy = ({ subject: s, category, discontinuedOn }: Discontinued): JsonObject => ({
  subject: s,
  discontinuedOn,
  providerUnitIds,
  sealed: [{ s, c: 'health', k: s, iv: '', ct: category }],
});

export const openedIn = (documents: readonly FiguresDocument[]): readonly MilestonesOfCase[] =>
  documents.map((document) => {
    const { discontinued } = document;
    const category = discontinued?.sealed?.[0]?.ct as DiscontinuationCategory | undefined;
    return discontinued === undefined || category === undefined
      ? document
      : { ...document, discontinued: { ...discontinued, category } };
  });

export const documentsOf = (input: readonly Projected<AnyEvent>[]): readonly FiguresDocument[] => [
  ...foldAll(milestonesKept, input as Parameters<typeof foldAll<FiguresDocument, ProgrammeFiguresEvent>>[1]).values(),
];
type ProgrammeFiguresEvent = Parameters<typeof milestonesKept.fold>[1];

import fc from 'fast-check';
import { decide, evolve, Refusal } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { CASE_EXITS, CLOSURE_REASONS, MILESTONES } from '#contracts/rehabilitation/codes';
import { agency, factOn, inmateId, inmateThere, karutan, nurse } from '../facts-for-specs.js';
import {
  admission,
  admissionFacts,
  advance,
  certificate,
  completionFacts,
  deputy,
  HISTORIES,
  note,
  type Past,
  transferId,
} from './case-for-specs.js';
import { rehabCase } from './case.decider.js';
import type { CaseCommand } from './case.rules.js';
import { COURSE } from './case.course.js';
import type { CaseState } from './case.record.js';

const { decider } = rehabCase;
const DAYS = ['2024-11-02', '2024-11-10', '2024-11-20', '2024-12-01', '2024-12-10', '2024-12-16', '2024-12-20'];
const day = fc.oneof(
  { arbitrary: fc.constant('2024-12-16'), weight: 6 },
  { arbitrary: fc.constantFrom(...DAYS), weight: 1 },
);
const inmate = fc.constantFrom(
  inmateThere(),
  inmateThere({ left: { how: 'RELEASED', on: '2024-12-10', changeId: inmateId } }),
);
const entry = fc.integer({ min: 100, max: 199 }).map((n) => `00000000-0000-4000-8000-000000000${n}`);

const exit = fc.tuple(fc.constantFrom(...CASE_EXITS), day, inmate).map(([exit, exitedOn, who]): CaseCommand => ({
  type: 'ExitCase',
  data: { exit, exitedOn },
  facts: { inmate: who },
}));

const others: fc.Arbitrary<CaseCommand> = fc.oneof(
  fc.tuple(day, inmate).map(([openedOn, who]): CaseCommand => ({
    type: 'OpenCase',
    data: { inmateId, openedOn, provider: agency },
    facts: { inmate: who, episode: 1 },
  })),
  fc.tuple(fc.constantFrom(...MILESTONES), entry).map(([milestone, by]): CaseCommand => ({
    type: 'AdvanceCase',
    data: advance(milestone, { by }),
  })),
  entry.map((annulled): CaseCommand => ({
    type: 'SetBackCase',
    data: { annulled, of: factOn(`screening-${inmateId}`) },
  })),
  fc.tuple(day, inmate).map(([admittedOn, who]): CaseCommand => ({
    type: 'AdmitToRehab',
    data: { ...admission, admittedOn },
    facts: admissionFacts({ inmate: who }),
  })),
  fc
    .tuple(fc.constantFrom('INDUCTION', 'PRIMARY', 'RE_ENTRY'), day, inmate)
    .map(([phase, changedOn, who]): CaseCommand => ({
      type: 'ChangePhase',
      data: { phase, changedOn },
      facts: { inmate: who },
    })),
  day.map((suspendedOn): CaseCommand => ({ type: 'SuspendRehab', data: { ground: 'COURT', suspendedOn } })),
  fc.tuple(day, inmate).map(([resumedOn, who]): CaseCommand => ({
    type: 'ResumeRehab',
    data: { resumedOn },
    facts: { inmate: who },
  })),
  day.map((completedOn): CaseCommand => ({ type: 'CompleteRehab', data: { completedOn }, facts: completionFacts() })),
  day.map((discontinuedOn): CaseCommand => ({
    type: 'DiscontinueRehab',
    data: { category: 'PERSONAL', reasonCode: 'FAMILY', discontinuedOn },
    facts: {},
  })),
  fc.tuple(fc.constantFrom(...CLOSURE_REASONS), day).map(([reasonCode, closedOn]): CaseCommand => ({
    type: 'CloseCase',
    data: { reasonCode, closedOn },
    facts: {},
  })),
  fc.tuple(day, fc.boolean()).map(([reopenedOn, hasLaterEpisode]): CaseCommand => ({
    type: 'ReopenCase',
    data: { reopenedOn, reasonCode: 'RETURNED', note: 'Back.' },
    facts: { hasLaterEpisode },
  })),
  fc.tuple(fc.constantFrom('A', 'B', 'C'), day).map(([number, issuedOn]): CaseCommand => ({
    type: 'IssueCertificate',
    data: certificate(number, issuedOn),
    facts: { earlier: [] },
  })),
  day.map((revokedOn): CaseCommand => ({ type: 'RevokeCertificate', data: { revokedOn, reasonCode: 'NUMBER_WRONG' } })),
  fc.integer({ min: 1, max: 4 }).map((n): CaseCommand => ({ type: 'NoteSession', data: note(n) })),
  fc.constantFrom('RUTAN-JAYAPURA', undefined).map((toUnitId): CaseCommand => ({
    type: 'NoteTransfer',
    data: { transferId, ...(toUnitId && { toUnitId }), of: factOn(`inmate-${inmateId}`) },
  })),
  day.map((takenOverOn): CaseCommand => ({
    type: 'TakeOverCase',
    data: { fromUnitId: karutan.unitId, takenOverOn, of: factOn(`inmate-${inmateId}`) },
    facts: { records: ['PLAN'] },
  })),
);
const command = fc.oneof({ arbitrary: others, weight: 40 }, { arbitrary: exit, weight: 1 });
const step = fc.tuple(command, fc.constantFrom(karutan, nurse, deputy));

const EXITS: readonly string[] = CASE_EXITS;

/** What holds of every case after every command. */
function hold(before: CaseState, after: CaseState, events: readonly Past[]): void {
  if (after.status === 'none') return;
  const numbers = events.flatMap(({ type, data }) => (type === 'CertificateIssued' ? [data.number] : []));
  expect(numbers).toHaveLength(new Set(numbers).size);
  if (after.certificate !== undefined) expect(after.completedOn).toBeDefined();
  if (['ADMITTED', 'PLANNED', 'IN_PROGRAMME', 'SUSPENDED', 'COMPLETED'].includes(after.status)) {
    expect(after.admission).toBeDefined();
  }
  expect(after.closed !== undefined).toBe(after.status === 'CLOSED');
  if (before.status === 'none') return;
  expect(after.lastOn >= before.lastOn).toBe(true);
  if (after.status === before.status) return;
  const led = [
    ...Object.values(COURSE[before.status]),
    before.closed?.from,
    ...before.advances.map(({ from }) => from),
  ];
  expect(led.includes(after.status) || EXITS.includes(after.status)).toBe(true);
}

describe('Any commands to a case', () => {
  it('keep what holds of it, and its events fold to the state that decided', () => {
    let longest = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(HISTORIES)),
        fc.array(step, { maxLength: 120, size: 'max' }),
        (past, steps) => {
          const events: Past[] = [...past];
          let state = events.reduce((s, event, n) => evolve(decider, s, recorded(event, n)), decider.initial);
          for (const [input, by] of steps) {
            const decided = attempt(prepared(input, events), by, state);
            const before = state;
            for (const event of decided) {
              const happened = { ...event, by } as Past;
              state = evolve(decider, state, recorded(happened, events.length));
              events.push(happened);
            }
            hold(before, state, events);
          }
          const folded = events.reduce((s, event, n) => evolve(decider, s, recorded(event, n)), decider.initial);
          expect(folded).toEqual(state);
          longest = Math.max(longest, events.length - past.length);
        },
      ),
      { numRuns: 300, seed: 7 },
    );
    expect(longest).toBeGreaterThan(8);
  });
});

/** The command with what its handler would have opened. */
function prepared(input: CaseCommand, events: readonly Past[]): CaseCommand {
  if (input.type !== 'IssueCertificate') return input;
  const earlier = events.flatMap((event, n) =>
    event.type === 'CertificateIssued' ? [{ certificateId: recorded(event, n).id, number: event.data.number }] : [],
  );
  return { ...input, facts: { earlier } };
}

function attempt(input: CaseCommand, by: typeof karutan, state: CaseState) {
  try {
    const is = (staffId?: string): boolean => staffId === by.staffId;
    return decide(decider, { ...input, by, is, at: '2024-12-16T02:00:00.000Z', today: '2024-12-16' }, state);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

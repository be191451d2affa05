import { evolve } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { agency, assessor, factOn, inmateId, karutan, nurse, refusalOf, subject } from '../facts-for-specs.js';
import { given, HISTORIES, opened, type Past, transferId, transferNoted } from './case-for-specs.js';
import { rehabCase } from './case.decider.js';
import { mustKeep, openedCase } from './case.rules.js';

const { IN_PROGRAMME, TRANSFERRED, CLOSED } = HISTORIES;
const OTHER = 'RUTAN-JAYAPURA';
const of = factOn(`inmate-${inmateId}`);
const data = { fromUnitId: karutan.unitId, takenOverOn: '2024-12-15', of };
const takeOver = (change: Partial<typeof data> = {}) =>
  ({ type: 'TakeOverCase', data: { ...data, ...change }, facts: { records: ['PLAN', 'AFTERCARE'] } }) as const;
const note = (toUnitId?: string) =>
  ({ type: 'NoteTransfer', data: { transferId, ...(toUnitId && { toUnitId }), of } }) as const;

/** The case after the other unit took it over. */
function takenOver(...history: readonly Past[]) {
  const { state } = given(...history);
  const happened = { type: 'RehabCaseTakenOver', data: { subject, ...data, records: [] } } satisfies Past;
  const event = recorded<Past>(happened, history.length);
  return openedCase(evolve(rehabCase.decider, state, { ...event, metadata: { ...event.metadata, unitId: OTHER } }));
}

describe('NoteTransfer (R-1.7)', () => {
  it('lets both units reach the case until the transfer is accepted, or does not hold', () => {
    given(opened).when(note(OTHER)).then(transferNoted(OTHER));
    const pending = given(opened, transferNoted(OTHER)).state;
    expect(rehabCase.unitsOf(pending)).toEqual([karutan.unitId, agency.unitId, OTHER]);
    given(opened, transferNoted(OTHER)).when(note()).then(transferNoted());
    expect(rehabCase.unitsOf(given(opened, transferNoted(OTHER), transferNoted()).state)).not.toContain(OTHER);
  });

  it('changes nothing of a case that is closed, is there already, or knows of no such transfer', () => {
    given(...CLOSED)
      .when(note(OTHER))
      .then();
    given(opened).when(note(karutan.unitId)).then();
    given(opened).when(note()).then();
    const other = { type: 'NoteTransfer', data: { transferId: inmateId, of } } as const;
    given(opened, transferNoted(OTHER)).when(other).then();
  });

  it('leaves the case to the unit that gives it until the other accepts', () => {
    const pending = openedCase(given(opened, transferNoted(OTHER)).state);
    const acting = (by: typeof nurse, on = pending): readonly string[] =>
      refusalOf(() => {
        mustKeep(on, { by });
      });
    expect(acting({ ...nurse, unitId: OTHER })).toEqual(['record-not-taken-over']);
    for (const by of [nurse, assessor]) expect(acting(by)).toEqual(['nothing']);
    const serving = openedCase(given(opened, transferNoted(agency.unitId)).state);
    expect(acting(assessor, serving)).toEqual(['nothing']);
  });
});

describe('TakeOverCase (R-1.7)', () => {
  it('hands a case that is not closed on, with the records that it has', () => {
    for (const history of [IN_PROGRAMME, TRANSFERRED]) {
      given(...history)
        .when(takeOver())
        .then({ type: 'RehabCaseTakenOver', data: { subject, ...data, records: ['PLAN', 'AFTERCARE'] } });
    }
    given(...CLOSED)
      .when(takeOver())
      .thenRefuses('not-in-this-status');
  });

  it('takes it from nobody but its owner', () => {
    given(...IN_PROGRAMME)
      .when(takeOver({ fromUnitId: OTHER }))
      .thenRefuses('record-of-another-unit');
  });

  it('makes it the other unit’s, with those who serve it, where it was on its course', () => {
    const before = openedCase(given(...IN_PROGRAMME, transferNoted(OTHER)).state);
    const { transfer, ...rest } = before;
    expect(transfer).toBeDefined();
    expect(takenOver(...IN_PROGRAMME, transferNoted(OTHER))).toEqual({ ...rest, unitId: OTHER, lastOn: '2024-12-15' });
    expect(rehabCase.unitsOf(takenOver(...IN_PROGRAMME))).toEqual([OTHER, agency.unitId]);
  });

  it('leaves a counsellor of the unit that gave it away behind, and keeps one who still serves it', () => {
    const counselled = ({ staffId: counsellorId, unitId: counsellorUnitId }: typeof nurse): readonly Past[] => [
      ...IN_PROGRAMME,
      { type: 'CounsellorAssigned', data: { counsellorId, counsellorUnitId, assignedOn: '2024-12-01' } },
    ];
    expect(takenOver(...counselled(nurse))).not.toHaveProperty('counsellor');
    expect(takenOver(...counselled(assessor))).toMatchObject({ counsellor: { staffId: assessor.staffId } });
  });

  it('lets nothing be recorded as happened before it', () => {
    const { state } = given(...IN_PROGRAMME);
    const later = takenOver(...IN_PROGRAMME);
    expect(openedCase(state).lastOn < later.lastOn).toBe(true);
  });
});

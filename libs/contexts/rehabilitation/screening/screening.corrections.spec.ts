import { assessor, caseThat, consentGiven, inmateThere, notCovered, nurse } from '../facts-for-specs.js';
import { basisOf } from '../facts.js';
import type { CommandOf } from './screening.record.js';
import {
  afterEducation,
  afterScreening,
  again,
  annulledInterview,
  educated,
  education,
  entry,
  facts,
  given,
  interview,
  LOW,
  type Past,
  refused,
  scheduled,
  screened,
  uuid,
} from './screening-for-specs.js';

const reasonCode = 'WRITTEN_WRONGLY' as const;
const said = { ...interview, answers: LOW };

type Correction = CommandOf<'CorrectScreeningEntry'>['data'];

const correct = (history: readonly Past[], data: Omit<Correction, 'reasonCode'>, change: object = {}) =>
  given(...history).when(
    { type: 'CorrectScreeningEntry', data: { reasonCode, ...data }, facts: again(change) },
    { by: assessor },
  );
const annul = (history: readonly Past[], of: string, change: object = {}, by = assessor) =>
  given(...history).when(
    { type: 'AnnulScreeningEntry', data: { of, reasonCode: 'WRONG_RECORD' }, facts: again(change) },
    { by },
  );

describe('CorrectScreeningEntry (D12)', () => {
  it('scores what the form should have said, on what it rests on now', () => {
    expect(correct([screened('HIGH')], { of: entry.screened, screening: said }).outcome).toMatchObject({
      events: [
        {
          type: 'ScreeningEntryCorrected',
          data: {
            of: entry.screened,
            reasonCode,
            entryType: 'InmateScreened',
            entry: { riskBand: 'LOW', scores: [{ scale: 'alcohol', score: 5 }], caseId: afterScreening.case.caseId },
          },
        },
      ],
    });
  });

  it('holds the corrected interview to the rules of an interview (R-2.1, R-2.2)', () => {
    const one = { of: entry.screened, screening: said };
    const withdrawn = { consent: consentGiven({ status: 'withdrawn' }) };
    expect(correct([screened('HIGH')], one, withdrawn).outcome).toHaveProperty('events'); // it stands on that day anyway
    const later = { of: entry.screened, screening: { ...said, screenedOn: '2024-12-13' } };
    correct([screened('HIGH')], later, withdrawn).thenRefuses('consent-withdrawn');
    correct([screened('HIGH')], { of: entry.screened, screening: { ...said, answers: {} } }).thenRefuses(
      'item-missing',
    );
  });

  it('says why a screening was refused, and what education was given', () => {
    const refusal = { reasonCode: 'LANGUAGE', refusedOn: '2024-12-12' } as const;
    const { case: fact } = facts;
    expect(correct([scheduled, refused], { of: entry.refused, refusal }, { case: fact }).outcome).toMatchObject({
      events: [{ data: { entry: { ...refused.data, ...refusal }, entryType: 'ScreeningRefused' } }],
    });
    const history = [screened('LOW'), educated];
    expect(correct(history, { of: entry.educated, education }, afterEducation).outcome).toMatchObject({
      events: [
        {
          data: {
            entryType: 'BriefEducationGiven',
            entry: { ...educated.data, ...education, basis: basisOf(afterEducation.inmate, afterEducation.case) },
          },
        },
      ],
    });
  });

  it('keeps the order of what happened', () => {
    const early = { of: entry.educated, education: { ...education, givenOn: '2024-12-11' } };
    correct([screened('LOW'), educated], early, afterEducation).thenRefuses('education-before-screening');
  });

  it('keeps to who is there, in a case that takes it (R-1.2, R-13.1)', () => {
    const history = [screened('LOW'), educated];
    const one = { of: entry.educated, education };
    const later = { of: entry.educated, education: { ...education, givenOn: '2024-12-14' } };
    const left = inmateThere({ left: { how: 'RELEASED', on: '2024-12-12', changeId: uuid(9) } });
    expect(correct(history, one, { ...afterEducation, inmate: left }).outcome).toHaveProperty('events');
    correct(history, later, { ...afterEducation, inmate: left }).thenRefuses('inmate-left');
    expect(correct(history, later, { case: caseThat('RELEASED') }).outcome).toHaveProperty('events');
    const refusal = { reasonCode: 'REFUSED', refusedOn: '2024-11-01' } as const;
    correct([scheduled, refused], { of: entry.refused, refusal }).thenRefuses('before-last-step');
  });

  it('does not change a milestone that the case has moved on from', () => {
    const movedOn = { case: caseThat('ASSESSMENT_DUE', { advances: [{ by: uuid(9), from: 'SCREENED', known: {} }] }) };
    correct([screened('HIGH')], { of: entry.screened, screening: said }, movedOn).thenRefuses('case-has-moved-on');
  });

  it('does not change an interview that education rests on', () => {
    const history = [screened('LOW'), educated];
    const high = { of: entry.screened, screening: interview };
    correct(history, high, afterEducation).thenRefuses('entry-in-use');
    const late = { of: entry.screened, screening: { ...said, screenedOn: '2024-12-14' } };
    correct(history, late, afterEducation).thenRefuses('entry-in-use');
    correct(history, { of: entry.screened, screening: said }, afterEducation).thenRefuses('case-has-moved-on');
  });

  it('holds corrected education to the gate (R-3.2)', () => {
    const history = [screened('LOW'), educated];
    const uncovered = { ...afterEducation, cover: { ...notCovered, on: '2024-12-14' } };
    const facts = again(afterEducation);
    const later = { reasonCode, of: entry.educated, education: { ...education, givenOn: '2024-12-14' } };
    const asItStands = [...facts.again.slice(0, 1), uncovered];
    given(...history)
      .when({ type: 'CorrectScreeningEntry', data: later, facts: { ...facts, again: asItStands } }, { by: assessor })
      .thenRefuses('no-agreement-in-force');
  });

  it('says one thing, of the type that is cited', () => {
    const both = { of: entry.screened, screening: said, education };
    correct([screened('HIGH')], both).thenRefuses('one-entry-at-a-time');
    correct([screened('HIGH')], { of: entry.screened }).thenRefuses('one-entry-at-a-time');
    correct([screened('HIGH')], { of: entry.screened, education }).thenRefuses('entry-of-other-type');
    correct([scheduled], { of: entry.scheduled, education }).thenRefuses('entry-not-correctable');
  });

  it('knows only the entries of the record', () => {
    correct([screened('HIGH')], { of: uuid(9), screening: said }).thenRefuses('unknown-entry');
    const history = [scheduled, screened('HIGH'), annulledInterview];
    correct(history, { of: entry.screened, screening: said }).thenRefuses('entry-annulled');
  });
});

describe('AnnulScreeningEntry (D12)', () => {
  it('is approved by another than its authors', () => {
    annul([screened('HIGH')], entry.screened).then({
      type: 'ScreeningEntryAnnulled',
      data: { of: entry.screened, reasonCode: 'WRONG_RECORD', approvedBy: assessor.staffId },
    });
    annul([screened('HIGH')], entry.screened, {}, nurse).thenRefuses('approver-is-author');
  });

  it('knows an author under whatever id they approve (D1)', () => {
    given(screened('HIGH'))
      .when(
        { type: 'AnnulScreeningEntry', data: { of: entry.screened, reasonCode: 'WRONG_RECORD' }, facts: again() },
        { by: assessor, is: (staffId) => staffId === nurse.staffId },
      )
      .thenRefuses('approver-is-author');
  });

  it('leaves the plan, so that the interview can be recorded anew', () => {
    const { state } = given(scheduled, screened('HIGH'), annulledInterview);
    expect(state.now.status).toBe('scheduled');
  });

  it('spares what later entries rest on', () => {
    annul([scheduled, screened('HIGH')], entry.scheduled).thenRefuses('entry-in-use');
    annul([screened('LOW'), educated], entry.screened, afterEducation).thenRefuses('entry-in-use');
  });

  it('annuls the latest milestone only', () => {
    const movedOn = { case: caseThat('ASSESSMENT_DUE', { advances: [{ by: uuid(9), from: 'SCREENED', known: {} }] }) };
    annul([screened('HIGH')], entry.screened, movedOn).thenRefuses('case-has-moved-on');
    expect(annul([screened('LOW'), educated], entry.educated, afterEducation).outcome).toHaveProperty('events');
    expect(annul([scheduled, refused], entry.refused, movedOn).outcome).toHaveProperty('events');
  });
});

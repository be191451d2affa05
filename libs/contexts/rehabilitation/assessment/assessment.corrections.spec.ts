import { staffNamed } from '#kernel/given-for-specs';
import { agency, assessor, caseThat, inmateId, notCovered, nurse, subject } from '../facts-for-specs.js';
import { basisOf } from '../facts.js';
import {
  again,
  allRated,
  caseAssessed,
  caseRecommended,
  caseUnderWay,
  completed,
  doctor,
  entry,
  given,
  outsider,
  rated,
  rating,
  recommended,
  severities,
  start,
  started,
  toStart,
} from './assessment-for-specs.js';
import type { CommandOf } from './assessment.record.js';

const correcting = (
  of: string,
  said: Omit<CommandOf<'CorrectAssessmentEntry'>['data'], 'of' | 'reasonCode'>,
  known: object = {},
  changed: object = {},
) =>
  ({
    type: 'CorrectAssessmentEntry',
    data: { of, reasonCode: 'WRITTEN_WRONGLY', ...said },
    facts: again(known, changed),
  }) as const;
const annulling = (of: string, fact = caseUnderWay()) =>
  ({ type: 'AnnulAssessmentEntry', data: { of, reasonCode: 'RECORDED_TWICE' }, facts: again({ case: fact }) }) as const;
const input = { assessorId: nurse.staffId, startedOn: '2024-12-04' };
const team = [doctor, { role: 'COUNSELLOR' as const, staffId: staffNamed('counsellor') }];
const approver = { by: nurse };

describe('correcting an entry of an assessment (D12)', () => {
  it('says the start anew, but not which screening, consent and provider', () => {
    const facts = toStart();
    const basis = basisOf(facts.case, facts.screening, facts.consent, facts.inmate, facts.cover, facts.template);
    given(started)
      .when(correcting(entry.started, { start: input }))
      .then({
        type: 'AssessmentEntryCorrected',
        data: {
          of: entry.started,
          reasonCode: 'WRITTEN_WRONGLY',
          entryType: 'AssessmentStarted',
          entry: { ...start, ...input, subject, inmateId, basis },
        },
      });
  });

  it('says a rating anew, of the same domain', () => {
    const { outcome } = given(started, rated('DRUG')).when(correcting(entry.rated('DRUG'), { rating }));
    expect(outcome).toMatchObject({
      events: [
        {
          data: { entryType: 'AssessmentDomainRated', entry: { domain: 'DRUG', severity: 7, suggestedFrom: 6 } },
        },
      ],
    });
  });

  it('says the team and the day of a recommendation anew, but not what it recommends', () => {
    const facts = { case: caseRecommended() };
    const recommendation = { recommendedOn: '2024-12-11', team };
    const { outcome } = given(started, ...allRated, completed, recommended).when(
      correcting(entry.recommended, { recommendation }, facts),
    );
    const said = { recommendation: 'ELIGIBLE', recommendedOn: '2024-12-11', team, provider: agency };
    expect(outcome).toMatchObject({ events: [{ data: { entryType: 'PlacementRecommended', entry: said } }] });
    expect(JSON.stringify(outcome)).not.toContain(outsider);
  });

  it('holds what it says to the same rules', () => {
    given(started)
      .when(correcting(entry.started, { start: input }, {}, { cover: notCovered }))
      .thenRefuses('no-agreement-in-force');
    given(started, rated('DRUG'))
      .when(correcting(entry.started, { start: { ...input, startedOn: '2024-12-07' } }))
      .thenRefuses('entry-in-use');
    given(started, rated('DRUG'))
      .when(correcting(entry.rated('DRUG'), { rating: { ...rating, severity: 1 } }))
      .thenRefuses('comment-required');
    given(started, ...allRated, completed, recommended)
      .when(
        correcting(
          entry.recommended,
          { recommendation: { recommendedOn: '2024-12-11', team: [doctor] } },
          { case: caseRecommended() },
        ),
      )
      .thenRefuses('quorum-not-reached');
  });

  it('leaves ratings that were completed, and completions, as they are', () => {
    const whole = given(started, ...allRated, completed);
    const otherwise = severities.map((one) => (one.domain === 'DRUG' ? { ...one, severity: 9 } : one));
    whole.when(correcting(entry.rated('DRUG'), { rating }, {}, { severities: otherwise })).thenRefuses('entry-in-use');
    expect(whole.when(correcting(entry.rated('DRUG'), { rating })).outcome).toHaveProperty('events');
    whole.when(correcting(entry.completed, { rating })).thenRefuses('entry-not-correctable');
  });

  it('leaves a milestone as it is from which the case has moved on', () => {
    given(started, ...allRated, completed)
      .when(correcting(entry.started, { start: input }, { case: caseAssessed() }))
      .thenRefuses('case-has-moved-on');
    given(started, ...allRated, completed, recommended)
      .when(
        correcting(
          entry.recommended,
          { recommendation: { recommendedOn: '2024-12-11', team } },
          { case: caseThat('ADMITTED') },
        ),
      )
      .thenRefuses('case-has-moved-on');
  });

  it('says one entry, and one that fits', () => {
    given(started).when(correcting(entry.started, {})).thenRefuses('one-entry-at-a-time');
    given(started)
      .when(correcting(entry.started, { start: input, rating }))
      .thenRefuses('one-entry-at-a-time');
    given(started).when(correcting(entry.started, { rating })).thenRefuses('entry-of-other-type');
    given(started, rated('DRUG'))
      .when(correcting(entry.rated('DRUG'), { start: input }))
      .thenRefuses('entry-of-other-type');
    given(started, ...allRated, completed, recommended)
      .when(correcting(entry.recommended, { rating }))
      .thenRefuses('entry-of-other-type');
  });
});

describe('annulling an entry of an assessment (D12)', () => {
  it('is approved by somebody else', () => {
    given(started)
      .when(annulling(entry.started), approver)
      .then({
        type: 'AssessmentEntryAnnulled',
        data: { of: entry.started, reasonCode: 'RECORDED_TWICE', approvedBy: nurse.staffId },
      });
    given(started).when(annulling(entry.started), { by: assessor }).thenRefuses('approver-is-author');
    given(started)
      .when(annulling(entry.started), { by: nurse, is: (staffId) => staffId === assessor.staffId })
      .thenRefuses('approver-is-author');
  });

  it('needs later entries annulled first', () => {
    given(started, rated('DRUG')).when(annulling(entry.started), approver).thenRefuses('entry-in-use');
    given(started, ...allRated, completed)
      .when(annulling(entry.rated('LEGAL')), approver)
      .thenRefuses('entry-in-use');
    given(started, ...allRated, completed, recommended)
      .when(annulling(entry.completed, caseRecommended()), approver)
      .thenRefuses('entry-in-use');
  });

  it('takes a rating away, and a completion while it is the latest step of the case', () => {
    expect(given(started, rated('DRUG')).when(annulling(entry.rated('DRUG')), approver).outcome).toHaveProperty(
      'events',
    );
    const whole = given(started, ...allRated, completed);
    expect(whole.when(annulling(entry.completed, caseAssessed()), approver).outcome).toHaveProperty('events');
    whole.when(annulling(entry.completed, caseThat('ADMITTED')), approver).thenRefuses('case-has-moved-on');
  });

  it('is done once, of entries that there are', () => {
    given(started, rated('DRUG'), {
      type: 'AssessmentEntryAnnulled',
      data: { of: entry.rated('DRUG'), reasonCode: 'WRITTEN_WRONGLY', approvedBy: nurse.staffId },
    })
      .when(annulling(entry.rated('DRUG')), approver)
      .thenRefuses('entry-annulled');
    given(started).when(annulling(entry.completed), approver).thenRefuses('unknown-entry');
  });
});

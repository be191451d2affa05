import { factOn, inmateId } from '../facts-for-specs.js';
import { advance, advanced, entryOf, given, HISTORIES, note, noted, opened } from './case-for-specs.js';

const { SCREENED, RECOMMENDED, ADMITTED, CLOSED } = HISTORIES;
const setBack = (annulled: string) =>
  ({ type: 'SetBackCase', data: { annulled, of: factOn(`screening-${inmateId}`) } }) as const;

describe('AdvanceCase', () => {
  it('knows what a milestone says, and what a correction of it says', () => {
    expect(given(...SCREENED).state).toMatchObject({ status: 'SCREENED', riskBand: 'MODERATE' });
    const corrected = [...SCREENED, advanced('SCREENED', { riskBand: 'LOW' })];
    expect(given(...corrected).state).toMatchObject({ riskBand: 'LOW', advances: [{ by: entryOf('SCREENED') }] });
    const again = given(...RECOMMENDED).when({ type: 'AdvanceCase', data: advance('SCREENED', { riskBand: 'HIGH' }) });
    again.thenRefuses('case-has-moved-on');
  });

  it('adds the provider of the record to those who serve the case', () => {
    const provider = { unitId: 'BNNK-CILACAP' };
    expect(given(opened, advanced('SCREENED', { provider })).state).toMatchObject({
      providers: ['BNNK-PURBALINGGA', 'BNNK-CILACAP'],
    });
  });
});

describe('SetBackCase (D12)', () => {
  it('leads back to where the milestone found the case, and to what was known there', () => {
    const twice = [...SCREENED, advanced('SCREENED', { by: inmateId, riskBand: 'HIGH' })];
    const { outcome } = given(...twice).when(setBack(inmateId));
    expect(outcome).toEqual({ events: [{ type: 'RehabCaseSetBack', data: setBack(inmateId).data }] });
    const after = given(...twice, { type: 'RehabCaseSetBack', data: setBack(inmateId).data });
    expect(after.state).toMatchObject({ status: 'SCREENED', riskBand: 'MODERATE' });
    const first = setBack(entryOf('SCREENED'));
    const start = given(...SCREENED, { type: 'RehabCaseSetBack', data: first.data }).state;
    expect(start).toMatchObject({ status: 'SCREENING_DUE', advances: [] });
    expect(start).not.toHaveProperty('riskBand');
  });

  it('refuses when the case has moved on, by a milestone or by an act of its own', () => {
    given(...RECOMMENDED)
      .when(setBack(entryOf('SCREENED')))
      .thenRefuses('case-has-moved-on');
    given(...ADMITTED)
      .when(setBack(entryOf('RECOMMENDED')))
      .thenRefuses('case-has-moved-on');
  });

  it('changes nothing for an entry by which the case never advanced', () => {
    given(...RECOMMENDED)
      .when(setBack(inmateId))
      .then();
  });
});

describe('NoteSession', () => {
  const at = (n: number, revision: number) => ({ of: { ...note(n).of, revision } });

  it('keeps what a later note is silent of', () => {
    const cancelled = { sessionId: note(1).sessionId, status: 'CANCELLED', ...at(1, 1) } as const;
    expect(given(opened, noted(1), { type: 'CaseSessionNoted', data: cancelled }).state).toMatchObject({
      sessions: [{ status: 'CANCELLED', startsAt: note(1).startsAt, module: 'FAMILY' }],
    });
  });
});

describe('NoteConsent', () => {
  it('is kept by a case, also when it is closed, since one that is reopened rests on what was withdrawn meanwhile no more', () => {
    const data = { consentId: inmateId, status: 'WITHDRAWN', of: factOn(`consent-${inmateId}`) } as const;
    given(opened).when({ type: 'NoteConsent', data }).then({ type: 'CaseConsentNoted', data });
    given(...CLOSED)
      .when({ type: 'NoteConsent', data })
      .then({ type: 'CaseConsentNoted', data });
  });
});

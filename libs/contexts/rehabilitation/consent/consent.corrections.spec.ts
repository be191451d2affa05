import { id } from '#kernel';
import { person } from '#kernel/given-for-specs';
import {
  agency,
  caseId,
  clerk,
  consentId,
  inmateId,
  inmateThere,
  karutan,
  notCovered,
  nurse,
  subject,
} from '../facts-for-specs.js';
import {
  againOf,
  annulled,
  answered,
  basis,
  entry,
  factsOf,
  given,
  giving,
  openCase,
  overriding,
  recordedOf,
  representative,
  wasGiven,
  wasOverridden,
  wasWithdrawn,
} from './consent-for-specs.js';
import type { Giving, GivingFacts, Input } from './consent.record.js';

type EntryData = Omit<Input<'CorrectConsentEntry'>['data'], 'of' | 'reasonCode'>;
const correcting = (of: string, said: EntryData, facts: Partial<GivingFacts> = {}) =>
  ({
    type: 'CorrectConsentEntry',
    data: { of, reasonCode: 'WRITTEN_WRONGLY', ...said },
    facts: againOf(facts),
  }) as const;
const annulling = (of: string, noted?: GivingFacts['openCase']) =>
  ({
    type: 'AnnulConsentEntry',
    data: { of, reasonCode: 'RECORDED_TWICE' },
    facts: { ...againOf(), consentId, ...(noted && { openCase: noted }) },
  }) as const;
const OTHER = inmateId;

describe('correcting an entry of a consent (D12)', () => {
  it('says anew to what the inmate consented, how and when, but not whose consent it is', () => {
    const asked = { ...giving, purposes: answered('ASSESSMENT'), givenAt: '2024-12-03T03:00:00.000Z' };
    given({ ...wasGiven, data: { ...recordedOf(giving), caseId, provider: agency, basis } })
      .when(correcting(entry.given, { given: asked }, { openCase: openCase(caseId) }))
      .then({
        type: 'ConsentEntryCorrected',
        data: {
          of: entry.given,
          reasonCode: 'WRITTEN_WRONGLY',
          entryType: 'ConsentGiven',
          entry: { ...recordedOf(asked), caseId, provider: agency, basis },
        },
      });
  });

  it('leaves who consented for the inmate the subject that they have (D10)', () => {
    const known = id('spec', 'parent');
    const by = (giver: Giving['givenBy'], before = giver) => {
      const data = { ...recordedOf(giving), givenBy: { ...before, subject: before.name ? known : subject }, basis };
      const { outcome } = given({ ...wasGiven, data }).when(
        correcting(entry.given, { given: { ...giving, givenBy: giver } }, before.name ? { representative: known } : {}),
      );
      return outcome;
    };
    const parent = { capacity: 'PARENT', name: 'Siti' } as const;
    const said = (subjectOf: string) => ({ events: [{ data: { entry: { givenBy: { subject: subjectOf } } } }] });
    expect(by({ ...parent, name: 'Siti Aminah' }, parent)).toMatchObject(said(known));
    expect(by(parent, { capacity: 'INMATE' })).toMatchObject(said(representative));
    expect(by({ capacity: 'INMATE' }, parent)).toMatchObject(said(subject));
  });

  it('says an override anew, under the name of the head who says so (R-2.1)', () => {
    const said = { ...overriding, overrideBasis: 'LEGAL_DUTY' } as const;
    const head = person('next-head', 'karutan', karutan.unitId);
    given(wasOverridden)
      .when(correcting(entry.overridden, { override: said }), { by: head })
      .then({
        type: 'ConsentEntryCorrected',
        data: {
          of: entry.overridden,
          reasonCode: 'WRITTEN_WRONGLY',
          entryType: 'ConsentOverridden',
          entry: { subject, inmateId, ...said, approvedBy: head.staffId, basis },
        },
      });
    given(wasOverridden)
      .when(correcting(entry.overridden, { override: said }), { by: clerk })
      .thenRefuses('override-of-head');
  });

  it('refuses what the entry could not have said in the first place', () => {
    const wrong = (change: Partial<Giving>, facts?: Partial<GivingFacts>) =>
      given(wasGiven).when(correcting(entry.given, { given: { ...giving, ...change } }, facts), { by: clerk });
    wrong({ givenAt: '2024-10-31T03:00:00.000Z' }).thenRefuses('before-registration');
    wrong({ purposes: answered() }).thenRefuses('consent-to-nothing');
    wrong({ givenBy: { capacity: 'GUARDIAN' } }).thenRefuses('giver-incomplete');
    wrong({ witnessId: clerk.staffId }).thenRefuses('witness-is-recorder');
    wrong({}, { isWitnessAuthor: true }).thenRefuses('witness-is-recorder');
    given(wasOverridden)
      .when(correcting(entry.overridden, { override: { ...overriding, overriddenOn: '2024-10-31' } }), { by: karutan })
      .thenRefuses('before-registration');
  });

  it('does not refuse what the entry broke already, such as a day that lost its cover since (D12)', () => {
    const lostOn = (on: string) => factsOf({ covers: [{ ...notCovered, on }] });
    const moving = (from: string, to: string) =>
      given(wasGiven).when(
        { ...correcting(entry.given, { given: giving }), facts: { again: [lostOn(from), lostOn(to)] } },
        { by: clerk },
      );
    expect(moving('2024-12-02', '2024-12-02').outcome).toHaveProperty('events');
    moving('2024-12-02', '2024-12-03').thenRefuses('no-agreement-in-force');
    const merged = { inmate: inmateThere({ survivorId: OTHER }) };
    const corrected = given(wasOverridden).when(correcting(entry.overridden, { override: overriding }, merged), {
      by: karutan,
    });
    expect(corrected.outcome).toHaveProperty('events');
  });

  it('refuses what a later entry contradicts (R-2.1)', () => {
    given(wasGiven, wasWithdrawn)
      .when(correcting(entry.given, { given: { ...giving, givenAt: '2024-12-10T03:00:00.001Z' } }))
      .thenRefuses('entry-in-use');
  });

  it('refuses another kind of entry than the cited one, and more or less than one', () => {
    given(wasGiven)
      .when(correcting(entry.given, { override: overriding }))
      .thenRefuses('entry-of-other-type');
    given(wasOverridden)
      .when(correcting(entry.overridden, { given: giving }), { by: karutan })
      .thenRefuses('entry-of-other-type');
    given(wasGiven).when(correcting(entry.given, {})).thenRefuses('one-entry-at-a-time');
    given(wasGiven)
      .when(correcting(entry.given, { given: giving, override: overriding }))
      .thenRefuses('one-entry-at-a-time');
  });

  it('does not apply to a withdrawal', () => {
    given(wasGiven, wasWithdrawn)
      .when(correcting(entry.withdrawn, { given: giving }))
      .thenRefuses('entry-not-correctable');
  });

  it('needs an entry of this consent that is still valid', () => {
    given(wasGiven)
      .when(correcting(OTHER, { given: giving }))
      .thenRefuses('unknown-entry');
    given(wasGiven, wasWithdrawn, annulled(entry.withdrawn, 'GIVEN'))
      .when(annulling(entry.withdrawn), { by: karutan })
      .thenRefuses('entry-annulled');
  });
});

describe('annulling an entry of a consent (D12)', () => {
  const said = (of: string, status: 'GIVEN' | 'ANNULLED', restingCase?: string) =>
    ({
      of,
      reasonCode: 'RECORDED_TWICE',
      approvedBy: karutan.staffId,
      stands: { status, ...(restingCase && { caseId: restingCase }) },
    }) as const;

  it('says who approved it, who is not the author, and that nothing stands', () => {
    given(wasGiven)
      .when(annulling(entry.given), { by: karutan })
      .then({ type: 'ConsentEntryAnnulled', data: said(entry.given, 'ANNULLED') });
    given(wasGiven).when(annulling(entry.given), { by: nurse }).thenRefuses('approver-is-author');
  });

  it('knows an author under whatever id they approve (D1)', () => {
    given(wasGiven)
      .when(annulling(entry.given), { by: karutan, is: (staffId) => staffId === nurse.staffId })
      .thenRefuses('approver-is-author');
  });

  it('gives the case its consent back when it is the withdrawal that the case was told of (R-2.1)', () => {
    const history = given(wasGiven, wasWithdrawn);
    history
      .when(annulling(entry.withdrawn, openCase(caseId, consentId)), { by: karutan })
      .then({ type: 'ConsentEntryAnnulled', data: said(entry.withdrawn, 'GIVEN', caseId) });
    history
      .when(annulling(entry.withdrawn, openCase(caseId, OTHER)), { by: karutan })
      .then({ type: 'ConsentEntryAnnulled', data: said(entry.withdrawn, 'GIVEN') });
    history
      .when(annulling(entry.withdrawn), { by: karutan })
      .then({ type: 'ConsentEntryAnnulled', data: said(entry.withdrawn, 'GIVEN') });
  });

  it('is refused for a consent that was withdrawn', () => {
    given(wasGiven, wasWithdrawn).when(annulling(entry.given), { by: karutan }).thenRefuses('entry-in-use');
  });

  it('is refused while an open case rests on it (R-2.1)', () => {
    const rested = (noted: string | undefined) =>
      given(wasGiven).when(annulling(entry.given, openCase(caseId, noted)), { by: karutan });
    rested(consentId).thenRefuses('case-rests-on-consent');
    rested(undefined).thenRefuses('case-rests-on-consent');
    rested(OTHER).then({ type: 'ConsentEntryAnnulled', data: said(entry.given, 'ANNULLED') });
  });
});

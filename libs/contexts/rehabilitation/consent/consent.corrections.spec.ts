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
  annulled,
  basis,
  entry,
  factsOf,
  given,
  giving,
  openCase,
  overriding,
  wasGiven,
  wasOverridden,
  wasWithdrawn,
} from './consent-for-specs.js';
import type { CorrectedConsentEntry } from './consent.corrections.js';
import type { ConsentFacts } from './consent.giving.js';

type Said = Omit<CorrectedConsentEntry, 'of' | 'reasonCode'>;
const correcting = (of: string, said: Said, facts: Partial<ConsentFacts> = {}) =>
  ({
    type: 'CorrectConsentEntry',
    data: { of, reasonCode: 'WRITTEN_WRONGLY', ...said },
    facts: factsOf(facts),
  }) as const;
const annulling = (of: string, noted?: ConsentFacts['openCase']) =>
  ({
    type: 'AnnulConsentEntry',
    data: { of, reasonCode: 'RECORDED_TWICE' },
    consentId,
    facts: noted === undefined ? {} : { openCase: noted },
  }) as const;
const OTHER = inmateId;

describe('correcting an entry of a consent (D12)', () => {
  it('says anew to what the inmate consented, how and when, but not whose consent it is', () => {
    const said = { ...giving, purposes: ['SCREENING', 'ASSESSMENT'], givenOn: '2024-12-03' } as const;
    const asked = { ...said, purposes: [...said.purposes] };
    given({ ...wasGiven, data: { subject, inmateId, ...giving, caseId, provider: agency, basis } } as typeof wasGiven)
      .when(correcting(entry.given, { given: asked }))
      .then({
        type: 'ConsentEntryCorrected',
        data: {
          of: entry.given,
          reasonCode: 'WRITTEN_WRONGLY',
          entry: { subject, inmateId, caseId, provider: agency, ...asked, basis },
          entryVersion: 1,
        },
      });
  });

  it('says an override anew, under the name of the head who says so (R-2.1)', () => {
    const said = { ...overriding, overrideBasis: 'LEGAL_DUTY' } as const;
    const head = { ...karutan, id: 'staff-next-head' };
    given(wasOverridden)
      .when(correcting(entry.overridden, { override: said }), { by: head })
      .then({
        type: 'ConsentEntryCorrected',
        data: {
          of: entry.overridden,
          reasonCode: 'WRITTEN_WRONGLY',
          entry: { subject, inmateId, ...said, approvedBy: head.id, basis },
          entryVersion: 1,
        },
      });
    given(wasOverridden)
      .when(correcting(entry.overridden, { override: said }), { by: clerk })
      .thenRefuses('override-of-head');
  });

  it('refuses what the entry could not have said in the first place', () => {
    const wrong = (change: Partial<typeof giving>, facts?: Partial<ConsentFacts>) =>
      given(wasGiven).when(correcting(entry.given, { given: { ...giving, ...change } }, facts));
    wrong({ givenOn: '2024-12-17' }).thenRefuses('day-in-future');
    wrong({ givenOn: '2024-10-31' }).thenRefuses('before-registration');
    wrong({ witnessId: nurse.id }).thenRefuses('witness-is-recorder');
    wrong({}, { covers: [notCovered] }).thenRefuses('no-agreement-in-force');
    given(wasOverridden)
      .when(correcting(entry.overridden, { override: overriding }, { inmate: inmateThere({ survivorId: OTHER }) }), {
        by: karutan,
      })
      .thenRefuses('record-is-duplicate');
  });

  it('refuses what a later entry contradicts (R-2.1)', () => {
    given(wasGiven, wasWithdrawn)
      .when(correcting(entry.given, { given: { ...giving, givenOn: '2024-12-11' } }))
      .thenRefuses('withdrawn-before-given');
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
    given(wasGiven, wasWithdrawn, annulled(entry.withdrawn))
      .when(annulling(entry.withdrawn), { by: karutan })
      .thenRefuses('entry-annulled');
  });
});

describe('annulling an entry of a consent (D12)', () => {
  const said = (of: string) => ({ of, reasonCode: 'RECORDED_TWICE', approvedBy: karutan.id }) as const;

  it('says who approved it, who is not the author', () => {
    given(wasGiven)
      .when(annulling(entry.given), { by: karutan })
      .then({ type: 'ConsentEntryAnnulled', data: said(entry.given) });
    given(wasGiven).when(annulling(entry.given), { by: nurse }).thenRefuses('approver-is-author');
  });

  it('gives the case its consent back when it is the withdrawal that the case was told of (R-2.1)', () => {
    const history = given(wasGiven, wasWithdrawn);
    history
      .when(annulling(entry.withdrawn, openCase(caseId, consentId)), { by: karutan })
      .then({ type: 'ConsentEntryAnnulled', data: { ...said(entry.withdrawn), caseId } });
    history
      .when(annulling(entry.withdrawn, openCase(caseId, OTHER)), { by: karutan })
      .then({ type: 'ConsentEntryAnnulled', data: said(entry.withdrawn) });
    history
      .when(annulling(entry.withdrawn), { by: karutan })
      .then({ type: 'ConsentEntryAnnulled', data: said(entry.withdrawn) });
  });

  it('is refused for a consent that was withdrawn', () => {
    given(wasGiven, wasWithdrawn).when(annulling(entry.given), { by: karutan }).thenRefuses('entry-in-use');
  });

  it('is refused while an open case rests on it (R-2.1)', () => {
    const rested = (noted: string | undefined) =>
      given(wasGiven).when(annulling(entry.given, openCase(caseId, noted)), { by: karutan });
    rested(consentId).thenRefuses('case-rests-on-consent');
    rested(undefined).thenRefuses('case-rests-on-consent');
    rested(OTHER).then({ type: 'ConsentEntryAnnulled', data: said(entry.given) });
  });
});

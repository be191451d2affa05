import { without } from '#kernel';
import { draft, drafter, foundation, foundationParty, given, proposed, rutanParty } from './agreement-for-specs.js';

const named = { ...foundationParty, signatory: { ...foundationParty.signatory, subject: rutanParty.partyId } };

describe.each([
  ['no subject', foundation],
  ['a subject', named],
])('an outside signatory, recorded with %s', (_, input) => {
  const parties = [rutanParty, input];
  const recorded = [rutanParty, foundationParty];
  const facts = { parties: recorded };

  it('is proposed as the subject that was prepared (D10)', () => {
    given()
      .when({ type: 'ProposeAgreement', data: { ...draft, parties }, facts }, { by: drafter })
      .then(without(proposed({ ...draft, parties: recorded }), 'by'));
  });

  it('is revised as the subject that was prepared (D10)', () => {
    const revisedBy = drafter.staffId;
    given(proposed())
      .when({ type: 'ReviseAgreementDraft', data: { parties }, facts }, { by: drafter })
      .then({ type: 'AgreementDraftRevised', data: { parties: recorded, revisedBy, termsVersion: 1 } });
  });
});

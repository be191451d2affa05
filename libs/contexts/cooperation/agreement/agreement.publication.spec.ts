import { readFileSync } from 'node:fs';
import {
  concluded,
  foundationParty,
  karutan,
  moUSigned,
  otherAgreement,
  parentId,
  RUTAN,
  BNNK,
  agreementId,
  projected,
} from './agreement-for-specs.js';
import { agreementPublication } from './agreement.publication.js';

const golden = (): unknown =>
  JSON.parse(readFileSync(new URL('agreement.publication.golden.json', import.meta.url), 'utf8'));

describe('agreementPublication', () => {
  it('says that an agreement is signed, thin and without names', () => {
    const basis = [otherAgreement().basis];
    const pks = { ...concluded, signedOn: '2024-12-20', partyUnitIds: [BNNK], parentAgreementId: parentId, basis };
    const events = projected([moUSigned, { type: 'PksSigned', data: pks, by: karutan }]);
    const published = events.map((event) =>
      event.type === 'MoUSigned' || event.type === 'PksSigned' ? agreementPublication.publish(event) : undefined,
    );
    expect(published).toEqual(golden());
    expect(JSON.stringify(published)).not.toContain(foundationParty.signatory.name);
    expect(published.map((one) => one?.subject)).toEqual([agreementId, agreementId]);
    expect(published[1]?.units).toEqual([RUTAN, BNNK]);
  });

  it('tells nothing of other events', () => {
    expect(agreementPublication.events.map(({ type }) => type)).toEqual(['MoUSigned', 'PksSigned']);
  });
});

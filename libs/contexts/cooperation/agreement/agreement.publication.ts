import { publicationOf } from '#kernel';
import { MoUSigned, PksSigned } from '#contracts/cooperation/agreement.events';

const LEAVES = ['number', 'textSha256', 'signedOn', 'effectiveOn', 'endsOn', 'partyUnitIds'] as const;

export const agreementPublication = publicationOf(
  'cooperation',
  [
    [MoUSigned, 'agreement-signed', ...LEAVES],
    [PksSigned, 'agreement-signed', ...LEAVES],
  ],
  ({ type, data }) => ({ data: { kind: type === 'MoUSigned' ? 'NOTA_KESEPAHAMAN' : 'PKS' }, units: data.partyUnitIds }),
);

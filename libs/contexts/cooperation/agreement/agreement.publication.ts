import { type JsonObject, type Publication, uuidOf } from '#kernel';
import { type AgreementEvent, MoUSigned, PksSigned } from '#contracts/cooperation/agreement.events';

type Signing = Extract<AgreementEvent, { type: 'MoUSigned' | 'PksSigned' }>;

export const agreementPublication: Publication<Signing> = {
  events: [MoUSigned, PksSigned],
  publish: ({ type, stream, data, metadata }) => {
    const { number, textSha256, signedOn, effectiveOn, endsOn, partyUnitIds } = data;
    const kind = type === 'MoUSigned' ? 'NOTA_KESEPAHAMAN' : 'PKS';
    return {
      type: 'rutan.cooperation.agreement-signed.v1',
      subject: uuidOf(stream),
      data: { kind, number, textSha256, signedOn, effectiveOn, endsOn, partyUnitIds } satisfies JsonObject,
      units: [...new Set([metadata.unitId, ...partyUnitIds])],
    };
  },
};

import type { AgreementKind } from '#contracts/cooperation/codes';

/** What the parties' own regulations leave to configuration: a changed row is a new version, valid from a day on. */
interface AgreementTerms {
  readonly version: number;
  readonly from: string;
  readonly maximumYears: Readonly<Record<AgreementKind, number>>;
  readonly noticeDays: number;
}

const first: AgreementTerms = {
  version: 1,
  from: '0001-01-01',
  maximumYears: { NOTA_KESEPAHAMAN: 5, PKS: 3 },
  noticeDays: 30,
};
const later: readonly AgreementTerms[] = [];

export const termsOn = (day: string): AgreementTerms => later.findLast(({ from }) => from <= day) ?? first;

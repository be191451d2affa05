import { createHash } from 'node:crypto';
import { canonical } from '#kernel';
import type { Clause, Party, Scope, Term } from './agreement.events.js';
import type { AgreementKind } from './codes.js';

/** A party as the text names it. Who has no account stands there by office and id: a name could be tried against the digest. */
export type PartyInText = Omit<Party, 'signatory'> & {
  readonly signatory: { readonly office: string; readonly staffId?: string; readonly subject?: string };
};

/** What the parties agree on: parties and scope in their order, one clause for each article. */
export interface AgreementText {
  readonly kind: AgreementKind;
  readonly title: string;
  readonly parties: readonly PartyInText[];
  readonly scope: Scope;
  readonly term: Term;
  readonly clauses: readonly Clause[];
}

/** Parties as the text names them, without what is sealed. */
export const partiesInText = (parties: readonly Party[]): readonly PartyInText[] =>
  parties.map(({ partyId, institution, unitId, address, signatory }) => ({
    partyId,
    institution,
    ...(unitId !== undefined && { unitId }),
    address,
    signatory:
      'staffId' in signatory
        ? { office: signatory.office, staffId: signatory.staffId }
        : { office: signatory.office, subject: signatory.subject },
  }));

/** The clauses after some were said anew: what is said of an article takes the place of what was said of it before. */
export const withClauses = (known: readonly Clause[], input: readonly Clause[]): readonly Clause[] => [
  ...known.filter(({ article }) => input.every((clause) => clause.article !== article)),
  ...input,
];

/** Hex SHA-256 of the RFC 8785 form of the text, its clauses in the order of the names of their articles (D10). */
export const digestOfText = ({ kind, title, parties, scope, term, clauses }: AgreementText): string =>
  createHash('sha256')
    .update(canonical({ kind, title, parties, scope, term, clauses: clauses.toSorted(byArticle) }))
    .digest('hex');

const byArticle = (a: Clause, b: Clause): number => (a.article < b.article ? -1 : 1);

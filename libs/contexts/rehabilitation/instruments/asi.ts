import { isObject, type JsonObject, type JsonValue } from '#kernel';
import { type Band, bandOf, type Definition } from './definition.js';
import { choices, type Item, mustBeLegal, type Problem, range, read, strangers } from './form.js';

export const ASI_DOMAINS = ['medical', 'employment', 'alcohol', 'drug', 'legal', 'family', 'psychiatric'] as const;
export type AsiDomain = (typeof ASI_DOMAINS)[number];

export interface AsiRating {
  /** The interviewer's, 0 to 9. */
  readonly severity: number;
  readonly meaning: string;
}

export interface AsiScore {
  readonly severities: Readonly<Record<AsiDomain, AsiRating>>;
  /** A suggestion by the higher of alcohol and drug; the assessment team decides. */
  readonly suggestion: { readonly severity: number; readonly programmeDays: number };
}

const RULE = 'R-2.7';
const SEVERITY = range(0, 9);
const ITEMS: readonly Item[] = ASI_DOMAINS.map((domain) => ({
  item: domain,
  label: `severity, ${domain}`,
  choices: choices(SEVERITY),
}));
export const NEEDS_COMMENT_AT = 2;
const LONGEST_COMMENT = 2000;

const MEANINGS: readonly Band<string>[] = [
  { band: 'no-real-problem', upTo: 1 },
  { band: 'slight', upTo: 3 },
  { band: 'moderate', upTo: 5 },
  { band: 'considerable', upTo: 7 },
  { band: 'extreme' },
];
const PROGRAMME_DAYS: readonly Band<number>[] = [{ band: 15, upTo: 3 }, { band: 30, upTo: 5 }, { band: 60 }];

/**
 * ASI, severity ratings only. A domain is answered by its severity, or by `{severity, suggested?: {from, to}, comment?}` where
 * `suggested` is the range that the objective items give.
 */
export const asi: Definition<AsiScore> = {
  code: 'ASI',
  version: '5-severity',
  rule: RULE,
  referencePeriods: ['LAST_30_DAYS'],
  items: ITEMS,
  missing: { form: 0 },
  cutoffs: { set: 'template-2024', scales: { severity: MEANINGS, programmeDays: PROGRAMME_DAYS } },
  score: (answers) => {
    const severities = Object.fromEntries(
      Object.entries(answers).flatMap(([domain, rating]) => {
        const severity = severityIn(rating);
        return severity === undefined ? [] : [[domain, severity]];
      }),
    );
    const { scores, problems } = read(severities, ITEMS);
    mustBeLegal([...problems, ...ASI_DOMAINS.flatMap((domain) => ratingProblems(domain, answers[domain]))], RULE);
    const severityOf = (domain: AsiDomain): number => scores.get(domain) ?? 0;
    const rated = (domain: AsiDomain): AsiRating => {
      const severity = severityOf(domain);
      return { severity, meaning: bandOf(MEANINGS, severity) };
    };
    const worst = Math.max(severityOf('alcohol'), severityOf('drug'));
    return {
      severities: {
        medical: rated('medical'),
        employment: rated('employment'),
        alcohol: rated('alcohol'),
        drug: rated('drug'),
        legal: rated('legal'),
        family: rated('family'),
        psychiatric: rated('psychiatric'),
      },
      suggestion: { severity: worst, programmeDays: bandOf(PROGRAMME_DAYS, worst) },
    };
  },
};

const severityIn = (rating: JsonValue): JsonValue | undefined => (isObject(rating) ? rating.severity : rating);

/** What is wrong beside the severity itself. */
function ratingProblems(domain: AsiDomain, rating: JsonValue | undefined): readonly Problem[] {
  if (!isObject(rating)) return [];
  const { severity, suggested, comment } = rating;
  const at = `${domain}.`;
  const unknown = strangers(rating, ['severity', 'suggested', 'comment'], at);
  if (comment !== undefined && !isComment(comment)) {
    return [...unknown, outOfRange(`${at}comment`, `must be text of 1 to ${LONGEST_COMMENT} characters`)];
  }
  if (suggested === undefined) return unknown;
  if (!isRange(suggested)) {
    return [...unknown, outOfRange(`${at}suggested`, 'must be {from, to} within 0 to 9, ascending')];
  }
  const isFar = typeof severity === 'number' && needsComment(severity, suggested);
  return isFar && comment === undefined
    ? [
        ...unknown,
        {
          code: 'comment-required',
          at: `${at}comment`,
          says: `is missing: a rating ${NEEDS_COMMENT_AT} or more outside the range says why`,
        },
      ]
    : unknown;
}

const outOfRange = (at: string, says: string): Problem => ({ code: 'item-out-of-range', at, says });

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Whether a severity is so far from the range that the objective items give that the interviewer says why. */
export const needsComment = (severity: number, { from, to }: Range): boolean =>
  Math.max(from - severity, severity - to, 0) >= NEEDS_COMMENT_AT;

const isRange = (value: JsonValue): value is JsonObject & Range =>
  isObject(value) &&
  Object.keys(value).length === 2 &&
  [value.from, value.to].every((end) => typeof end === 'number' && SEVERITY.includes(end)) &&
  Number(value.from) <= Number(value.to);

const isComment = (value: JsonValue): boolean =>
  typeof value === 'string' && value.trim() !== '' && Array.from(value).length <= LONGEST_COMMENT;

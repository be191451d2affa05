export type Meanings = Readonly<Record<string, string>>;

/** What a field of that name is wherever a row says nothing of its own: one name is one thing. */
const MEANINGS: Record<string, string> = {
  acknowledgements: 'Who acknowledged it.',
  annulled: 'Who annulled it, when and why; absent while it holds.',
  answer: 'What was answered.',
  answers: 'What was answered.',
  before: 'The earlier of two scores.',
  changes: 'How far it changed.',
  code: 'Its code.',
  codes: 'Its codes.',
  comment: 'What was said beside it.',
  completed: 'How many completed the programme.',
  completion: 'That the programme was completed.',
  completions: 'That it was done.',
  conclusion: 'What was concluded.',
  conclusions: 'What it came to.',
  count: 'How many.',
  covered: 'Whether it covers it.',
  documentSha256: 'SHA-256 of the paper.',
  drafts: 'How it was drafted.',
  dueAt: 'The last instant at which it is in time.',
  dueOn: 'The last day on which it is in time.',
  earlier: 'What it said before, oldest first.',
  entryId: 'By which a correction names it.',
  excluded: 'What of it is left out.',
  from: 'The first.',
  given: 'Whether it was given.',
  gone: 'What can no longer be read.',
  handling: 'What becomes of the case.',
  heldOn: 'The day on which it was held.',
  how: 'In which way.',
  id: 'Its id.',
  institution: 'For whom they work.',
  items: 'The rows.',
  kind: 'Of which kind it is.',
  left: 'That they left.',
  module: 'The module of the programme.',
  name: 'What they are called.',
  number: 'Under which it is filed.',
  office: 'Which office they hold.',
  on: 'On which day.',
  outcome: 'What came of it.',
  place: 'Where, as the unit calls it.',
  programme: 'The programme that it is part of.',
  progress: 'How far it is.',
  purpose: 'What for.',
  question: 'What was asked.',
  rating: 'How serious it is.',
  reason: 'Why.',
  reasonCode: 'Why, as a code of a list.',
  recordedAt: 'When it was recorded.',
  recordedBy: 'Who recorded it: the id of a staff record, or a part of the system.',
  revision: 'How many times it has been written since the first; a command may pin it.',
  role: 'As what they work.',
  row: 'The row of that file.',
  rule: 'The rule that sets it.',
  ruleVersion: 'The version of that rule.',
  scope: 'What it covers, and for whose people.',
  service: 'What is done.',
  status: 'Where it stands.',
  stream: 'The stream of the log.',
  subject: 'The person as the log knows them.',
  summary: 'What it comes to, in words.',
  team: 'Who decided.',
  text: 'What it says.',
  title: 'What it is about.',
  to: 'The last.',
  toUnitId: 'The unit to which they go.',
  type: 'The type of the event.',
  value: 'The number itself.',
  version: 'Its version.',
};

/** Declares what fields of these names are, whose context says it. Throws when one is said to be something else elsewhere. */
export function means(meanings: Meanings): void {
  for (const [name, meaning] of Object.entries(meanings)) {
    if (MEANINGS[name] !== undefined && MEANINGS[name] !== meaning) throw new Error(`${name} is two things.`);
    MEANINGS[name] = meaning;
  }
}

/** What a field is that says nothing of its own: by its name, or by how that ends. Undefined where the name does not say. */
export function meaningOf(name: string): string | undefined {
  if (MEANINGS[name] !== undefined) return MEANINGS[name];
  const [, did] = /^([a-z]+(?:ed|en))By$/.exec(name) ?? [];
  if (did !== undefined) return `Who ${did} it.`;
  const [, done] = /^([a-z]+(?:ed|en))On$/.exec(name) ?? [];
  if (done !== undefined) return `The day on which it was ${done}.`;
  const [, thing, many] = /^([a-zA-Z]+)Id(s)?$/.exec(name) ?? [];
  if (thing === undefined) return undefined;
  const words = thing.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return many === undefined ? `The ${words}, by its id.` : `Each ${words}, by its id.`;
}

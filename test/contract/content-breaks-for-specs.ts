import { randomBytes } from 'node:crypto';
import {
  aboutOf,
  type Break,
  commandOf,
  CORRECTED,
  data,
  HELD,
  metadata,
  NOTED,
  nth,
  plain,
  sealsAt,
  stored,
  STRANGER,
} from './breaking-for-specs.js';
import { canonical, type Draft, type JsonObject, sha256 } from './export-for-specs.js';
import { objectAt } from './recorder-for-specs.js';

const day = (on: string) => ({ on, occurredAt: `${on}T00:30:00.000Z` });

export const dayBreaks: readonly Break[] = [
  ['day', HELD, 'an instant on another day', metadata(HELD, { on: '2026-11-09' }, 1)],
  ['day', HELD, 'a zone in which it is another day', metadata(HELD, { zone: 'America/New_York' }, 1)],
  ['future', HELD, 'a day that has not come', metadata(HELD, day('2026-11-12'), 1)],
  [
    'cause',
    NOTED,
    'a reaction before its cause',
    {
      plain: (all) => {
        const noted = nth(all, NOTED);
        all.splice(all.indexOf(noted), 1);
        all.splice(all.indexOf(nth(all, HELD)), 0, noted);
      },
    },
  ],
  ['reaction-day', NOTED, 'a reaction on another day than its cause', metadata(NOTED, day('2026-11-09'))],
  ['reaction-day', NOTED, 'a reaction on the day a correction was decided', metadata(NOTED, day('2026-11-10'), 1)],
  ['reaction-day', NOTED, 'a reaction that is late', metadata(NOTED, { lateCode: 'PAPER_RECORD' })],
  ['correction-day', CORRECTED, 'a correction of another day than its own', metadata(CORRECTED, day('2026-11-09'))],
  [
    'correction-day',
    'SessionEntryAnnulled',
    'an annulment of another day than its own',
    metadata('SessionEntryAnnulled', day('2026-11-09')),
  ],
];

export const whoBreaks: readonly Break[] = [
  ['mac', HELD, 'a mac whose key is not named', plain(HELD, (one) => delete commandOf(one).macKey)],
  [
    'mac',
    'StreamParked',
    'a mac of the system',
    plain('StreamParked', (one) => Object.assign(commandOf(one), { mac: sha256('x'), macKey: STRANGER })),
  ],
  [
    'mac-key',
    HELD,
    'the key of another month',
    { plain: (all, ring) => (commandOf(nth(all, HELD)).macKey = ring.key('mac:2026-10').k) },
  ],
  ['source', 'StreamParked', 'the system as a client', metadata('StreamParked', { source: 'API' })],
  ['source', HELD, 'a client as a policy', metadata(HELD, { source: 'POLICY' })],
  ['source', HELD, 'a demonstration in a real log', metadata(HELD, { source: 'DEMONSTRATION' })],
  ['house', 'StreamParked', 'a unit for what is of the house', metadata('StreamParked', { unitId: 'X' })],
  ['house', 'StreamParked', 'another zone for it', metadata('StreamParked', { zone: 'Asia/Jayapura' })],
  ['reservation', 'ReservationTaken', 'another lookup key', data('ReservationTaken', { lookupKey: STRANGER })],
];

export const aboutBreaks: readonly Break[] = [
  ['about-order', HELD, 'people out of order', plain(HELD, (one) => aboutOf(one).reverse())],
  ['about-order', HELD, 'somebody twice', plain(HELD, (one) => aboutOf(one).unshift({ ...aboutOf(one)[0] }))],
  [
    'about-case',
    HELD,
    'somebody with a case and without',
    plain(HELD, (one) => aboutOf(one).unshift({ subject: subjectOf(one), legalBasis: 'CONSENT' })),
  ],
  ['about-missing', HELD, 'somebody left out', plain(HELD, (one) => aboutOf(one).pop())],
  [
    'about-missing',
    HELD,
    'another case',
    plain(HELD, (one) => Object.assign(aboutOf(one)[0] ?? {}, { caseId: STRANGER })),
  ],
  [
    'about-none',
    'ReservationTaken',
    'a person in a reservation',
    plain('ReservationTaken', (one) => {
      one.metadata.about = [{ subject: STRANGER, legalBasis: 'LEGAL_DUTY' }];
      delete one.metadata.legalBasis;
    }),
  ],
  ['legal-basis', HELD, 'a basis beside those of people', metadata(HELD, { legalBasis: 'LEGAL_DUTY' })],
  ['legal-basis', 'StreamParked', 'no basis', plain('StreamParked', (one) => delete one.metadata.legalBasis)],
];
const subjectOf = (draft: Draft) => aboutOf(draft)[0]?.subject ?? '';

export const citationBreaks: readonly Break[] = [
  [
    'cited',
    'RehabCaseOpened',
    'a hash that is not there',
    plain('RehabCaseOpened', (one) => (objectAt(one, '/basis/0').hash = sha256('x'))),
  ],
  [
    'cited',
    'RehabCaseOpened',
    'a place that is not there',
    plain('RehabCaseOpened', (one) => (objectAt(one, '/basis/0').revision = 9)),
  ],
  ['correction-of', CORRECTED, 'a correction of nothing', data(CORRECTED, { of: STRANGER })],
  ['correction-of', CORRECTED, 'a correction of another type', data(CORRECTED, { entryType: 'SessionScheduled' })],
  [
    'correction-of',
    'SessionEntryAnnulled',
    'an annulment of an entry elsewhere',
    { plain: (all) => (nth(all, 'SessionEntryAnnulled').data.of = nth(all, HELD).id) },
  ],
  ['correction-form', CORRECTED, 'no version of the entry', data(CORRECTED, { entryVersion: 0 })],
];

const LINE = '/roster/0';
const IV = randomBytes(12);
const health = (wrongly: object) => ({ seals: { [`${HELD} ${LINE} health`]: wrongly } });

export const sealBreaks: readonly Break[] = [
  ['seal-form', HELD, 'a member too many', stored(HELD, (one) => (first(one).of = 'x'))],
  ['seal-form', HELD, 'an iv that is not base64url', stored(HELD, (one) => (first(one).iv = '+'.repeat(16)))],
  ['seal-form', HELD, 'no seal', stored(HELD, (one) => (objectAt(one, LINE).sealed = []))],
  ['seal-order', HELD, 'seals out of order', stored(HELD, (one) => sealsAt(one, LINE).reverse())],
  ['seal-subject', HELD, 'the subject of somebody else', health({ s: STRANGER })],
  [
    'seal-key',
    'InmateRegistered',
    'a key that nobody has',
    {
      keys: (all) => {
        const index = all.findIndex(({ _id, ct }) => ct !== undefined && _id.endsWith(':security'));
        all.splice(index, 1);
      },
    },
  ],
  ['seal-key', HELD, 'the uuid of another key', stored(HELD, (one) => (first(one).k = STRANGER))],
  [
    'seal',
    HELD,
    'a ciphertext that was changed',
    stored(HELD, (one) => (first(one).ct = `AAAA${text(first(one).ct).slice(4)}`)),
  ],
  ['seal', HELD, 'a seal from another object', health({ path: '/roster/1' })],
  ['seal', HELD, 'a seal of another type', health({ type: 'SessionScheduled' })],
  [
    'seal',
    CORRECTED,
    'a seal of the type it corrects',
    { seals: { [`${CORRECTED} /entry${LINE} health`]: { type: HELD } } },
  ],
  [
    'seal',
    CORRECTED,
    'a seal at the path in its entry',
    { seals: { [`${CORRECTED} /entry${LINE} health`]: { path: LINE } } },
  ],
  ['padding', HELD, 'no padding', health({ size: 23 })],
  ['padding', HELD, 'a block too many', health({ size: 128 })],
  ['padding', HELD, 'padding of something else', health({ filler: '\n' })],
  ['plaintext', HELD, 'a plaintext in another form', health({ text: '{"absenceReason": "ILL"}' })],
  ['plaintext', HELD, 'a plaintext outside the profile', health({ text: '{"absenceReason":null}' })],
  ['plaintext', HELD, 'a narrative of nothing', { seals: { [`${HELD} ${LINE} narrative`]: { text: '{}' } } }],
  ['seal-clear', HELD, 'what stands in clear sealed as well', health({ text: canonical({ outcome: 'PRESENT' }) })],
  [
    'seal-iv',
    'RehabPlanDrafted',
    'an iv for two seals of one key',
    { seals: { 'RehabPlanDrafted /goals/0 narrative': { iv: IV }, 'RehabPlanDrafted /goals/1 narrative': { iv: IV } } },
  ],
  ['seal-presence', HELD, 'no seal where others have one', stored(HELD, (one) => delete objectAt(one, LINE).sealed, 1)],
  ['gone', HELD, 'a living key that is said to be gone', goneAt(HELD, LINE, ['health'], 1)],
  ['gone', HELD, 'classes out of order', goneAt(HELD, '/roster/1', ['narrative', 'health'], 1)],
  ['gone', 'InmateRegistered', 'something gone outside a list', goneAt('InmateRegistered', '', ['narrative'], 1)],
  ['gone-and-sealed', HELD, 'a class both gone and sealed', goneAt(HELD, '/roster/1', ['health'])],
];

function goneAt(type: string, path: string, gone: string[], n = 0) {
  return stored(type, (one) => (objectAt(one, path).gone = gone), n);
}
function first(draft: Draft): JsonObject {
  return sealsAt(draft, LINE)[0] ?? {};
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

import { endOfDay } from '#kernel';
import { type Given, person, specify, idsOf, pastOf } from '#kernel/given-for-specs';
import { type DirectiveEvent, type DirectiveEventData, directiveEvents } from '#contracts/cooperation/directive.events';
import { directive } from './directive.decider.js';

export const given = specify(directive.decider);

export const head = person('head', 'kepala-bnnk', 'BNNK-PURBALINGGA');
export const deputy = person('deputy', 'kepala-bnnk', 'BNNK-PURBALINGGA');
export const nurse = person('nurse', 'perawat-klinik', 'RUTAN-BANJARNEGARA');
export const guard = person('guard', 'kpr', 'RUTAN-BANJARNEGARA');

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const entry = idsOf(
  'drafted',
  'issued',
  'acknowledged',
  'asked',
  'answered',
  'superseded',
  'revoked',
  'followedUp',
);
export const questionId = uuid(1);
export const followUpId = uuid(2);
export const successorId = uuid(3);

export const writing = {
  number: 'JUKNIS/01/2024',
  title: 'Running the social rehabilitation programme',
  text: 'Sessions take place on weekdays and never during other activities.',
  addressees: [
    { staffId: nurse.staffId, unitId: nurse.unitId, role: 'perawat-klinik' },
    { staffId: guard.staffId, unitId: guard.unitId, role: 'kpr' },
  ],
} satisfies Omit<DirectiveEventData<'DirectiveDrafted'>, 'issuingUnitId'>;
export const draft = { ...writing, issuingUnitId: head.unitId };
export const terms = { issuedOn: '2024-12-14', effectiveOn: '2024-12-15', acknowledgeBy: '2024-12-21' };
export const issue = {
  number: draft.number,
  issuingUnitId: draft.issuingUnitId,
  addressees: draft.addressees,
  ...terms,
  deadline: { rule: 'R-10.1', ruleVersion: 1, dueAt: endOfDay('Asia/Jakarta', terms.acknowledgeBy) },
  issuedBy: head.staffId,
} satisfies DirectiveEventData<'DirectiveIssued'>;
export const basis = [{ stream: `directive-${successorId}`, revision: 1, hash: 'a'.repeat(64) }];

export type Past = Given<DirectiveEvent>;

const past = pastOf<DirectiveEvent>(directiveEvents, { questionId, followUpId, successorId, basis });

export const drafted = past({ id: entry.drafted }, 'DirectiveDrafted', draft);
export const issued = past({ id: entry.issued, by: head }, 'DirectiveIssued', issue);
export const acknowledged = past({ id: entry.acknowledged, by: nurse }, 'DirectiveAcknowledged', {
  acknowledgedOn: '2024-12-15',
});
export const asked = past({ id: entry.asked, by: nurse }, 'DirectiveClarificationAsked', {
  question: 'Does this hold on holidays?',
});
export const answered = past({ id: entry.answered, by: head }, 'DirectiveClarificationAnswered', { answer: 'Yes.' });
export const superseded = past({ id: entry.superseded, by: head }, 'DirectiveSuperseded', {
  effectiveOn: '2024-12-16',
});
export const revoked = past({ id: entry.revoked, by: head }, 'DirectiveRevoked', {
  reasonCode: 'NO_LONGER_NEEDED',
  effectiveOn: '2024-12-16',
});
export const followedUp = past({ id: entry.followedUp, by: guard }, 'DirectiveFollowUpRecorded', {
  report: 'Timetable put up.',
});
export const annulled = (of: string) =>
  past({ by: deputy }, 'DirectiveEntryAnnulled', { of, reasonCode: 'RECORDED_TWICE' });

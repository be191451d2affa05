import { id } from '#kernel';
import { agencyHead, assessor, clerk, karutan, nurse, subject } from '../facts-for-specs.js';
import {
  againOf,
  approved,
  drafted,
  entry,
  exempted,
  facts,
  factsWhen,
  given,
  goalId,
  onCase,
  onTemplate,
  otherGoalId,
  type Past,
  progressed,
  revised,
  submitted,
  takenOver,
} from './plan-for-specs.js';
import type { PlanCommand } from './plan.state.js';

type Input = Omit<Extract<PlanCommand, { type: 'CorrectPlanEntry' }>['data'], 'of' | 'reasonCode'>;
const reasonCode = 'WRITTEN_WRONGLY' as const;
const correcting = (of: string, receipt: Input, using = facts): PlanCommand => ({
  type: 'CorrectPlanEntry',
  data: { of, reasonCode, ...receipt },
  facts: againOf(using),
});
const annulling = (of: string): PlanCommand => ({
  type: 'AnnulPlanEntry',
  data: { of, reasonCode },
  facts: againOf(),
});
const running = [drafted, submitted, approved];
const progress = { goalId, progress: 'ACHIEVED', recordedOn: '2024-12-11', note: 'Names four.' } as const;
const exemption = { module: 'COUNSELLING', reason: 'In hospital.', exemptedOn: '2024-12-09' } as const;
const supersededGoal = {
  ...revised,
  data: { ...revised.data, goals: [{ subject, goalId: otherGoalId, domain: 'LEGAL', statement: 'Pay the fine.' }] },
} as Past;

describe('correcting an entry of a plan (D12)', () => {
  it('says progress anew, but not who recorded it', () => {
    given(...running, progressed)
      .when(correcting(entry.progressed, { progress }), { by: nurse })
      .then({
        type: 'PlanEntryCorrected',
        data: {
          of: entry.progressed,
          reasonCode,
          entryType: 'GoalProgressRecorded',
          entry: { subject, ...progress, recordedBy: assessor.staffId, basis: onCase },
        },
      });
  });

  it('says an exemption anew, but not who gave it', () => {
    given(...running, exempted())
      .when(correcting(entry.exempted, { exemption }), { by: karutan })
      .then({
        type: 'PlanEntryCorrected',
        data: {
          of: entry.exempted,
          reasonCode,
          entryType: 'RequirementExempted',
          entry: { subject, ...exemption, exemptedBy: agencyHead.staffId, basis: onTemplate },
        },
      });
  });

  it('is possible when the goal is no longer planned and the case was left', () => {
    const later = { ...approved, id: id('spec', 'entry', 'approved later') };
    const { outcome } = given(...running, progressed, supersededGoal, submitted, later).when(
      correcting(entry.progressed, { progress }, factsWhen('RELEASED')),
      { by: nurse },
    );
    expect(outcome).toMatchObject({ events: [{ data: { entry: { goalId } } }] });
  });

  it.each<[string, Input]>([
    ['unknown-goal', { progress: { ...progress, goalId: otherGoalId } }],
    ['day-in-future', { progress: { ...progress, recordedOn: '2024-12-17' } }],
    ['before-admission', { progress: { ...progress, recordedOn: '2024-12-01' } }],
    ['entry-of-other-type', { exemption }],
    ['one-entry-at-a-time', { progress, exemption }],
    ['one-entry-at-a-time', {}],
  ])('is refused of progress as %s', (code, receipt) => {
    given(...running, progressed)
      .when(correcting(entry.progressed, receipt), { by: nurse })
      .thenRefuses(code);
  });

  it.each<[string, Input]>([
    ['unknown-module', { exemption: { ...exemption, module: 'FAMILY' } }],
    ['module-not-mandatory', { exemption: { ...exemption, module: 'SPORT' } }],
    ['day-in-future', { exemption: { ...exemption, exemptedOn: '2024-12-17' } }],
    ['before-admission', { exemption: { ...exemption, exemptedOn: '2024-12-01' } }],
    ['expires-before-exemption', { exemption: { ...exemption, expiresOn: '2024-12-08' } }],
    ['entry-of-other-type', { progress }],
  ])('is refused of an exemption as %s', (code, receipt) => {
    given(...running, exempted())
      .when(correcting(entry.exempted, receipt), { by: karutan })
      .thenRefuses(code);
  });

  it('may move an exemption, but not onto another', () => {
    const other = { ...exempted('2024-12-12'), id: entry.progressed } as Past;
    const to = (exemptedOn: string): Input => ({ exemption: { ...exemption, module: 'EDUCATION', exemptedOn } });
    const asked = (exemptedOn: string) =>
      given(...running, other, { ...exempted(), data: { ...exempted().data, exemptedOn: '2024-12-13' } }).when(
        correcting(entry.exempted, to(exemptedOn)),
        { by: karutan },
      );
    asked('2024-12-12').thenRefuses('already-exempted');
    expect(asked('2024-12-14').outcome).toMatchObject({ events: [{ data: { entry: { exemptedOn: '2024-12-14' } } }] });
  });

  it('may not stretch an exemption over a later one (R-3.9)', () => {
    const later = { ...exempted(), data: { ...exempted().data, exemptedOn: '2024-12-13' } } as Past;
    const until = (expiresOn: string) =>
      given(...running, { ...exempted('2024-12-12'), id: entry.progressed }, later).when(
        correcting(entry.progressed, {
          exemption: { ...exemption, module: 'EDUCATION', exemptedOn: '2024-12-10', expiresOn },
        }),
        { by: karutan },
      );
    until('2024-12-13').thenRefuses('entry-in-use');
    expect(until('2024-12-11').outcome).toMatchObject({ events: [{ data: { entry: { expiresOn: '2024-12-11' } } }] });
  });

  it('of an exemption is by who may exempt, and did not write the plan (R-3.9)', () => {
    for (const asked of [correcting(entry.exempted, { exemption }), annulling(entry.exempted)]) {
      given(...running, exempted())
        .when(asked, { by: nurse })
        .thenRefuses('not-entitled-to-exempt');
      given({ ...drafted, by: karutan }, submitted, approved, exempted())
        .when(asked, { by: karutan })
        .thenRefuses('approver-is-author');
    }
  });

  it.each([
    ['a draft', entry.drafted],
    ['an approval', entry.approved],
    ['that it was taken over', entry.takenOver],
  ])('is not of %s', (_, of) => {
    given(...running, takenOver)
      .when(correcting(of, { progress }), { by: nurse })
      .thenRefuses('entry-not-correctable');
    given(...running, takenOver)
      .when(annulling(of), { by: clerk })
      .thenRefuses('entry-not-annullable');
  });
});

describe('annulling an entry of a plan (D12)', () => {
  it('says who approved it', () => {
    given(...running, progressed)
      .when(annulling(entry.progressed), { by: nurse })
      .then({
        type: 'PlanEntryAnnulled',
        data: { of: entry.progressed, reasonCode, approvedBy: nurse.staffId },
      });
  });

  it('is not approved by who recorded or corrected the entry', () => {
    const corrected: Past = {
      by: nurse,
      type: 'PlanEntryCorrected',
      data: {
        of: entry.progressed,
        reasonCode,
        entryType: 'GoalProgressRecorded',
        entry: { subject, ...progress, recordedBy: assessor.staffId, basis: onCase },
      },
    };
    for (const by of [assessor, nurse]) {
      given(...running, progressed, corrected)
        .when(annulling(entry.progressed), { by })
        .thenRefuses('approver-is-author');
    }
  });

  it('makes room for an exemption that the annulled one kept out', () => {
    const annulled: Past = {
      by: karutan,
      type: 'PlanEntryAnnulled',
      data: { of: entry.exempted, reasonCode, approvedBy: karutan.staffId },
    };
    const again: PlanCommand = {
      type: 'ExemptRequirement',
      data: { ...exemption, module: 'EDUCATION', exemptedOn: '2024-12-12' },
      facts,
    };
    given(...running, exempted())
      .when(again, { by: agencyHead })
      .thenRefuses('already-exempted');
    expect(given(...running, exempted(), annulled).when(again, { by: agencyHead }).outcome).toMatchObject({
      events: [{ type: 'RequirementExempted' }],
    });
    given(...running, exempted(), annulled)
      .when(annulling(entry.exempted), { by: karutan })
      .thenRefuses('entry-annulled');
  });

  it('needs an entry of this plan', () => {
    given(...running)
      .when(annulling(entry.progressed), { by: nurse })
      .thenRefuses('unknown-entry');
    given(...running)
      .when(correcting(entry.progressed, { progress }), { by: nurse })
      .thenRefuses('unknown-entry');
    given().when(annulling(entry.progressed), { by: nurse }).thenRefuses('plan-not-drafted');
  });
});

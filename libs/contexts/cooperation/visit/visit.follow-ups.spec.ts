import {
  completed,
  concluded,
  deadlineOn,
  extended,
  followUpId,
  given,
  lead,
  nurse,
  observationId,
  observed,
  type Past,
  raised,
  started,
  task,
  third,
  uuid,
  verified,
} from './visit-for-specs.js';

describe('raising a follow-up', () => {
  const raising = (changes: Partial<typeof task & { observationId: string }> = {}) =>
    ({ type: 'AddFollowUp', data: { followUpId, ...task, ...changes } }) as const;

  it('makes it due until the last instant of the day where the visit was (R-6.2, D11)', () => {
    given(started)
      .when(raising())
      .then({
        type: 'FollowUpRaised',
        data: {
          followUpId,
          visitingUnitId: lead.unitId,
          ...task,
          deadline: { rule: 'R-6.2', ruleVersion: 1, dueAt: '2024-12-15T16:59:59.999Z' },
        },
      });
  });

  it('may follow from an observation, also after the visit', () => {
    given(started, observed('MAJOR'), concluded)
      .when(raising({ observationId }))
      .then({
        type: 'FollowUpRaised',
        data: {
          followUpId,
          observationId,
          visitingUnitId: lead.unitId,
          ...task,
          deadline: deadlineOn(task.dueOn),
        },
      });
  });

  it('needs the observation that it follows from (R-6.2)', () => {
    const asked = given(started).when(raising({ observationId }));
    asked.thenRefuses('unknown-observation');
    asked.thenSays(
      `This visit has no observation ${observationId}, it has none: name one that it has, or record it first.`,
    );
  });

  it('happens once', () => {
    given(started, raised()).when(raising()).thenRefuses('follow-up-repeated');
  });

  it('is one of 500 at most, all of which the conclusion repeats (D4)', () => {
    const others = Array.from({ length: 500 }, (_, n): Past => ({
      type: 'FollowUpRaised',
      data: {
        followUpId: uuid(1000 + n),
        visitingUnitId: lead.unitId,
        ...task,
        deadline: deadlineOn(task.dueOn),
      },
    }));
    given(started, ...others)
      .when(raising())
      .thenRefuses('too-many-follow-ups');
    expect(given(started, ...others.slice(1)).when(raising()).outcome).toMatchObject({ events: [{}] });
  });

  it('is refused when it is due in the past (R-6.2)', () => {
    given(started)
      .when(raising({ dueOn: '2024-12-12' }))
      .thenRefuses('day-before-arrival');
  });

  it('is refused for an owner who cannot see the visit (R-6.2)', () => {
    given(started)
      .when(raising({ owner: { staffId: third.staffId, unitId: 'RUTAN-ELSEWHERE' } }))
      .thenRefuses('owner-outside-visit');
  });
});

describe('completing a follow-up', () => {
  const completing = (completedOn = '2024-12-15', id = followUpId) =>
    ({ type: 'CompleteFollowUp', data: { followUpId: id, completedOn, evidence: 'Room 4 is free.' } }) as const;

  it('says who did it, whatever the body said', () => {
    given(started, raised())
      .when(completing(), { by: nurse })
      .then({
        type: 'FollowUpCompleted',
        data: { followUpId, completedOn: '2024-12-15', evidence: 'Room 4 is free.', completedBy: nurse.staffId },
      });
  });

  it('needs the follow-up', () => {
    given(started, raised())
      .when(completing('2024-12-15', uuid(9)))
      .thenRefuses('unknown-follow-up');
    given(started)
      .when(completing('2024-12-15', uuid(9)))
      .thenSays(`This visit has no follow-up ${uuid(9)}, it has none: name one that it has, or record it first.`);
  });

  it('happens once', () => {
    given(started, raised(), completed).when(completing()).thenRefuses('follow-up-completed');
  });

  it('has not happened tomorrow (R-13.1)', () => {
    given(started, raised()).when(completing('2024-12-17')).thenRefuses('day-in-future');
  });

  it('has not happened before the visit (R-6.2)', () => {
    given(started, raised()).when(completing('2024-12-12')).thenRefuses('day-before-arrival');
  });
});

describe('extending a follow-up', () => {
  const extending = (dueOn: string) =>
    ({ type: 'ExtendFollowUp', data: { followUpId, dueOn, reasonCode: 'BUDGET_NOT_RELEASED' } }) as const;

  it('gives it a later day', () => {
    given(started, raised())
      .when(extending('2024-12-22'))
      .then({
        type: 'FollowUpExtended',
        data: {
          followUpId,
          dueOn: '2024-12-22',
          deadline: deadlineOn('2024-12-22'),
          reasonCode: 'BUDGET_NOT_RELEASED',
        },
      });
  });

  it('never brings it forward, not even to the same day (R-6.2)', () => {
    given(started, raised()).when(extending('2024-12-15')).thenRefuses('not-an-extension');
    given(started, raised(), extended).when(extending('2024-12-20')).thenRefuses('not-an-extension');
  });

  it('is refused once it is completed (R-6.2)', () => {
    given(started, raised(), completed).when(extending('2024-12-22')).thenRefuses('follow-up-completed');
  });
});

describe('verifying a follow-up', () => {
  const verifying = (verifiedOn = '2024-12-16') =>
    ({ type: 'VerifyFollowUp', data: { followUpId, verifiedOn } }) as const;

  it('says who did it', () => {
    given(started, raised(), completed)
      .when(verifying(), { by: lead })
      .then({ type: 'FollowUpVerified', data: { followUpId, verifiedOn: '2024-12-16', verifiedBy: lead.staffId } });
  });

  it('is for somebody other than who completed it (R-6.2)', () => {
    given(started, raised(), completed).when(verifying(), { by: nurse }).thenRefuses('verifier-is-completer');
    given(started, raised(), completed)
      .when(verifying(), { by: third, is: (staffId) => staffId === nurse.staffId })
      .thenRefuses('verifier-is-completer');
  });

  it('waits for its completion (R-6.2)', () => {
    given(started, raised()).when(verifying()).thenRefuses('follow-up-not-completed');
  });

  it('happens once', () => {
    given(started, raised(), completed, verified).when(verifying()).thenRefuses('follow-up-verified');
  });

  it('has not happened tomorrow (R-13.1)', () => {
    given(started, raised(), completed).when(verifying('2024-12-17')).thenRefuses('day-in-future');
  });

  it('has not happened before the completion (R-6.2)', () => {
    given(started, raised(), completed).when(verifying('2024-12-14')).thenRefuses('verified-before-completion');
  });
});

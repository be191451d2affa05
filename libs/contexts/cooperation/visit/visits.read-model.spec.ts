import { type Actor, uuidOf, without } from '#kernel';
import { visitEvents } from '#contracts/cooperation/visit.events';
import { recording } from '#platform/for-specs';
import { followUp, followUpBoard, followUpKey, followUps } from './follow-ups.read-model.js';
import { followUpId, lead, nurse, observation, observationId, task, unannounced } from './visit-for-specs.js';
import { handleVisit } from './visit.handle.js';
import { visit, visitBoard, visits } from './visits.read-model.js';

const stranger = { ...nurse, unitId: 'RUTAN-WONOSOBO' };

async function played() {
  const log = recording(visitEvents);
  const send = log.handler(handleVisit);
  const planned = { visitingUnitId: lead.unitId, purpose: 'MONITORING', plannedOn: '2025-01-20' } as const;
  const announcedId = await send(nurse, { type: 'AnnounceVisit', data: planned });
  const visitId = await send(lead, { type: 'RecordArrival', data: unannounced });
  await send(lead, { type: 'RecordObservation', data: observation('MINOR') }, visitId);
  const of = await log.lastEntryOf(`visit-${visitId}`);
  await send(lead, { type: 'AddFollowUp', data: { followUpId, observationId, ...task } }, visitId);
  await send(lead, { type: 'ConcludeVisit', data: { departedAt: '2024-12-13T05:00:00.000Z' } }, visitId);
  const said = { topic: 'FACILITIES', rating: 'MAJOR', text: 'Three to a bed.' } as const;
  await send(
    lead,
    { type: 'CorrectVisitEntry', data: { of, reasonCode: 'LEARNED_LATER', observation: said } },
    visitId,
  );
  const answers = log.answers(visitBoard, followUpBoard);
  const list = async (asked: object, by: Actor = nurse) =>
    (await answers.page(visits, asked, by)).items.map((one) => one.id);
  const one = (id: string, by: Actor = nurse) => answers.one(visit, { id }, by);
  const tasks = async (asked: object, by: Actor = nurse) => (await answers.page(followUps, asked, by)).items;
  const oneTask = (on?: string, by: Actor = nurse) =>
    answers.one(followUp, { id: followUpKey(visitId, followUpId), on }, by);
  return { log, send, announcedId, visitId, list, one, tasks, oneTask };
}

describe('visits', () => {
  it('lists the latest visit first, by unit, purpose, kind, status and period', async () => {
    const { list, announcedId, visitId } = await played();
    expect(await list({})).toEqual([announcedId, visitId]);
    expect(await list({ unitId: lead.unitId })).toEqual([announcedId, visitId]);
    expect(await list({ purpose: 'COORDINATION' })).toEqual([visitId]);
    expect(await list({ announced: true })).toEqual([announcedId]);
    expect(await list({ announced: false })).toEqual([visitId]);
    expect(await list({ status: 'CONCLUDED' })).toEqual([visitId]);
    expect(await list({ from: '2024-12-13', to: '2024-12-13' })).toEqual([visitId]);
    expect(await list({ from: '2024-12-14' })).toEqual([announcedId]);
  });

  it('is read by the agency too, and by nobody else', async () => {
    const { list, one, visitId } = await played();
    expect(await list({}, lead)).toHaveLength(2);
    expect(await list({}, stranger)).toEqual([]);
    await expect(one(visitId, stranger)).rejects.toThrow('There is no visit with that id.');
  });
});

describe('visit', () => {
  it('shows what was said first and what is known now (D12)', async () => {
    const { one, visitId, log } = await played();
    const found = await one(visitId);
    expect(found).toMatchObject({
      status: 'CONCLUDED',
      visitedOn: '2024-12-13',
      minorFindings: 0,
      majorFindings: 1,
      followUps: 1,
      arrivals: [{ assignmentLetter: unannounced.assignmentLetter }],
      observations: [
        {
          rating: 'MAJOR',
          text: 'Three to a bed.',
          correctionReasonCode: 'LEARNED_LATER',
          earlier: [{ rating: 'MINOR', text: 'The rooms are crowded.' }],
        },
      ],
    });
    const views = (await log.events()).filter(({ type }) => type === 'RecordsViewed');
    expect(views.map(({ data }) => data)).toMatchObject([{ purpose: 'visit', subjects: [visitId] }]);
  });

  it('says what is gone with the key (D8)', async () => {
    const { one, visitId, log } = await played();
    await log.keyring.destroy(visitId);
    const { observations } = await one(visitId);
    expect(observations).toMatchObject([{ rating: 'MAJOR', gone: ['narrative'] }]);
    expect(JSON.stringify(observations)).not.toContain('to a bed');
  });
});

describe('correcting an arrival', () => {
  it('opens no letter: what is sealed is not decided by again (D8, D12)', async () => {
    const { send, one, visitId, log } = await played();
    const of = (await log.events()).find(({ stream }) => stream === `visit-${visitId}`)?.id ?? '';
    const arrival = { ...without(unannounced, 'visitingUnitId'), arrivedAt: '2024-12-13T01:00:00.000Z' };
    await send(lead, { type: 'CorrectVisitEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', arrival } }, visitId);
    expect(await one(visitId)).toMatchObject({
      arrivedAt: arrival.arrivedAt,
      arrivals: [{ assignmentLetter: unannounced.assignmentLetter, earlier: [{ arrivedAt: unannounced.arrivedAt }] }],
    });
  });
});

describe('followUps', () => {
  it('lists by due day, and says on a day who is late', async () => {
    const { tasks } = await played();
    const mine = [{ dueOn: '2024-12-15', status: 'LATE', ageInDays: 0, raised: [{ text: task.text }] }];
    expect(await tasks({})).toMatchObject(mine);
    expect(await tasks({ status: ['LATE'] })).toMatchObject(mine);
    expect(await tasks({ status: ['OPEN'] })).toEqual([]);
    expect(await tasks({ status: ['LATE'], on: '2024-12-15' })).toEqual([]);
    expect(await tasks({ status: ['OPEN'], on: '2024-12-15' })).toMatchObject([{ status: 'OPEN' }]);
    expect(await tasks({ ownerId: nurse.staffId, unitId: nurse.unitId, status: ['OPEN', 'LATE'] })).toHaveLength(1);
    expect(await tasks({ ownerId: lead.staffId })).toEqual([]);
    expect(await tasks({ dueBefore: '2024-12-15' })).toEqual([]);
    expect(await tasks({}, stranger)).toEqual([]);
  });

  it('follows it to the end, and back when an entry is annulled (D12)', async () => {
    const { send, oneTask, visitId, log } = await played();
    const data = { followUpId, dueOn: '2024-12-20', reasonCode: 'SCOPE_GREW' } as const;
    await send(nurse, { type: 'ExtendFollowUp', data }, visitId);
    const completion = { followUpId, completedOn: '2024-12-16', evidence: 'A photo.' };
    await send(nurse, { type: 'CompleteFollowUp', data: completion }, visitId);
    await send(lead, { type: 'VerifyFollowUp', data: { followUpId, verifiedOn: '2024-12-16' } }, visitId);
    const of = await log.lastEntryOf(`visit-${visitId}`);
    expect(await oneTask('2024-12-26')).toMatchObject({
      status: 'VERIFIED',
      dueOn: '2024-12-20',
      completedBy: nurse.staffId,
      verifiedBy: lead.staffId,
      raisedAs: followUpId,
      ageInDays: 10,
      completions: [{ evidence: 'A photo.' }],
    });
    await send(nurse, { type: 'AnnulVisitEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY' } }, visitId);
    const back = await oneTask();
    expect(back).toMatchObject({ status: 'COMPLETED', verifications: [{ annulled: { approvedBy: nurse.staffId } }] });
    expect(back).not.toHaveProperty('verifiedBy');
  });

  it('keeps the follow-ups of two visits apart though they have the same id', async () => {
    const { send, tasks } = await played();
    const otherId = await send(lead, { type: 'RecordArrival', data: unannounced });
    await send(lead, { type: 'AddFollowUp', data: { followUpId, ...task } }, otherId);
    expect(new Set((await tasks({})).map(({ visitId }) => visitId)).size).toBe(2);
  });

  it('is not found by others', async () => {
    const { oneTask } = await played();
    await expect(oneTask('2024-12-16', stranger)).rejects.toThrow('There is no follow-up with that id.');
  });
});

describe('an annulled visit', () => {
  it('stays on the board as such', async () => {
    const { send, one, announcedId, log } = await played();
    const stream = (await log.events()).find(({ type }) => type === 'VisitAnnounced');
    expect(uuidOf(stream?.stream ?? '')).toBe(announcedId);
    const of = stream?.id ?? '';
    await send(lead, { type: 'AnnulVisitEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' } }, announcedId);
    expect(await one(announcedId)).toMatchObject({
      status: 'ANNULLED',
      purpose: 'MONITORING',
      visitedOn: '2025-01-20',
    });
  });
});

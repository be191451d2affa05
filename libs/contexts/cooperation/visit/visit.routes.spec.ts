import { visitEvents } from '#contracts/cooperation/visit.events';
import { without } from '#kernel';
import { type Answer, api } from '#platform/for-specs';
import { CooperationModule, cooperationProjections } from '../index.js';
import { followUpId, lead, nurse, observation, observationId, task, unannounced, uuid } from './visit-for-specs.js';

const RUTAN = nurse.unitId;
/** Days of long ago are recorded with the reason why. */
const late = { context: { lateCode: 'PAPER_RECORD' } };

describe('/visits', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asLead: Awaited<ReturnType<typeof running.as>>;
  let asClerk: typeof asLead;
  let asKarutan: typeof asLead;
  beforeAll(async () => {
    running = await api({ module: CooperationModule, projections: cooperationProjections, definitions: visitEvents });
    asLead = await running.as('kepala-bnnk', lead.unitId, 'lead');
    asClerk = await running.as('kasubsi-pelayanan', RUTAN, 'clerk');
    asKarutan = await running.as('karutan', RUTAN, 'karutan');
  });
  afterAll(() => running.close());

  const act = async (asked: Promise<Answer>): Promise<void> => {
    const { status, body } = await asked;
    expect({ status, body }).toMatchObject({ status: 200 });
  };

  it('takes an unannounced visit from arrival to its verified follow-up', async () => {
    const { status, body } = await asLead('/visits', { unitId: RUTAN, ...unannounced, ...late });
    expect(status).toBe(201);
    const { id } = body as { id: string };
    const at = `/visits/${id}`;
    await act(asLead(`${at}/observe`, observation('MAJOR')));
    const of = await running.log.lastEntryOf(`visit-${id}`);
    const owner = { staffId: running.staffIdOf('clerk'), unitId: RUTAN };
    await act(asLead(`${at}/add-follow-up`, { ...task, followUpId, observationId, owner }));
    await act(asLead(`${at}/conclude`, { departedAt: '2024-12-13T12:00:00+07:00', ...late }));
    await act(asClerk(`${at}/extend-follow-up`, { followUpId, dueOn: '2024-12-20', reasonCode: 'SCOPE_GREW' }));
    await act(
      asClerk(`${at}/complete-follow-up`, { followUpId, completedOn: '2024-12-18', evidence: 'A photo.', ...late }),
    );
    await act(asLead(`${at}/verify-follow-up`, { followUpId, verifiedOn: '2024-12-19', ...late }));
    const last = await running.log.lastEntryOf(`visit-${id}`);
    const said = without(observation('MINOR'), 'observationId');
    await act(asClerk(`${at}/correct-entry`, { of, reasonCode: 'LEARNED_LATER', observation: said }));
    await act(asKarutan(`${at}/annul-entry`, { of: last, reasonCode: 'WRITTEN_WRONGLY' }));
    const types = (await running.log.events()).filter(({ stream }) => stream === `visit-${id}`).map(({ type }) => type);
    expect(types).toEqual([
      'VisitStarted',
      'VisitObservationRecorded',
      'FollowUpRaised',
      'VisitConcluded',
      'FollowUpExtended',
      'FollowUpCompleted',
      'FollowUpVerified',
      'VisitEntryCorrected',
      'VisitEntryAnnulled',
    ]);
  });

  it('takes an announced visit', async () => {
    const { visitingUnitId, purpose, ...arrival } = unannounced;
    const announcement = { unitId: RUTAN, visitingUnitId, purpose, plannedOn: '2024-12-13' };
    const { status, body } = await asClerk('/visits/announce', announcement);
    expect(status).toBe(201);
    await act(asLead(`/visits/${(body as { id: string }).id}/arrive`, { ...arrival, ...late }));
  });

  it('refuses what a rule forbids with the code of the rule', async () => {
    const { status, body } = await asLead('/visits', { unitId: RUTAN, ...unannounced, team: [] });
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { code: 'team-empty', rule: 'R-6.1' },
    });
  });

  it('finds a visit without a letter of assignment malformed', async () => {
    const { status } = await asLead('/visits', { unitId: RUTAN, ...without(unannounced, 'assignmentLetter') });
    expect(status).toBe(400);
  });

  it.each(['/visits?announced=false&from=2024-12-01', '/follow-ups?status=LATE&on=2024-12-16'])(
    'answers %s',
    async (path) => {
      const { status, body } = await asLead(path);
      expect({ status, body }).toEqual({ status: 200, body: { items: [] } });
    },
  );

  it.each([`/visits/${uuid(9)}`, `/follow-ups/${uuid(9)}`])('finds nothing at %s', async (path) => {
    expect((await asLead(path)).status).toBe(404);
  });

  it.each(['/visits?announced=perhaps', '/follow-ups?status=late'])('finds %s malformed', async (path) => {
    expect((await asLead(path)).status).toBe(400);
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = `{
      visits(announced: false, limit: 5) { items { id majorFindings } next }
      followUps(status: LATE, on: "2024-12-16") { items { status raised { text earlier { text } } } }
    }`;
    const { status, body } = await asLead('/graphql', { query });
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: { visits: { items: [], next: null }, followUps: { items: [] } } },
    });
  });
});

import { directiveEvents } from '#contracts/cooperation/directive.events';
import { type Answer, api } from '#platform/for-specs';
import { CooperationModule, cooperationProjections } from '../index.js';
import { draft, followUpId, head, nurse, questionId, terms, uuid } from './directive-for-specs.js';

/** Days of long ago are recorded with the reason why. */
const late = { context: { lateCode: 'PAPER_RECORD' } };

describe('/directives', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asHead: Awaited<ReturnType<typeof running.as>>;
  let asOtherHead: typeof asHead;
  let asNurse: typeof asHead;
  beforeAll(async () => {
    running = await api({
      module: CooperationModule,
      projections: cooperationProjections,
      definitions: directiveEvents,
    });
    asHead = await running.as('kepala-bnnk', head.unitId, 'head');
    asOtherHead = await running.as('kepala-bnnk', head.unitId, 'other-head');
    asNurse = await running.as('perawat-klinik', nurse.unitId, 'nurse');
  });
  afterAll(() => running.close());

  const act = async (asked: Promise<Answer>): Promise<void> => {
    const { status, body } = await asked;
    expect({ status, body }).toMatchObject({ status: 200 });
  };
  const issued = async (number: string): Promise<string> => {
    const addressees = [{ staffId: running.staffIdOf('nurse'), unitId: nurse.unitId, role: 'perawat-klinik' }];
    const { status, body } = await asHead('/directives', { unitId: nurse.unitId, ...draft, addressees, number });
    expect(status).toBe(201);
    const { id } = body as { id: string };
    await act(asHead(`/directives/${id}/issue`, { ...terms, ...late }));
    return id;
  };

  it('takes a directive from draft to its successor', async () => {
    const id = await issued('JUKNIS/01/2024');
    const at = `/directives/${id}`;
    await act(asNurse(`${at}/acknowledge`, { acknowledgedOn: '2024-12-15', ...late }));
    await act(asNurse(`${at}/ask`, { questionId, question: 'On Sundays?' }));
    const of = await running.log.lastEntryOf(`directive-${id}`);
    await act(asHead(`${at}/correct-entry`, { of, reasonCode: 'WRITTEN_WRONGLY', question: { question: 'Ever?' } }));
    await act(asHead(`${at}/answer`, { questionId, answer: 'Yes.' }));
    await act(asNurse(`${at}/follow-up`, { followUpId, report: 'Done.', evidenceSha256: 'c'.repeat(64) }));
    const successorId = await issued('JUKNIS/02/2024');
    await act(asHead(`${at}/supersede`, { successorId, effectiveOn: '2024-12-16' }));
    const last = await running.log.lastEntryOf(`directive-${id}`);
    await act(asOtherHead(`${at}/annul-entry`, { of: last, reasonCode: 'DID_NOT_HAPPEN' }));
    await act(asHead(`${at}/revoke`, { reasonCode: 'NO_LONGER_NEEDED', effectiveOn: '2025-01-01' }));
    const types = (await running.log.events())
      .filter(({ stream }) => stream === `directive-${id}`)
      .map(({ type }) => type);
    expect(types).toEqual([
      'DirectiveDrafted',
      'DirectiveIssued',
      'DirectiveAcknowledged',
      'DirectiveClarificationAsked',
      'DirectiveEntryCorrected',
      'DirectiveClarificationAnswered',
      'DirectiveFollowUpRecorded',
      'DirectiveSuperseded',
      'DirectiveEntryAnnulled',
      'DirectiveRevoked',
    ]);
  });

  it('refuses what a rule forbids with the code of the rule', async () => {
    const id = await issued('JUKNIS/03/2024');
    const stranger = await running.as('kpr', nurse.unitId, 'stranger');
    const { status, body } = await stranger(`/directives/${id}/acknowledge`, { acknowledgedOn: '2024-12-15', ...late });
    expect({ status, body }).toMatchObject({
      status: 422,
      body: { code: 'not-addressed', rule: 'R-10.1' },
    });
  });

  it('answers lists and what is in force', async () => {
    const { body: page } = await asNurse(`/directives?status=ISSUED&unacknowledged=${running.staffIdOf('nurse')}`);
    expect(page).toEqual({ items: [] });
    const { status, body: rules } = await asNurse(`/directives/in-force?unitId=${nurse.unitId}&on=2024-12-16`);
    expect({ status, rules }).toEqual({ status: 200, rules: { items: [] } });
  });

  it('finds nothing where nothing is', async () => {
    expect((await asNurse(`/directives/${uuid(9)}`)).status).toBe(404);
  });

  it('answers GraphQL as it answers REST', async () => {
    const query = `{
      directives(status: ISSUED) { items { number compliance { percent byUnit { unitId percent } } } }
      directivesInForce(on: "2024-12-16") { items { number effectiveOn } }
    }`;
    const { status, body } = await asNurse('/graphql', { query });
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: { directives: { items: [] }, directivesInForce: { items: [] } } },
    });
  });
});

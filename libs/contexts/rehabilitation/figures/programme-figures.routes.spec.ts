import { api } from '#platform/for-specs';
import { karutan } from '../facts-for-specs.js';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { definitions } from '../people-for-specs.js';

describe('/programme-figures', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asHead: Awaited<ReturnType<typeof running.as>>;
  beforeAll(async () => {
    running = await api({ module: RehabilitationModule, projections: rehabilitationProjections, definitions });
    asHead = await running.as('karutan', karutan.unitId, karutan.staffId);
  });
  afterAll(() => running.close());

  it('answers with plain numbers', async () => {
    const { status, body } = await asHead(`/programme-figures?unitId=${karutan.unitId}&from=2024-12-01&to=2024-12-31`);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { from: '2024-12-01', to: '2024-12-31', screened: 0, admitted: 0, completed: 0, certificates: 0 },
    });
  });

  it('is the same in GraphQL', async () => {
    const query = '{ programmeFigures { screened discontinuedBy { category count } dosagePercent suppressed } }';
    expect(await asHead('/graphql', { query })).toMatchObject({
      status: 200,
      body: { data: { programmeFigures: { screened: 0, discontinuedBy: [], dosagePercent: null, suppressed: [] } } },
    });
  });

  it.each([
    ['from=2024-02-30', 400],
    ['from=2024-12-02&to=2024-12-01', 400],
    ['unitId=%20', 400],
    ['on=2024-12-01', 400],
  ])('refuses %s', async (question, status) => {
    expect(await asHead(`/programme-figures?${question}`)).toMatchObject({ status });
  });

  it('is closed to who needs no figures', async () => {
    const asGuard = await running.as('karupam', karutan.unitId, 'staff-karupam');
    expect(await asGuard('/programme-figures')).toMatchObject({ status: 403 });
  });
});

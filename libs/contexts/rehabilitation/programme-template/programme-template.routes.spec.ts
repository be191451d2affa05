import { readdirSync, readFileSync } from 'node:fs';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { api } from '#platform/for-specs';
import { karutan } from '../facts-for-specs.js';
import { RehabilitationModule, rehabilitationProjections } from '../index.js';
import { programme, retirement } from './programme-template-for-specs.js';
import type { Programme } from './programme-template.decider.js';

const UNIT = karutan.unitId;
const NOBODY = '00000000-0000-4000-8000-000000000000';
const folder = new URL('models/', import.meta.url);
const models = readdirSync(folder).map((file) => ({
  file,
  model: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Programme,
}));

describe('/programme-templates', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asKarutan: Awaited<ReturnType<typeof running.as>>;
  let asClerk: typeof asKarutan;
  beforeAll(async () => {
    const definitions = [...programmeTemplateEvents, ...reservationEvents];
    running = await api({ module: RehabilitationModule, projections: rehabilitationProjections, definitions });
    asKarutan = await running.as('karutan', UNIT, karutan.staffId);
    asClerk = await running.as('kasubsi-pelayanan', UNIT, 'staff-clerk');
  });
  afterAll(() => running.close());

  it('has a model of 15, 30, 60 and 180 days, for each severity of ASI at least one', () => {
    expect(models.map(({ model }) => model.days).sort((one, other) => one - other)).toEqual([15, 30, 60, 180]);
    const severities = Array.from({ length: 10 }, (_, severity) => severity);
    const suits = (severity: number) =>
      models.some(({ model }) => model.severity.from <= severity && severity <= model.severity.to);
    expect(severities.filter((severity) => !suits(severity))).toEqual([]);
  });

  it.each(models)('publishes $file as it is', async ({ model }) => {
    const { status, body } = await asClerk('/programme-templates', { unitId: UNIT, ...model });
    expect({ status, body }).toMatchObject({ status: 201 });
    const { id } = body as { id: string };
    const event = (await running.log.events()).find(({ stream }) => stream === `programmetemplate-${id}`);
    expect(event).toMatchObject({ type: 'ProgrammeTemplatePublished', data: model });
  });

  it('retires a template, once and by who may', async () => {
    const newer = { ...programme, validFrom: '2024-02-01' }; // a model is of the same code
    const { body } = await asKarutan('/programme-templates', { unitId: UNIT, ...newer });
    expect(await asKarutan('/programme-templates', { unitId: UNIT, ...newer, title: 'Lain' })).toMatchObject({
      status: 422,
      body: { code: 'template-already-published', rule: 'R-3.12' },
    });
    const at = `/programme-templates/${(body as { id: string }).id}/retire`;
    expect((await asClerk(at, retirement)).status).toBe(403);
    expect((await asKarutan(at, retirement)).status).toBe(200);
    const otherwise = await asKarutan(at, { ...retirement, retiredOn: '2025-01-01' });
    expect(otherwise).toMatchObject({ status: 422, body: { code: 'template-retired', rule: 'R-3.12' } });
    expect((await asKarutan(`/programme-templates/${NOBODY}/retire`, retirement)).status).toBe(404);
  });

  it.each([
    ['a fraction of a day', { days: 30.5 }],
    ['a severity beyond the scale', { severity: { from: 4, to: 10 } }],
    ['no phase', { phases: [] }],
    ['no module', { modules: [] }],
    ['a day that does not exist', { validFrom: '2023-02-29' }],
    ['a role of the team twice', { quorum: ['DOCTOR', 'DOCTOR'] }],
    ['a code that is none', { code: 'Rehab 30' }],
    ['a code of a phase that is none', { phases: [{ code: 'induction', title: 'Orientasi', days: 30 }] }],
  ])('finds %s malformed', async (_, wrong) => {
    expect((await asClerk('/programme-templates', { unitId: UNIT, ...programme, ...wrong })).status).toBe(400);
  });

  it('is closed to the people of other units', async () => {
    const asStranger = await running.as('karutan', 'RUTAN-PURBALINGGA', 'staff-stranger');
    expect((await asStranger('/programme-templates', { unitId: UNIT, ...programme })).status).toBe(403);
  });

  it('answers REST and GraphQL alike', async () => {
    expect(await asClerk('/programme-templates?on=2024-12-16&code=REHAB_30')).toEqual({
      status: 200,
      body: { items: [] },
    });
    expect((await asClerk('/programme-templates?on=2023-02-29')).status).toBe(400);
    expect((await asClerk(`/programme-templates/${NOBODY}`)).status).toBe(404);
    const query = '{ programmeTemplates(on: "2024-12-16") { items { code phases { code days } } next } }';
    expect(await asClerk('/graphql', { query })).toEqual({
      status: 200,
      body: { data: { programmeTemplates: { items: [], next: null } } },
    });
  });
});

import { randomUUID } from 'node:crypto';
import type { StaffActor } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { agreementEvents } from '#contracts/cooperation/agreement.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { recording } from '#platform/for-specs';
import { agency, agencyHead, assessor, karutan, nurse } from '../facts-for-specs.js';
import { programme, retirement } from './programme-template-for-specs.js';
import type { Programme } from './programme-template.decider.js';
import { handleProgrammeTemplate } from './programme-template.handle.js';
import { offers, programmeTemplate, programmeTemplates } from './programme-templates.read-model.js';

const UNIT = karutan.unitId;
const stranger = { ...nurse, unitId: 'RUTAN-PURBALINGGA' };
const kanwil = person('kanwil', 'kanwil', 'KANWIL-JAWA-TENGAH');

function played() {
  const log = recording([...programmeTemplateEvents, ...agreementEvents, ...reservationEvents]);
  const send = log.handler(handleProgrammeTemplate);
  const publish = (change: Partial<Programme> = {}, by: StaffActor = karutan) =>
    send(by, { type: 'PublishProgrammeTemplate', data: { ...programme, ...change } });
  const retire = (id: string, data = retirement) => send(karutan, { type: 'RetireProgrammeTemplate', data }, id);
  const answers = log.answers(offers);
  const page = (asked: object, by: StaffActor = nurse) => answers.page(programmeTemplates, asked, by);
  const list = async (asked: object, by?: StaffActor) => (await page(asked, by)).items.map(({ id }) => id);
  const one = (id: string, by: StaffActor = nurse) => answers.one(programmeTemplate, { id }, by);
  return { log, publish, retire, page, list, one };
}

describe('programmeTemplates', () => {
  it('says which are offered on a day: from their first day until they are retired', async () => {
    const { publish, retire, list } = played();
    const older = await publish({ code: 'REHAB_180', validFrom: '2017-01-01' });
    const newer = await publish({ validFrom: '2024-12-16' });
    await retire(older, { ...retirement, retiredOn: '2024-12-17' });
    expect(await list({ on: '2016-12-31' })).toEqual([]);
    expect(await list({ on: '2024-12-15' })).toEqual([older]);
    expect(await list({ on: '2024-12-16' })).toEqual([newer, older]);
    expect(await list({})).toEqual([newer, older]);
    expect(await list({ on: '2024-12-17' })).toEqual([newer]);
    expect(await list({ code: 'REHAB_180' })).toEqual([older]);
    expect(await list({ code: 'REHAB' })).toEqual([]);
  });

  it('turns pages', async () => {
    const { publish, page } = played();
    const ids = [await publish({ code: 'A' }), await publish({ code: 'B' })];
    const first = await page({ limit: 1 });
    const second = await page({ limit: 1, ...(first.next !== undefined && { after: first.next }) });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
  });

  it('is read in the unit, by the provider, and by who looks at the region', async () => {
    const { log, publish, list, one } = played();
    const party = { partyId: randomUUID(), institution: 'BNNK', unitId: agency.unitId, address: 'Jalan Contoh 1' };
    const parties = [{ ...party, signatory: { office: 'Kepala', staffId: agencyHead.staffId } }];
    const term = { effectiveOn: '2024-12-01', endsOn: '2027-11-30', runningCasesMayFinish: true };
    const scope = [{ service: 'SOCIAL_REHABILITATION', unitIds: [UNIT] }];
    const draft = { kind: 'NOTA_KESEPAHAMAN', title: 'Rehabilitasi', parties, scope, term, clauses: [] };
    const proposal = { ...draft, proposedBy: agencyHead.staffId, termsVersion: 1 };
    const identified = { number: 'NK/1/2024', textSha256: 'a'.repeat(64) };
    const signing = { ...identified, signedOn: '2024-11-20', ...term, scope, partyUnitIds: [UNIT, agency.unitId] };
    const stream = `agreement-${agency.agreementId}`;
    await log.write(
      stream,
      karutan,
      { type: 'AgreementProposed', data: proposal },
      { type: 'MoUSigned', data: signing },
    );

    const own = await publish();
    const joint = await publish({ code: 'JOINT', provider: agency }, agencyHead);
    expect((await list({})).sort()).toEqual([own, joint].sort());
    expect(await list({}, assessor)).toEqual([joint]);
    expect(await list({}, kanwil)).toHaveLength(2);
    expect(await list({}, stranger)).toEqual([]);
    expect(await one(joint, assessor)).toMatchObject({ provider: agency, publishedBy: agencyHead.staffId });
    await expect(one(own, assessor)).rejects.toThrow('There is no programme template with that id.');
    await expect(publish({}, agencyHead)).rejects.toThrow('This record belongs to units other than yours');
    const uncovered = { ...agencyHead, unitId: 'BNNK-CILACAP' };
    const provider = { ...agency, unitId: 'BNNK-CILACAP' };
    await expect(publish({ code: 'OTHER', provider }, uncovered)).rejects.toMatchObject({
      code: 'no-agreement-in-force',
    });
  });
});

describe('programmeTemplate', () => {
  it('shows all of it, and from when on it is no longer offered', async () => {
    const { publish, retire, one } = played();
    const templateId = await publish();
    const { retiredOn, reasonCode: retirementReason } = retirement;
    const whole = { id: templateId, unitId: UNIT, ...programme, publishedBy: karutan.staffId };
    expect(await one(templateId)).toEqual({ ...whole, revision: 0 });
    await retire(templateId);
    expect(await one(templateId)).toEqual({ ...whole, retiredOn, retirementReason, revision: 1 });
  });
});

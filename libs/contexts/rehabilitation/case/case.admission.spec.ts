import {
  agency,
  caseId,
  coveredByAgreement,
  inmateId,
  inmateThere,
  karutan,
  notCovered,
  nurse,
  subject,
} from '../facts-for-specs.js';
import {
  admission,
  admissionFacts,
  assessment,
  consentNoted,
  given,
  HISTORIES,
  template,
  templateId,
} from './case-for-specs.js';
import type { FactsOf } from './case.rules.js';

const { RECOMMENDED } = HISTORIES;
type Data = typeof admission & { provider?: typeof agency; reason?: string };
const admit = (data: Partial<Data> = {}, facts: Partial<FactsOf<'AdmitToRehab'>> = {}) =>
  ({ type: 'AdmitToRehab', data: { ...admission, ...data }, facts: admissionFacts(facts) }) as const;

const ended = {
  ...coveredByAgreement,
  coverage: { covered: false, why: 'ENDED', runningCasesMayFinish: true },
} as const;

describe('AdmitToRehab', () => {
  it('admits by the decree of who decides, citing all that it rests on (R-3.1, D12)', () => {
    const { inmate, cover, assessment: assessed, template: offered } = admissionFacts({ cover: coveredByAgreement });
    given(...RECOMMENDED)
      .when(admit({ provider: agency }, { cover: coveredByAgreement }), { by: karutan })
      .then({
        type: 'InmateAdmittedToRehab',
        data: {
          subject,
          inmateId,
          ...admission,
          provider: agency,
          templateCode: 'SEDANG_30',
          phases: ['INDUCTION', 'PRIMARY', 'RE_ENTRY'],
          plannedEndOn: '2024-12-10',
          decidedBy: karutan.staffId,
          providerUnitIds: [agency.unitId],
          basis: [inmate, assessed, offered, cover].flatMap(({ basis }) => (basis === undefined ? [] : [basis])),
        },
      });
  });

  it('takes a decree of the day of admission, and none of a later one (R-3.1)', () => {
    const decree = (decreeDate: string) => admit({ decreeDate });
    expect(given(...RECOMMENDED).when(decree('2024-11-10')).outcome).toHaveProperty('events');
    given(...RECOMMENDED)
      .when(decree('2024-11-11'))
      .thenRefuses('decree-after-admission');
  });

  it('needs the recommendation of the assessment cited, and that it is of this case (R-3.1)', () => {
    const by = (change: Parameters<typeof assessment>[0]) =>
      given(...RECOMMENDED).when(admit({}, { assessment: assessment(change) }));
    by({ recommendation: { outcome: 'NOT_ELIGIBLE' } }).thenRefuses('not-eligible');
    by({ recommendation: { outcome: 'SUITABLE_NOT_READY' } }).thenRefuses('not-eligible');
    by({ caseId: inmateId }).thenRefuses('assessment-of-another-case');
    const { recommendation, ...unrecommended } = assessment();
    expect(recommendation).toBeDefined();
    given(...RECOMMENDED)
      .when(admit({}, { assessment: unrecommended }))
      .thenRefuses('not-eligible');
  });

  it('needs a programme that the unit offers on the day (R-3.1)', () => {
    const offered = (change: Parameters<typeof template>[0]) =>
      given(...RECOMMENDED).when(admit({}, { template: template(change) }));
    offered({ retiredOn: '2024-11-10' }).thenRefuses('template-not-offered');
    expect(offered({ retiredOn: '2024-11-11' }).outcome).toHaveProperty('events');
    offered({ template: { ...template().template, validFrom: '2024-11-11' } }).thenRefuses('template-not-offered');
    offered({ unitId: 'RUTAN-PURBALINGGA' }).thenRefuses('template-of-another-unit');
  });

  it('into another programme than the recommended one needs a reason (R-3.1)', () => {
    const other = { templateId: caseId };
    given(...RECOMMENDED)
      .when(admit(other))
      .thenRefuses('other-template-needs-reason');
    const reason = 'The longer programme has no place free.';
    expect(given(...RECOMMENDED).when(admit({ ...other, reason })).outcome).toMatchObject({
      events: [{ data: { templateId: caseId, deviationReason: reason } }],
    });
    expect(templateId).not.toBe(caseId);
  });

  it('of an external provider needs an agreement in force; survival admits nobody new (R-3.2, R-5.9)', () => {
    given(...RECOMMENDED)
      .when(admit({ provider: agency }, { cover: notCovered }))
      .thenRefuses('no-agreement-in-force');
    given(...RECOMMENDED)
      .when(admit({ provider: agency }, { cover: ended }))
      .thenRefuses('no-agreement-in-force');
  });

  it('is of somebody who is there on a day that has come and that the case has reached (R-1.2, R-13.1)', () => {
    const gone = inmateThere({ left: { how: 'RELEASED', on: '2024-11-09', changeId: caseId } });
    given(...RECOMMENDED)
      .when(admit({}, { inmate: gone }))
      .thenRefuses('inmate-left');
    given(...RECOMMENDED)
      .when(admit({ admittedOn: '2024-12-17' }))
      .thenRefuses('day-in-future');
    given(...RECOMMENDED)
      .when(admit({ admittedOn: '2024-11-01' }))
      .thenRefuses('before-last-step');
  });

  it('does not rest on a consent that was withdrawn (R-2.1)', () => {
    given(...RECOMMENDED, consentNoted('WITHDRAWN'))
      .when(admit())
      .thenRefuses('consent-withdrawn');
    expect(
      given(...RECOMMENDED, consentNoted('WITHDRAWN'), consentNoted('GIVEN')).when(admit()).outcome,
    ).toHaveProperty('events');
  });
});

describe('AssignCounsellor', () => {
  const assign = (counsellorUnitId: string, assignedOn = '2024-12-01') =>
    ({ type: 'AssignCounsellor', data: { counsellorId: nurse.staffId, counsellorUnitId, assignedOn } }) as const;

  it('assigns one of the own unit or of a provider, and nobody else (R-3.2)', () => {
    for (const unit of [nurse.unitId, agency.unitId]) {
      const command = assign(unit);
      given(...RECOMMENDED)
        .when(command)
        .then({ type: 'CounsellorAssigned', data: command.data });
    }
    given(...RECOMMENDED)
      .when(assign('BNNK-CILACAP'))
      .thenRefuses('counsellor-of-another-unit');
  });

  it('changes nothing when it is the counsellor already', () => {
    const { data } = assign(nurse.unitId);
    const history = [...RECOMMENDED, { type: 'CounsellorAssigned', data } as const];
    given(...history)
      .when(assign(nurse.unitId, '2024-12-02'))
      .then();
    expect(given(...history).when(assign(agency.unitId)).outcome).toHaveProperty('events.length', 1);
  });

  it('is on a day that has come', () => {
    given(...RECOMMENDED)
      .when(assign(nurse.unitId, '2024-12-17'))
      .thenRefuses('day-in-future');
  });
});

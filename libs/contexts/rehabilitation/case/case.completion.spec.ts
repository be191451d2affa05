import { type AnyEvent, id, type Projected, Refusal } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { agency, factOn, karutan, subject } from '../facts-for-specs.js';
import { decideEnds } from './case.ends.js';
import { planFact } from './case.facts.js';
import { completionFacts, given, HISTORIES, noted, template } from './case-for-specs.js';
import type { FactsOf } from './case.rules.js';

const { EVALUATED } = HISTORIES;
const DAY = '2024-12-15';
const complete = (facts: Partial<FactsOf<'CompleteRehab'>> = {}, completedOn = DAY) =>
  ({ type: 'CompleteRehab', data: { completedOn }, facts: completionFacts(facts) }) as const;
const evaluation = completionFacts().evaluation ?? { isMeasuredAfter: true, basis: factOn('evaluation') };
const plan = completionFacts().plan ?? { plannedSessions: 5, exemptions: [], basis: factOn('plan') };

describe('CompleteRehab (R-3.9)', () => {
  it('counts sessions attended, late ones too, of those planned', () => {
    const facts = completionFacts();
    given(...EVALUATED)
      .when(complete(), { by: karutan })
      .then({
        type: 'RehabCompleted',
        data: {
          completedOn: DAY,
          plannedSessions: 5,
          attendedSessions: 4,
          completedBy: karutan.staffId,
          providerUnitIds: [agency.unitId],
          basis: [facts.template, facts.plan, facts.evaluation].flatMap((fact) => (fact ? [fact.basis] : [])),
        },
      });
  });

  it('needs the minimum dosage of the template', () => {
    given(...EVALUATED, noted(4, { outcome: 'ABSENT_ACCEPTABLE' }))
      .when(complete())
      .thenRefuses('dosage-too-low');
    given(...EVALUATED, noted(4, { outcome: 'FAILED_TO_COMPLY' }))
      .when(complete())
      .thenRefuses('dosage-too-low');
    given(...EVALUATED, noted(4, { status: 'SCHEDULED' }))
      .when(complete())
      .thenRefuses('dosage-too-low');
    const { plan: unplanned, ...others } = completionFacts();
    expect(unplanned).toBeDefined();
    given(...EVALUATED)
      .when({ ...complete(), facts: others })
      .thenSays(
        '4 of 0 planned sessions were attended, and the programme asks for 80% of them: hold more of them first, or plan some where there are none.',
      );
  });

  it('needs every mandatory module attended or an exemption that has not expired', () => {
    const noFamily = [...EVALUATED, noted(1, { module: 'SPORT' })];
    given(...noFamily)
      .when(complete())
      .thenRefuses('mandatory-modules-missing');
    const exempted = (expiresOn?: string, exemptedOn = '2024-12-01') => {
      const exemptions = [{ module: 'FAMILY', exemptedOn, ...(expiresOn && { expiresOn }) }];
      return given(...noFamily).when(complete({ plan: { ...plan, exemptions } }));
    };
    expect(exempted().outcome).toHaveProperty('events');
    expect(exempted(DAY).outcome).toHaveProperty('events');
    exempted('2024-12-14').thenRefuses('mandatory-modules-missing');
    exempted(undefined, '2024-12-16').thenRefuses('mandatory-modules-missing');
  });

  it('names the modules that are missing', () => {
    const { state } = given(...EVALUATED, noted(1, { module: 'SPORT' }));
    const problems = () => {
      try {
        return decideEnds.CompleteRehab({ ...complete(), by: karutan, at: '', today: DAY, is: () => false }, state);
      } catch (error) {
        return error instanceof Refusal && error.problems;
      }
    };
    expect(problems()).toEqual(['FAMILY']);
  });

  it('needs a measure after the programme and an evaluation that says so', () => {
    const by = (change: object) => given(...EVALUATED).when(complete({ evaluation: { ...evaluation, ...change } }));
    by({ isMeasuredAfter: false }).thenRefuses('no-post-measure');
    by({ conclusion: undefined }).thenRefuses('not-evaluated');
    by({ conclusion: 'PROLONG' }).thenRefuses('evaluation-says-otherwise');
    by({ conclusion: 'DISCONTINUE' }).thenRefuses('evaluation-says-otherwise');
    const { evaluation: unevaluated, ...others } = completionFacts();
    expect(unevaluated).toBeDefined();
    given(...EVALUATED)
      .when({ ...complete(), facts: others })
      .thenRefuses('no-post-measure');
  });

  it('asks for nothing where the template asks for nothing', () => {
    const { template: offered } = template();
    const easy = template({ template: { ...offered, minimumDosagePercent: 0, modules: [] } });
    const untaught = EVALUATED.filter(({ type }) => type !== 'CaseSessionNoted');
    expect(given(...untaught).when(complete({ template: easy })).outcome).toHaveProperty('events');
  });

  it('is on a day that has come', () => {
    given(...EVALUATED)
      .when(complete({}, '2024-12-17'))
      .thenRefuses('day-in-future');
    given(...EVALUATED)
      .when(complete({}, '2024-11-11'))
      .thenRefuses('before-last-step');
  });
});

describe('What a plan exempts from (D12)', () => {
  const exempted = { type: 'RequirementExempted', data: { subject, module: 'FAMILY', exemptedOn: '2024-12-01' } };
  const of = id('spec', 'exemption');
  const exemptionsOf = (...after: readonly AnyEvent[]) => {
    const events = [{ ...exempted, id: of }, ...after].map((event, revision) => recorded<AnyEvent>(event, revision));
    return planFact({ events: events as unknown as Projected<AnyEvent>[], basis: factOn('plan') }).exemptions;
  };

  it('is what its entries say now, and nothing that was annulled', () => {
    expect(exemptionsOf()).toMatchObject([{ module: 'FAMILY', exemptedOn: '2024-12-01' }]);
    const entry = { ...exempted.data, exemptedOn: '2024-12-05' };
    const correction = { of, entryType: exempted.type, entry, reasonCode: 'WRITTEN_WRONGLY', entryOn: '2024-12-05' };
    expect(exemptionsOf({ type: 'PlanEntryCorrected', data: correction })).toMatchObject([
      { exemptedOn: '2024-12-05' },
    ]);
    expect(exemptionsOf({ type: 'PlanEntryAnnulled', data: { of } })).toEqual([]);
  });
});

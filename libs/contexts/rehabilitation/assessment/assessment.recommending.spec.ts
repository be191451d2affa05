import { decide, type Refusal, without } from '#kernel';
import { staffNamed } from '#kernel/given-for-specs';
import { agency, assessor, caseId, caseThat, consentGiven, factOn, subject } from '../facts-for-specs.js';
import { basisOf } from '../facts.js';
import { assessment } from './assessment.decider.js';
import {
  allRated,
  caseAssessed,
  caseRecommended,
  completed,
  counsellor,
  doctor,
  given,
  offered,
  outsider,
  recommendation,
  recommended,
  started,
  toRecommend,
} from './assessment-for-specs.js';
import type { RecommendingMember } from './assessment.commands.js';
import type { CommandOf } from './assessment.record.js';
import type { RecommendationFacts } from './assessment.facts.js';

type Recommendation = CommandOf<'RecommendPlacement'>['data'];

const recommend = (data: Partial<Recommendation> = {}, facts: Partial<RecommendationFacts> = {}) =>
  ({ type: 'RecommendPlacement', data: { ...recommendation, ...data }, facts: toRecommend(facts) }) as const;
const notEligible = (data: Partial<Recommendation> = {}) =>
  ({
    type: 'RecommendPlacement',
    data: { ...without(recommendation, 'templateId'), recommendation: 'NOT_ELIGIBLE', ...data },
    facts: without(toRecommend(), 'template'),
  }) as const;

const assessed = given(started, ...allRated, completed);
const wholeTeam: RecommendingMember[] = [
  doctor,
  { ...counsellor, role: 'PSYCHOLOGIST' },
  { role: 'COUNSELLOR', staffId: staffNamed('counsellor') },
  { role: 'PEMBINAAN_OFFICER', staffId: staffNamed('officer') },
];

describe('RecommendPlacement', () => {
  it('is recorded with the team; who is from elsewhere has a subject (R-2.8, D10)', () => {
    assessed.when(recommend()).then({
      type: 'PlacementRecommended',
      data: {
        ...recommendation,
        subject,
        caseId,
        team: [
          { role: 'DOCTOR', staffId: staffNamed('doctor') },
          {
            role: 'COUNSELLOR',
            subject: outsider,
            name: 'Sari',
            affiliation: { office: 'Konselor', institution: 'BNN Kabupaten Cilacap' },
          },
        ],
        provider: agency,
        basis: basisOf(caseAssessed(), consentGiven(), offered()),
      },
    });
  });

  it('names the roles of the quorum that the team lacks (R-2.8)', () => {
    assessed.when(recommend({ team: [doctor] })).thenRefuses('quorum-not-reached');
    const asker = { by: assessor, at: '2024-12-16T02:00:00.000Z', today: '2024-12-16', is: () => false };
    const lacking = () => decide(assessment.decider, { ...recommend({ team: [doctor] }), ...asker }, assessed.state);
    expect(lacking).toThrow(expect.objectContaining({ problems: ['COUNSELLOR'] }) as Refusal);
  });

  it('needs all four roles where no template says otherwise (R-2.8)', () => {
    assessed.when(notEligible({ deviationReason: 'Too ill.' })).thenRefuses('quorum-not-reached');
    const whole = assessed.when(notEligible({ team: wholeTeam, deviationReason: 'Too ill.' }));
    expect(whole.outcome).toMatchObject({ events: [{ data: { recommendation: 'NOT_ELIGIBLE' } }] });
  });

  it('lets one member of the staff fill one role (R-2.8)', () => {
    assessed.when(recommend({}, { isAnybodyTwice: true })).thenRefuses('one-role-each');
  });

  it.each([
    { role: 'COUNSELLOR' },
    { role: 'COUNSELLOR', office: 'Konselor', name: 'Sari' },
    { ...counsellor, staffId: staffNamed('one') },
  ] as const)('refuses a member who is neither of the staff nor named whole: %j (R-2.8)', (member) => {
    assessed.when(recommend({ team: [doctor, member] })).thenRefuses('member-incomplete');
  });

  it('needs a programme that is offered on the day for who is eligible (R-2.8)', () => {
    const data = without(recommendation, 'templateId');
    const facts = without(toRecommend(), 'template');
    const quorate = { ...data, team: wholeTeam };
    assessed.when({ type: 'RecommendPlacement', data: quorate, facts }).thenRefuses('template-required');
    assessed
      .when(recommend({}, { template: offered({ validFrom: '2024-12-11' }) }))
      .thenRefuses('template-not-offered');
    assessed
      .when(recommend({}, { template: offered({}, { retiredOn: '2024-12-10' }) }))
      .thenRefuses('template-not-offered');
    assessed
      .when(recommend({}, { template: offered({}, { unitId: 'RUTAN-PURBALINGGA' }) }))
      .thenRefuses('template-of-another-unit');
  });

  it('needs a reason to deviate from what the severities suggest, also for no programme at all (R-2.8)', () => {
    assessed.when(recommend({}, { template: offered({ days: 30 }) })).thenRefuses('deviation-needs-reason');
    assessed.when(notEligible({ team: wholeTeam })).thenRefuses('deviation-needs-reason');
    const said = assessed.when(
      recommend({ deviationReason: 'Released in five weeks.' }, { template: offered({ days: 30 }) }),
    );
    expect(said.outcome).toHaveProperty('events');
  });

  it('is refused when what is suggested can no longer be read (D8)', () => {
    const facts = without(toRecommend(), 'suggestedDays');
    assessed.when({ type: 'RecommendPlacement', data: recommendation, facts }).thenRefuses('ratings-gone');
  });

  it('follows a completed assessment, not before it (R-2.8)', () => {
    given(started, ...allRated)
      .when(recommend())
      .thenRefuses('assessment-not-completed');
    assessed.when(recommend({ recommendedOn: '2024-12-08' })).thenRefuses('recommended-before-completion');
  });

  it('may be made anew while the case is recommended, not when it was admitted (1.3)', () => {
    const again = given(started, ...allRated, completed, recommended);
    expect(again.when(recommend({}, { case: caseRecommended() })).outcome).toHaveProperty('events');
    again.when(recommend({}, { case: caseThat('ADMITTED') })).thenRefuses('not-in-this-status');
    again.when(recommend({}, { case: caseThat('CLOSED') })).thenRefuses('case-not-open');
  });

  it('is made on the latest assessment of the case (R-2.8)', () => {
    const later = factOn(`assessment-${caseId}`).hash;
    assessed.when(recommend({}, { case: caseAssessed(later) })).thenRefuses('assessment-superseded');
  });
});

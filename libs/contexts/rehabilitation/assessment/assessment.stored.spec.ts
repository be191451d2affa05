import type { AnyCommand, Context, Engine } from '#kernel';
import { staffNamed } from '#kernel/given-for-specs';
import { withdrawal } from '../consent/consent-for-specs.js';
import { caseId, consentId, inmateId, nurse, subject } from '../facts-for-specs.js';
import { doctor, rating, recommendation, start } from './assessment-for-specs.js';
import { screenedCase } from './histories-for-specs.js';

const NOW: Context = {};
const starting = (startedOn: string): AnyCommand => ({ type: 'StartAssessment', data: { ...start, startedOn } });
const rate = (ratedOn: string): AnyCommand => ({
  type: 'RateDomain',
  data: { domain: 'DRUG', ...rating, ratedOn },
});
const complete = (completedOn: string): AnyCommand => ({ type: 'CompleteAssessment', data: { completedOn } });
const recommend = (recommendedOn: string): AnyCommand => ({
  type: 'RecommendPlacement',
  data: { ...recommendation, recommendedOn },
});
const ahead = { code: 'day-in-future', rule: 'R-13.1' };

describe('when what is recorded of an assessment happened (D1)', () => {
  it('is the day that it says, and what the case follows has the same', async () => {
    const { log, send, start: begin, rateAll } = await screenedCase();
    const id = await begin();
    await rateAll(id);
    await send(complete('2024-12-09'), id);
    await send(recommend('2024-12-10'), id);
    const recorded = (await log.events()).filter(({ type }) => /^(Assessment|Placement|RehabCaseAdvanced)/.test(type));
    const days = recorded.map(({ type, metadata: { on, occurredAt, lateCode } }) => [type, on, occurredAt, lateCode]);
    const late = [undefined, 'PAPER_RECORD'];
    expect(days.filter(([type]) => type !== 'AssessmentDomainRated')).toEqual([
      ['RehabCaseAdvanced', expect.any(String), expect.anything(), 'PAPER_RECORD'], // the screening, told of the case before
      ['AssessmentStarted', '2024-12-05', ...late],
      ['RehabCaseAdvanced', '2024-12-05', ...late],
      ['AssessmentCompleted', '2024-12-09', ...late],
      ['RehabCaseAdvanced', '2024-12-09', ...late],
      ['PlacementRecommended', '2024-12-10', ...late],
      ['RehabCaseAdvanced', '2024-12-10', ...late],
    ]);
    expect(new Set(days.flatMap(([type, on]) => (type === 'AssessmentDomainRated' ? [on] : [])))).toEqual(
      new Set(['2024-12-06']),
    );
  });

  it('is recorded in time or with the reason why not, whatever the context says (R-13.1)', async () => {
    const { send } = await screenedCase();
    const late = send(starting('2024-12-08'), undefined, undefined, { context: NOW });
    await expect(late).rejects.toMatchObject({ code: 'late-entry-needs-reason' });
    const context = { occurredAt: '2024-12-15T03:00:00.000Z' };
    const contradicted = send(starting('2024-12-09'), undefined, undefined, { context });
    await expect(contradicted).rejects.toMatchObject({ code: 'context-contradicts-entry' });
    expect(await send(starting('2024-12-09'), undefined, undefined, { context: NOW })).toMatchObject({ revision: 0 });
  });

  it('has come (R-13.1)', async () => {
    const { log, send, start: begin, rateAll } = await screenedCase();
    await expect(send(starting('2024-12-17'))).rejects.toMatchObject(ahead);
    const id = await begin();
    await expect(send(rate('2024-12-17'), id)).rejects.toMatchObject(ahead);
    await rateAll(id);
    const of = await log.lastEntryOf(`assessment-${id}`);
    const said = { of, reasonCode: 'LEARNED_LATER', rating: { ...rating, ratedOn: '2024-12-17' } } as const;
    await expect(send({ type: 'CorrectAssessmentEntry', data: said }, id)).rejects.toMatchObject(ahead);
    await expect(send(complete('2024-12-17'), id)).rejects.toMatchObject(ahead);
    await send(complete('2024-12-09'), id);
    await expect(send(recommend('2024-12-17'), id)).rejects.toMatchObject(ahead);
  });
});

describe('what is stored of an assessment', () => {
  it('says how it was computed in codes, and rests on the consent that it was started on (D1, D10)', async () => {
    const { log, send, start: begin, rateAll } = await screenedCase();
    const id = await begin();
    await rateAll(id);
    await send(complete('2024-12-09'), id);
    await send(recommend('2024-12-10'), id);
    const recorded = (await log.events()).filter(({ stream }) => stream === `assessment-${id}`);
    for (const { metadata } of recorded) {
      expect(metadata.about).toContainEqual({ subject, caseId, legalBasis: 'CONSENT' });
    }
    const outsider = recorded.at(-1)?.metadata.about.find((about) => about.subject !== subject);
    expect(outsider).toMatchObject({ legalBasis: 'LEGAL_DUTY' }); // the consent is not theirs
    const completed = recorded.find(({ type }) => type === 'AssessmentCompleted');
    const { instrument, instrumentVersion, cutoffSet } = completed?.data as Record<string, string>;
    expect({ instrument, instrumentVersion, cutoffSet }).toEqual({
      instrument: 'ASI',
      instrumentVersion: '5-severity',
      cutoffSet: 'template-2024',
    });
  });

  it('rests on no consent that does not stand any more (D1)', async () => {
    const { log, send, start: begin } = await screenedCase();
    const id = await begin();
    const data = { subject, inmateId, ...withdrawal };
    await log.write(`consent-${consentId}`, nurse, { type: 'ConsentWithdrawn', data });
    await send(rate('2024-12-06'), id);
    expect((await log.events()).at(-1)?.metadata.about).toEqual([{ subject, caseId, legalBasis: 'AGREEMENT' }]);
  });

  it('names nobody of the staff twice in a team, under whatever ids (R-2.8)', async () => {
    const { log, send, start: begin, rateAll } = await screenedCase();
    const id = await begin();
    await rateAll(id);
    await send(complete('2024-12-09'), id);
    const one = [doctor.staffId, staffNamed('doctor, as counsellor')];
    const team = [doctor, { role: 'COUNSELLOR', staffId: one[1] ?? '' }] as const;
    const joined = { ...log.engine.staff, idsOf: (of: string) => new Set(one.includes(of) ? one : [of]) };
    const engine: Engine = Object.assign({}, log.engine, { staff: joined });
    const command: AnyCommand = { type: 'RecommendPlacement', data: { ...recommendation, team } };
    await expect(send(command, id, undefined, { engine })).rejects.toMatchObject({ code: 'one-role-each' });
    const twice = { ...command, data: { ...command.data, team: [doctor, { ...doctor, role: 'COUNSELLOR' }] } };
    await expect(send(twice as AnyCommand, id)).rejects.toMatchObject({ code: 'one-role-each' });
    expect(await send(command, id)).toHaveProperty('revision');
  });
});

import { Forbidden, isId, type JsonObject, NotFound, validEntries, verifyStream } from '#kernel';
import { agency, assessor, caseId, clerk, consentId, inmateId, nurse, subject } from '../facts-for-specs.js';
import { counsellor, doctor, rating, recommendation, screeningId, start, templateId } from './assessment-for-specs.js';
import { screenedCase } from './histories-for-specs.js';

const completion = { type: 'CompleteAssessment', data: { completedOn: '2024-12-09' } } as const;
const placement = { type: 'RecommendPlacement', data: recommendation } as const;

async function assessed() {
  const history = await screenedCase();
  const id = await history.start();
  await history.rateAll(id);
  await history.send(completion, id);
  return { ...history, id, stream: `assessment-${id}` };
}

describe('handleAssessment', () => {
  it('takes a case from its screening to the recommendation, and the case follows at once (1.3)', async () => {
    const { send, id, stream, streamOf, caseStatus } = await assessed();
    await send(placement, id);
    expect(await caseStatus()).toEqual(['SCREENED', 'ASSESSMENT_STARTED', 'ASSESSED', 'RECOMMENDED']);
    const events = await streamOf(stream);
    expect(new Set(events.flatMap(({ metadata }) => metadata.about.map((about) => about.caseId)))).toContain(caseId);
    const basisOf = (type: string) =>
      (events.find((event) => event.type === type)?.data as { basis: { stream: string }[] }).basis.map(
        (one) => one.stream,
      );
    expect(basisOf('AssessmentStarted')).toEqual([
      `rehabcase-${caseId}`,
      `screening-${screeningId}`,
      `consent-${consentId}`,
      `inmate-${inmateId}`,
      `agreement-${agency.agreementId}`,
      `programmetemplate-${templateId}`,
    ]);
    expect(basisOf('PlacementRecommended')).toEqual([
      `rehabcase-${caseId}`,
      `consent-${consentId}`,
      `programmetemplate-${templateId}`,
    ]);
  });

  it('computes from the sealed ratings as they are known now, and seals what it computes (R-2.3, D8)', async () => {
    const { log, send, start, rateAll, streamOf } = await screenedCase();
    const id = await start();
    await rateAll(id);
    const drug = (await streamOf(`assessment-${id}`)).find(
      ({ data }) => (data as { domain?: string }).domain === 'DRUG',
    );
    const said = {
      of: drug?.id ?? '',
      reasonCode: 'WRITTEN_WRONGLY',
      rating: { ...rating, severity: 5, suggested: { from: 5, to: 6 } },
    } as const;
    await send({ type: 'CorrectAssessmentEntry', data: said }, id);
    await send({ type: 'RateDomain', data: { domain: 'ALCOHOL', severity: 2, ratedOn: '2024-12-08' } }, id);
    await expect(
      send({ type: 'CompleteAssessment', data: { completedOn: '2024-12-09', claimed: { suggestedDays: 60 } } }, id),
    ).rejects.toMatchObject({
      code: 'score-differs',
      problems: ['claimed.suggestedDays is not what the ratings amount to'],
    });
    await send(completion, id);
    const completed = verifyStream(await log.engine.store.read(`assessment-${id}`)).at(-1);
    expect(completed?.data).not.toHaveProperty('suggestedDays');
    const opened = completed && (await log.engine.registry.unseal(completed, log.keyring)).data;
    expect(opened).toMatchObject({ suggestedDays: 30 });
    expect(opened?.severities).toContainEqual({ domain: 'ALCOHOL', severity: 2 });
    expect(opened?.severities).toContainEqual({ domain: 'DRUG', severity: 5 });
  });

  it('computes nothing from what can no longer be read (D8)', async () => {
    const { log, send, start, rateAll } = await screenedCase();
    const id = await start();
    await rateAll(id);
    await log.keyring.destroy(subject);
    await expect(send(completion, id)).rejects.toMatchObject({ code: 'ratings-gone', rule: 'R-2.7' });
  });

  it('lets nobody recommend against a suggestion that is gone (D8)', async () => {
    const { log, send, id } = await assessed();
    await log.keyring.destroy(subject);
    await expect(send(placement, id)).rejects.toMatchObject({ code: 'ratings-gone' });
  });

  it('gives who is from elsewhere a subject of their own for the name, and seals office and institution (D8, D10)', async () => {
    const { send, id, stream, streamOf } = await assessed();
    await send(placement, id);
    const data = (await streamOf(stream)).at(-1)?.data as { team: JsonObject[] };
    const member = data.team.find(({ role }) => role === counsellor.role) ?? {};
    expect(isId(member.subject)).toBe(true);
    expect(member).toMatchObject({
      sealed: [{ c: 'identity', s: member.subject }],
      affiliation: { sealed: [{ c: 'identity', s: id }] },
    });
    expect(JSON.stringify(data)).not.toMatch(/Sari|Konselor|BNN Kabupaten/);
    expect(data.team).toContainEqual(doctor);
  });

  it('recommends anew while the case is recommended, and goes back when that is annulled (D12)', async () => {
    const { log, send, id, stream, caseStatus, streamOf } = await assessed();
    await send(placement, id);
    const again = { ...recommendation, recommendedOn: '2024-12-11' };
    await send({ type: 'RecommendPlacement', data: again }, id);
    const of = await log.lastEntryOf(stream);
    await send({ type: 'AnnulAssessmentEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY' } }, id, nurse);
    expect((await caseStatus()).slice(-3)).toEqual(['RECOMMENDED', 'RECOMMENDED', 'RehabCaseSetBack']);
    const left = validEntries(await streamOf(stream));
    expect(left.filter(({ type }) => type === 'PlacementRecommended')).toHaveLength(1);
  });

  it('corrects a start and a recommendation by what holds on the days they say now (R-3.2, D12)', async () => {
    const { log, send, start: begin, rateAll } = await screenedCase();
    const id = await begin();
    const of = await log.lastEntryOf(`assessment-${id}`);
    const said = (startedOn: string) =>
      ({
        type: 'CorrectAssessmentEntry',
        data: { of, reasonCode: 'WRITTEN_WRONGLY', start: { assessorId: assessor.staffId, startedOn } },
      }) as const;
    await expect(send(said('2024-11-30'), id)).rejects.toMatchObject({ code: 'consent-after-service' });
    await send(said('2024-12-04'), id);
    await rateAll(id);
    await send(completion, id);
    await send(placement, id);
    const placed = await log.lastEntryOf(`assessment-${id}`);
    const recommended = { recommendedOn: '2024-12-12', team: [doctor, counsellor] };
    await send(
      {
        type: 'CorrectAssessmentEntry',
        data: { of: placed, reasonCode: 'LEARNED_LATER', recommendation: recommended },
      },
      id,
    );
    await expect(
      send(
        { type: 'CorrectAssessmentEntry', data: { of, reasonCode: 'LEARNED_LATER', recommendation: recommended } },
        id,
      ),
    ).rejects.toMatchObject({ code: 'entry-of-other-type' });
  });

  it('changes of a rating what the completion does not rest on, by what its seals say (D12)', async () => {
    const { send, id, stream, streamOf } = await assessed();
    const drug = (await streamOf(stream)).find(({ data }) => (data as { domain?: string }).domain === 'DRUG');
    const correct = (said: object) =>
      send(
        {
          type: 'CorrectAssessmentEntry',
          data: { of: drug?.id, reasonCode: 'WRITTEN_WRONGLY', rating: { ratedOn: rating.ratedOn, ...said } },
        },
        id,
      );
    await expect(correct({ severity: 5 })).rejects.toMatchObject({ code: 'entry-in-use' });
    await correct({ severity: rating.severity, comment: 'Tidak lengkap.' });
    expect((await streamOf(stream)).at(-1)?.type).toBe('AssessmentEntryCorrected');
  });

  it('keeps to the reason that it was started for, which is sealed (R-2.6, D12)', async () => {
    const { log, send, streamOf } = await screenedCase('LOW');
    const { id } = await send({ type: 'StartAssessment', data: { ...start, reason: 'Atas permintaan klinik.' } });
    const of = await log.lastEntryOf(`assessment-${id}`);
    const correct = (said: object) =>
      send(
        {
          type: 'CorrectAssessmentEntry',
          data: { of, reasonCode: 'WRITTEN_WRONGLY', start: { assessorId: nurse.staffId, ...said } },
        },
        id,
      );
    await expect(correct({ startedOn: start.startedOn })).rejects.toMatchObject({ code: 'no-recent-screening' });
    await correct({ startedOn: start.startedOn, reason: 'Atas permintaan dokter.' });
    expect((await streamOf(`assessment-${id}`)).at(-1)?.type).toBe('AssessmentEntryCorrected');
  });

  it('is closed to people of other units, and to an assessor whom no agreement covers (R-3.2)', async () => {
    const { send, start: begin } = await screenedCase();
    const foreign = { ...start, provider: { unitId: 'BNNK-CILACAP' } };
    const stranger = { ...assessor, unitId: 'BNNK-CILACAP' };
    await expect(send({ type: 'StartAssessment', data: start }, undefined, stranger)).rejects.toThrow(Forbidden);
    await expect(send({ type: 'StartAssessment', data: foreign }, undefined, stranger)).rejects.toMatchObject({
      code: 'agreement-not-named',
    });
    const id = await begin();
    await expect(send(completion, id, stranger)).rejects.toThrow(Forbidden);
  });

  it('is a record of the unit of the case only', async () => {
    const { send } = await screenedCase();
    const elsewhere = send({ type: 'StartAssessment', data: start }, undefined, assessor, {
      unitId: 'RUTAN-PURBALINGGA',
    });
    await expect(elsewhere).rejects.toMatchObject({ code: 'case-of-another-unit' });
  });

  it('finds no assessment, case, screening, consent or template that there is not', async () => {
    const { send } = await screenedCase();
    const nobody = inmateId;
    await expect(send(completion, nobody)).rejects.toThrow(NotFound);
    for (const missing of [
      { caseId: nobody },
      { screeningId: nobody },
      { consentId: nobody },
      { templateId: nobody },
    ]) {
      const asked = send({ type: 'StartAssessment', data: { ...start, ...missing } }, undefined, clerk);
      await expect(asked).rejects.toThrow(NotFound);
    }
  });

  it('needs a reason after a screening of low risk, which it reads itself (R-2.6)', async () => {
    const { start: begin } = await screenedCase('LOW');
    await expect(begin()).rejects.toMatchObject({ code: 'no-recent-screening' });
  });
});

import { karutan, agencyHead, assessor, caseId, clerk, inmateId, nurse, subject } from '../facts-for-specs.js';
import { staffNamed } from '#kernel/given-for-specs';
import { recommendation, screeningId, templateId } from './assessment-for-specs.js';
import { assessment, assessmentBoard, assessments } from './assessments.read-model.js';
import { screenedCase } from './histories-for-specs.js';

const auditor = { ...clerk, role: 'auditor', unitId: 'INSPEKTORAT-JENDERAL' };
const stranger = { ...clerk, unitId: 'RUTAN-PURBALINGGA' };

type Entry = { readonly entryId: string; readonly annulled?: object };
type Entries = Readonly<Record<'starts' | 'ratings' | 'completions', readonly Entry[]>>;

async function assessed() {
  const history = await screenedCase();
  const id = await history.start();
  await history.rateAll(id);
  await history.send({ type: 'CompleteAssessment', data: { completedOn: '2024-12-09' } }, id);
  const answers = history.log.answers(assessmentBoard);
  const list = async (question: object, by = nurse) => (await answers.page(assessments, question, by)).items;
  const one = (by = nurse) => answers.one(assessment, { id }, by);
  const recommend = () => history.send({ type: 'RecommendPlacement', data: recommendation }, id);
  const viewings = async () =>
    (await history.log.events()).flatMap(({ type, data }) => (type === 'RecordsViewed' ? [data] : []));
  return { ...history, id, list, one, recommend, viewings };
}

describe('assessments', () => {
  it('lists by case and status, for the unit of the case and who assesses, and nobody else', async () => {
    const { list, id } = await assessed();
    expect(await list({})).toMatchObject([
      {
        id,
        caseId,
        inmateId,
        screeningId,
        status: 'COMPLETED',
        domainsRated: 7,
        completedOn: '2024-12-09',
      },
    ]);
    expect(await list({ caseId, status: 'COMPLETED' }, assessor)).toHaveLength(1);
    expect(await list({ caseId: subject })).toEqual([]);
    expect(await list({ status: 'STARTED' })).toEqual([]);
    expect(await list({}, auditor)).toHaveLength(1);
    expect(await list({}, stranger)).toEqual([]);
  });

  it('shows the head of the unit what was recommended, and nothing earlier (5.5)', async () => {
    const { list, recommend } = await assessed();
    expect(await list({}, karutan)).toEqual([]);
    expect(await list({ status: 'COMPLETED' }, karutan)).toEqual([]);
    await recommend();
    expect(await list({ caseId }, karutan)).toMatchObject([
      { status: 'RECOMMENDED', recommendation: 'ELIGIBLE', templateId, recommendedOn: '2024-12-10' },
    ]);
  });
});

describe('assessment', () => {
  it('opens the severities to the clinic and the assessors, and records who looked (5.5)', async () => {
    const { one, viewings } = await assessed();
    const found = await one(assessor);
    expect(found.completions).toMatchObject([{ suggestedDays: 60, provider: { unitId: assessor.unitId } }]);
    expect(found.ratings).toHaveLength(7);
    expect(found.ratings).toContainEqual(expect.objectContaining({ domain: 'DRUG', severity: 7 }));
    expect(await viewings()).toMatchObject([{ purpose: 'assessment', subjects: [subject] }]);
  });

  it('shows the office and the auditor what is clear, and says what it withholds (5.5)', async () => {
    const { one, viewings } = await assessed();
    for (const reader of [clerk, auditor]) {
      const found = await one(reader);
      expect(found.ratings).toContainEqual(expect.objectContaining({ domain: 'DRUG', withheld: ['health'] }));
      expect(JSON.stringify(found)).not.toMatch(/"severity"|suggestedDays|sealed|"ct"/);
    }
    expect(await viewings()).toEqual([]);
  });

  it('shows the head of the unit the recommendation only (5.5)', async () => {
    const { one, recommend } = await assessed();
    await expect(one(karutan)).rejects.toThrow('There is no assessment with that id.');
    await recommend();
    const found = await one(karutan);
    expect(found).toMatchObject({ starts: [], ratings: [], completions: [] });
    expect(found.recommendations).toMatchObject([
      {
        recommendation: 'ELIGIBLE',
        team: [{ staffId: staffNamed('doctor') }, { withheld: ['identity'], affiliation: { withheld: ['identity'] } }],
      },
    ]);
  });

  it('says what is gone with the key (D8)', async () => {
    const { log, one } = await assessed();
    await log.keyring.destroy(subject);
    const { ratings, completions } = await one();
    expect(ratings).toContainEqual(expect.objectContaining({ domain: 'DRUG', gone: ['health'] }));
    expect(completions).toMatchObject([{ gone: ['health'], completedOn: '2024-12-09' }]);
  });

  it('goes back when entries are annulled, and stays on the board when all are (D12)', async () => {
    const { send, one, id } = await assessed();
    const annul = async () => {
      const { starts, ratings, completions } = (await one(assessor)) as unknown as Entries;
      const [of] = [...completions, ...ratings, ...starts].flatMap((entry) => (entry.annulled ? [] : [entry.entryId]));
      await send(
        { type: 'AnnulAssessmentEntry', data: { of: of ?? '', reasonCode: 'RECORDED_TWICE' } },
        id,
        agencyHead,
      );
    };
    await annul();
    expect(await one()).toMatchObject({ status: 'STARTED', domainsRated: 7 });
    for (let left = 8; left > 0; left -= 1) await annul();
    const found = await one();
    expect(found).toMatchObject({ status: 'ANNULLED', domainsRated: 0, caseId, startedOn: '2024-12-05' });
    expect(found).not.toHaveProperty('completedOn');
    expect(found.starts).toMatchObject([{ annulled: { approvedBy: agencyHead.staffId } }]);
  });
});

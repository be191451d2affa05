import { id } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { assessor, clerk, inmateId, karutan, nurse } from '../facts-for-specs.js';
import { HISTORIES, noted } from './case-for-specs.js';
import { playToCertificate, unit } from './case-played-for-specs.js';
import { caseList, cases as casesAsked, oneCase } from './cases.read-model.js';

export const played = caseIdOf(inmateId, 1);
export const others = { due: caseIdOf(id('spec', 'other'), 1), running: caseIdOf(id('spec', 'third'), 1) };
export const officer = person('kpr', 'kpr', karutan.unitId);
export const region = person('kanwil', 'kanwil', 'KANWIL-JAWA-TENGAH');
export const stranger = { ...nurse, unitId: 'RUTAN-WONOSOBO' };
const counsellor = { counsellorId: assessor.staffId, counsellorUnitId: assessor.unitId, assignedOn: '2024-11-12' };

/** A case that got to its certificate, one that waits for its assessment and one in its programme, and how they are asked for. */
export async function cases() {
  const its = await unit();
  await playToCertificate(its);
  await its.log.write(`rehabcase-${others.due}`, clerk, ...HISTORIES.SCREENED);
  await its.log.write(
    `rehabcase-${others.running}`,
    clerk,
    ...HISTORIES.IN_PROGRAMME,
    { type: 'CounsellorAssigned', data: counsellor },
    noted(5, { status: 'SCHEDULED', startsAt: '2024-12-07T18:00:00.000Z' }),
  );
  return { ...its, ...asking(its) };
}

export function asking({ log }: Pick<Awaited<ReturnType<typeof unit>>, 'log'>) {
  const answers = log.answers(caseList);
  const page = (question: object, by = clerk) => answers.page(casesAsked, question, by);
  const list = async (question: object, by = clerk) => (await page(question, by)).items;
  const idsOf = async (question: object, by = clerk) => (await list(question, by)).map(({ id }) => id);
  const one = (id: string, by = clerk, on?: string) => answers.one(oneCase, { id, ...(on && { on }) }, by);
  return { page, list, idsOf, one };
}

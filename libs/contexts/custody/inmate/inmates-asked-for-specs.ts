import { registrar } from './inmate-for-specs.js';
import { custody } from './inmate-played-for-specs.js';
import { inmateList, inmates, oneInmate } from './inmates.read-model.js';

/** What readers are answered, on read models that are folded when they ask. */
export function asked() {
  const its = custody();
  const answers = its.answers(inmates);
  const list = async (question: object = {}, by = registrar) => (await answers.page(inmateList, question, by)).items;
  const idsOf = async (question: object, by = registrar) => (await list(question, by)).map(({ id }) => id);
  const one = (id: string, by = registrar) => answers.one(oneInmate, { id }, by);
  return { its, list, idsOf, one };
}

import { readerOf } from '#platform/specs';
import { registrar } from './inmate-for-specs.js';
import { custody } from './inmate-told-for-specs.js';
import { inmates } from './inmates.projection.js';
import {
  type InmateQuestion,
  InmatesIn,
  InmatesInHandler,
  InmateWithId,
  InmateWithIdHandler,
} from './inmates.query.js';

/** What readers are answered, on read models that are folded when they ask. */
export function asked() {
  const its = custody();
  const list = async (question: InmateQuestion = {}, by = registrar) => {
    const handler = new InmatesInHandler(await its.models(inmates));
    return (await handler.execute(new InmatesIn(readerOf(by), question))).items;
  };
  const idsOf = async (question: InmateQuestion, by = registrar) =>
    (await list(question, by)).map(({ inmateId }) => inmateId);
  const one = async (inmateId: string, by = registrar) =>
    new InmateWithIdHandler(await its.models(inmates), its.records).execute(new InmateWithId(readerOf(by), inmateId));
  return { its, list, idsOf, one };
}

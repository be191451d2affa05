import { type Actor, type AnyCommand, type AnyEvent, type Ask, id } from '#kernel';
import { askOf as ask, recording } from '#platform/for-specs';
import { answered } from '../consent/consent-for-specs.js';
import { factOn, nurse } from '../facts-for-specs.js';
import * as known from '../people-for-specs.js';
import { ADMITTED_ON, admission, template } from './plan-for-specs.js';

type Person = ReturnType<typeof known.personOf>;

const consent = {
  purposes: answered('SCREENING', 'ASSESSMENT', 'REHABILITATION'),
  givenAt: '2024-11-02T02:00:00.000Z',
};
export const advanced = (milestone: string, by = id('spec', milestone)): AnyEvent => ({
  type: 'RehabCaseAdvanced',
  data: { milestone, by, of: factOn(`assessment-${admission.assessmentId}`) },
});
const admitted = (person: Person): readonly AnyEvent[] => [
  known.caseOpened(person),
  ...['SCREENED', 'ASSESSMENT_STARTED', 'ASSESSED', 'RECOMMENDED'].map((milestone) => advanced(milestone)),
  known.caseAdmitted(person, { decreeDate: ADMITTED_ON, ...admission, plannedEndOn: '2024-12-17' }),
];

/** Records a programme of the unit, and so many people admitted to it. */
export async function seeded({ write }: Pick<ReturnType<typeof recording>, 'write'>, people: number): Promise<void> {
  await write(...known.offering(template));
  for (let n = 0; n < people; n += 1) {
    const person = known.personOf(n);
    await write(`inmate-${person.inmateId}`, nurse, known.registered(person.subject));
    await write(`consent-${person.consentId}`, nurse, known.consented(person, consent));
    await write(`rehabcase-${person.caseId}`, nurse, ...admitted(person));
  }
}

export async function programme(people = 1) {
  const log = recording(known.definitions);
  await seeded(log, people);
  return {
    log,
    /** What else happens to the case of the one with that number. */
    add: (n: number, ...events: readonly AnyEvent[]) =>
      log.write(`rehabcase-${known.personOf(n).caseId}`, nurse, ...events),
    typesOf: async (stream: string): Promise<string[]> =>
      (await log.events()).filter((event) => event.stream === stream).map(({ type }) => type),
  };
}

/** The ask of a command to the record with that uuid, or to create one in the unit; recorded in time unless `context` says why it is late. */
export const askOf = <C extends AnyCommand>(
  command: C,
  by: Actor,
  target?: string,
  unitId = nurse.unitId,
  context: Ask<C>['context'] = {},
): Ask<C> => ask(command, by, { target, unitId, context });

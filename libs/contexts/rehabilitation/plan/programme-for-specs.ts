import { randomUUID } from 'node:crypto';
import { type Actor, type AnyCommand, type AnyEvent, type Ask, id, type JsonObject } from '#kernel';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { consentEvents } from '#contracts/rehabilitation/consent.events';
import { evaluationEvents } from '#contracts/rehabilitation/evaluation.events';
import { planEvents } from '#contracts/rehabilitation/plan.events';
import { programmeTemplateEvents } from '#contracts/rehabilitation/programme-template.events';
import { recording } from '#platform/for-specs';
import { caseIdOf } from '../case/open-case.handle.js';
import { agency, consentId, factOn, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { ADMITTED_ON, admission, providerUnitIds, published, templateId } from './plan-for-specs.js';

export const definitions = [
  ...inmateEvents,
  ...consentEvents,
  ...caseEvents,
  ...planEvents,
  ...programmeTemplateEvents,
  ...evaluationEvents,
];

/** Somebody whose case is opened, by a number; 0 is who the facts of specs are about. */
export const personOf = (n: number) => {
  const whose = (what: string, first: string): string => (n === 0 ? first : id('spec', what, n));
  const who = whose('inmate', inmateId);
  return {
    inmateId: who,
    subject: whose('subject', subject),
    consentId: whose('consent', consentId),
    caseId: caseIdOf(who, 1),
  };
};
type Person = ReturnType<typeof personOf>;

const registered = ({ subject: of }: Person): AnyEvent => ({
  type: 'InmateRegistered',
  data: {
    subject: of,
    name: 'Warga Binaan',
    sex: 'MALE',
    registerNumber: 'B.1/2024',
    registerPeriod: '2024',
    custodyStatus: 'A_I',
    registeredOn: '2024-11-01',
  },
});
const consented = ({ subject: of, inmateId: who }: Person): AnyEvent => ({
  type: 'ConsentGiven',
  data: {
    subject: of,
    inmateId: who,
    formVersion: '2024-1',
    language: 'id',
    medium: 'WRITTEN',
    documentSha256: 'b'.repeat(64),
    purposes: ['SCREENING', 'ASSESSMENT', 'REHABILITATION'].map((purpose) => ({ purpose, given: true })),
    givenAt: '2024-11-02T02:00:00.000Z',
    givenBy: { capacity: 'INMATE', subject: of },
    basis: [factOn(`inmate-${who}`)],
  },
});
export const advanced = (milestone: string, by = id('spec', milestone)): AnyEvent => ({
  type: 'RehabCaseAdvanced',
  data: { milestone, by, of: factOn(`assessment-${admission.assessmentId}`) },
});
const admitted = ({ subject: of, inmateId: who }: Person): readonly AnyEvent[] => [
  {
    type: 'RehabCaseOpened',
    data: {
      subject: of,
      inmateId: who,
      episode: 1,
      openedOn: '2024-11-02',
      provider: agency,
      basis: [factOn(`inmate-${who}`)],
    },
  },
  ...['SCREENED', 'ASSESSMENT_STARTED', 'ASSESSED', 'RECOMMENDED'].map((milestone) => advanced(milestone)),
  {
    type: 'InmateAdmittedToRehab',
    data: {
      subject: of,
      inmateId: who,
      decreeNumber: 'SK/1',
      decreeDate: ADMITTED_ON,
      ...admission,
      plannedEndOn: '2024-12-17',
      medicalRecordSha256: 'a'.repeat(64),
      decidedBy: karutan.staffId,
      provider: agency,
      providerUnitIds,
      basis: [factOn(`inmate-${who}`)],
    },
  },
];

/** Records a programme of the unit, and so many people admitted to it. */
export async function seeded({ write }: Pick<ReturnType<typeof recording>, 'write'>, people: number): Promise<void> {
  await write(`programmetemplate-${templateId}`, karutan, { type: 'ProgrammeTemplatePublished', data: published });
  for (let n = 0; n < people; n += 1) {
    const person = personOf(n);
    await write(`inmate-${person.inmateId}`, nurse, registered(person));
    await write(`consent-${person.consentId}`, nurse, consented(person));
    await write(`rehabcase-${person.caseId}`, nurse, ...admitted(person));
  }
}

/** A unit with a programme, and so many people admitted to it. */
export async function programme(people = 1) {
  const log = recording(definitions);
  await seeded(log, people);
  return {
    log,
    /** What else happens to the case of the one with that number. */
    add: (n: number, ...events: readonly AnyEvent[]) => log.write(`rehabcase-${personOf(n).caseId}`, nurse, ...events),
    typesOf: async (stream: string): Promise<string[]> =>
      (await log.events()).filter((event) => event.stream === stream).map(({ type }) => type),
  };
}

/** The ask of a command to the record with that uuid, or to create one in the unit; told in time unless `context` says why it is late. */
export const askOf = <C extends AnyCommand>(
  command: C,
  by: Actor,
  target?: string,
  unitId = nurse.unitId,
  context: Ask<C>['context'] = {},
): Ask<C> => ({
  command,
  by,
  ...(target === undefined ? { unitId } : { target: { id: target } }),
  commandId: randomUUID(),
  body: JSON.parse(JSON.stringify(command.data)) as JsonObject,
  context,
  correlationId: randomUUID(),
  causationId: randomUUID(),
});

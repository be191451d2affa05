import { type Actor, type AnyEvent, type Ask, type Context, type Engine, type Receipt, id } from '#kernel';
import { askOf as ask, recording } from '#platform/for-specs';
import { agencyHead, agreementId, assessor, nurse } from '../facts-for-specs.js';
import * as known from '../people-for-specs.js';
import { handleSession } from './session.handle.js';
import { arrangement, caseIdOf, subjectOf, template, templateId, type SessionWish } from './session-for-specs.js';

export const inmateIdOf = (n: number): string => id('spec', 'inmate', n);
export const registered = (n: number): AnyEvent => known.registered(subjectOf(n), n);
export const admitted = (n: number): readonly AnyEvent[] => {
  const person = { inmateId: inmateIdOf(n), subject: subjectOf(n) };
  const days = { decreeDate: '2024-12-02', admittedOn: '2024-12-03', plannedEndOn: '2025-01-02' };
  const programme = { assessmentId: id('spec', 'assessment', n), templateId, templateCode: 'BERSINAR_30' };
  return [known.caseOpened(person), known.caseAdmitted(person, { ...days, ...programme, phases: ['PRIMARY'] })];
};

/** A unit with a programme, an agreement in force and so many people admitted; sessions are recorded as in life. */
export async function programme(
  people: number,
  {
    now = '2024-12-16T02:00:00.000Z',
    terms = {},
    context = {},
  }: { readonly now?: string; readonly terms?: object; readonly context?: Context } = {},
) {
  const clock = { now };
  const log = recording(known.definitions, () => new Date(clock.now));
  await log.write(`agreement-${agreementId}`, agencyHead, ...known.signing(terms));
  await log.write(...known.offering(template()));
  for (let n = 1; n <= people; n += 1) {
    await log.write(`inmate-${inmateIdOf(n)}`, nurse, registered(n));
    await log.write(`rehabcase-${caseIdOf(n)}`, nurse, ...admitted(n));
  }
  return {
    log,
    clock,
    send: (
      command: SessionWish,
      target?: string,
      by: Actor = assessor,
      engine: Engine = log.engine,
    ): Promise<Receipt> => handleSession(engine, askOf(command, target, by, { context })),
    streamOf: async (stream: string) => (await log.events()).filter((event) => event.stream === stream),
  };
}

export const askOf = (
  command: SessionWish,
  target: string | undefined,
  by: Actor,
  more: { commandId?: string; context?: Context } = {},
): Ask => ask(command, by, { target, ...more });

export const groupOf = (people: number, change: Partial<typeof arrangement> = {}): typeof arrangement => ({
  ...arrangement,
  roster: Array.from({ length: people }, (_, index) => ({ caseId: caseIdOf(index + 1) })),
  ...change,
});

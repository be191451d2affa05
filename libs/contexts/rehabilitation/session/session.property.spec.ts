import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Actor, load, Refusal } from '#kernel';
import { rehabCase } from '../case/case.decider.js';
import { agencyHead, agreementId, assessor, karutan, nurse } from '../facts-for-specs.js';
import { askOf, groupOf, programme } from './histories-for-specs.js';
import { session } from './session.decider.js';
import { sessionCalendar } from './session.document.js';
import { handleSession } from './session.handle.js';
import { came, caseIdOf, facilitators, missed, type SessionWish, supervisor, times } from './session-for-specs.js';
import { session as sessionInFull } from './sessions.read-model.js';

const later = { startsAt: '2024-12-15T02:00:00.000Z', endsAt: '2024-12-15T03:00:00.000Z' };
const outcome = (n: number) => fc.constantFrom(came(n), missed(n), came(n, 'ATTENDED_LATE'), missed(n, 'COURT'));
const span = fc.constantFrom(times, later);
const reasonCode = 'WRITTEN_WRONGLY' as const;

/** What can be told of a session; `nth` counts back to the event that a correction or an annulment cites. */
const holdingAll = fc
  .tuple(outcome(1), outcome(2))
  .map((roster): SessionWish => ({ type: 'HoldSession', data: { ...times, facilitators, roster } }));
const amending = fc
  .integer({ min: 1, max: 2 })
  .chain(outcome)
  .map((input): SessionWish => ({ type: 'AmendAttendance', data: { ...input, reason: 'Salah tulis.' } }));
const step = fc.oneof(
  { weight: 6, arbitrary: holdingAll },
  { weight: 12, arbitrary: amending },
  fc
    .tuple(span, fc.array(fc.nat(3).chain(outcome), { minLength: 1, maxLength: 3 }))
    .map(([when, roster]): SessionWish => ({ type: 'HoldSession', data: { ...when, facilitators, roster } })),
  span.map((when): SessionWish => ({
    type: 'RescheduleSession',
    data: { ...when, place: 'AULA', reasonCode: 'ROOM' },
  })),
  fc.constant<SessionWish>({ type: 'CancelSession', data: { reasonCode: 'OTHER' } }),
  fc.constant<SessionWish>({
    type: 'AnswerCoverageQuestion',
    data: { agreementId, answer: 'HELD_BEFORE_IT_WAS_KNOWN' },
  }),
);
const citing = fc
  .tuple(fc.nat(2), fc.constantFrom('annul', 'annul', 'arrange', 'hold'))
  .map(([nth, how]) => ({ nth, how }));
type Citing = { readonly nth: number; readonly how: string };

const correcting = (of: string, how: string): SessionWish => {
  if (how === 'annul') return { type: 'AnnulSessionEntry', data: { of, reasonCode } };
  const command =
    how === 'arrange'
      ? { appointment: { facilitators, place: 'KLINIK', ...times } }
      : { holding: { ...times, facilitators, roster: [came(1), came(2)] } };
  return { type: 'CorrectSessionEntry', data: { of, reasonCode, ...command } };
};

async function played(steps: readonly (SessionWish | Citing)[], actors: readonly Actor[]) {
  const { log, send, streamOf } = await programme(2);
  const { id } = await send({ type: 'ScheduleSession', data: groupOf(2) });
  for (const [index, one] of steps.entries()) {
    if (index === 4) {
      const data = { suspendedOn: '2024-12-15', reasonCode: 'BREACH', suspendedBy: agencyHead.staffId };
      await log.write(`agreement-${agreementId}`, agencyHead, { type: 'AgreementSuspended', data });
    }
    const entries = await streamOf(`session-${id}`);
    const command = 'nth' in one ? correcting((entries.at(-1 - one.nth) ?? entries[0])?.id ?? id, one.how) : one;
    const asked = askOf(command, id, actors[index % actors.length] ?? nurse, { commandId: randomUUID() });
    try {
      const receipt = await handleSession(log.engine, asked);
      const before = (await log.events()).length;
      expect(await handleSession(log.engine, asked)).toMatchObject({ revision: receipt.revision });
      expect(await log.events()).toHaveLength(before);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  const { state } = await load(log.engine, session, `session-${id}`);
  return { log, id, now: state.now };
}

describe('any sequence of commands on a session', () => {
  const standings = { scheduled: 'SCHEDULED', cancelled: 'CANCELLED', held: 'HELD', annulled: 'CANCELLED' } as const;

  it('leaves its cases and the calendar saying what it says, and a repeat changes nothing', async () => {
    const any = fc.oneof<fc.MaybeWeightedArbitrary<SessionWish | Citing>[]>(
      { weight: 2, arbitrary: step },
      { weight: 1, arbitrary: citing },
    );
    const steps = fc.array(any, { minLength: 8, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        steps,
        fc.shuffledSubarray([assessor, nurse, supervisor, karutan], { minLength: 1 }),
        async (input, actors) => {
          const { log, id, now } = await played(input, actors);
          if (now.status === 'absent') throw new Error('It was scheduled.');
          expect(now.roster.map(({ caseId }) => caseId)).toEqual([caseIdOf(1), caseIdOf(2)]);
          expect(now.endsAt > now.startsAt).toBe(true);
          expect(now.roster.every((line) => (line.outcome !== undefined) === (now.status === 'held'))).toBe(true);
          for (const line of now.roster) {
            const { state } = await load(log.engine, rehabCase, `rehabcase-${line.caseId}`);
            const [note, ...others] = state.status === 'none' ? [] : state.sessions;
            expect(others).toEqual([]);
            expect(note).toMatchObject({ status: standings[now.status], startsAt: now.startsAt, endsAt: now.endsAt });
            if (now.status === 'held') expect(note).toMatchObject({ outcome: line.outcome });
          }
          const shown = await log.answers(sessionCalendar).one(sessionInFull, { id }, karutan);
          expect(shown).toMatchObject({ startsAt: now.startsAt, endsAt: now.endsAt, roster: now.roster });
          const status = now.status === 'annulled' ? 'ANNULLED' : standings[now.status];
          expect(shown.status).toBe(status);
        },
      ),
      { numRuns: 100 },
    );
  });
});

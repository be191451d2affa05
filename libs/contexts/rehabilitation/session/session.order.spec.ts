import { storeWith } from '#kernel/store-with-for-specs';
import { asksOf, type Engine, load } from '#kernel';
import { sendBy } from '#platform/policies';
import { caseNotesSessions } from '../reactions/case-notes-sessions.policy.js';
import { rehabCase } from '../case/case.decider.js';
import { assessor } from '../facts-for-specs.js';
import { rehabilitationSenders } from '../reactions/index.js';
import { verify } from '../../../../test/contract/verify-export.mjs';
import { groupOf, programme } from './histories-for-specs.js';
import { caseIdOf, came, facilitators, missed, type SessionWish, times } from './session-for-specs.js';

const moved = { startsAt: '2024-12-15T02:00:00.000Z', endsAt: '2024-12-15T04:00:00.000Z' };
const COURSE: readonly SessionWish[] = [
  { type: 'ScheduleSession', data: groupOf(2) },
  { type: 'RescheduleSession', data: { ...moved, place: 'AULA', reasonCode: 'ROOM' } },
  { type: 'HoldSession', data: { ...times, facilitators, roster: [missed(1), came(2)] } },
  { type: 'AmendAttendance', data: { ...came(1), reason: 'Keliru.' } },
];

/** A session whose n-th event is recorded by a process that dies before it tells the cases, where `dies` says so; then the policy runs. */
async function played(dies: (n: number) => boolean) {
  const its = await programme(2);
  const { engine } = its.log;
  const dying: Engine = Object.assign(Object.create(engine) as Engine, {
    patience: { attemptMs: 20, totalMs: 100 },
    store: storeWith(engine.store, {
      append: (stream, ...rest) =>
        stream.startsWith('rehabcase-')
          ? Promise.reject(new Error('The process is gone.'))
          : engine.store.append(stream, ...rest),
    }),
  });
  let target: string | undefined;
  for (const [n, command] of COURSE.entries()) {
    ({ id: target } = await its.send(command, target, assessor, dies(n) ? dying : engine));
  }
  for (const event of await its.log.events()) {
    for (const ask of asksOf(caseNotesSessions, event)) await sendBy(engine, rehabilitationSenders)(ask);
  }
  const { state } = await load(engine, rehabCase, `rehabcase-${caseIdOf(1)}`);
  const [noted] = 'sessions' in state ? state.sessions : [];
  return { noted, events: await its.log.events() };
}

describe('What a case knows of a session', () => {
  beforeAll(() => played(() => false)); // what runs first is slow, and who dies has little time

  it('is the whole of it when a later event is told by another process than the one that died over an earlier', async () => {
    const { noted } = await played((n) => n === 2);
    expect(noted).toMatchObject({ status: 'HELD', outcome: 'ATTENDED', module: 'RELAPSE_PREVENTION', ...times });
  });

  it.each(Array.from({ length: 2 ** COURSE.length }, (_, dead) => dead))(
    'is the same whoever dies when, told in the order in which it happened: %d',
    async (dead) => {
      const { noted, events } = await played((n) => ((dead >> n) & 1) === 1);
      expect(noted).toMatchObject({ status: 'HELD', outcome: 'ATTENDED', module: 'RELAPSE_PREVENTION', ...times });
      const errors = verify({ events, keys: [], kek: '' }).errors.map(({ error }) => error);
      expect(errors.filter((error) => error.startsWith('policy-'))).toEqual([]);
      const notes = events.filter(({ type, stream }) => type === 'CaseSessionNoted' && stream.endsWith(caseIdOf(1)));
      expect(notes).toHaveLength(COURSE.length);
    },
  );
});

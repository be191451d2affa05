import { storeWith } from '#kernel/store-with-for-specs';
import { asksOf, type Engine, load } from '#kernel';
import { sendBy } from '#platform/policies';
import { caseNotesSessions } from '../reactions/case-notes-sessions.policy.js';
import { rehabCase } from '../case/case.decider.js';
import { assessor } from '../facts-for-specs.js';
import { rehabilitationSenders } from '../reactions/index.js';
import { groupOf, programme } from './histories-for-specs.js';
import { caseIdOf } from './session-for-specs.js';

describe('a session whose process died before its cases were told', () => {
  it('is noted by the policy, once, however often the event comes', async () => {
    const { log, send } = await programme(3);
    const { store } = log.engine;
    const dying: Engine = {
      staff: log.engine.staff,
      keys: log.engine.keys,
      keyring: log.engine.keyring,
      registry: log.engine.registry,
      log: log.engine.log,
      build: log.engine.build,
      zoneOf: log.engine.zoneOf,
      now: log.engine.now,
      patience: { attemptMs: 50, totalMs: 300 },
      store: storeWith(store, {
        append: (stream, expected, events) =>
          stream.startsWith('rehabcase-')
            ? Promise.reject(new Error('The process is gone.'))
            : store.append(stream, expected, events),
      }),
    };
    const { id: sessionId } = await send({ type: 'ScheduleSession', data: groupOf(3) }, undefined, assessor, dying);
    const notes = async () => (await log.events()).filter(({ type }) => type === 'CaseSessionNoted');
    expect(await notes()).toEqual([]);

    const scheduled = (await log.events()).filter(({ type }) => type === 'SessionScheduled');
    for (const event of [...scheduled, ...scheduled]) {
      const asks = asksOf(caseNotesSessions, event);
      for (const ask of asks) await sendBy(log.engine, rehabilitationSenders)(ask);
    }
    expect(await notes()).toHaveLength(3);
    const { state } = await load(log.engine, rehabCase, `rehabcase-${caseIdOf(2)}`);
    expect(state).toMatchObject({ sessions: [{ sessionId, status: 'SCHEDULED' }] });
  });
});

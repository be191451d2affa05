import { randomUUID } from 'node:crypto';
import { GENESIS, inParallel, link, sealData } from '#kernel';
import { directive } from './application.mjs';
import { AGENCY, record } from './recording.mjs';

const TOGETHER = 500;
const IN_FLIGHT = 16;

/** Appends so many events of so many directives, each with a key of its own, sealed and linked as commands would have them. */
export async function appendDirectives(engine, events, directives) {
  const [draft, report] = await sampleEvents(engine);
  const endOf = (n) => Math.floor((n * events) / directives);
  for (let from = 0; from < directives; from += TOGETHER) {
    const some = Array.from({ length: Math.min(TOGETHER, directives - from) }, (_, n) => ({
      uuid: randomUUID(),
      reports: endOf(from + n + 1) - endOf(from + n) - 1,
    }));
    await engine.keyring.keysFor(some.map(({ uuid }) => ({ s: uuid, c: 'narrative' })));
    await inParallel(some, IN_FLIGHT, async ({ uuid, reports }) => {
      const stream = `directive-${uuid}`;
      const reported = Array.from({ length: reports }, () => sealed(engine, report, uuid));
      const written = [{ ...draft, id: randomUUID() }, ...(await Promise.all(reported))];
      await engine.store.append(stream, 'no-stream', link(stream, { revision: -1, hash: GENESIS }, written));
    });
  }
}

/** Both events as stored once, whose envelopes the others have too. */
export async function sampleEvents(engine) {
  const by = { kind: 'USER', staffId: randomUUID(), role: 'kepala-bnnk', unitId: AGENCY };
  const { issuingUnitId, number, title, text } = directive();
  const draft = { type: 'DirectiveDrafted', data: { issuingUnitId, number, title, text, addressees: [] } };
  const report = { type: 'DirectiveFollowUpRecorded', data: followUp() };
  return engine.store.read(`directive-${await record(engine, by, { prefix: 'directive', events: [draft, report] })}`);
}

/** A report as it is stored in the stream of such a directive, before it is linked. */
export async function sealed({ registry, keyring }, { type, metadata }, uuid) {
  const id = randomUUID();
  const origin = { stream: `directive-${uuid}`, streamUuid: uuid, id, type, v: metadata.v, keyring };
  return { id, type, metadata, data: await sealData(registry.definition(type).plain, followUp(), origin) };
}

const followUp = () => ({
  followUpId: randomUUID(),
  report: 'It was read out at the morning roll call, and everybody signed for it.',
  recordedBy: randomUUID(),
});

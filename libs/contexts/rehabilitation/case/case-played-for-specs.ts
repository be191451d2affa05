import * as kernel from '#kernel';
import { definitions } from '#contracts/registry';
import { caseIdOf } from '#contracts/rehabilitation/open-cases';
import { sendBy } from '#platform/policies';
import { askOf, recording } from '#platform/for-specs';
import { assessor, clerk, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { offering, registered } from '../people-for-specs.js';
import { rehabilitationPolicies, rehabilitationSenders } from '../reactions/index.js';
import { admission, certificate, template } from './case-for-specs.js';
import { handleCase } from './case.handle.js';
import type { CaseCommand, CommandOf } from './case.rules.js';
import { recordsOf, streams } from './records-for-specs.js';

/** A command as it is recorded: its facts are read for it. */
export type Input = CaseCommand extends infer Command
  ? Command extends CaseCommand
    ? Pick<Command, 'type' | 'data'>
    : never
  : never;

const LATE = { lateCode: 'PAPER_RECORD' } as const;
export const asked = <C extends kernel.AnyCommand>(command: C, by: kernel.Actor): Omit<kernel.Ask<C>, 'target'> =>
  askOf(command, by, { context: LATE });

/** A unit with an inmate and a programme, on a log, in memory by default. */
export async function unit(now?: () => Date, store?: kernel.EventStore) {
  const log = recording(definitions, now, undefined, store);
  await log.write(`inmate-${inmateId}`, clerk, registered());
  await log.write(...offering(template()));
  const dispatch = sendBy(log.engine, rehabilitationSenders);
  const open = (data: CommandOf<'OpenCase'>['data'], by = clerk, more: Partial<kernel.Ask> = {}) =>
    handleCase(log.engine, { ...asked({ type: 'OpenCase', data }, by), ...more });
  const sendIts = (command: Input, by = clerk, target = caseIdOf(inmateId, 1)) =>
    handleCase(log.engine, askOf(command, by, { target, context: LATE }));
  return {
    log,
    open,
    send: sendIts,
    happen: (stream: string, ...happened: readonly kernel.AnyEvent[]): Promise<void> =>
      log.writeAbout([{ subject, caseId: caseIdOf(inmateId, 1) }], stream, nurse, ...happened),
    /** What the running policies make of the whole log, with what they are refused. */
    follow: async (policies = rehabilitationPolicies): Promise<string[]> => {
      const refused: string[] = [];
      for (const event of await log.events()) {
        for (const ask of policies.flatMap((policy) => kernel.asksOf(policy, event))) {
          try {
            await dispatch(ask);
          } catch (error) {
            if (error instanceof kernel.Refusal) refused.push(error.code);
            else if (!(error instanceof kernel.NotFound || error instanceof kernel.Conflict)) throw error;
          }
        }
      }
      return refused;
    },
    typesOf: async (stream: string): Promise<string[]> => (await log.engine.store.read(stream)).map(({ type }) => type),
  };
}

type World = Awaited<ReturnType<typeof unit>>;

/** Brings the case from its opening to a certificate, with all the records that it follows. */
export async function playToCertificate({ happen, open, send, follow }: World): Promise<string> {
  const { id: caseId } = await open({ inmateId, openedOn: '2024-11-02' });
  const records = recordsOf(caseId);
  const stream = streams(caseId);
  await happen(stream.screening, records.screened);
  await happen(stream.assessment, records.started, records.assessed, records.recommended);
  await follow();
  await send({ type: 'AdmitToRehab', data: admission }, karutan);
  const counsellor = { counsellorId: assessor.staffId, counsellorUnitId: assessor.unitId, assignedOn: '2024-11-10' };
  await send({ type: 'AssignCounsellor', data: counsellor });
  await happen(stream.plan, records.drafted, records.approved);
  await follow();
  await send({ type: 'ChangePhase', data: { phase: 'INDUCTION', changedOn: '2024-11-11' } });
  for (const n of [1, 2, 3]) await happen(stream.session(n), records.scheduled(n), records.held(n));
  await send({ type: 'SuspendRehab', data: { ground: 'ILLNESS', suspendedOn: '2024-11-20' } }, nurse);
  await send({ type: 'ResumeRehab', data: { resumedOn: '2024-11-22' } }, nurse);
  await send({ type: 'ChangePhase', data: { phase: 'PRIMARY', changedOn: '2024-11-23' } });
  await happen(stream.evaluation, records.measured, records.evaluated);
  await follow();
  await send({ type: 'CompleteRehab', data: { completedOn: '2024-12-10' } }, karutan);
  await send({ type: 'IssueCertificate', data: certificate() }, karutan);
  return caseId;
}

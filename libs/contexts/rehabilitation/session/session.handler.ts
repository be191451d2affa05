import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type Ask,
  Engine,
  factAt,
  Forbidden,
  load,
  mustReach,
  NotFound,
  streamOf,
  type Told,
  unitOfActor,
  uuidOf,
} from '#kernel';
import { rehabCase } from '../case/case.decider.js';
import { coverFact, type Provider, templateFact } from '../facts.js';
import { tellRecord } from '../reactions.js';
import { type Attendee, attendeesOf, mustBeOfUnit } from './session.attendees.js';
import type { Arrangement } from './session.appointment.js';
import { session, type SessionCommand } from './session.decider.js';
import type { AmendingFacts, Missed, SchedulingFacts, SessionFacts } from './session.facts.js';
import { type Appointment, type SessionRecord, serviceDayOf } from './session.record.js';

export class TellSession {
  constructor(readonly ask: Ask<SessionCommand>) {}
}

interface Where {
  readonly unitId: string;
  readonly zone: string;
}

@CommandHandler(TellSession)
export class TellSessionHandler implements ICommandHandler<TellSession> {
  constructor(private readonly engine: Engine) {}

  execute({ ask }: TellSession): Promise<Told> {
    return tellRecord(this.engine, session, ask, (command, record) => this.prepared(ask, command, record));
  }

  private async prepared(
    ask: Ask<SessionCommand>,
    command: SessionCommand,
    { now }: SessionRecord,
  ): Promise<SessionCommand> {
    if (command.type === 'ScheduleSession') return { ...command, facts: await this.scheduling(ask, command.data) };
    if (command.type === 'ScheduleCatchUp') {
      const missed = await this.missed(ask, command.data.catchUpOf);
      return { ...command, facts: { ...(await this.scheduling(ask, command.data)), missed } };
    }
    if (now.status === 'absent') return command;
    switch (command.type) {
      case 'RescheduleSession':
      case 'HoldSession':
        return { ...command, facts: await this.facts(ask, now, command.data.startsAt) };
      case 'AnswerCoverageQuestion':
        return { ...command, facts: await this.facts(ask, now, now.startsAt) };
      case 'AmendAttendance':
        return { ...command, facts: await this.amending(now, command.data.caseId) };
      case 'CorrectSessionEntry': {
        const { appointment, holding } = command.data;
        return { ...command, facts: await this.facts(ask, now, (appointment ?? holding ?? now).startsAt) };
      }
      case 'CancelSession':
      case 'AnnulSessionEntry':
        return command;
    }
  }

  /** What an arrangement that is not recorded yet rests on: its cases, its template and the gate. */
  private async scheduling(ask: Ask<SessionCommand>, data: Arrangement): Promise<SchedulingFacts> {
    const where = this.unitOf(ask);
    const caseIds = data.roster.map(({ caseId }) => caseId);
    const attendees = await attendeesOf(this.engine, caseIds);
    for (const attendee of attendees) mustReach(rehabCase, attendee.case, ask.by);
    mustBeOfUnit(attendees, where.unitId);
    const template = await templateFact(this.engine, data.templateId);
    if (template.unitId !== where.unitId) throw new NotFound('programme template with that id');
    return { ...(await this.gate(ask, { ...where, ...data }, attendees)), template };
  }

  private async facts(ask: Ask<SessionCommand>, known: Appointment, startsAt: string): Promise<SessionFacts> {
    const attendees = await attendeesOf(
      this.engine,
      known.roster.map(({ caseId }) => caseId),
    );
    return this.gate(ask, { ...known, startsAt }, attendees);
  }

  private async gate(
    ask: Ask<SessionCommand>,
    known: Where & { readonly provider: Provider; readonly startsAt: string },
    attendees: readonly Attendee[],
  ): Promise<SessionFacts> {
    const on = serviceDayOf(known);
    const cover = await coverFact(this.engine, known.provider, 'SOCIAL_REHABILITATION', known.unitId, on);
    return { sessionId: uuidOf(streamOf(session, ask)), on, cover, attendees };
  }

  private async amending({ roster, templateId }: Appointment, caseId: string): Promise<AmendingFacts> {
    const known = roster.some((line) => line.caseId === caseId);
    const [attendee] = known ? await attendeesOf(this.engine, [caseId]) : [];
    return { ...(attendee && { attendee }), template: await templateFact(this.engine, templateId) };
  }

  private async missed(ask: Ask<SessionCommand>, sessionId: string): Promise<Missed> {
    const { history, state } = await load(this.engine, session, `session-${sessionId}`);
    const head = history.at(-1);
    if (head === undefined) throw new NotFound('session with that id');
    mustReach(session, state, ask.by);
    return { session: state.now, basis: factAt(head) };
  }

  private unitOf({ unitId, by }: Ask<SessionCommand>): Where {
    const owner = unitId ?? unitOfActor(by);
    const zone = this.engine.zoneOf(owner);
    if (zone === undefined) throw new Forbidden('unknown-unit', 'There is no such unit in the register.');
    return { unitId: owner, zone };
  }
}

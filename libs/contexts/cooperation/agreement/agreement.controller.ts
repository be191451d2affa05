import { Body, Controller, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { Ask, Told } from '#kernel';
import type { Reader } from '#platform/auth';
import { Acts, Asked, Asking, Asks, CommandBody, Creates, ReaderOf } from '#platform/http';
import type { Page } from '#platform/projections';
import {
  ApproveAgreementForSigningBody,
  CancelAgreementBody,
  DiscussAgreementBody,
  EvaluateAgreementBody,
  ProposeAddendumBody,
  ProposeAgreementBody,
  RenewAgreementBody,
  ResumeAgreementBody,
  ReturnAgreementBody,
  ReviseAgreementDraftBody,
  SignAddendumBody,
  SignAgreementBody,
  SuspendAgreementBody,
  TerminateAgreementBody,
} from './agreement.bodies.js';
import type { AgreementCommand } from './agreement.decider.js';
import { TellAgreement } from './agreement.handler.js';
import { AgreementFilter, DayFilter } from './agreement.questions.js';
import { AgreementPage, AgreementView } from './agreement.views.js';
import { type AgreementInFull, AgreementsIn, type AgreementSummary, AgreementWithId } from './agreements.query.js';

@Controller('agreements')
export class AgreementController {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  @Asks('', 'agreements', 'Agreement register', AgreementPage)
  register(@Query() filter: AgreementFilter, @ReaderOf() reader: Reader): Promise<Page<AgreementSummary>> {
    return this.queries.execute(new AgreementsIn(reader, filter));
  }

  @Asks(':id', 'agreements', 'One agreement in full', AgreementView)
  one(@Param('id') id: string, @Query() { on }: DayFilter, @ReaderOf() reader: Reader): Promise<AgreementInFull> {
    return this.queries.execute(new AgreementWithId(reader, id, on));
  }

  @Creates('ProposeAgreement', 'Propose an agreement')
  propose(@Body() body: ProposeAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ProposeAgreement', body));
  }

  @Acts(':id/revise', 'ReviseAgreementDraft', 'Revise the draft of an agreement')
  revise(@Body() body: ReviseAgreementDraftBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ReviseAgreementDraft', body));
  }

  @Acts(':id/discuss', 'DiscussAgreement', 'Record a discussion of a draft')
  discuss(@Body() body: DiscussAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('DiscussAgreement', body));
  }

  @Acts(':id/return', 'ReturnAgreement', 'Return a draft for revision')
  giveBack(@Body() body: ReturnAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ReturnAgreement', body));
  }

  @Acts(':id/approve', 'ApproveAgreementForSigning', 'Approve the text for signing, under its number and at its place')
  approve(@Body() body: ApproveAgreementForSigningBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ApproveAgreementForSigning', body));
  }

  @Acts(':id/sign', 'SignAgreement', 'Sign an agreement, or record a signed paper')
  sign(@Body() body: SignAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('SignAgreement', body));
  }

  @Acts(':id/cancel', 'CancelAgreement', 'Cancel an agreement before it is signed')
  cancel(@Body() body: CancelAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('CancelAgreement', body));
  }

  @Acts(':id/bring-into-force', 'BringAgreementIntoForce', 'Record that an agreement came into force')
  bringIntoForce(@Body() body: CommandBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('BringAgreementIntoForce', body));
  }

  @Acts(':id/addenda', 'ProposeAddendum', 'Propose an addendum')
  proposeAddendum(@Body() body: ProposeAddendumBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ProposeAddendum', body));
  }

  @Acts(':id/sign-addendum', 'SignAddendum', 'Sign the open addendum, or record a signed paper')
  signAddendum(@Body() body: SignAddendumBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('SignAddendum', body));
  }

  @Acts(':id/evaluate', 'EvaluateAgreement', 'Record an evaluation')
  evaluate(@Body() body: EvaluateAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('EvaluateAgreement', body));
  }

  @Acts(':id/renew', 'RenewAgreement', 'Renew an agreement by its signed successor')
  renew(@Body() body: RenewAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('RenewAgreement', body));
  }

  @Acts(':id/suspend', 'SuspendAgreement', 'Suspend an agreement')
  suspend(@Body() body: SuspendAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('SuspendAgreement', body));
  }

  @Acts(':id/resume', 'ResumeAgreement', 'Resume a suspended agreement')
  resume(@Body() body: ResumeAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ResumeAgreement', body));
  }

  @Acts(':id/terminate', 'TerminateAgreement', 'Terminate an agreement after notice')
  terminate(@Body() body: TerminateAgreementBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('TerminateAgreement', body));
  }

  @Acts(':id/expire', 'ExpireAgreement', 'Record that an agreement has ended')
  expire(@Body() body: CommandBody, @Asked() asked: Asking): Promise<Told> {
    return this.tell(asked.to('ExpireAgreement', body));
  }

  private tell(ask: Ask<AgreementCommand>): Promise<Told> {
    return this.commands.execute(new TellAgreement(ask));
  }
}

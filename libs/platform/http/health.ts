import { Controller, Get, Req } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Unavailable } from '#kernel';
import { askerOf, type HttpRequest, isAdmitted, Public } from '../auth/index.js';
import { IsRefusedWith } from './documents.js';
import { LiveView, ReadyView } from './health.views.js';

/** One thing that must be there before requests are answered. */
export interface Check {
  readonly name: string;
  /** `degraded`: requests are answered, but not everything is as it should be. */
  readonly state: 'up' | 'degraded' | 'down';
  readonly reason?: string;
  /** How many events of the log it has not got to; 1000 is as many or more. */
  readonly lag?: number;
  /** For how many seconds the first of them has waited. */
  readonly lagSeconds?: number;
  /** How many streams are passed by. */
  readonly streams?: number;
}

/** What a process needs before it is ready. Abstract class, so it is its own injection token; the app provides it. */
export abstract class Readiness {
  abstract checks(): Promise<readonly Check[]>;
}

/** Something that a process needs is not there. */
export class NotReady extends Unavailable {
  constructor(readonly checks?: readonly Check[]) {
    super('not-ready');
  }
}

@Controller('health')
export class HealthController {
  constructor(private readonly modules: ModuleRef) {}

  @Public()
  @Get('live')
  @ApiOperation({ summary: 'Whether the process runs' })
  @ApiOkResponse({ description: 'It runs.', type: LiveView })
  live() {
    return { state: 'up' };
  }

  @Public()
  @Get('ready')
  @ApiOperation({
    summary: 'Whether requests can be answered; an administrator, by a token, is told what is in the way',
  })
  @ApiOkResponse({ description: 'They can.', type: ReadyView })
  @IsRefusedWith(503)
  async ready(@Req() request: HttpRequest) {
    const checks = await this.modules.get(Readiness, { strict: false }).checks();
    const told = isOperator(request) ? checks : undefined;
    if (checks.some(({ state }) => state === 'down')) throw new NotReady(told);
    return {
      state: checks.some(({ state }) => state === 'degraded') ? 'degraded' : 'up',
      ...(told !== undefined && { checks: told }),
    };
  }
}

const isOperator = (request: HttpRequest): boolean => isAdmitted(request) && askerOf(request).actor.role === 'admin';

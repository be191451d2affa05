import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { AnyProjection } from '#kernel';
import { MeController } from './staff/me.controller.js';
import { StaffController } from './staff/staff.controller.js';
import { TellStaffHandler, TellStaffLoginHandler } from './staff/staff.handler.js';
import { staffDirectory } from './staff/staff.projection.js';
import { StaffInHandler, StaffWithIdHandler, WhoAmIHandler } from './staff/staff.query.js';
import { StaffResolver } from './staff/staff.resolver.js';

@Module({
  imports: [CqrsModule],
  controllers: [StaffController, MeController],
  providers: [
    TellStaffHandler,
    TellStaffLoginHandler,
    StaffInHandler,
    StaffWithIdHandler,
    WhoAmIHandler,
    StaffResolver,
  ],
})
export class AccessModule {}

export const accessProjections: readonly AnyProjection[] = [staffDirectory];

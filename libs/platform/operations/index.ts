import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { DisbelievedStreamsHandler, FollowersNowHandler } from './alarms.query.js';
import { OperationsController } from './operations.controller.js';
import { OperationsResolver } from './operations.resolver.js';
import { SendToReadModelHandler } from './read-model.command.js';
import { ReadModelsController } from './read-models.controller.js';
import { SendRepairHandler } from './repair.command.js';

export { type AlarmDocument, integrityAlarms } from './alarms.projection.js';
export { FollowersReport, type Follower } from './followers.js';
export { type Heartbeat, heartbeatsOf, keepHeartbeat, SILENT_AFTER_MS } from './heartbeats.js';
export { lagsOf, secondsOf } from './lag.js';
export { policyRefusals, refusalsIn } from './refusals.projection.js';

/** The routes of whoever operates the system; the app provides `Engine`, `ReadModels` and `FollowersReport`. */
@Module({
  imports: [CqrsModule],
  controllers: [OperationsController, ReadModelsController],
  providers: [
    OperationsResolver,
    SendRepairHandler,
    SendToReadModelHandler,
    DisbelievedStreamsHandler,
    FollowersNowHandler,
  ],
})
export class OperationsModule {}

import { ApiProperty } from '@nestjs/swagger';
import { words } from '#kernel';
import { inList } from './openapi.lists.js';

const HEALTH = words('HEALTH_STATES', {
  up: 'It is as it should be',
  degraded: 'Requests are answered, but not everything is as it should be',
  down: 'It is not there: requests that need it are not answered',
});
const AS_HEALTH = inList(HEALTH);

/** One thing that a process needs. */
export class CheckView {
  @ApiProperty({ description: 'What is needed: a store, the keys, or who follows the log.', example: 'event-store' })
  readonly name!: string;
  @ApiProperty({ ...AS_HEALTH, description: 'How it is.' }) readonly state!: string;
  @ApiProperty({ required: false, description: 'What is in its way.', example: 'read-models-unavailable' })
  readonly reason?: string;
  @ApiProperty({
    required: false,
    type: 'integer',
    description: 'How many events of the log it has not got to; 1000 is as many or more.',
    example: 0,
  })
  readonly lag?: number;
  @ApiProperty({
    required: false,
    type: 'integer',
    description: 'For how many seconds the first of them has waited.',
    example: 0,
  })
  readonly lagSeconds?: number;
  @ApiProperty({ required: false, type: 'integer', description: 'How many streams are passed by.', example: 0 })
  readonly streams?: number;
}

/** Whether a process runs. */
export class LiveView {
  @ApiProperty({ ...AS_HEALTH, description: 'Always `up`.' }) readonly state!: string;
}

/** Whether a process can answer requests. */
export class ReadyView {
  @ApiProperty({ ...AS_HEALTH, description: 'The worst of the checks.' }) readonly state!: string;
  @ApiProperty({
    required: false,
    type: CheckView,
    isArray: true,
    description: 'What is ready and what is not, for an administrator.',
  })
  readonly checks?: readonly CheckView[];
}

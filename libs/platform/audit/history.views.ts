import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { LATE_CODES, words } from '#kernel';
import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { EXCLUSION_REASONS } from '#contracts/repair/repair.events';
import { digest, unitId } from '#contracts/schemas';
import { AS_POSITION, EXAMPLE_ID, inList, mayBeUnknown } from '../http/index.js';

const MAYBE = { required: false } as const;
const UUID = { type: String, format: 'uuid' } as const;
const UNIT = { pattern: unitId.pattern ?? '', example: 'RUTAN-BANJARNEGARA' };
const DIGEST = { pattern: digest.pattern ?? '', example: '5e'.repeat(32) };
const REVISION = { type: 'integer', minimum: 0 } as const;
const stored = (description: string, of: ApiPropertyOptions = {}): PropertyDecorator =>
  ApiProperty({ type: String, ...MAYBE, description, ...of } as ApiPropertyOptions);

const ACTOR_KINDS = words('ACTOR_KINDS', {
  USER: 'Somebody of the staff',
  SERVICE: 'A service that is another system',
  IMPORT: 'An importer of files',
  SYSTEM: 'A part of this system',
});

class ActorStored {
  @ApiProperty({ ...inList(ACTOR_KINDS), description: 'What they are.' })
  readonly kind!: string;
  @stored('The staff record, of anybody but the system.', UUID) readonly staffId?: string;
  @stored('The name of a part of the system.', { example: 'policies' }) readonly name?: string;
  @stored('As what they acted.', mayBeUnknown(STAFF_ROLES)) readonly role?: string;
  @stored('For which unit they acted.', UNIT) readonly unitId?: string;
}

class ConcernedStored {
  @ApiProperty({ ...UUID, description: 'Whom it concerns, as the log knows them.' }) readonly subject!: string;
  @stored('The case that it concerns.', UUID) readonly caseId?: string;
  @ApiProperty({ description: 'On what that rests.', example: 'PUBLIC_TASK' }) readonly legalBasis!: string;
}

class FactStored {
  @ApiProperty({ description: 'The stream that was read.', example: `agreement-${EXAMPLE_ID}` })
  readonly stream!: string;
  @ApiProperty({ ...REVISION, description: 'The revision at which it was read.' }) readonly revision!: number;
}

class CommandStored {
  @ApiProperty({ ...UUID, description: 'Repeats of one command have one id.' }) readonly id!: string;
  @stored('A keyed digest of its body, by which a repeat is known.', DIGEST) readonly mac?: string;
  @stored('The key of that digest.', UUID) readonly macKey?: string;
  @ApiProperty({ ...UUID, description: 'Which of its attempts recorded it.' }) readonly attempt!: string;
}

class ExclusionView {
  @ApiProperty({ ...mayBeUnknown(EXCLUSION_REASONS), description: 'Why it counts for nothing.' })
  readonly reasonCode!: string;
  @ApiProperty({ ...UUID, description: 'Who asked for that.' }) readonly askedBy!: string;
  @ApiProperty({ ...UUID, description: 'Who approved it.' }) readonly approvedBy!: string;
}

/** One event as stored: what a broken envelope does not say is absent, and what was altered may be anything. */
class HistoryRowView {
  @ApiProperty({ ...AS_POSITION, description: 'Where it is in the log.' }) readonly position!: string;
  @ApiProperty({ description: 'The stream it is in.', example: `inmate-${EXAMPLE_ID}` }) readonly stream!: string;
  @ApiProperty({ ...REVISION, description: 'Its place in its stream.' }) readonly revision!: number;
  @ApiProperty({ ...UUID, description: 'Its own id.' }) readonly id!: string;
  @ApiProperty({ description: 'The type of the event.', pattern: '^[A-Z][A-Za-z]*$', example: 'InmateRegistered' })
  readonly type!: string;
  @stored('The version of its type.', { type: 'integer', minimum: 1 }) readonly v?: number;
  @stored('The business day on which it happened.', { format: 'date' }) readonly on?: string;
  @stored('When it happened, where the instant is known.', { format: 'date-time' }) readonly occurredAt?: string;
  @stored('The zone of that business day.', { example: 'Asia/Jakarta' }) readonly zone?: string;
  @stored('When it was recorded.', { format: 'date-time' }) readonly recordedAt?: string;
  @stored('Who recorded it.', { type: ActorStored }) readonly actor?: ActorStored;
  @stored('The unit whose record it is.', UNIT) readonly unitId?: string;
  @stored('Whom it concerns, each with that on which it rests.', { type: ConcernedStored, isArray: true })
  readonly about?: ConcernedStored[];
  @stored('On what it rests, where it concerns nobody.', { example: 'LEGAL_DUTY' }) readonly legalBasis?: string;
  @stored('The records that its rule read.', { type: FactStored, isArray: true }) readonly basis?: FactStored[];
  @stored('Where it came from.', { example: 'API' }) readonly source?: string;
  @stored('Why it was recorded late.', mayBeUnknown(LATE_CODES)) readonly lateCode?: string;
  @stored('The command that it came of.', { type: CommandStored })
  readonly command?: CommandStored;
  @stored('The request that it came of.', UUID) readonly correlationId?: string;
  @stored('What caused it.', UUID) readonly causationId?: string;
  @stored('The build that wrote it.', { example: '0.1.0+5f0c2d1' }) readonly build?: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { description: 'A field of its type, sealed as it is stored.' },
    description: 'What it says, as its type and version have it; `docs/data-format.md` lists them.',
    example: { heldOn: '2025-01-20' },
  })
  readonly data!: object;
  @stored('The hash of all of it.', DIGEST) readonly hash?: string;
  @stored('The hash of the event before it in its stream.', DIGEST) readonly prevHash?: string;
  @ApiProperty({ description: 'Whether it, and all before it in its stream, is what was written.' })
  readonly verified!: boolean;
  @stored('Why it counts for nothing, and who said so.', { type: ExclusionView })
  readonly excluded?: ExclusionView;
}

export class HistoryPageView {
  @ApiProperty({
    type: HistoryRowView,
    isArray: true,
    description: 'The events of this page, in the order of the log.',
  })
  readonly items!: HistoryRowView[];
  @stored('Where the next page begins; absent on the last.') readonly next?: string;
}

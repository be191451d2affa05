import { Int, ObjectType } from '@nestjs/graphql';
import { Shown } from '#platform/http';
import { FATES, type Fate, type RowFate } from './sdp-fate.js';

const whole = () => Int;

@ObjectType()
class FateCounts implements Record<Fate, number> {
  @Shown(whole) readonly REGISTERED!: number;
  @Shown(whole) readonly CHANGED!: number;
  @Shown(whole) readonly UNCHANGED!: number;
  @Shown(whole) readonly REFUSED!: number;
  @Shown(whole) readonly MALFORMED!: number;
}

@ObjectType()
class RowFateView implements RowFate {
  @Shown(whole) readonly row!: number;
  @Shown(() => String, { description: FATES.join(', ') }) readonly fate!: Fate;
  @Shown(() => String, { nullable: true }) readonly inmateId?: string;
  @Shown(() => String, { nullable: true, description: 'Of the rule that refuses it.' }) readonly code?: string;
  @Shown(() => String, { list: true, nullable: true, description: 'What is wrong or differs, never a value.' })
  readonly problems?: readonly string[];
}

@ObjectType()
export class ImportedView {
  @Shown(() => Boolean) readonly dryRun!: boolean;
  @Shown(() => String, { description: 'Hex SHA-256 of the file.' }) readonly file!: string;
  @Shown(() => FateCounts) readonly counts!: FateCounts;
  @Shown(() => RowFateView, { list: true }) readonly rows!: RowFateView[];
}

import { Int, ObjectType } from '@nestjs/graphql';
import { Shown } from './views.js';

/** When it happened, who said it and when; `gone` lists the classes of sealed properties whose key was destroyed. */
@ObjectType({ isAbstract: true })
export abstract class TellingView {
  @Shown(() => String, { nullable: true, description: 'The business day on which it happened.' }) readonly on?: string;
  @Shown(() => String, { nullable: true, description: 'When it happened, where the instant is known.' })
  readonly occurredAt?: string;
  @Shown(() => String) readonly recordedAt!: string;
  @Shown(() => String) readonly recordedBy!: string;
  @Shown(() => String, { nullable: true, description: 'Why it was corrected; absent on what was said first.' })
  readonly reasonCode?: string;
  @Shown(() => String, { list: true, nullable: true, description: 'What can no longer be read.' })
  readonly gone?: readonly string[];
}

@ObjectType('Deadline')
export class DeadlineView {
  @Shown(() => String) readonly rule!: string;
  @Shown(() => Int) readonly ruleVersion!: number;
  @Shown(() => String) readonly dueAt!: string;
}

@ObjectType()
export class AnnulmentView {
  @Shown(() => String) readonly approvedBy!: string;
  @Shown(() => String) readonly recordedAt!: string;
  @Shown(() => String) readonly reasonCode!: string;
}

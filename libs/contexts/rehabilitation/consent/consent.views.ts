import { Int, ObjectType } from '@nestjs/graphql';
import { AnnulmentView, DeadlineView, pageOf, Shown, TellingView } from '#platform/http';
import { ProviderView } from '../provider.view.js';

const text = () => String;
const MAYBE = { nullable: true };
const LIST = { list: true } as const;

const WITHHELD = { list: true, nullable: true, description: 'What the role of the reader may not see.' } as const;

@ObjectType({ isAbstract: true })
abstract class ConsentTelling extends TellingView {
  @Shown(text, WITHHELD) readonly withheld?: readonly string[];
}

@ObjectType('ConsentPurpose')
export class ConsentPurposeView {
  @Shown(text) readonly purpose!: string;
  @Shown(() => Boolean) readonly given!: boolean;
}

@ObjectType('ConsentGiver')
export class ConsentGiverView {
  @Shown(text) readonly capacity!: string;
  @Shown(text, { nullable: true, description: 'Of whoever consented for the inmate.' }) readonly name?: string;
  @Shown(text, { list: true, nullable: true }) readonly gone?: readonly string[];
  @Shown(text, WITHHELD) readonly withheld?: readonly string[];
}

@ObjectType('ConsentGivenTelling')
export class ConsentGivenTelling extends ConsentTelling {
  @Shown(() => ConsentPurposeView, LIST) readonly purposes!: ConsentPurposeView[];
  @Shown(text) readonly formVersion!: string;
  @Shown(text) readonly language!: string;
  @Shown(text) readonly medium!: string;
  @Shown(text, { description: 'Of the paper or the recording.' }) readonly documentSha256!: string;
  @Shown(text) readonly givenAt!: string;
  @Shown(() => ConsentGiverView) readonly givenBy!: ConsentGiverView;
  @Shown(text, MAYBE) readonly witnessId?: string;
  @Shown(text, MAYBE) readonly caseId?: string;
  @Shown(() => ProviderView, MAYBE) readonly provider?: ProviderView;
}

@ObjectType('ConsentGiven')
export class ConsentGivenView extends ConsentGivenTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ConsentGivenTelling, LIST) readonly earlier!: ConsentGivenTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('ConsentOverriddenTelling')
export class ConsentOverriddenTelling extends ConsentTelling {
  @Shown(text, LIST) readonly purposes!: string[];
  @Shown(text) readonly overrideBasis!: string;
  @Shown(text, MAYBE) readonly reason?: string;
  @Shown(text) readonly overriddenOn!: string;
  @Shown(text) readonly approvedBy!: string;
  @Shown(text, MAYBE) readonly caseId?: string;
}

@ObjectType('ConsentOverridden')
export class ConsentOverriddenView extends ConsentOverriddenTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ConsentOverriddenTelling, LIST) readonly earlier!: ConsentOverriddenTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('ConsentWithdrawnTelling')
export class ConsentWithdrawnTelling extends ConsentTelling {
  @Shown(text, { nullable: true, description: 'Why it was withdrawn.' }) override readonly reasonCode?: string;
  @Shown(text) readonly withdrawnAt!: string;
  @Shown(() => DeadlineView) readonly deadline!: DeadlineView;
  @Shown(text, MAYBE) readonly caseId?: string;
}

@ObjectType('ConsentWithdrawn')
export class ConsentWithdrawnView extends ConsentWithdrawnTelling {
  @Shown(text) readonly entryId!: string;
  @Shown(() => ConsentWithdrawnTelling, LIST) readonly earlier!: ConsentWithdrawnTelling[];
  @Shown(() => AnnulmentView, MAYBE) readonly annulled?: AnnulmentView;
}

@ObjectType('ConsentSummary')
export class ConsentSummaryView {
  @Shown(text) readonly consentId!: string;
  @Shown(text) readonly unitId!: string;
  @Shown(text) readonly inmateId!: string;
  @Shown(text) readonly standing!: string;
  @Shown(text, { list: true, description: 'Those consented to, or without consent.' }) readonly purposes!: string[];
  @Shown(text, { description: 'The day on which it was given or overridden.' }) readonly since!: string;
  @Shown(text, MAYBE) readonly caseId?: string;
  @Shown(text, MAYBE) readonly medium?: string;
  @Shown(text, MAYBE) readonly formVersion?: string;
  @Shown(text, MAYBE) readonly overrideBasis?: string;
  @Shown(text, MAYBE) readonly withdrawnAt?: string;
  @Shown(() => DeadlineView, { nullable: true, description: 'Until when what rests on a withdrawn consent stops.' })
  readonly deadline?: DeadlineView;
  @Shown(() => Int) readonly revision!: number;
}

export const ConsentPage = pageOf(ConsentSummaryView);

@ObjectType('Consent')
export class ConsentView extends ConsentSummaryView {
  @Shown(() => ConsentGivenView, LIST) readonly givings!: ConsentGivenView[];
  @Shown(() => ConsentOverriddenView, LIST) readonly overrides!: ConsentOverriddenView[];
  @Shown(() => ConsentWithdrawnView, LIST) readonly withdrawals!: ConsentWithdrawnView[];
}

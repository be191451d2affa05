import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Forbidden, HOUSE } from '#kernel';
import type { Reader } from '../auth/index.js';
import { type Page, ReadModels } from '../projections/index.js';
import { integrityAlarms } from './alarms.projection.js';
import { onlyOf } from '../questions/index.js';
import { type DisbelievedStream, disbelievedStream } from './alarms.views.js';
import { type Follower, FollowersReport, followersRow, knownStateOf } from './followers.js';

export interface AlarmsQuestion {
  readonly isParked?: true;
  readonly limit?: number;
  readonly after?: string;
}

/** The part of a list that somebody asks for. */
export const pageAt = ({ limit, after }: Pick<AlarmsQuestion, 'limit' | 'after'>): AlarmsQuestion => ({
  ...(limit !== undefined && { limit }),
  ...(after !== undefined && { after }),
});

/** The streams that were not what was written, the last alarm first; only those that are parked now, if wanted. */
export class DisbelievedStreams extends Query<Page<DisbelievedStream>> {
  constructor(
    readonly reader: Reader,
    readonly question: AlarmsQuestion,
  ) {
    super();
  }
}

export class FollowersNow extends Query<{ readonly items: readonly Follower[] }> {
  constructor(readonly reader: Reader) {
    super();
  }
}

@QueryHandler(DisbelievedStreams)
export class DisbelievedStreamsHandler implements IQueryHandler<DisbelievedStreams> {
  constructor(
    private readonly models: ReadModels,
    private readonly report: FollowersReport,
  ) {}

  async execute({ reader, question }: DisbelievedStreams): Promise<Page<DisbelievedStream>> {
    mustBeOfTheHouse(reader);
    const { isParked, ...page } = question;
    const filter = isParked ? { filter: { isParked } } : {};
    const { items, ...rest } = await this.models.page(integrityAlarms, reader, {
      ...filter,
      sort: { lastAlarmAt: -1 },
      ...page,
    });
    const known = items.map((document) => onlyOf(disbelievedStream, document));
    return { items: question.after === undefined ? [...this.unrecorded(known), ...known] : known, ...rest };
  }

  /** What is passed by, and is not in the log yet, before everything else. */
  private unrecorded(known: readonly DisbelievedStream[]): readonly DisbelievedStream[] {
    const parked = new Set(known.filter(({ isParked }) => isParked).map(({ stream }) => stream));
    return this.report.unrecorded().flatMap(({ stream, revision, code, foundAt }) => {
      if (parked.has(stream)) return [];
      const alarms = [{ revision, code, raisedAt: foundAt }];
      return [{ stream, isParked: true, parkedFrom: revision, lastAlarmAt: foundAt, alarms, excluded: [] }];
    });
  }
}

@QueryHandler(FollowersNow)
export class FollowersNowHandler implements IQueryHandler<FollowersNow> {
  constructor(private readonly report: FollowersReport) {}

  async execute({ reader }: FollowersNow): Promise<{ readonly items: readonly Follower[] }> {
    mustBeOfTheHouse(reader);
    const followers = await this.report.followers();
    const items = followers.map((one) => ({ ...one, state: knownStateOf(one.state) }));
    return onlyOf(followersRow, { items });
  }
}

/** Whoever operates the system is of no unit's people. */
function mustBeOfTheHouse({ actor: { unitId } }: Reader): void {
  if (unitId !== HOUSE) throw new Forbidden('outside-your-unit');
}

import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { daysBetween, Engine, Forbidden, NotFound } from '#kernel';
import { type Reader, todayOf } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { type CaseDocument, caseList, type Due } from './case-list.projection.js';
import type { SessionNote } from './case.state.js';

export interface CaseQuestion {
  readonly unitId?: string;
  readonly status?: string;
  readonly riskBand?: string;
  readonly counsellorId?: string;
  readonly agreementId?: string;
  readonly phase?: string;
  readonly open?: boolean;
  /** The first day that is too late. */
  readonly nextDueBefore?: string;
  /** The day on which days are counted, today unless told. */
  readonly on?: string;
  readonly limit?: number;
  readonly after?: string;
}

export interface CaseSummary {
  readonly caseId: string;
  readonly inmateId: string;
  readonly unitId: string;
  readonly providerUnitIds: readonly string[];
  readonly episode: number;
  readonly status: string;
  readonly open: boolean;
  /** Absent also for who may not know it. */
  readonly riskBand?: string;
  readonly counsellorId?: string;
  readonly counsellorUnitId?: string;
  readonly phase?: string;
  readonly since: string;
  readonly daysInStatus: number;
  readonly daysInPhase?: number;
  readonly nextDue?: Due;
  readonly isLate: boolean;
  readonly agreementId?: string;
  readonly openedOn: string;
  readonly admittedOn?: string;
  readonly plannedEndOn?: string;
  readonly revision: number;
}

export interface CaseInFull extends CaseSummary {
  readonly recommendation?: string;
  readonly admission?: NonNullable<CaseDocument['admission']> & {
    readonly assessmentId: string;
    readonly templateId: string;
    readonly phases: readonly string[];
  };
  readonly sessions: readonly Omit<SessionNote, 'of'>[];
  readonly consent?: NonNullable<CaseDocument['state']['consent']>;
  readonly completion?: NonNullable<CaseDocument['completion']> & { readonly completedOn: string };
  readonly certificate?: { readonly number: string; readonly issuedOn: string };
  readonly revokedNumbers: readonly string[];
  readonly closedOn?: string;
}

export class CasesIn extends Query<Page<CaseSummary>> {
  constructor(
    readonly reader: Reader,
    readonly question: CaseQuestion,
  ) {
    super();
  }
}

export class CaseWithId extends Query<CaseInFull> {
  constructor(
    readonly reader: Reader,
    readonly caseId: string,
    readonly on?: string,
  ) {
    super();
  }
}

/** Who may know how much somebody is at risk (domain 5.5). */
const SEES_RISK_BAND: readonly string[] = ['kasubsi-pelayanan', 'perawat-klinik', 'asesor-bnnk'];

/** Whether a reader may know the risk band of a case. */
export const seesRiskBand = ({ actor }: Reader): boolean => SEES_RISK_BAND.includes(actor.role);

const seesRecommendation = (reader: Reader): boolean => seesRiskBand(reader) || reader.actor.role === 'karutan';

@QueryHandler(CasesIn)
export class CasesInHandler implements IQueryHandler<CasesIn> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, question }: CasesIn): Promise<Page<CaseSummary>> {
    const { unitId, nextDueBefore, on = todayOf(this.engine, reader), limit, after, ...by } = question;
    if (by.riskBand !== undefined && !seesRiskBand(reader)) {
      throw new Forbidden('not-permitted', 'Your role may not ask for cases by their risk band.');
    }
    const page = await this.models.page(caseList, reader, {
      filter: {
        ...by,
        ...(unitId && { unitId }),
        ...(nextDueBefore && { nextDueOn: { $lt: nextDueBefore } }),
      },
      sort: nextDueBefore === undefined ? { since: 1 } : { nextDueOn: 1 },
      ...(limit !== undefined && { limit }),
      ...(after !== undefined && { after }),
    });
    return { ...page, items: page.items.map((document) => summaryOf(document, reader, on)) };
  }
}

@QueryHandler(CaseWithId)
export class CaseWithIdHandler implements IQueryHandler<CaseWithId> {
  constructor(
    private readonly engine: Engine,
    private readonly models: ReadModels,
  ) {}

  async execute({ reader, caseId, on = todayOf(this.engine, reader) }: CaseWithId): Promise<CaseInFull> {
    const document = await this.models.one(caseList, reader, caseId);
    if (document === undefined) throw new NotFound('case with that id');
    return inFull(document, reader, on);
  }
}

function summaryOf(document: CaseDocument, reader: Reader, on: string): CaseSummary {
  const { caseId, unitId, status, open, riskBand, phase, since, phaseSince, nextDue, agreementId, revision } = document;
  const { inmateId, episode, openedOn, providers, counsellor, admission } = document.state;
  return {
    caseId,
    inmateId,
    unitId,
    providerUnitIds: providers,
    episode,
    status,
    open,
    ...(riskBand && seesRiskBand(reader) && { riskBand }),
    ...(counsellor && { counsellorId: counsellor.staffId, counsellorUnitId: counsellor.unitId }),
    ...(phase && { phase }),
    since,
    daysInStatus: daysBetween(since, on),
    ...(phase && phaseSince && { daysInPhase: daysBetween(phaseSince, on) }),
    ...(nextDue && { nextDue }),
    isLate: nextDue !== undefined && nextDue.on < on,
    ...(agreementId && { agreementId }),
    openedOn,
    ...(admission && { admittedOn: admission.admittedOn }),
    ...(document.admission && { plannedEndOn: document.admission.plannedEndOn }),
    revision,
  };
}

function inFull(document: CaseDocument, reader: Reader, on: string): CaseInFull {
  const { state, admission, completion, certificateOn, closedOn } = document;
  const { recommendation, sessions, consent, certificate, revokedNumbers, completedOn } = state;
  return {
    ...summaryOf(document, reader, on),
    ...(recommendation && seesRecommendation(reader) && { recommendation: recommendation.outcome }),
    ...(state.admission && admission && { admission: { ...admission, ...programmeOf(state.admission) } }),
    sessions: sessions.map(({ sessionId, standing, startsAt, endsAt, module, outcome }) => ({
      sessionId,
      standing,
      ...(startsAt && { startsAt }),
      ...(endsAt && { endsAt }),
      ...(module && { module }),
      ...(outcome && { outcome }),
    })),
    ...(consent && { consent }),
    ...(completion && completedOn && { completion: { ...completion, completedOn } }),
    ...(certificate && certificateOn && { certificate: { number: certificate, issuedOn: certificateOn } }),
    revokedNumbers,
    ...(closedOn && { closedOn }),
  };
}

const programmeOf = ({ assessmentId, templateId, phases }: NonNullable<CaseDocument['state']['admission']>) => ({
  assessmentId,
  templateId,
  phases,
});

import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { daysBetween, Engine, Forbidden, NotFound, without } from '#kernel';
import { OpenedRecords } from '#platform/audit';
import { type Reader, todayOf } from '#platform/auth';
import { type Page, ReadModels } from '#platform/projections';
import { type CaseDocument, caseList, type Due } from './case-list.projection.js';
import type { SessionNote } from './case.state.js';
import type { Sealed, ToldAdmission, ToldCertificate } from './case.told.js';

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
  /** To which unit its inmate is transferred, until that one accepts them. */
  readonly transferToUnitId?: string;
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

/** A number of a paper is absent for who may not know it, and once it is erased. */
type Numbered<N extends string> = Readonly<Partial<Record<N, string>>>;

export type ShownCertificate = Omit<ToldCertificate, keyof Sealed> & Numbered<'number'>;

/** The papers of a case: a number is there once it is opened. */
interface Papers {
  readonly admission?: ToldAdmission & Numbered<'decreeNumber'>;
  readonly certificates: readonly (ToldCertificate & Numbered<'number'>)[];
}

export interface CaseInFull extends CaseSummary {
  readonly recommendation?: string;
  readonly admission?: Omit<ToldAdmission, keyof Sealed> &
    Numbered<'decreeNumber'> & {
      readonly assessmentId: string;
      readonly templateId: string;
      readonly phases: readonly string[];
    };
  readonly sessions: readonly Omit<SessionNote, 'of'>[];
  readonly consent?: NonNullable<CaseDocument['state']['consent']>;
  readonly completion?: NonNullable<CaseDocument['completion']> & { readonly completedOn: string };
  readonly certificate?: ShownCertificate;
  readonly revokedCertificates: readonly ShownCertificate[];
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

/** Who decides on a case and cares for it knows its papers by their numbers. */
const SEES_NUMBERS: readonly string[] = [...SEES_RISK_BAND, 'karutan'];

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
    private readonly records: OpenedRecords,
  ) {}

  async execute({ reader, caseId, on = todayOf(this.engine, reader) }: CaseWithId): Promise<CaseInFull> {
    const document = await this.models.one(caseList, reader, caseId);
    if (document === undefined) throw new NotFound('case with that id');
    return inFull(document, await this.papers(document, reader), reader, on);
  }

  /** The decree and the certificates, with their numbers for who may know them. */
  private async papers({ admission, certificates }: CaseDocument, reader: Reader): Promise<Papers> {
    const papers: Papers = { ...(admission && { admission }), certificates };
    if (!SEES_NUMBERS.includes(reader.actor.role)) return papers;
    const [opened] = await this.records.open(reader, 'case', [papers]);
    return opened as unknown as Papers;
  }
}

function summaryOf(document: CaseDocument, reader: Reader, on: string): CaseSummary {
  const { caseId, unitId, status, open, riskBand, phase, since, phaseSince, nextDue, agreementId, revision } = document;
  const { inmateId, episode, openedOn, providers, counsellor, admission, transfer } = document.state;
  return {
    caseId,
    inmateId,
    unitId,
    providerUnitIds: providers,
    ...(transfer && { transferToUnitId: transfer.toUnitId }),
    episode,
    status,
    open,
    ...(riskBand && seesRiskBand(reader) && { riskBand }),
    ...(counsellor && { counsellorId: counsellor.staffId, counsellorUnitId: counsellor.unitId }),
    ...(phase && { phase }),
    since,
    daysInStatus: daysFrom(since, on),
    ...(phase && phaseSince && { daysInPhase: daysFrom(phaseSince, on) }),
    ...(nextDue && { nextDue }),
    isLate: nextDue !== undefined && nextDue.on < on,
    ...(agreementId && { agreementId }),
    openedOn,
    ...(admission && { admittedOn: admission.admittedOn }),
    ...(document.admission && { plannedEndOn: document.admission.plannedEndOn }),
    revision,
  };
}

/** Whole days; none before the first. */
const daysFrom = (since: string, on: string): number => Math.max(0, daysBetween(since, on));

function inFull(document: CaseDocument, { admission, certificates }: Papers, reader: Reader, on: string): CaseInFull {
  const { state, completion, closedOn } = document;
  const { recommendation, sessions, consent, completedOn } = state;
  const certificate = certificates.find(({ certificateId }) => certificateId === state.certificate?.certificateId);
  return {
    ...summaryOf(document, reader, on),
    ...(recommendation && seesRecommendation(reader) && { recommendation: recommendation.outcome }),
    ...(state.admission && admission && { admission: { ...shown(admission), ...programmeOf(state.admission) } }),
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
    ...(certificate && { certificate: shown(certificate) }),
    revokedCertificates: certificates.filter(({ revokedOn }) => revokedOn !== undefined).map(shown),
    ...(closedOn && { closedOn }),
  };
}

/** A paper without its seals, opened or not, and what says so. */
const shown = <P extends Sealed>(paper: P): Omit<P, keyof Sealed> => without(paper, 'subject', 'sealed', 'gone');

const programmeOf = ({ assessmentId, templateId, phases }: NonNullable<CaseDocument['state']['admission']>) => ({
  assessmentId,
  templateId,
  phases,
});

import { type AnyEvent, type AnyPolicy, asksOf, id, type Projected } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { sendBy } from '#platform/policies';
import { readerOf } from '#platform/for-specs';
import { agency, clerk, inmateId, karutan, nurse, subject } from '../facts-for-specs.js';
import { rehabilitationSenders } from './index.js';
import { caseFollowsInmate } from './case-follows-inmate.policy.js';
import { caseList } from '../case/cases.read-model.js';
import { playToCertificate, unit } from '../case/case-played-for-specs.js';
import { currentCase } from '../open-case.handle.js';
import { recordsFollowCase } from './records-follow-case.policy.js';
import { recordsOf, streams } from '../case/records-for-specs.js';

const OTHER = 'RUTAN-JAYAPURA'; // two hours ahead
const warden = { ...karutan, unitId: OTHER };
const transferId = id('spec', 'transfer');
const of = expect.objectContaining({ revision: 3 }) as unknown;
const transfer = { subject, transferReason: 'CAPACITY', transferredOn: '2024-12-13', toUnitId: OTHER };
const accepted = (caseIds: readonly string[]) => ({
  type: 'InmateTransferAccepted',
  data: {
    subject,
    transferId,
    fromUnitId: clerk.unitId,
    registerNumber: 'B.9/2024',
    registerPeriod: '2024',
    acceptedOn: '2024-12-14',
    acceptedBy: warden.staffId,
    caseIds,
  },
});

/** What a policy makes of an event of that stream at revision 3. */
function reactions(policy: AnyPolicy, stream: string, { type, data }: AnyEvent): unknown[] {
  const event = { ...recorded({ type, data, id: transferId }, 3), stream, position: '1' };
  return asksOf(policy, event as unknown as Projected<AnyEvent>).map(({ command, target }) => [target?.id, command]);
}

describe('caseFollowsInmate (R-1.7)', () => {
  const reactionsTo = (event: AnyEvent) => reactions(caseFollowsInmate, `inmate-${inmateId}`, event);
  const noted = (data: object) => [[inmateId, { type: 'NoteTransfer', data: { ...data, of } }]];
  const correction = (entryType: string, entry: object) => ({
    type: 'InmateEntryCorrected',
    data: { of: id('spec', 'entry'), entryType, entry, reasonCode: 'WRITTEN_WRONGLY' },
  });

  it('tells of a transfer to which unit it is, and where it goes when it is corrected or annulled', () => {
    expect(reactionsTo({ type: 'InmateTransferred', data: transfer })).toEqual(noted({ transferId, toUnitId: OTHER }));
    const corrected = { transferId: id('spec', 'entry') };
    expect(reactionsTo(correction('InmateTransferred', { ...transfer, toUnitId: 'LAPAS-PURWOKERTO' }))).toEqual(
      noted({ ...corrected, toUnitId: 'LAPAS-PURWOKERTO' }),
    );
    const { toUnitId, ...away } = transfer;
    expect(toUnitId).toBeDefined();
    expect(reactionsTo(correction('InmateTransferred', { ...away, destination: {} }))).toEqual(noted(corrected));
    const annulment = { of: transferId, reasonCode: 'DID_NOT_HAPPEN', approvedBy: karutan.staffId };
    expect(reactionsTo({ type: 'InmateEntryAnnulled', data: annulment })).toEqual(noted({ transferId }));
    expect(reactionsTo(correction('RoomMoved', { subject, movedOn: '2024-12-01' }))).toEqual([]);
  });

  it('tells each case that comes with the record that it is taken over', () => {
    const [first, second] = [id('spec', 'first'), id('spec', 'second')];
    const data = { fromUnitId: clerk.unitId, takenOverOn: '2024-12-14', of };
    expect(reactionsTo(accepted([first, second]))).toEqual([
      [first, { type: 'TakeOverCase', data }],
      [second, { type: 'TakeOverCase', data }],
    ]);
    expect(reactionsTo(accepted([]))).toEqual([]);
  });
});

describe('recordsFollowCase (R-1.7)', () => {
  it('tells the records that the case has, each by its id', () => {
    const caseId = id('spec', 'case');
    const data = { fromUnitId: clerk.unitId, takenOverOn: '2024-12-14' };
    const happened = (records: readonly string[]): AnyEvent => ({
      type: 'RehabCaseTakenOver',
      data: { subject, ...data, records, of: { stream: '', revision: 0, hash: '' } },
    });
    const reactionsOf = (records: readonly string[]) =>
      reactions(recordsFollowCase, `rehabcase-${caseId}`, happened(records));
    expect(reactionsOf(['PLAN', 'EVALUATION', 'AFTERCARE'])).toEqual([
      [id('plan', caseId), { type: 'TakeOverPlan', data: { ...data, of } }],
      [id('evaluation', caseId), { type: 'TakeOverEvaluation', data: { ...data, of } }],
      [id('aftercare', caseId), { type: 'TakeOverAftercare', data: { ...data, of } }],
    ]);
    expect(reactionsOf([])).toEqual([]);
  });
});

describe('A case whose inmate is transferred (R-1.7)', () => {
  const inmate = `inmate-${inmateId}`;
  const transferred = async () => {
    const its = await unit();
    const caseId = await playToCertificate(its);
    await its.log.write(inmate, clerk, { type: 'InmateTransferred', data: transfer });
    await its.follow();
    const reads = async (by: typeof nurse): Promise<boolean> =>
      (await (await its.log.models(caseList)).one(caseList, readerOf(by), caseId)) !== undefined;
    return { ...its, caseId, reads };
  };
  const certify = { type: 'RevokeCertificate', data: { revokedOn: '2024-12-15', reasonCode: 'NUMBER_WRONG' } } as const;

  it('is told so under an id that is made of its own (D2)', async () => {
    const { log, caseId } = await transferred();
    const noted = (await log.events()).find(({ type }) => type === 'CaseTransferNoted');
    const { $causationId, command } = noted?.metadata ?? {};
    expect(command?.id).toBe(id('command', $causationId ?? '', caseFollowsInmate.name, caseId));
  });

  it('is read by both units until the other accepts, and acted on by the one that owns it', async () => {
    const { caseId, reads, send } = await transferred();
    expect([await reads(nurse), await reads({ ...nurse, unitId: OTHER })]).toEqual([true, true]);
    await expect(send(certify, warden, caseId)).rejects.toMatchObject({ code: 'record-not-taken-over' });
  });

  it('is read no more by whom the transfer was to when it is annulled', async () => {
    const { log, follow, reads } = await transferred();
    const of = (await log.events()).find(({ type }) => type === 'InmateTransferred')?.id;
    const data = { of, reasonCode: 'DID_NOT_HAPPEN', approvedBy: karutan.staffId };
    await log.write(inmate, clerk, { type: 'InmateEntryAnnulled', data });
    await follow();
    expect([await reads(nurse), await reads({ ...nurse, unitId: OTHER })]).toEqual([true, false]);
  });

  it('is the other unit’s from the acceptance on, with its records, and those who serve it', async () => {
    const { log, caseId, follow, reads, send, happen } = await transferred();
    await happen(streams(caseId).aftercare, recordsOf(caseId).aftercare);
    await log.write(inmate, warden, accepted([caseId]));
    expect([await follow(), await follow()]).toEqual([[], []]); // the records follow the case
    const unitOf = async (stream: string) => (await log.engine.store.read(stream)).at(-1)?.metadata;
    for (const stream of [
      `rehabcase-${caseId}`,
      ...['plan', 'evaluation', 'aftercare'].map((one) => `${one}-${id(one, caseId)}`),
    ]) {
      expect([stream, await unitOf(stream)]).toMatchObject([
        stream,
        { unitId: OTHER, on: '2024-12-14', zone: 'Asia/Jayapura' },
      ]);
    }
    expect([await reads(nurse), await reads({ ...nurse, unitId: OTHER })]).toEqual([false, true]);
    const { case: its } = await currentCase(log.engine, inmateId);
    expect(its).toMatchObject({ unitId: OTHER, providers: [agency.unitId], status: 'AFTERCARE' });
    await send(certify, warden, caseId);
    await expect(send(certify, karutan, caseId)).rejects.toMatchObject({ code: 'outside-your-unit' });
    const length = (await log.events()).length;
    await follow();
    expect(await log.events()).toHaveLength(length);
  });
});

describe('An inmate without a case', () => {
  it('is transferred, and nobody is told', async () => {
    const { log, follow } = await unit();
    await log.write(`inmate-${inmateId}`, clerk, { type: 'InmateTransferred', data: transfer });
    expect(await follow()).toEqual([]);
    const events = await log.events();
    const asks = events.flatMap((event) => asksOf(caseFollowsInmate, event));
    const dispatched = await Promise.all(asks.map(sendBy(log.engine, rehabilitationSenders)));
    expect(dispatched).toMatchObject([{ id: inmateId, replayed: false }]); // not refused: there is nobody to be told
    expect(await log.events()).toHaveLength(events.length);
  });
});

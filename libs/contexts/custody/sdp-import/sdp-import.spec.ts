import { createHash, randomUUID } from 'node:crypto';
import { id, type JsonObject, Refusal, without } from '#kernel';
import { person } from '#kernel/given-for-specs';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { recording } from '#platform/for-specs';
import { handleInmate } from '../inmate/inmate.handle.js';
import { fateOf, type Importing, type RowFate } from './sdp-fate.handle.js';
import { importSdp } from './sdp-import.js';
import { sdpFile } from './sdp-file.js';
import { readRow } from './sdp-row.js';

const UNIT = 'RUTAN-BANJARNEGARA';
const clerk = person('staff-clerk', 'petugas-registrasi', UNIT);
const COLUMNS =
  'no_register,periode_register,golongan,nama,jenis_kelamin,tanggal_masuk,nik,kamar,tanggal_golongan,alias';
const line = (n: number, change: Partial<Record<string, string>> = {}): string => {
  const cells: Record<string, string> = {
    no_register: `${n}/2024`,
    periode_register: '2024',
    golongan: 'A.III',
    nama: `Orang ${n}`,
    jenis_kelamin: 'L',
    tanggal_masuk: '2024-12-01',
    nik: String(3304010101900000 + n),
    kamar: 'A-1',
    tanggal_golongan: '',
    alias: '',
    ...change,
  };
  return COLUMNS.split(',')
    .map((name) => cells[name])
    .join(',');
};
const file = (...lines: string[]) => new TextEncoder().encode([COLUMNS, ...lines].join('\n'));
const importing = (key: string): Importing => ({
  by: clerk,
  unitId: UNIT,
  batchId: id('command', 'spec', clerk.staffId, 'ImportSdpRows', '', key),
  correlationId: id('spec'),
});

/** What a command besides imports is asked with. */
const asking = (by: typeof clerk) => ({
  by,
  commandId: randomUUID(),
  context: {},
  correlationId: id('spec'),
  causationId: id('spec'),
});
const cellsOf = (text: string) => sdpFile(file(text)).rows[0]?.cells ?? {};

describe('An import of the prison data system', () => {
  let log: ReturnType<typeof recording>;
  beforeEach(() => {
    log = recording([...inmateEvents, ...reservationEvents]);
  });

  const run = async (bytes: Uint8Array, key = 'k', { dryRun = false, engine = log.engine } = {}) =>
    importSdp(engine, bytes, importing(key), { dryRun });
  const fates = ({ rows }: { rows: readonly RowFate[] }) => rows.map(({ fate }) => fate);
  const streams = async () =>
    new Set((await log.events()).map(({ stream }) => stream).filter((stream) => stream.startsWith('inmate-')));

  it('registers who is not known, each in a stream of their own, and says from which row of which file', async () => {
    const bytes = file(line(1), line(2));
    const imported = await run(bytes);
    expect(fates(imported)).toEqual(['REGISTERED', 'REGISTERED']);
    expect(imported.counts).toMatchObject({ REGISTERED: 2, REFUSED: 0 });
    const [first] = (await log.events()).filter(({ type }) => type === 'InmateRegistered');
    expect(first?.data).toMatchObject({ sourceRef: { file: createHash('sha256').update(bytes).digest('hex') } });
    expect(first?.metadata).toMatchObject({ source: 'SDP_IMPORT', actor: { kind: 'IMPORT', staffId: clerk.staffId } });
    expect(imported.rows[0]?.inmateId).toBe(id('inmate', id('command', importing('k').batchId, 0)));
  });

  it('says in a dry run what it would do, and does nothing', async () => {
    await run(file(line(1)));
    const before = (await log.events()).length;
    const bytes = file(line(1), line(2), line(3, { nama: '=1+1' }), line(4, { tanggal_masuk: '2030-01-01' }));
    const dry = await run(bytes, 'dry', { dryRun: true });
    expect(fates(dry)).toEqual(['UNCHANGED', 'REGISTERED', 'MALFORMED', 'REFUSED']);
    expect(dry.rows[3]?.code).toBe('day-in-future');
    expect((await log.events()).length).toBe(before);
  });

  it('says the same in a dry run and in the run after it', async () => {
    await run(file(line(1), line(2)));
    const bytes = file(
      line(1, { kamar: 'B-2' }),
      line(2),
      line(3, { nik: String(3304010101900001) }),
      line(4, { tanggal_masuk: '2030-01-01' }),
      line(5),
    );
    const withoutIds = ({ rows }: { rows: readonly RowFate[] }) => rows.map((one) => without(one, 'inmateId'));
    const dry = await run(bytes, 'second', { dryRun: true });
    const real = await run(bytes, 'second');
    expect(withoutIds(dry)).toEqual(withoutIds(real));
    expect(fates(real)).toEqual(['CHANGED', 'UNCHANGED', 'REFUSED', 'REFUSED', 'REGISTERED']);
    expect(real.rows[2]?.code).toBe('person-already-registered');
  });

  it('repeats without doubling: the same key answers the same, another key finds nothing to change', async () => {
    const bytes = file(line(1), line(2));
    const first = await run(bytes);
    const before = (await log.events()).length;
    expect(await run(bytes)).toEqual(first);
    expect(fates(await run(bytes, 'again'))).toEqual(['UNCHANGED', 'UNCHANGED']);
    expect((await log.events()).length).toBe(before);
    expect((await streams()).size).toBe(2);
  });

  it('refuses another file under the same key, row by row', async () => {
    await run(file(line(1)));
    const other = await run(file(line(1, { nama: 'Orang Lain' })));
    expect(other.rows).toMatchObject([{ fate: 'REFUSED', code: 'idempotency-key-reused' }]);
  });

  it('is completed by a repeat when the process died half way', async () => {
    let left = 9;
    const now = (): Date => {
      left -= 1;
      if (left < 0) throw new Error('It died.');
      return log.engine.now();
    };
    const bytes = file(...[1, 2, 3, 4, 5, 6].map((n) => line(n)));
    await expect(run(bytes, 'k', { engine: Object.assign({}, log.engine, { now }) })).rejects.toThrow('It died.');
    expect(fates(await run(bytes))).toEqual(Array.from({ length: 6 }, () => 'REGISTERED'));
    expect((await streams()).size).toBe(6);
  });

  it('records only the facts that differ', async () => {
    await run(file(line(1)));
    const { rows } = await run(file(line(1, { kamar: 'B-2', alias: 'Satu' })), 'second');
    expect(rows[0]?.problems).toEqual(['aliases differs', 'room differs']);
    const [imported] = (await log.events()).filter(({ type }) => type === 'CustodyFactImported');
    const { data } = await log.engine.registry.unseal(imported as never, log.keyring);
    expect(data).toMatchObject({ room: 'B-2', aliases: ['Satu'] });
    expect(data).not.toHaveProperty('name');
    expect(fates(await run(file(line(1, { kamar: 'B-2', alias: 'Satu' })), 'third'))).toEqual(['UNCHANGED']);
  });

  it('changes the custody status on the day the file says, and refuses to guess the day', async () => {
    await run(file(line(1), line(2)));
    const { rows } = await run(
      file(line(1, { golongan: 'B.I', tanggal_golongan: '2024-12-10' }), line(2, { golongan: 'B.I' })),
      'second',
    );
    expect(rows).toMatchObject([{ fate: 'CHANGED' }, { fate: 'REFUSED', code: 'status-day-missing' }]);
    const changes = (await log.events()).filter(({ type }) => type === 'CustodyStatusChanged');
    expect(changes.map(({ data }) => data)).toMatchObject([{ custodyStatus: 'B_I', changedOn: '2024-12-10' }]);
    const commandId = id('command', importing('second').batchId, 0, 'status');
    expect(changes.map(({ metadata }) => metadata.command.id)).toEqual([commandId]);
  });

  it('records nothing when any row is malformed, and says of each what is wrong, never the value', async () => {
    const bytes = file(line(1), line(2, { nama: '@cmd' }), line(3), line(3));
    const refused = await run(bytes).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refusal);
    expect(refused).toMatchObject({
      code: 'rows-malformed',
      problems: ['row 2: nama: formula-cell', 'row 4: no_register: is-in-the-file-twice'],
    });
    expect((await log.events()).length).toBe(0);
  });

  it('does not bring back what was erased', async () => {
    await run(file(line(1)));
    const [registered] = (await log.events()).filter(({ type }) => type === 'InmateRegistered');
    await log.keyring.destroy((registered?.data as { subject: string }).subject);
    const { rows } = await run(file(line(1)), 'second');
    expect(rows).toMatchObject([{ fate: 'REFUSED', code: 'keys-destroyed' }]);
  });

  it('says that it brings over what happened long ago, and of nothing else that it is late (R-13.1)', async () => {
    const [late, inTime] = [line(1, { tanggal_masuk: '2024-12-08' }), line(2, { tanggal_masuk: '2024-12-09' })];
    expect(fates(await run(file(late, inTime)))).toEqual(['REGISTERED', 'REGISTERED']);
    const changed = { golongan: 'B.I', tanggal_golongan: '2024-12-08', tanggal_masuk: '2024-12-08', kamar: 'B-2' };
    expect(fates(await run(file(line(1, changed)), 'second'))).toEqual(['CHANGED']);
    const recorded = (await log.events()).filter(({ stream }) => stream.startsWith('inmate-'));
    const late2 = { lateCode: 'DATA_MIGRATION', source: 'SDP_IMPORT' };
    expect(recorded.map(({ type, metadata: { on, lateCode, source } }) => ({ type, on, lateCode, source }))).toEqual(
      expect.arrayContaining([
        { type: 'InmateRegistered', on: '2024-12-08', ...late2 },
        { type: 'InmateRegistered', on: '2024-12-09', lateCode: undefined, source: 'SDP_IMPORT' },
        { type: 'CustodyStatusChanged', on: '2024-12-08', ...late2 },
        { type: 'CustodyFactImported', on: '2024-12-16', lateCode: undefined, source: 'SDP_IMPORT' },
      ]),
    );
  });

  it('refuses a row with a code that is not in its list, by the one check there is (D4)', async () => {
    const known = readRow({ row: 1, isWhole: true, cells: cellsOf(line(1)) });
    if ('problems' in known) throw new Error('The row is sound.');
    const identityNumber = { kind: 'PASSPORT', country: 'XX', value: 'A1' } as const;
    const input = { ...importing('k'), file: 'f'.repeat(64) };
    const fate = await fateOf(log.engine, input, { row: 1, facts: { ...known.facts, identityNumber } }, false);
    const problems = ['/identityNumber/country is not in the list COUNTRIES'];
    expect(fate).toEqual({ row: 1, fate: 'REFUSED', code: 'unknown-code', problems });
    expect((await streams()).size).toBe(0);
    const unread = await run(file(line(2, { golongan: 'C.I' }))).catch((error: unknown) => error);
    expect(unread).toMatchObject({ code: 'rows-malformed', problems: ['row 1: golongan: unknown-code'] });
  });

  it('neither changes nor tells of the record of who is in another unit by now (R-1.7)', async () => {
    const receiver = person('staff-receiver', 'petugas-registrasi', 'LAPAS-PURWOKERTO');
    const there = { ...importing('there'), by: receiver, unitId: receiver.unitId };
    const { rows } = await run(file(line(1)));
    const send = (by: typeof clerk, command: { readonly type: string; readonly data: JsonObject }) =>
      handleInmate(log.engine, {
        ...asking(by),
        command,
        target: { id: rows[0]?.inmateId ?? '' },
        body: command.data,
      });
    const transfer = { transferReason: 'COURT', transferredOn: '2024-12-10', toUnitId: receiver.unitId } as const;
    await send(clerk, { type: 'TransferInmate', data: transfer });
    const anew = file(line(7, { nik: String(3304010101900001) }));
    const twice = await importSdp(log.engine, anew, there, { dryRun: false });
    expect(twice.rows).toMatchObject([{ fate: 'REFUSED', code: 'person-already-registered' }]);
    const acceptance = { registerNumber: '7/2024', registerPeriod: '2024', acceptedOn: '2024-12-11' };
    await send(receiver, { type: 'AcceptTransfer', data: acceptance });
    const refused = { fate: 'REFUSED', code: 'outside-your-unit' };
    for (const change of [{}, { kamar: 'B-2' }]) {
      for (const dryRun of [true, false]) {
        const again = await run(file(line(1, change)), `again ${JSON.stringify(change)}`, { dryRun });
        expect(again.rows).toEqual([{ row: 1, ...refused }]);
      }
    }
    const changed = await importSdp(log.engine, anew, { ...there, batchId: id('spec', 'later') }, { dryRun: false });
    expect(changed.rows).toMatchObject([{ fate: 'CHANGED', inmateId: rows[0]?.inmateId, problems: ['name differs'] }]);
  });

  it('is for the own unit', async () => {
    const elsewhere = importSdp(
      log.engine,
      file(line(1)),
      { ...importing('k'), unitId: 'RUTAN-PURBALINGGA' },
      { dryRun: true },
    );
    await expect(elsewhere).rejects.toMatchObject({ code: 'outside-your-unit' });
  });

  it('takes ten thousand rows', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => line(n, n % 10 === 0 ? { nama: '=x' } : {}));
    const { counts } = await run(file(...lines), 'k', { dryRun: true });
    expect(counts).toMatchObject({ REGISTERED: 9_000, MALFORMED: 1_000 });
  });
});

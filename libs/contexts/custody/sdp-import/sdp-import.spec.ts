import { createHash } from 'node:crypto';
import { type Actor, id, Refusal, without } from '#kernel';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { recording } from '#platform/specs';
import type { Importing, RowFate } from './sdp-fate.js';
import { importSdp } from './sdp-import.js';

const UNIT = 'RUTAN-BANJARNEGARA';
const clerk: Actor = { id: 'staff-clerk', kind: 'USER', role: 'petugas-registrasi', unitId: UNIT };
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
  batchId: id('command', 'spec', clerk.id, 'ImportSdpRows', '', key),
  correlationId: id('spec'),
});

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
    expect(first?.metadata).toMatchObject({ source: 'SDP_IMPORT', actor: { kind: 'IMPORT', id: clerk.id } });
    expect(imported.rows[0]?.inmateId).toBe(id('inmate', id('command', importing('k').batchId, 1)));
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
    log.keyring.destroy((registered?.data as { subject: string }).subject);
    const { rows } = await run(file(line(1)), 'second');
    expect(rows).toMatchObject([{ fate: 'REFUSED', code: 'keys-destroyed' }]);
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

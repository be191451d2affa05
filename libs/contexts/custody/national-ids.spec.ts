import { definitions } from '#contracts/registry';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { type Answer, api } from '#platform/for-specs';
import { CustodyModule, custodyProjections } from './index.js';
import { given, registered, registration, subject, UNIT } from './inmate/inmate-for-specs.js';
import { readRow } from './sdp-import/sdp-row.js';

const NIK = { kind: 'NIK', country: 'ID', value: '3304010101900001' } as const;
const sdp = {
  no_register: '12/B.I/2025',
  periode_register: '2025',
  golongan: 'B.IIa',
  nama: 'Orang Satu',
  jenis_kelamin: 'L',
  tanggal_masuk: '31/01/2025',
};
const rowOf = (nik: string) => ({
  row: 1,
  isWhole: true,
  cells: Object.fromEntries(Object.entries({ ...sdp, nik }).map(([name, cell]) => [name, Buffer.from(cell)])),
});

const WRONG = [
  '330401010190000', // 15
  '33040101019000011', // 17
  '330401010190000A',
  '3304-0101-0190-0001',
  '٣٣٠٤٠١٠١٠١٩٠٠٠٠١',
  '330401010190000/',
];
const RIGHT = ['3304010101900001', ' 3304 0101.0190_0001 ', '３３０４０１０１０１９００００１'];

/** Where a schema takes a number by which a state knows a person. */
function* numbersIn(schema: unknown, path = ''): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [name, inner] of Object.entries(schema)) {
    if (name === 'kind' && JSON.stringify(inner).includes('"NIK"')) yield path;
    yield* numbersIn(inner, name === 'properties' || Array.isArray(schema) ? path : `${path}/${name}`);
  }
}

describe('A national identity number is 16 digits', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let ask: (path: string, body: object) => Promise<Answer>;
  beforeAll(async () => {
    running = await api({
      module: CustodyModule,
      projections: custodyProjections,
      definitions: [...inmateEvents, ...reservationEvents],
    });
    ask = await running.as('petugas-registrasi', UNIT, 'registrar');
  });
  afterAll(() => running.close());

  const registering = (registerNumber: string, value: string) => ({
    ...registration,
    registerNumber,
    identityNumber: { ...NIK, value },
  });
  const context = { lateCode: 'PAPER_RECORD' };

  it('in each of the types that hold one, which are these', () => {
    const holding = definitions.flatMap(({ type, plain }) => [...numbersIn(plain)].map((path) => `${type}${path}`));
    expect(holding.sort()).toEqual(['CustodyFactImported/identityNumber', 'InmateRegistered/identityNumber']);
  });

  it.each(WRONG)('whoever registers, corrects or imports it: not %s', async (value) => {
    const asked = await ask('/inmates', { unitId: UNIT, ...registering('A.III/1', value), context });
    expect(asked).toMatchObject({ status: 400 });
    const { body } = await ask('/inmates', {
      unitId: UNIT,
      ...registration,
      registerNumber: `B/${value.length}`,
      context,
    });
    const { id } = body as { id: string };
    const of = await running.log.lastEntryOf(`inmate-${id}`);
    const corrected = {
      of,
      reasonCode: 'WRITTEN_WRONGLY',
      registration: registering(`B/${value.length}`, value),
      context,
    };
    expect(await ask(`/inmates/${id}/correct-entry`, corrected)).toMatchObject({ status: 400 });
    expect(readRow(rowOf(value))).toMatchObject({ problems: ['nik: not-16-digits'] });

    const identityNumber = { ...NIK, value };
    const rules = [
      given().when({ type: 'RegisterInmate', data: registering('1', value), facts: { subject } }),
      given(registered).when({
        type: 'ImportCustodyFact',
        data: { sourceRef: { file: 'a'.repeat(64), row: 1 }, identityNumber },
      }),
    ];
    for (const rule of rules) rule.thenRefuses('malformed-identity-number');
  });

  it.each(RIGHT)('however it is written: %s', async (value) => {
    const registerNumber = `C/${RIGHT.indexOf(value)}`;
    const { body } = await ask('/inmates', { unitId: UNIT, ...registration, registerNumber, context });
    const { id } = body as { id: string };
    const of = await running.log.lastEntryOf(`inmate-${id}`);
    const said = { of, reasonCode: 'WRITTEN_WRONGLY', registration: registering(registerNumber, value), context };
    const { status } = await ask(`/inmates/${id}/correct-entry`, said);
    expect(status).toBe(value === RIGHT[0] ? 200 : 422); // it is the same number, and so the same person
    expect(readRow(rowOf(value))).toMatchObject({ facts: { identityNumber: NIK } });
  });
});

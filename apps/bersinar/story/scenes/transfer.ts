import { type Person, until } from '../client.js';
import { happens, isRefused, type Scene, type Stage, then } from '../scene.js';

/** Whose record it is, by the ids of what goes with them. */
interface Moved {
  readonly inmateId: string;
  readonly caseId: string;
  readonly aftercareId: string;
}

/** Somebody who completed the programme is moved to a Lapas: their record goes with them. */
export const transfer: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('June 2025: a record follows its person');
  const completed = await api.ask(cast.kasubsi, '/cases?status=COMPLETED&limit=1');
  const [inmateId, caseId] = [completed.text('items.0.inmateId'), completed.text('items.0.id')];
  const planned = await happens(stage, cast.kasubsi, ['2025-06-02 09:00', 'aftercare is planned'], '/aftercares', {
    unitId: cast.kasubsi.unit,
    caseId,
    kind: 'IN_UNIT',
    plannedOn: '2025-06-02',
    untilOn: '2025-12-01',
    contactsPlanned: 6,
    context: then('09:00', '2025-06-02'),
  });
  const moved: Moved = { inmateId, caseId, aftercareId: planned.text('id') };
  const before = await Promise.all(RECORDS.map(({ id, of, by }) => memberOf(stage, of(moved), id, cast[by])));
  await announce(stage, moved);
  await accept(stage, moved);
  const here = (member: (record: (typeof RECORDS)[number]) => string) =>
    Promise.all(RECORDS.map((record) => memberOf(stage, record.of(moved), member(record), cast.receivingNurse)));
  const units = () => here(({ unit }) => unit);
  await until('Taking over', async () => (await units()).every((unit) => unit === cast.receiver.unit));
  narrator.expect(
    'inmate, case, plan, evaluation and aftercare are the Lapas’s',
    await units(),
    RECORDS.map(() => cast.receiver.unit),
  );
  narrator.expect('and they are the same records', await here(({ id }) => id), before);
  await goOn(stage, moved);
};

async function announce(stage: Stage, { inmateId, caseId }: Moved): Promise<void> {
  const { api, cast, narrator } = stage;
  const unseen = await api.ask(cast.receiver, `/inmates/${inmateId}`);
  narrator.expect('the Lapas does not see the inmate yet', unseen.status, 404);
  await happens(
    stage,
    cast.registrar,
    ['2025-06-10 08:00', 'a transfer to Lapas Purwokerto is announced'],
    `/inmates/${inmateId}/transfer`,
    {
      transferReason: 'CAPACITY',
      transferredOn: '2025-06-10',
      toUnitId: cast.receiver.unit,
      context: then('08:00', '2025-06-10'),
    },
  );
  const pending = await api.ask(cast.receiver, `/inmates?pendingTo=${cast.receiver.unit}`);
  narrator.expect('the Lapas sees who is to come', pending.at('items.*.id'), [inmateId]);
  const path = `/cases/${caseId}`;
  await until('Noting the transfer', async () => (await api.ask(cast.receivingNurse, path)).status === 200);
  const both = await Promise.all([cast.kasubsi, cast.receivingNurse].map((by) => memberOf(stage, path, 'unitId', by)));
  narrator.expect('until it is accepted both see the case, and whose it is', both, [
    cast.kasubsi.unit,
    cast.kasubsi.unit,
  ]);
}

async function accept(stage: Stage, { inmateId }: Moved): Promise<void> {
  const { cast } = stage;
  const path = `/inmates/${inmateId}/accept-transfer`;
  const acceptance = {
    registerNumber: 'B.I/0417',
    registerPeriod: '2025',
    acceptedOn: '2025-06-11',
    context: then('10:00', '2025-06-11'),
  };
  await isRefused(
    stage,
    cast.neighbour,
    ['2025-06-11 09:00', 'accepted where nobody was sent', 'outside-your-unit', 403],
    path,
    acceptance,
  );
  await happens(
    stage,
    cast.receiver,
    ['2025-06-11 10:00', 'the Lapas accepts, under a number of its own register'],
    path,
    acceptance,
  );
  await isRefused(stage, cast.receiver, ['2025-06-11 10:05', 'accepted a second time', 'no-pending-transfer'], path, {
    ...acceptance,
    registerNumber: 'B.I/0418',
  });
}

/** Life goes on in the Lapas, and the Rutan reads no more of it. */
async function goOn(stage: Stage, { inmateId, caseId, aftercareId }: Moved): Promise<void> {
  const { api, cast, narrator } = stage;
  const aftercare = `/aftercares/${aftercareId}`;
  await happens(
    stage,
    cast.receivingNurse,
    ['2025-07-01 10:00', 'the clinic of the Lapas records a contact'],
    `${aftercare}/record-contact`,
    { contactedOn: '2025-07-01', mode: 'VISIT', outcome: 'STABLE', context: then('10:00', '2025-07-01') },
  );
  const paths = [`/inmates/${inmateId}`, `/cases/${caseId}`, aftercare];
  const left = await Promise.all(paths.map((path) => api.ask(cast.kasubsi, path)));
  narrator.expect(
    'the Rutan that gave them reads none of it any more',
    left.map(({ status }) => status),
    [404, 404, 404],
  );
  const kept = await memberOf(stage, `/cases/${caseId}`, 'unitId', cast.rehabilitation);
  narrator.expect('the agency that served them still reads the case', kept, cast.receiver.unit);
  const open = await api.ask(cast.kasubsi, '/custody-changes?acknowledged=false');
  narrator.expect('nobody has to acknowledge that they left', open.at('items'), []);
  const history = await api.ask(cast.auditor, `/audit/history?stream=inmate-${inmateId}`);
  const rutan = cast.kasubsi.unit;
  narrator.expect('each event says whose the record was then', history.at('items.*.unitId'), [
    rutan,
    rutan,
    cast.receiver.unit,
  ]);
}

/** What follows an inmate: where it is asked for, where its id and its unit stand in the answer, and who reads it in the unit that gives it. */
const RECORDS = [
  { of: ({ inmateId }: Moved) => `/inmates/${inmateId}`, id: 'id', unit: 'unitId', by: 'kasubsi' },
  { of: ({ caseId }: Moved) => `/cases/${caseId}`, id: 'id', unit: 'unitId', by: 'kasubsi' },
  {
    of: ({ caseId }: Moved) => `/plans?caseId=${caseId}`,
    id: 'items.0.id',
    unit: 'items.0.unitId',
    by: 'kasubsi',
  },
  {
    of: ({ caseId }: Moved) => `/outcomes?caseId=${caseId}`,
    id: 'items.0.id',
    unit: 'items.0.unitId',
    by: 'rehabilitation',
  },
  { of: ({ aftercareId }: Moved) => `/aftercares/${aftercareId}`, id: 'id', unit: 'unitId', by: 'kasubsi' },
] as const;

const memberOf = async ({ api }: Stage, path: string, member: string, by: Person): Promise<string> =>
  (await api.ask(by, path)).text(member);

import { inmateEvents } from '#contracts/custody/inmate.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { type Answer, api } from '#platform/specs';
import { CustodyModule, custodyProjections } from '../index.js';
import { change, karutan, move, registrar, registration, release, UNIT } from './inmate-for-specs.js';

describe('/inmates', () => {
  let running: Awaited<ReturnType<typeof api>>;
  let asRegistrar: Awaited<ReturnType<typeof running.as>>;
  let asKarutan: typeof asRegistrar;
  beforeAll(async () => {
    const definitions = [...inmateEvents, ...reservationEvents];
    running = await api({ module: CustodyModule, projections: custodyProjections, definitions });
    asRegistrar = await running.as('petugas-registrasi', UNIT, registrar.id);
    asKarutan = await running.as('karutan', UNIT, karutan.id);
  });
  afterAll(() => running.close());

  const act = async (asked: Promise<Answer>): Promise<void> => {
    const { status, body } = await asked;
    expect({ status, body }).toMatchObject({ status: 200 });
  };
  const register = async (registerNumber: string): Promise<string> => {
    const answer = await asRegistrar('/inmates', { unitId: UNIT, ...registration, registerNumber });
    expect(answer).toMatchObject({ status: 201 });
    return (answer.body as { id: string }).id;
  };

  it('takes an inmate from registration to release', async () => {
    const id = await register('A.III/1');
    const at = `/inmates/${id}`;
    await act(asRegistrar(`${at}/change-custody-status`, change));
    await act(asRegistrar(`${at}/move-room`, move));
    await act(asRegistrar(`${at}/release`, release));
    const types = (await running.log.events()).filter(({ stream }) => stream === `inmate-${id}`);
    expect(types.map(({ type }) => type)).toEqual([
      'InmateRegistered',
      'CustodyStatusChanged',
      'RoomMoved',
      'InmateReleased',
    ]);
  });
});

import { staffEvents } from '#contracts/access/staff.events';
import { inmateEvents } from '#contracts/custody/inmate.events';
import { reservationEvents } from '#contracts/reservations/reservation.events';
import { type Answer, api } from '#platform/for-specs';
import { CustodyModule, custodyProjections } from '../index.js';
import { move, registration, UNIT, uuid } from './inmate-for-specs.js';

const LATE = { context: { lateCode: 'PAPER_RECORD' } };

describe('One person of the staff under two logins', () => {
  let running: Awaited<ReturnType<typeof api>>;
  beforeEach(async () => {
    const definitions = [...inmateEvents, ...reservationEvents, ...staffEvents];
    running = await api({ module: CustodyModule, projections: custodyProjections, definitions, live: true });
  });
  afterEach(() => running.close());

  const said = ({ status, body }: Answer): string => `${status} ${(body as { code?: string }).code ?? ''}`.trim();

  it.each(['before', 'after'])('approves nothing of their own, linked %s they sent it', async (when) => {
    const author = await running.as('petugas-registrasi', UNIT, 'author');
    const approver = await running.as('karutan', UNIT, 'approver');
    const link = () => running.linkLogins(uuid(901), 'author', 'approver');
    if (when === 'before') await link();
    const register = async (registerNumber: string): Promise<string> => {
      const answer = await author('/inmates', { unitId: UNIT, ...registration, registerNumber, ...LATE });
      return (answer.body as { id: string }).id;
    };
    const [one, duplicateId] = [await register('A.III/1'), await register('A.III/2')];
    await author(`/inmates/${one}/move-room`, { ...move, ...LATE });
    const of = await running.log.lastEntryOf(`inmate-${one}`);
    if (when === 'after') await link();

    const merging = { duplicateId, reasonCode: 'SAME_FINGERPRINT', ...LATE };
    const annulling = { of, reasonCode: 'DID_NOT_HAPPEN', ...LATE };
    const acts = [
      ['merge-duplicate', merging],
      ['annul-entry', annulling],
    ] as const;
    const outcomes = async (ask: typeof approver) => {
      const all: string[] = [];
      for (const [act, body] of acts) all.push(said(await ask(`/inmates/${one}/${act}`, body)));
      return all;
    };
    expect(await outcomes(approver)).toEqual(['422 approver-is-author', '422 approver-is-author']);
    expect(await outcomes(await running.as('karutan', UNIT, 'another'))).toEqual(['200', '200']);
  });
});

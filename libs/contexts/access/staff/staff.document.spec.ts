import { foldAll, id, type Projected } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import type { StaffEvent } from '#contracts/access/staff.events';
import { staffDirectory } from './staff.read-model.js';

const [SITI, LOGIN] = ['siti', 'login'].map((name) => id('spec', name)) as [string, string];
const projected = (stream: string, event: StaffEvent): Projected<StaffEvent> => ({
  ...recorded<StaffEvent>(event, 0),
  stream,
  position: '0'.repeat(20),
});

const registered = projected(`staff-${SITI}`, {
  type: 'StaffRegistered',
  data: { name: '', number: '', unitId: 'RUTAN-BANJARNEGARA', role: 'kpr' },
});
const linked = projected(`stafflogin-${LOGIN}`, { type: 'StaffLoginLinked', data: { staffId: SITI } });

describe('the directory of the staff', () => {
  it('shows a record of every unit to the house, since the day it was made', () => {
    const [document] = foldAll(staffDirectory, [registered, linked]).values();
    expect(document).toEqual({
      staffId: SITI,
      unitId: 'RUTAN-BANJARNEGARA',
      role: 'kpr',
      registeredOn: '2024-12-16',
      logins: [LOGIN],
      person: { sealed: [] },
      units: ['BERSINAR'],
      revision: 0,
    });
  });

  it('counts a login once', () => {
    const [document] = foldAll(staffDirectory, [registered, linked, linked]).values();
    expect(document?.logins).toEqual([LOGIN]);
  });

  it('shows nobody whose registration cannot be believed', () => {
    expect(foldAll(staffDirectory, [linked]).size).toBe(0);
  });
});

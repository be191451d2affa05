import { handleGrant } from '../../libs/contexts/access/grant/grant.handle.js';
import { handleStaff } from '../../libs/contexts/access/staff/staff.handle.js';
import * as kit from '../../libs/contexts/custody/inmate/inmate-for-specs.js';
import { merging, unmerging } from '../../libs/contexts/custody/inmate/inmate-merges-for-specs.js';
import { handleInmate } from '../../libs/contexts/custody/inmate/inmate.handle.js';
import { doing, type Doings, OFFENCE } from './deeds.js';

const { registrar, clerk, karutan, receiver } = kit;
const inmates = doing('person', handleInmate);
const staff = doing('staff', handleStaff);
const grants = doing('staff', handleGrant);
const login = ({ tape }: { readonly tape: { choose: (among: number) => number } }) => ({
  issuer: 'bersinar-development',
  subject: `siti-${1 + tape.choose(3)}`,
});

const identityOf = (n: number) => ({ kind: 'NIK', country: 'ID', value: `330401020390000${n}` });

/** What people do about inmates and the staff, as its command is called. */
export const custody: Doings = {
  RegisterInmate: inmates.creates('inmate', registrar, ({ tape, today }) => ({
    ...kit.registration,
    registerNumber: `AIII/${1 + tape.choose(7)}`,
    ...(tape.rarely(500) && { identityNumber: identityOf(1 + tape.choose(9)) }),
    registeredOn: today,
    offence: OFFENCE,
  })),
  ChangeCustodyStatus: inmates.acts('inmate', registrar, ({ tape, today }) => ({
    ...kit.change,
    registerNumber: `BI/${1 + tape.choose(3)}`,
    changedOn: today,
  })),
  MoveRoom: inmates.acts('inmate', registrar, ({ today }) => ({ ...kit.move, movedOn: today })),
  TransferInmate: inmates.acts('inmate', registrar, ({ today }) => ({ ...kit.transfer, transferredOn: today })),
  AcceptTransfer: inmates.acts(
    'inmate',
    receiver,
    ({ today, tape }) => ({
      ...kit.acceptance,
      registerNumber: `BI/${1 + tape.choose(3)}`,
      acceptedOn: today,
    }),
    ['TransferInmate'],
  ),
  ReleaseInmate: inmates.acts('inmate', registrar, ({ today }) => ({ ...kit.release, releasedOn: today })),
  MergeDuplicate: inmates.acts('inmate', karutan, ({ other }) => merging(other('inmate')).data),
  UnmergeDuplicate: inmates.acts(
    'inmate',
    karutan,
    ({ said, other }) => {
      const merged = said('MergeDuplicate')?.data.duplicateId;
      return unmerging(typeof merged === 'string' ? merged : other('inmate')).data;
    },
    ['MergeDuplicate'],
  ),
  AcknowledgeCustodyChange: inmates.acts(
    'inmate',
    clerk,
    ({ said, id, made }) => ({
      changeId: (said('ReleaseInmate') ?? said('TransferInmate'))?.entryId ?? made('entry'),
      caseId: id('case'),
      handling: 'CASE_EXITS',
    }),
    ['ReleaseInmate', 'TransferInmate'],
  ),
  CorrectInmateEntry: inmates.corrects('inmate', registrar, {
    MoveRoom: (said) => ({ move: { ...said, room: 'Blok B 1' } }),
    ChangeCustodyStatus: (said) => ({ statusChange: { ...said, custodyStatus: 'B_IIA' } }),
    RegisterInmate: (said, { tape }) => ({
      registration: {
        ...{ ...said, sex: 'FEMALE' },
        ...(tape.rarely(400) && { registerNumber: `AIII/${1 + tape.choose(9)}` }),
        ...(tape.rarely(400) && { identityNumber: identityOf(1 + tape.choose(9)) }),
      },
    }),
    ReleaseInmate: (said) => ({ release: { ...said, releaseKind: 'SENTENCE_SERVED' } }),
  }),
  AnnulInmateEntry: inmates.annuls(
    'inmate',
    karutan,
    'MoveRoom',
    'ChangeCustodyStatus',
    'ReleaseInmate',
    'TransferInmate',
  ),
  RegisterStaff: staff.creates('staff', karutan, ({ tape }) => ({
    name: kit.registration.name,
    number: `1900${1 + tape.choose(5)}`,
    role: 'perawat-klinik',
  })),
  LinkStaffLogin: staff.acts('staff', karutan, login),
  UnlinkStaffLogin: staff.acts('staff', karutan, (around) => around.said('LinkStaffLogin')?.data ?? login(around)),
  GrantAccess: grants.creates('grant', karutan, ({ tape, id, today, inDays }) => ({
    staffId: id('staff'),
    role: tape.rarely(300) ? 'kpr' : 'perawat-klinik',
    from: today,
    ...(tape.rarely(300) && { until: inDays(tape.choose(3)) }),
  })),
  RevokeGrant: grants.acts('grant', karutan, () => ({ reasonCode: 'OTHER_DUTIES' })),
};

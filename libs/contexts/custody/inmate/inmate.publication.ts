import { publicationOf } from '#kernel';
import * as inmates from '#contracts/custody/inmate.events';

/** That somebody came or left, on which day and how; who it is stays here, and so does why they were transferred. */
export const inmatePublication = publicationOf(
  'custody',
  [
    [inmates.InmateRegistered, 'inmate-registered', 'custodyStatus', 'registeredOn'],
    [inmates.InmateTransferred, 'inmate-transferred', 'transferredOn', 'toUnitId'],
    [inmates.InmateTransferAccepted, 'inmate-transfer-accepted', 'fromUnitId', 'acceptedOn'],
    [inmates.InmateReleased, 'inmate-released', 'releaseKind', 'releasedOn'],
  ],
  ({ data }) => {
    const to = 'toUnitId' in data ? [data.toUnitId] : [];
    return { units: 'fromUnitId' in data ? [data.fromUnitId] : to };
  },
);

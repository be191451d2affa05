import { type Publication, uuidOf } from '#kernel';
import * as inmates from '#contracts/custody/inmate.events';

const events = [
  inmates.InmateRegistered,
  inmates.InmateTransferred,
  inmates.InmateTransferAccepted,
  inmates.InmateReleased,
] as const;

type Published = Extract<inmates.InmateEvent, { type: (typeof events)[number]['type'] }>;

/** That somebody came or left, on which day and how; who it is stays here, and so does why they were transferred. */
export const inmatePublication: Publication<Published> = {
  events,
  publish: ({ type, stream, data, metadata: { unitId } }) => {
    const to = { subject: uuidOf(stream), units: [unitId] };
    switch (type) {
      case 'InmateRegistered': {
        const { custodyStatus, registeredOn } = data;
        return { ...to, type: 'rutan.custody.inmate-registered.v1', data: { custodyStatus, registeredOn } };
      }
      case 'InmateTransferred': {
        const { transferredOn, toUnitId } = data;
        const type = 'rutan.custody.inmate-transferred.v1';
        if (toUnitId === undefined) return { ...to, type, data: { transferredOn } };
        return { ...to, units: [unitId, toUnitId], type, data: { transferredOn, toUnitId } };
      }
      case 'InmateTransferAccepted': {
        const { fromUnitId, acceptedOn } = data;
        const type = 'rutan.custody.inmate-transfer-accepted.v1';
        return { ...to, units: [unitId, fromUnitId], type, data: { fromUnitId, acceptedOn } };
      }
      case 'InmateReleased': {
        const { releaseKind, releasedOn } = data;
        return { ...to, type: 'rutan.custody.inmate-released.v1', data: { releaseKind, releasedOn } };
      }
    }
  },
};

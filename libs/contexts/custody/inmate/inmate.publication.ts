import { type Publication, uuidOf } from '#kernel';
import {
  type InmateEvent,
  InmateRegistered,
  InmateReleased,
  InmateTransferred,
} from '#contracts/custody/inmate.events';

type Published = Extract<InmateEvent, { type: 'InmateRegistered' | 'InmateTransferred' | 'InmateReleased' }>;

/** That somebody came or left, on which day and how; who it is stays here. */
export const inmatePublication: Publication<Published> = {
  events: [InmateRegistered, InmateTransferred, InmateReleased],
  publish: ({ type, stream, data, metadata: { unitId } }) => {
    const to = { subject: uuidOf(stream), units: [unitId] };
    switch (type) {
      case 'InmateRegistered': {
        const { custodyStatus, registeredOn } = data;
        return { ...to, type: 'rutan.custody.inmate-registered.v1', data: { custodyStatus, registeredOn } };
      }
      case 'InmateTransferred': {
        const { transferReason, transferredOn, toUnitId } = data;
        return {
          ...to,
          type: 'rutan.custody.inmate-transferred.v1',
          data: { transferReason, transferredOn, ...(toUnitId && { toUnitId }) },
        };
      }
      case 'InmateReleased': {
        const { releaseKind, releasedOn } = data;
        return { ...to, type: 'rutan.custody.inmate-released.v1', data: { releaseKind, releasedOn } };
      }
    }
  },
};

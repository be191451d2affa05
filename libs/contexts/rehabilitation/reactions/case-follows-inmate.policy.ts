import { factAt, isAnnulment, isCorrection, type Policy, type Reaction, uuidOf } from '#kernel';
import * as inmates from '#contracts/custody/inmate.events';
import type { FollowingCommand } from '../case/case.rules.js';

const events = [
  inmates.InmateTransferred,
  inmates.InmateTransferAccepted,
  inmates.InmateEntryCorrected,
  inmates.InmateEntryAnnulled,
] as const;

type Followed = Extract<inmates.InmateEvent, { type: (typeof events)[number]['type'] }>;
type Input = Extract<FollowingCommand, { type: 'NoteTransfer' | 'TakeOverCase' }>;

/**
 * The case of an inmate who is transferred knows to which unit, which reaches it too; it is taken over when that one accepts. Of a
 * transfer the case is told by its inmate's id: whoever records it finds the case that is not closed.
 */
export const caseFollowsInmate: Policy<Followed, Input> = {
  name: 'case-follows-inmate',
  events,
  react: (event): readonly Reaction<Input>[] => {
    const of = factAt(event);
    const inmateId = uuidOf(event.stream);
    const noted = (transferId: string, toUnitId?: string): Reaction<Input>[] => [
      { target: inmateId, command: { type: 'NoteTransfer', data: { transferId, ...(toUnitId && { toUnitId }), of } } },
    ];
    if (isAnnulment(event)) return noted(event.data.of);
    if (isCorrection(event)) {
      const { of: transferId, entryType, entry } = event.data;
      return entryType === inmates.InmateTransferred.type
        ? noted(transferId, (entry as { toUnitId?: string }).toUnitId)
        : [];
    }
    if (event.type === 'InmateTransferred') return noted(event.id, event.data.toUnitId);
    const { caseIds, fromUnitId, acceptedOn: takenOverOn } = event.data;
    return caseIds.map((target) => ({
      target,
      command: { type: 'TakeOverCase', data: { fromUnitId, takenOverOn, of } },
    }));
  },
};

import { copySeals, GONE, happened, HOUSE, type Projected, type Projection, type Seal, uuidOf } from '#kernel';
import {
  type StaffLoginEvent,
  StaffLoginLinked,
  StaffLoginUnlinked,
  type StaffRecordEvent,
  StaffRegistered,
} from '#contracts/access/staff.events';
import type { Scoped } from '#platform/projections';

/** Somebody of the staff; who it is stays sealed. */
export interface StaffDocument extends Scoped {
  readonly staffId: string;
  readonly unitId: string;
  readonly role: string;
  readonly registeredOn: string;
  /** Those that are linked to the record now. */
  readonly logins: readonly string[];
  readonly person: { readonly sealed: readonly Seal[] };
  readonly revision: number;
}

export const staffDirectory: Projection<StaffDocument, StaffRecordEvent | StaffLoginEvent> = {
  name: 'staff',
  version: 1,
  events: [StaffRegistered, StaffLoginLinked, StaffLoginUnlinked],
  indexes: [
    ['units', 'unitId', 'role'],
    ['units', 'role', 'unitId'],
  ],
  documents: ({ type, stream, data }) => [type === 'StaffRegistered' ? uuidOf(stream) : data.staffId],
  fold: (document, event) => {
    if (event.type === 'StaffRegistered') return registered(event);
    if (document === null) return GONE; // nobody is shown whose registration cannot be believed
    const login = uuidOf(event.stream);
    const others = document.logins.filter((one) => one !== login);
    return { ...document, logins: event.type === 'StaffLoginLinked' ? [...others, login] : others };
  },
};

function registered(event: Projected<StaffRecordEvent>): StaffDocument {
  const { stream, data, revision } = event;
  return {
    staffId: uuidOf(stream),
    unitId: data.unitId,
    role: data.role,
    registeredOn: happened(event).on,
    logins: [],
    person: { sealed: copySeals(data) },
    units: [HOUSE],
    revision,
  };
}

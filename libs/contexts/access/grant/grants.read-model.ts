import { GONE, HOUSE, type Projected, type Projection, words } from '#kernel';
import { GRANT_REVOCATION_REASONS } from '#contracts/access/grant.codes';
import { AccessGranted, type GrantEvent, GrantRevoked } from '#contracts/access/grant.events';
import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { day, id, instant, staffId, unitId } from '#contracts/schemas';
import type { Keyed, Scoped } from '#platform/projections';
import * as q from '#platform/questions';
import { staffKeepers } from '../staff/staff.commands.js';

const GRANT_STATUSES = words('GRANT_STATUSES', {
  GIVEN: 'It counts from a later day on',
  IN_FORCE: 'They may act so today',
  ENDED: 'Its last day is over',
  REVOKED: 'It was taken away',
});
type GrantStatus = (typeof GRANT_STATUSES)[number];

interface GrantDocument extends Scoped {
  readonly grantId: string;
  readonly staffId: string;
  readonly role: string;
  readonly unitId: string;
  readonly from: string;
  readonly until?: string;
  readonly grantedBy: string;
  readonly reasonCode?: string;
  readonly revokedBy?: string;
  readonly revokedAt?: string;
  readonly revision: number;
}

const whoDid = ({ metadata: { actor } }: Projected<GrantEvent>): string =>
  actor.kind === 'SYSTEM' ? actor.name : actor.staffId;

export const grantRegister: Projection<GrantDocument, GrantEvent> = {
  name: 'grants',
  version: 1,
  events: [AccessGranted, GrantRevoked],
  indexes: [
    ['units', 'from'],
    ['units', 'staffId', 'from'],
    ['units', 'unitId', 'from'],
    ['units', 'role', 'from'],
  ],
  documents: ({ data }) => [data.grantId],
  fold: (document, event) => {
    const { type, data, revision } = event;
    if (type === 'AccessGranted') return { ...data, units: [data.unitId, HOUSE], grantedBy: whoDid(event), revision };
    if (document === null) return GONE; // nobody is shown what cannot be believed to have been given
    const { reasonCode } = data;
    return { ...document, reasonCode, revokedBy: whoDid(event), revokedAt: event.metadata.recordedAt, revision };
  },
};

function statusOn({ from, until, revokedAt }: GrantDocument, today: string): GrantStatus {
  if (revokedAt !== undefined) return 'REVOKED';
  if (today < from) return 'GIVEN';
  return until !== undefined && until < today ? 'ENDED' : 'IN_FORCE';
}

function standingAs(status: GrantStatus, today: string): object {
  const isRevoked = { revokedAt: { $exists: status === 'REVOKED' } };
  if (status === 'REVOKED') return isRevoked;
  if (status === 'GIVEN') return { ...isRevoked, from: { $gt: today } };
  if (status === 'ENDED') return { ...isRevoked, until: { $lt: today } };
  return { ...isRevoked, from: { $lte: today }, $or: [{ until: { $exists: false } }, { until: { $gte: today } }] };
}

const shows = q.row('Grant', {
  id,
  staffId: q.says(staffId, 'Who may.'),
  role: q.says(q.codeOf(STAFF_ROLES), 'As what they may act.'),
  unitId: q.says(unitId, 'Of which unit.'),
  from: q.says(day, 'From which day on.'),
  until: q.maybe(q.says(day, 'Until which day, that day included; absent while it has no end.')),
  status: q.says(q.codeOf(GRANT_STATUSES), 'Where it stands today.'),
  grantedBy: q.says(q.actorId, 'Who gave it: the id of a staff record, or a part of the system.'),
  reasonCode: q.maybe(q.says(q.codeOf(GRANT_REVOCATION_REASONS), 'Why it was taken away.')),
  revokedBy: q.maybe(q.says(q.actorId, 'Who took it away.')),
  revokedAt: q.maybe(q.says(instant, 'When it was taken away.')),
  revision: q.whole,
});

/** Who lets people in, and who looks over that. */
const readers = [...staffKeepers, 'auditor', 'dpo'] as const;

export const grants = q.page({
  name: 'grants',
  summary: 'Who may act in which role of which unit',
  may: readers,
  of: grantRegister,
  by: {
    staffId: q.anId('Whom it lets'),
    unitId: q.anyUnit('Of which unit'),
    role: q.anyOf(STAFF_ROLES, 'As what'),
    status: q.anyOf(GRANT_STATUSES, 'Where it stands today; computed, so that nothing is sorted by it'),
  },
  where: ({ status, ...asked }, { today }) => ({
    ...asked,
    ...(status && { $or: status.map((one) => standingAs(one, today)) }),
  }),
  sort: { from: -1 },
  sortBy: ['from'],
  shows,
  as: (document, _, { today }) => shown(document, today),
});

export const grant = q.one({
  name: 'grant',
  summary: 'One grant',
  may: readers,
  of: grantRegister,
  shows,
  as: (document, { today }) => shown(document, today),
});

const shown = (document: GrantDocument & Keyed, today: string) => ({ ...document, status: statusOn(document, today) });

import { GRANT_REVOCATION_REASONS } from '#contracts/access/grant.codes';
import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { Acts, Command, Creates, CreatingCommand } from '#platform/commands';
import { IsBusinessDay, IsCode, IsId } from '#platform/http';
import { staffKeepers } from '../staff/staff.commands.js';

/** `unitId` is the unit in whose name they act. */
@Creates('Let somebody act in a role of a unit', staffKeepers)
export class GrantAccess extends CreatingCommand {
  @IsId('The staff record of who may') readonly staffId!: string;
  @IsCode(STAFF_ROLES, 'As what') readonly role!: (typeof STAFF_ROLES)[number];
  @IsBusinessDay('From which day on') readonly from!: string;
  @IsBusinessDay({ optional: true, says: 'Until which day, that day included; without it, until it is revoked' })
  readonly until?: string;
}

@Acts('revoke', 'Let them no longer act so, from now on', staffKeepers)
export class RevokeGrant extends Command {
  @IsCode(GRANT_REVOCATION_REASONS, 'Why') readonly reasonCode!: (typeof GRANT_REVOCATION_REASONS)[number];
}

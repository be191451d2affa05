import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { Acts, Command, Creates, CreatingCommand } from '#platform/commands';
import { IsCode, IsSubject, IsText } from '#platform/http';

/** Who administers users (domain 5.5): the offices that know their people, and the administrator. */
export const staffKeepers = ['kasubsi-pelayanan', 'karutan', 'kepala-bnnk', 'admin'] as const;

/** `unitId` is the unit in which they work. */
@Creates('Register somebody of the staff, so that others can name them', staffKeepers)
export class RegisterStaff extends CreatingCommand {
  @IsText(200, 'What they are called; sealed') readonly name!: string;
  @IsText(30, 'Their employee number; sealed') readonly number!: string;
  @IsCode(STAFF_ROLES, 'As what they work') readonly role!: (typeof STAFF_ROLES)[number];
}

/** A login as tokens say it. */
abstract class OfLogin extends Command {
  @IsText(255, 'Who issues their tokens: `iss`') readonly issuer!: string;
  @IsSubject('What the issuer calls them: `sub`') readonly subject!: string;
}

@Acts('link-login', 'Whoever signs in with that login is them from then on', staffKeepers)
export class LinkStaffLogin extends OfLogin {}

@Acts('unlink-login', 'Whoever signs in with that login acts for themselves from then on', staffKeepers)
export class UnlinkStaffLogin extends OfLogin {}

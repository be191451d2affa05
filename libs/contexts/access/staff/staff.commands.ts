import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { Acts, Command, Creates, CreatingCommand } from '#platform/commands';
import { IsCode, IsSubject, IsText } from '#platform/http';

/** Who administers users (domain 5.5): the offices that know their people, and the administrator. */
export const staffKeepers = ['kasubsi-pelayanan', 'karutan', 'kepala-bnnk', 'admin'] as const;

/** `unitId` is the unit in which they work. */
@Creates('Register somebody of the staff, so that others can name them', staffKeepers)
export class RegisterStaff extends CreatingCommand {
  @IsText(200, { says: 'What they are called; sealed', example: 'Perawat Klinik 1' }) readonly name!: string;
  @IsText(30, { says: 'Their employee number; sealed', example: '199001012015011001' }) readonly number!: string;
  @IsCode(STAFF_ROLES, 'As what they work') readonly role!: (typeof STAFF_ROLES)[number];
}

/** A login as tokens say it. */
abstract class OfLogin extends Command {
  @IsText(255, { says: 'Who issues their tokens: `iss`', example: 'https://masuk.bersinar.example' })
  readonly issuer!: string;
  @IsSubject({ says: 'What the issuer calls them: `sub`', example: 'perawat-klinik-1' }) readonly subject!: string;
}

@Acts('link-login', 'Whoever signs in with that login is them from then on', staffKeepers)
export class LinkStaffLogin extends OfLogin {}

@Acts('unlink-login', 'Whoever signs in with that login acts for themselves from then on', staffKeepers)
export class UnlinkStaffLogin extends OfLogin {}

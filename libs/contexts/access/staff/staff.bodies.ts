import { STAFF_ROLES } from '#contracts/access/staff.codes';
import { CommandBody, IsCode, IsSubject, IsText, IsUnitCode } from '#platform/http';
import type { RegisterStaff, StaffRole } from './staff.decider.js';
import type { AskedLogin } from './staff.handler.js';

export class RegisterStaffBody extends CommandBody implements Data<RegisterStaff> {
  @IsUnitCode() readonly unitId!: string;
  @IsText(200) readonly name!: string;
  @IsText(30) readonly number!: string;
  @IsCode(STAFF_ROLES) readonly role!: StaffRole;
}

/** A login as tokens say it: `iss` and `sub`. */
export class StaffLoginBody extends CommandBody implements Data<AskedLogin> {
  @IsText(255) readonly issuer!: string;
  @IsSubject() readonly subject!: string;
}

type Data<Command extends { readonly data: object }> = Command['data'];

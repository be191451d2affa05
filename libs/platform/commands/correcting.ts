import type { Type } from '@nestjs/common';
import { CORRECTION_REASONS } from '#contracts/corrections';
import type { Role } from '../auth/index.js';
import { IsCode, IsId, IsOneOfClass } from '../http/index.js';
import { Acts, Command } from './command.js';

/** A command about an entry of a record, which it corrects or annuls (D12). A correction says each type of entry under a member of its own. */
export abstract class EntryCommand extends Command {
  @IsId('The entry that is corrected, or does not hold') readonly of!: string;
  @IsCode(CORRECTION_REASONS, 'Why it is, or does not') readonly reasonCode!: (typeof CORRECTION_REASONS)[number];
}

/** The member of a correction under which an entry of one type is corrected. */
export const SaysAnew =
  (of: () => Type): PropertyDecorator =>
  (target, property) => {
    const entry = String(property).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    const says = `What the entry should have said, when it is of this type: ${entry}`;
    IsOneOfClass(of, { optional: true, says })(target, property);
  };

/** Of the command that corrects entries of a record, and who may. */
export const Corrects = (roles: readonly Role[]) => Acts('correct-entry', 'Say what an entry should have said', roles);

/** Of the command that annuls entries of a record, and who may approve that. */
export const Annuls = (roles: readonly Role[]) => Acts('annul-entry', 'Approve that an entry is annulled', roles);

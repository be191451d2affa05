import { CORRECTION_REASONS } from '#contracts/corrections';
import type { Role } from '../auth/index.js';
import { IsCode, IsId } from '../http/index.js';
import { Acts, Command } from './command.js';

/** A command about an entry of a record, which it corrects or annuls (D12). A correction says each type of entry under a member of its own. */
export abstract class EntryCommand extends Command {
  @IsId('The entry that is corrected, or does not hold') readonly of!: string;
  @IsCode(CORRECTION_REASONS, 'Why it is, or does not') readonly reasonCode!: (typeof CORRECTION_REASONS)[number];
}

/** Of the command that corrects entries of a record, and who may. */
export const Corrects = (roles: readonly Role[]) => Acts('correct-entry', 'Say what an entry should have said', roles);

/** Of the command that annuls entries of a record, and who may approve that. */
export const Annuls = (roles: readonly Role[]) => Acts('annul-entry', 'Approve that an entry is annulled', roles);

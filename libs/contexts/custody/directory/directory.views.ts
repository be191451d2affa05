import { ObjectType } from '@nestjs/graphql';
import { pageOf, Shown } from '#platform/http';

const text = () => String;
const MAYBE = { nullable: true };

@ObjectType('DirectoryEntry')
export class DirectoryEntry {
  @Shown(text) readonly inmateId!: string;
  @Shown(text, MAYBE) readonly name?: string;
  @Shown(text, { list: true }) readonly aliases!: readonly string[];
  @Shown(text, { nullable: true, description: 'The one that counts now.' }) readonly registerNumber?: string;
  @Shown(text) readonly custodyStatus!: string;
  @Shown(() => Boolean, { description: 'Neither transferred nor released.' }) readonly present!: boolean;
  @Shown(text, { nullable: true, description: 'The unit that has yet to accept the transfer.' })
  readonly pendingTo?: string;
  @Shown(text, { nullable: true, description: 'The record that stands for this one, which is a duplicate.' })
  readonly survivorId?: string;
  @Shown(text, { list: true, nullable: true, description: 'What can no longer be read.' })
  readonly gone?: readonly string[];
}

export const DirectoryPage = pageOf(DirectoryEntry);

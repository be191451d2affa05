import { SetMetadata } from '@nestjs/common';
import type { Role } from './roles.js';

export const PERMISSION = Symbol('permission');
export const PUBLIC = Symbol('public');

/** What somebody asks for, and the roles that may. */
export interface Access {
  readonly name: string;
  readonly roles: readonly Role[];
  /** The codes with which it alone can be refused, by their status: what all are refused with alike is known. */
  readonly refuses?: Refuses;
}

export type Refuses = Readonly<Record<number, readonly string[]>>;

/** Says who may come in; a handler that says nothing is closed to everybody. */
export const Needs = (access: Access) => SetMetadata(PERMISSION, access);

/** Opens a handler to everybody, without a token. */
export const Public = () => SetMetadata(PUBLIC, true);

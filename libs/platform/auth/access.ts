import { SetMetadata } from '@nestjs/common';
import { type Permission, PERMISSIONS, type Role } from './permissions.js';

export const PERMISSION = Symbol('permission');
export const PUBLIC = Symbol('public');

/** What somebody asks for, and the roles that may. */
export interface Access {
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Whom a permission of the table lets in, unless it says so itself. */
export const accessOf = (access: Permission | Access): Access =>
  typeof access === 'string' ? { name: access, roles: PERMISSIONS[access] } : access;

/** Says who may come in; a handler that says nothing is closed to everybody. */
export const Needs = (access: Permission | Access) => SetMetadata(PERMISSION, accessOf(access));

/** Opens a handler to everybody, without a token. */
export const Public = () => SetMetadata(PUBLIC, true);

import { SetMetadata } from '@nestjs/common';
import type { Permission } from './permissions.js';

export const PERMISSION = Symbol('permission');
export const PUBLIC = Symbol('public');

/** Names the permission that a handler needs; a handler without one is refused to everybody. */
export const Needs = (permission: Permission) => SetMetadata(PERMISSION, permission);

/** Opens a handler to everybody, without a token. */
export const Public = () => SetMetadata(PUBLIC, true);

import { applyDecorators, Get, type Type } from '@nestjs/common';
import { Needs, type Permission } from '../auth/index.js';
import { DocumentsQuestion } from './documents.js';

/** A route that asks: `GET` on `path`. `shows` is the view it answers, for the OpenAPI document. */
export const Asks = (path: string, permission: Permission, summary: string, shows?: Type): MethodDecorator =>
  applyDecorators(Get(path), Needs(permission), DocumentsQuestion(path, summary, shows));

/** The permission of a GraphQL resolver's method. */
export const AsksGraph = (permission: Permission): MethodDecorator => Needs(permission);

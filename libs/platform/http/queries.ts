import { applyDecorators, Get, HttpCode, Post, type Type } from '@nestjs/common';
import { Needs, type Permission } from '../auth/index.js';
import { DocumentsPostedQuestion, DocumentsQuestion } from './documents.js';

/** A route that asks: `GET` on `path`. `shows` is the view it answers, for the OpenAPI document. */
export const Asks = (path: string, permission: Permission, summary: string, shows?: Type): MethodDecorator =>
  applyDecorators(Get(path), Needs(permission), DocumentsQuestion(path, summary, shows));

/** A route that asks with more than an address should hold: `POST` on `path`, 200; it changes nothing, so it may be repeated at will. */
export const AsksByPost = (path: string, permission: Permission, summary: string, shows?: Type): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(200), Needs(permission), DocumentsPostedQuestion(summary, shows));

/** The permission of a GraphQL resolver's method. */
export const AsksGraph = (permission: Permission): MethodDecorator => Needs(permission);

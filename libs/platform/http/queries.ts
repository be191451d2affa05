import { applyDecorators, Get, HttpCode, Post, type Type } from '@nestjs/common';
import { type Access, Needs } from '../auth/index.js';
import { DocumentsPostedQuestion, DocumentsQuestion } from './documents.js';

/** A route that asks: `GET` on `path`. `shows` is the view it answers, for the OpenAPI document. */
export const Asks = (path: string, access: Access, summary: string, shows?: Type): MethodDecorator =>
  applyDecorators(Get(path), Needs(access), DocumentsQuestion(path, access, summary, shows));

/** A route that asks with more than an address should hold: `POST` on `path`, 200; it changes nothing, so it may be repeated at will. */
export const AsksByPost = (path: string, access: Access, summary: string, shows?: Type): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(200), Needs(access), DocumentsPostedQuestion(access, summary, shows));

/** The permission of a GraphQL resolver's method. */
export const AsksGraph = (access: Access): MethodDecorator => Needs(access);

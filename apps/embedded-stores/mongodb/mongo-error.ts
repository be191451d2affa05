import type { Document } from 'bson';

const codes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  AuthenticationFailed: 18,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  CannotCreateIndex: 67,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  CommandNotFound: 59,
  ImmutableField: 66,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  UnsatisfiableWriteConcern: 100,
  CannotIndexParallelArrays: 171,
  TransactionTooOld: 225,
  MechanismUnavailable: 334,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  OutOfDiskSpace: 14031,
  KeyTooLong: 17280,
} as const;

export type MongoCode = keyof typeof codes;

/** What a client is told: MongoDB's own code and name, and the fields that belong to it (`keyPattern`, `keyValue`). */
export class MongoError extends Error {
  readonly code: number;

  constructor(
    readonly codeName: MongoCode,
    message: string,
    readonly details: Document = {},
  ) {
    super(message);
    this.code = codes[codeName];
  }
}

/** Bytes that are no message of the protocol: the connection that sent them is closed. */
export class MalformedMessage extends Error {}

export function refuse(codeName: MongoCode, message: string, details?: Document): never {
  throw new MongoError(codeName, message, details);
}

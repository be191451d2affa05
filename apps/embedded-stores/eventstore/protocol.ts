import { Metadata, type status, type StatusObject } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';

export const maxAppendSize = 1_048_576;
export const maxMessageSize = 17 * 1024 * 1024;

const largest = 2n ** 53n - 1n;

/** A decimal 64-bit number as the safe integer it is; anything beyond 2^53 means "the end" and becomes Infinity. */
export function toNumber(decimal: string): number {
  const value = BigInt(decimal);
  return value < 0n || value > largest ? Infinity : Number(value);
}

/** A refusal that the client can read: gRPC status, sentence and the metadata its error classes are built from. */
export function refusal(code: status, details: string, metadata: Record<string, string> = {}): StatusObject {
  const carrier = new Metadata();
  for (const [key, value] of Object.entries(metadata)) carrier.set(key, value);
  return { code, details, metadata: carrier };
}

/** The 32 hexadecimal digits of an id that came as text or as two 64-bit halves; undefined when it is no UUID. */
export function readId(id: UUID | undefined): string | undefined {
  const structured = id?.getStructured();
  if (structured) return half(structured.getMostSignificantBits()) + half(structured.getLeastSignificantBits());
  const text = id?.getString() ?? '';
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) ? text.replaceAll('-', '').toLowerCase() : undefined;
}

const half = (bits: string) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');

export function textId(id: string): UUID {
  const uuid = new shared.UUID();
  uuid.setString(id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  return uuid;
}

export function structuredId(id: string): UUID {
  const halves = new shared.UUID.Structured();
  halves.setMostSignificantBits(BigInt.asIntN(64, BigInt(`0x${id.slice(0, 16)}`)).toString());
  halves.setLeastSignificantBits(BigInt.asIntN(64, BigInt(`0x${id.slice(16)}`)).toString());
  const uuid = new shared.UUID();
  uuid.setStructured(halves);
  return uuid;
}

export const streamIdentifier = (name: string) => {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(name));
  return identifier;
};

export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

import { commandOf, type Command } from './command.js';
import { MalformedMessage } from './mongo-error.js';
import { assertWellFormed, type Value } from './raw-bson.js';

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerBytes = 16;
export const maxMessageBytes = 48_000_000;

const checksumPresent = 1;
const moreToCome = 2;
const knownRequired = checksumPresent | moreToCome;

/** `wantsReply` is false when the client said that it does not wait for one. */
export type Request = { id: number; command: Command; wantsReply: boolean; isLegacy: boolean };

/** Cuts a stream of bytes into messages; throws MalformedMessage on a length no message has. */
export async function* messagesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let size = 0;
  let wanted = headerBytes;
  for await (const chunk of stream) {
    chunks.push(chunk);
    size += chunk.length;
    if (size < wanted) continue;
    let bytes = Buffer.concat(chunks);
    while (bytes.length >= headerBytes) {
      wanted = bytes.readInt32LE(0);
      if (wanted < headerBytes || wanted > maxMessageBytes)
        throw new MalformedMessage('a message has an impossible length');
      if (bytes.length < wanted) break;
      yield bytes.subarray(0, wanted);
      bytes = bytes.subarray(wanted);
      wanted = headerBytes;
    }
    chunks = [bytes];
    size = bytes.length;
  }
}

export function requestOf(message: Buffer): Request {
  const id = message.readInt32LE(4);
  switch (message.readInt32LE(12)) {
    case opMsg:
      return { id, isLegacy: false, ...bodyOf(message) };
    case opQuery:
      return { id, isLegacy: true, wantsReply: true, command: legacyCommandOf(message) };
    default:
      throw new MalformedMessage('an operation code is not served');
  }
}

export function replyTo({ id, isLegacy }: Request, document: Buffer): Buffer {
  const head = Buffer.alloc(headerBytes + (isLegacy ? 20 : 5));
  head.writeInt32LE(head.length + document.length, 0);
  head.writeInt32LE(id, 8);
  head.writeInt32LE(isLegacy ? opReply : opMsg, 12);
  if (isLegacy) head.writeInt32LE(1, headerBytes + 16);
  return Buffer.concat([head, document]);
}

function bodyOf(message: Buffer): { command: Command; wantsReply: boolean } {
  if (message.length < headerBytes + 4) throw new MalformedMessage('a message has no flags');
  const flags = message.readUInt32LE(headerBytes);
  if (flags & 0xffff & ~knownRequired) throw new MalformedMessage('a required flag is not known');
  const end = flags & checksumPresent ? message.length - 4 : message.length;
  if (flags & checksumPresent && crc32c(message.subarray(0, end)) !== message.readUInt32LE(end)) {
    throw new MalformedMessage('the checksum is wrong');
  }
  let body: Value | undefined;
  const sequences = new Map<string, Value[]>();
  for (let at = headerBytes + 4; at < end;) {
    const kind = message[at++];
    if (kind === 0) {
      if (body) throw new MalformedMessage('a message has two bodies');
      body = documentAt(message, at, end);
      at = body.end;
    } else if (kind === 1) {
      const sectionEnd = at + lengthAt(message, at, end);
      const nameEnd = message.indexOf(0, at + 4);
      if (nameEnd < 0 || nameEnd >= sectionEnd) throw new MalformedMessage('a sequence has no name');
      const documents = documentsIn(message, nameEnd + 1, sectionEnd);
      sequences.set(message.toString('utf8', at + 4, nameEnd), documents);
      at = sectionEnd;
    } else throw new MalformedMessage('a section is of no known kind');
  }
  if (!body) throw new MalformedMessage('a message has no body');
  return { command: commandOf(body, sequences), wantsReply: !(flags & moreToCome) };
}

function legacyCommandOf(message: Buffer): Command {
  const nameEnd = message.indexOf(0, headerBytes + 4);
  if (nameEnd < 0) throw new MalformedMessage('a query names no collection');
  const command = commandOf(documentAt(message, nameEnd + 9, message.length));
  if (!/^(hello|ismaster)$/i.test(command.name)) throw new MalformedMessage('a legacy query is served for hello only');
  return command;
}

function documentsIn(message: Buffer, from: number, end: number): Value[] {
  const documents: Value[] = [];
  for (let at = from; at < end;) {
    const document = documentAt(message, at, end);
    documents.push(document);
    at = document.end;
  }
  return documents;
}

function documentAt(message: Buffer, at: number, limit: number): Value {
  const document = { type: 3, bytes: message, start: at, end: at + lengthAt(message, at, limit) };
  assertWellFormed(document);
  return document;
}

function lengthAt(message: Buffer, at: number, limit: number): number {
  const length = at + 5 <= limit ? message.readInt32LE(at) : 0;
  if (length < 5 || at + length > limit) throw new MalformedMessage('a section is longer than its message');
  return length;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc;
});

/** CRC-32C (RFC 3720, appendix B.4). */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}

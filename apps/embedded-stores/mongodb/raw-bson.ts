import { BSONType, deserialize, serialize, type Document } from 'bson';
import { MalformedMessage, refuse } from './mongo-error.js';

/** One BSON value where it lies: its type and its bytes, never decoded before somebody asks. */
export type Value = { readonly type: number; readonly bytes: Buffer; readonly start: number; readonly end: number };
export type Element = Value & { readonly name: string; readonly from: number };

export const maxDocumentBytes = 16 * 1024 * 1024;
const maxDepth = 180;

export const valueOfDocument = (bytes: Buffer): Value => ({
  type: BSONType.object,
  bytes,
  start: 0,
  end: bytes.length,
});

export const isDocument = (value: Value | undefined): value is Value & { type: 3 } => value?.type === BSONType.object;
export const isArray = (value: Value | undefined): value is Value & { type: 4 } => value?.type === BSONType.array;
export const bytesOf = (value: Value): Buffer => value.bytes.subarray(value.start, value.end);

/** The elements of a document or an array, in their order. Throws MalformedMessage on broken lengths or types. */
export function elementsOf({ bytes, start, end }: Value): Element[] {
  const elements: Element[] = [];
  let at = start + 4;
  while (at < end - 1) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const type = bytes[at] ?? 0;
    const valueStart = nameEnd + 1;
    if (nameEnd < 0 || valueStart >= end) throw new MalformedMessage('a name has no end');
    const valueEnd = endOfValue(bytes, type, valueStart, end - 1);
    elements.push({
      type,
      bytes,
      name: bytes.toString('utf8', at + 1, nameEnd),
      from: at,
      start: valueStart,
      end: valueEnd,
    });
    at = valueEnd;
  }
  return elements;
}

/** The element called `name`, read without looking into the others. */
export function childOf({ bytes, start, end }: Value, name: string): Value | undefined {
  let at = start + 4;
  while (at < end - 1) {
    const nameEnd = bytes.indexOf(0, at + 1);
    const valueEnd = endOfValue(bytes, bytes[at] ?? 0, nameEnd + 1, end - 1);
    if (nameEnd - at - 1 >= name.length && bytes.toString('utf8', at + 1, nameEnd) === name) {
      return { type: bytes[at] ?? 0, bytes, start: nameEnd + 1, end: valueEnd };
    }
    at = valueEnd;
  }
  return undefined;
}

function endOfValue(bytes: Buffer, type: number, at: number, limit: number): number {
  const end = at + sizeOfValue(bytes, type, at, limit);
  if (!(end <= limit)) throw new MalformedMessage('a value is longer than its document');
  return end;
}

function sizeOfValue(bytes: Buffer, type: number, at: number, limit: number): number {
  switch (type) {
    case BSONType.double:
    case BSONType.date:
    case BSONType.timestamp:
    case BSONType.long:
      return 8;
    case BSONType.string:
    case BSONType.javascript:
    case BSONType.symbol:
      return 4 + lengthAt(bytes, at, limit, 1);
    case BSONType.object:
    case BSONType.array:
    case BSONType.javascriptWithScope:
      return lengthAt(bytes, at, limit, 5);
    case BSONType.binData:
      return 5 + lengthAt(bytes, at, limit, 0);
    case BSONType.objectId:
      return 12;
    case BSONType.bool:
      return 1;
    case BSONType.int:
      return 4;
    case BSONType.decimal:
      return 16;
    case BSONType.regex:
      return bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1 - at;
    case BSONType.dbPointer:
      return 16 + lengthAt(bytes, at, limit, 1);
    case BSONType.undefined:
    case BSONType.null:
    case BSONType.maxKey:
    case 255: // the minimum key, -1 as a signed byte
      return 0;
    default:
      throw new MalformedMessage(`no BSON type ${type}`);
  }
}

function lengthAt(bytes: Buffer, at: number, limit: number, least: number): number {
  const length = at + 4 <= limit ? bytes.readInt32LE(at) : -1;
  if (length < least) throw new MalformedMessage('a length is out of range');
  return length;
}

/** Walks every level; throws MalformedMessage, or a refusal when nested deeper than 180 levels. */
export function assertWellFormed(value: Value, depth = 0): void {
  if (depth > maxDepth) refuse('BadValue', `A document is nested deeper than ${maxDepth} levels.`);
  const { bytes, start, end } = value;
  if (end - start < 5 || end > bytes.length || bytes.readInt32LE(start) !== end - start || bytes[end - 1] !== 0) {
    throw new MalformedMessage('a document does not end where it says');
  }
  for (const element of elementsOf(value)) {
    if (isDocument(element) || isArray(element)) assertWellFormed(element, depth + 1);
  }
}

/** The value as the driver's types: numbers for int32 and double, Long for int64, else bson's classes. */
export function decode(value: Value): unknown {
  return deserialize(documentOf([['', value]]), { promoteLongs: false, bsonRegExp: true })[''];
}

export const decodeDocument = (value: Value): Document => deserialize(bytesOf(value), { promoteLongs: false });

export function textOf(value: Value | undefined): string | undefined {
  return value?.type === BSONType.string ? value.bytes.toString('utf8', value.start + 4, value.end - 1) : undefined;
}

/** The bytes of a binary value, as text. */
export function binaryTextOf(value: Value | undefined): string | undefined {
  return value?.type === BSONType.binData ? value.bytes.toString('utf8', value.start + 5, value.end) : undefined;
}

export function numberOf(value: Value | undefined): number | undefined {
  if (value?.type === BSONType.int) return value.bytes.readInt32LE(value.start);
  if (value?.type === BSONType.double) return value.bytes.readDoubleLE(value.start);
  if (value?.type === BSONType.long) return Number(value.bytes.readBigInt64LE(value.start));
  return undefined;
}

export function truthOf(value: Value | undefined): boolean {
  if (!value || value.type === BSONType.null || value.type === BSONType.undefined) return false;
  return value.type === BSONType.bool ? value.bytes[value.start] === 1 : numberOf(value) !== 0;
}

/** A document from entries of which some are raw values, copied byte for byte, and the others are encoded. */
export function documentOf(entries: Iterable<readonly [string, unknown]>): Buffer {
  const parts: Buffer[] = [Buffer.alloc(4)];
  for (const [name, content] of entries) {
    if (isValue(content)) parts.push(Buffer.from([content.type]), Buffer.from(`${name}\0`), bytesOf(content));
    else if (content !== undefined) parts.push(Buffer.from(serialize({ [name]: content }).subarray(4, -1)));
  }
  return sealed(parts);
}

export const arrayOf = (documents: readonly Buffer[]): Value => {
  const parts: Buffer[] = [Buffer.alloc(4)];
  documents.forEach((document, position) => parts.push(Buffer.from(`\x03${position}\0`), document));
  return { ...valueOfDocument(sealed(parts)), type: BSONType.array };
};

/** A document of elements that are copied with their names from wherever they lie. */
export const documentOfElements = (elements: readonly Element[]): Buffer =>
  sealed([Buffer.alloc(4), ...elements.map(({ bytes, from, end }) => bytes.subarray(from, end))]);

function sealed(parts: Buffer[]): Buffer {
  const bytes = Buffer.concat([...parts, Buffer.alloc(1)]);
  bytes.writeInt32LE(bytes.length, 0);
  return bytes;
}

function isValue(content: unknown): content is Value {
  return typeof content === 'object' && content !== null && 'bytes' in content && 'start' in content;
}

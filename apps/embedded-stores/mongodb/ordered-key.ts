import { BSONType } from 'bson';
import { refuse } from './mongo-error.js';
import { elementsOf, type Value } from './raw-bson.js';

/** What an index holds for an empty array; sorts before null. */
export const emptyArray = Symbol('empty array');
export type Component = Value | undefined | typeof emptyArray;

// The high half-byte is MongoDB's order of types; all tags lie between 0x01 and 0xfe, so that 0x00 and 0xff may end a part.
const tags = new Map<number, number>([
  [255, 0x01],
  [BSONType.undefined, 0x10],
  [BSONType.null, 0x10],
  [BSONType.double, 0x20],
  [BSONType.int, 0x20],
  [BSONType.long, 0x20],
  [BSONType.string, 0x30],
  [BSONType.symbol, 0x30],
  [BSONType.object, 0x40],
  [BSONType.array, 0x50],
  [BSONType.binData, 0x60],
  [BSONType.objectId, 0x70],
  [BSONType.bool, 0x80],
  [BSONType.date, 0x90],
  [BSONType.timestamp, 0xa0],
  [BSONType.regex, 0xb0],
  [BSONType.maxKey, 0xf0],
]);
export const emptyArrayTag = 0x08;

let scratch = Buffer.alloc(4096);
let used = 0;

/** The bytes whose order is MongoDB's order of values, types first; a missing value is a null. No key is the beginning of another. */
export function keyOf(value: Component): Buffer {
  used = 0;
  encode(value);
  return Buffer.from(scratch.subarray(0, used));
}

/** The keys of several values in a row, those with direction -1 turned upside down. */
export function compoundKey(components: readonly Component[], directions: readonly number[]): Buffer {
  used = 0;
  components.forEach((component, position) => {
    const from = used;
    encode(component);
    if (directions[position] === -1) invert(scratch.subarray(from, used));
  });
  return Buffer.from(scratch.subarray(0, used));
}

export const inverted = (key: Buffer): Buffer => {
  const copy = Buffer.from(key);
  invert(copy);
  return copy;
};

/** Two keys are comparable in a range only when they are of one type. */
export const bracketOf = (key: Buffer): number => (key[0] ?? 0) & 0xf0;

export const isNaNKey = (key: Buffer): boolean => key[0] === 0x20 && key.readBigUInt64BE(1) === 0n;

/** How every string key starts whose string starts with `prefix`. */
export function stringPrefixKey(prefix: string): Buffer {
  used = 0;
  push(0x30);
  pushText(Buffer.from(prefix));
  return Buffer.from(scratch.subarray(0, used));
}

function invert(key: Buffer): void {
  for (let at = 0; at < key.length; at++) key[at] = ~(key[at] ?? 0);
}

function encode(value: Component): void {
  if (value === emptyArray) push(emptyArrayTag);
  else if (value === undefined) push(0x10);
  else encodeAs(tagOf(value), value);
}

function tagOf({ type, bytes, start }: Value): number {
  const tag = tags.get(type);
  if (tag === undefined) refuse('BadValue', `Values of BSON type ${type} can be stored, but not compared or indexed.`);
  return type === BSONType.bool ? tag + (bytes[start] ?? 0) : tag;
}

function encodeAs(tag: number, value: Value): void {
  const { type, bytes, start, end } = value;
  push(tag);
  if (tag === 0x20) pushNumber(type, bytes, start);
  else if (tag === 0x30) {
    pushText(bytes.subarray(start + 4, end - 1));
    push(...endOfText);
  } else if (tag === 0x40 || tag === 0x50) {
    pushElements(value, tag === 0x40);
  } else if (tag === 0x60) {
    push(bytes[start + 3] ?? 0, bytes[start + 2] ?? 0, bytes[start + 1] ?? 0, bytes[start] ?? 0); // shorter ones first
    pushBytes(bytes.subarray(start + 4, end));
  } else if (tag === 0x70 || tag === 0xb0) pushBytes(bytes.subarray(start, end));
  else if (tag === 0x90) pushUnsigned(BigInt.asUintN(64, bytes.readBigInt64LE(start)) ^ (1n << 63n));
  else if (tag === 0xa0) pushUnsigned(bytes.readBigUInt64LE(start));
}

// Of an object's field the type counts first, then the name, then the value.
function pushElements(value: Value, isNamed: boolean): void {
  for (const element of elementsOf(value)) {
    const tag = tagOf(element);
    if (isNamed) {
      push((tag & 0xf0) | 1);
      pushText(Buffer.from(element.name));
      push(...endOfText);
    }
    encodeAs(tag, element);
  }
  push(0);
}

// A double, then how far the integer lies from it: 64-bit integers do not fit a double.
function pushNumber(type: number, bytes: Buffer, start: number): void {
  const whole = type === BSONType.long ? bytes.readBigInt64LE(start) : undefined;
  const number =
    whole === undefined
      ? type === BSONType.int
        ? bytes.readInt32LE(start)
        : bytes.readDoubleLE(start)
      : Number(whole);
  reserve(8);
  if (Number.isNaN(number)) scratch.fill(0, used, used + 8);
  else {
    scratch.writeDoubleBE(number === 0 ? 0 : number, used);
    if ((scratch[used] ?? 0) & 0x80) invert(scratch.subarray(used, used + 8));
    else scratch[used] = (scratch[used] ?? 0) | 0x80;
  }
  used += 8;
  const rest = whole === undefined ? 0x8000 : Number(whole - BigInt(number)) + 0x8000;
  push(rest >> 8, rest & 0xff);
}

// A zero within the text is followed by 0xff, the one that ends it by 0x01.
const endOfText = [0, 1];

function pushText(text: Buffer): void {
  if (!text.includes(0)) pushBytes(text);
  else for (const byte of text) push(...(byte === 0 ? [0, 0xff] : [byte]));
}

function pushUnsigned(value: bigint): void {
  reserve(8);
  used = scratch.writeBigUInt64BE(value, used);
}

function pushBytes(bytes: Buffer): void {
  reserve(bytes.length);
  used += bytes.copy(scratch, used);
}

function push(...bytes: number[]): void {
  reserve(bytes.length);
  for (const byte of bytes) scratch[used++] = byte;
}

function reserve(size: number): void {
  if (used + size <= scratch.length) return;
  const larger = Buffer.alloc(Math.max(scratch.length * 2, used + size));
  scratch.copy(larger, 0, 0, used);
  scratch = larger;
}

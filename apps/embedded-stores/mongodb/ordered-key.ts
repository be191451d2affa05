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

export function inverted(key: Buffer): Buffer {
  return invert(Buffer.from(key));
}

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

function invert(key: Buffer): Buffer {
  for (let at = 0; at < key.length; at++) key[at] = ~(key[at] ?? 0);
  return key;
}

function encode(value: Component): void {
  if (value === emptyArray) return push(emptyArrayTag);
  if (value === undefined) return push(0x10);
  encodeAs(tagOf(value), value);
}

function tagOf({ type, bytes, start }: Value): number {
  const tag = tags.get(type);
  if (tag === undefined) refuse('BadValue', `Values of BSON type ${type} can be stored, but not compared or indexed.`);
  return type === BSONType.bool ? tag + (bytes[start] ?? 0) : tag;
}

function encodeAs(tag: number, value: Value): void {
  const { type, bytes, start, end } = value;
  push(tag);
  switch (tag) {
    case 0x20:
      return pushNumber(type, bytes, start);
    case 0x30:
      pushText(bytes.subarray(start + 4, end - 1));
      return push(0);
    case 0x40:
      for (const element of elementsOf(value)) {
        push((tagOf(element) & 0xf0) | 1);
        pushText(Buffer.from(element.name));
        push(0);
        encodeAs(tagOf(element), element);
      }
      return push(0);
    case 0x50:
      for (const element of elementsOf(value)) encodeAs(tagOf(element), element);
      return push(0);
    case 0x60:
      push(bytes[start + 3] ?? 0, bytes[start + 2] ?? 0, bytes[start + 1] ?? 0, bytes[start] ?? 0);
      return pushBytes(bytes.subarray(start + 4, end));
    case 0x70:
      return pushBytes(bytes.subarray(start, end));
    case 0x90:
      return pushSigned(bytes.readBigInt64LE(start));
    case 0xa0:
      return pushUnsigned(bytes.readBigUInt64LE(start));
    case 0xb0:
      return pushBytes(bytes.subarray(start, end));
  }
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

function pushText(text: Buffer): void {
  if (!text.includes(0)) return pushBytes(text);
  for (const byte of text) {
    push(byte);
    if (byte === 0) push(0xff);
  }
}

const pushSigned = (value: bigint) => pushUnsigned(BigInt.asUintN(64, value) ^ (1n << 63n));

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

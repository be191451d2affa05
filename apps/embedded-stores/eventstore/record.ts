import streams from '@eventstore/db-client/generated/streams_pb.js';
import { streamIdentifier, structuredId, textId } from './protocol.js';

/** An event as a client proposes it; the id is 32 hexadecimal digits. */
export type ProposedEvent = {
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
};

/** A stored event: what filters and idempotency look at, then the message that goes to clients as it is. */
export type Record = { id: string; stream: string; type: string; message: Buffer };

const head = 24; // id, then the lengths of the stream's name and of the type
const ticksPerMillisecond = 10_000n;

/** What EventStoreDB counts towards its limit on one append, in bytes. */
export const sizeOf = (event: ProposedEvent) => event.data.length + event.metadata.length + event.type.length * 2;

export function encodeRecord(event: ProposedEvent, stream: string, revision: number, position: number): Buffer {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(textId(event.id));
  recorded.setStreamIdentifier(streamIdentifier(stream));
  recorded.setStreamRevision(String(revision));
  recorded.setPreparePosition(String(position));
  recorded.setCommitPosition(String(position));
  recorded
    .getMetadataMap()
    .set('type', event.type)
    .set('content-type', event.contentType)
    .set('created', String(BigInt(Date.now()) * ticksPerMillisecond));
  recorded.setCustomMetadata(event.metadata);
  recorded.setData(event.data);
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(position));
  const response = new streams.ReadResp();
  response.setEvent(read);

  const names = Buffer.from(stream + event.type);
  const header = Buffer.alloc(head);
  header.write(event.id, 'hex');
  header.writeUInt32BE(Buffer.byteLength(stream), 16);
  header.writeUInt32BE(Buffer.byteLength(event.type), 20);
  return Buffer.concat([header, names, response.serializeBinary()]);
}

export const idOf = (value: Buffer) => value.toString('hex', 0, 16);

export function decodeRecord(value: Buffer): Record {
  const streamEnd = head + value.readUInt32BE(16);
  const typeEnd = streamEnd + value.readUInt32BE(20);
  return {
    id: idOf(value),
    stream: value.toString('utf8', head, streamEnd),
    type: value.toString('utf8', streamEnd, typeEnd),
    message: value.subarray(typeEnd),
  };
}

/** The record's message with its id as two 64-bit halves, for clients that ask for it. */
export function withStructuredId(record: Record): Buffer {
  const response = streams.ReadResp.deserializeBinary(record.message);
  response.getEvent()?.getEvent()?.setId(structuredId(record.id));
  return Buffer.from(response.serializeBinary());
}

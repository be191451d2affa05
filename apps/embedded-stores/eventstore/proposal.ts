import { status, type StatusObject } from '@grpc/grpc-js';
import type { UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { maxAppendSize, readId, refusal } from './protocol.js';
import { sizeOf, type ProposedEvent } from './record.js';

const maxName = 1_024;

type ProposedMessage = {
  getId(): UUID | undefined;
  getMetadataMap(): { get(key: string): string | undefined };
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
};

/** Gathers the events of one append as they arrive; after the first refusal it keeps nothing. */
export function startProposal(streamName: Uint8Array) {
  const stream = Buffer.from(streamName).toString();
  let events: ProposedEvent[] = [];
  let size = 0;
  let refused = refuseStream(stream);

  function add(message: ProposedMessage): void {
    if (refused) return;
    const event = readEvent(message);
    if ('code' in event) refused = event;
    else {
      events.push(event);
      size += sizeOf(event);
      if (size > maxAppendSize) refused = tooLarge;
    }
    if (refused) events = [];
  }

  return { stream, add, events: () => events, refusal: () => refused };
}

export type Proposal = ReturnType<typeof startProposal>;

const invalid = (details: string) => refusal(status.INVALID_ARGUMENT, details);

export const tooLarge = refusal(status.INVALID_ARGUMENT, `One append holds at most ${maxAppendSize} bytes.`, {
  exception: 'maximum-append-size-exceeded',
  'maximum-append-size': String(maxAppendSize),
});

const unserved = refusal(status.PERMISSION_DENIED, 'The metadata of streams is not served.', {
  exception: 'access-denied',
});

function refuseStream(stream: string): StatusObject | undefined {
  const length = Buffer.byteLength(stream);
  if (length === 0 || length > maxName) return invalid(`A stream's name has 1 to ${maxName} bytes.`);
  return stream.startsWith('$$') ? unserved : undefined;
}

function readEvent(message: ProposedMessage): ProposedEvent | StatusObject {
  const id = readId(message.getId());
  const type = message.getMetadataMap().get('type');
  const contentType = message.getMetadataMap().get('content-type');
  if (!id) return invalid('The id of an event must be a UUID.');
  if (!type || !contentType) {
    const missing = {
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    };
    return refusal(status.INVALID_ARGUMENT, 'An event needs a type and a content type.', missing);
  }
  return { id, type, contentType, data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8() };
}

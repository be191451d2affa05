import { status, type ServerDuplexStream, type StatusObject } from '@grpc/grpc-js';
import codePb from '@eventstore/db-client/generated/code_pb.js';
import type { Code } from '@eventstore/db-client/generated/code_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statuses from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import anyMessage from 'google-protobuf/google/protobuf/any_pb.js';
import emptyMessage from 'google-protobuf/google/protobuf/empty_pb.js';
import { inBackground } from '../background.js';
import { notStored } from './append.js';
import { startProposal, type Proposal } from './proposal.js';
import { maxAppendSize, readId, refusal, toNumber } from './protocol.js';
import type { Append, Expected, Outcome, Writer } from './writer.js';

type Call = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;
type Pending = {
  options: BatchAppendReq.Options;
  proposal: Proposal;
  expected: Expected | undefined;
  deadline: number;
  append?: Append;
  timer: NodeJS.Timeout;
};

const codes = codePb.Code;
const longestWrite = 10_000; // whatever the caller asks for
const backlogLimit = 32 * 1024 * 1024;

/** Any number of appends over one stream, each answered once, by its correlation id. */
export function serveBatchAppend(writer: Writer) {
  return (call: Call): void => {
    const pending = new Map<string, Pending>();

    call.on('data', (request: BatchAppendReq) => {
      const correlation = readId(request.getCorrelationId());
      if (!correlation) return;
      const options = request.getOptions();
      if (options && !pending.has(correlation)) pending.set(correlation, open(request, correlation, options));
      const entry = pending.get(correlation);
      if (!entry) return; // answered already, or never opened
      for (const message of request.getProposedMessagesList()) entry.proposal.add(message);
      if (request.getIsFinal()) inBackground('an append', finish(request, correlation, entry));
    });
    call.on('error', () => undefined); // the caller has gone
    call.on('end', () => call.end());
    call.on('cancelled', () => {
      for (const { timer } of pending.values()) clearTimeout(timer);
    });

    function open(request: BatchAppendReq, correlation: string, options: BatchAppendReq.Options): Pending {
      const proposal = startProposal(options.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array());
      const deadline = options.getDeadline()?.toDate().getTime() ?? Infinity;
      const timer = setTimeout(
        () => {
          if (entry.append) entry.append.abandoned = true;
          reply(request, correlation, entry, failed(timeout));
        },
        Math.min(longestWrite, Math.max(0, deadline - Date.now())),
      );
      const entry: Pending = { options, proposal, expected: readExpected(options), deadline, timer };
      return entry;
    }

    async function finish(request: BatchAppendReq, correlation: string, entry: Pending): Promise<void> {
      const { proposal, expected } = entry;
      const refused = entry.deadline <= Date.now() ? timeout : proposal.refusal();
      if (refused || expected === undefined) {
        reply(request, correlation, entry, failed(refused ?? unexpected));
        return;
      }
      entry.append = { stream: proposal.stream, expected, events: proposal.events() };
      const written = writer.append(entry.append);
      if (writer.backlog() > backlogLimit) {
        call.pause();
        inBackground(
          'going on',
          writer.idle().then(() => call.resume()),
        );
      }
      reply(request, correlation, entry, answerTo(await written, expected));
    }

    function reply(request: BatchAppendReq, correlation: string, entry: Pending, response: BatchAppendResp): void {
      clearTimeout(entry.timer);
      if (!pending.delete(correlation) || call.cancelled || call.destroyed) return;
      const { options } = entry;
      response.setCorrelationId(request.getCorrelationId());
      response.setStreamIdentifier(options.getStreamIdentifier());
      if (options.hasStreamPosition()) response.setStreamPosition(options.getStreamPosition());
      else if (options.hasNoStream()) response.setNoStream(options.getNoStream());
      else if (options.hasStreamExists()) response.setStreamExists(options.getStreamExists());
      else if (options.hasAny()) response.setAny(options.getAny());
      call.write(response);
    }
  };
}

const timeout = refusal(status.DEADLINE_EXCEEDED, 'The append was not finished before its deadline.');

const unexpected = refusal(status.INVALID_ARGUMENT, 'An append says which revision it expects, or any.');

function readExpected(options: BatchAppendReq.Options): Expected | undefined {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  if (options.hasStreamPosition()) return toNumber(options.getStreamPosition());
  return options.hasAny() ? 'any' : undefined;
}

function answerTo(outcome: Outcome, expected: Expected): BatchAppendResp {
  switch (outcome.kind) {
    case 'appended':
      return appended(outcome);
    case 'wrong-revision':
      return wrongRevision(expected, outcome.current);
    case 'not-stored':
      return failed(notStored(outcome.reason));
    case 'abandoned':
      return failed(timeout);
  }
}

function appended({ revision, position }: Extract<Outcome, { kind: 'appended' }>): BatchAppendResp {
  const success = new streams.BatchAppendResp.Success();
  if (revision < 0) success.setNoStream(new emptyMessage.Empty());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) success.setNoPosition(new emptyMessage.Empty());
  else {
    const place = new shared.AllStreamPosition();
    place.setCommitPosition(String(position));
    place.setPreparePosition(String(position));
    success.setPosition(place);
  }
  const response = new streams.BatchAppendResp();
  response.setSuccess(success);
  return response;
}

function wrongRevision(expected: Expected, current: number): BatchAppendResp {
  const wrong = new shared.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new emptyMessage.Empty());
  else wrong.setCurrentStreamRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new emptyMessage.Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new emptyMessage.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new emptyMessage.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  const found = current < 0 ? 'there is no such stream' : `the stream is at ${current}`;
  const details = `Append failed: expected ${expected}, ${found}.`;
  return failure(codes.FAILED_PRECONDITION, details, 'WrongExpectedVersion', wrong.serializeBinary());
}

// The client reads `details` of every error unguarded, by the name of its type.
function failed({ code, details, metadata }: StatusObject): BatchAppendResp {
  const [exception] = metadata.get('exception');
  if (code === status.DEADLINE_EXCEEDED) return failure(codes.DEADLINE_EXCEEDED, details, 'Timeout', new Uint8Array());
  if (exception === 'access-denied') return failure(codes.PERMISSION_DENIED, details, 'AccessDenied', new Uint8Array());
  if (exception === 'maximum-append-size-exceeded') {
    const exceeded = new shared.MaximumAppendSizeExceeded();
    exceeded.setMaxappendsize(maxAppendSize);
    return failure(codes.INVALID_ARGUMENT, details, 'MaximumAppendSizeExceeded', exceeded.serializeBinary());
  }
  const bad = new shared.BadRequest();
  bad.setMessage(details);
  const known = code === status.RESOURCE_EXHAUSTED ? codes.RESOURCE_EXHAUSTED : codes.INVALID_ARGUMENT;
  return failure(known, details, 'BadRequest', bad.serializeBinary());
}

function failure(code: Code, message: string, type: string, content: Uint8Array): BatchAppendResp {
  const details = new anyMessage.Any();
  details.pack(content, `event_store.client.${type}`);
  const error = new statuses.Status();
  error.setCode(code);
  error.setMessage(message);
  error.setDetails(details);
  const response = new streams.BatchAppendResp();
  response.setError(error);
  return response;
}

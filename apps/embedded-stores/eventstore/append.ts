import { status, type sendUnaryData, type ServerReadableStream } from '@grpc/grpc-js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { AppendReq, AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { inBackground } from '../background.js';
import { startProposal, type Proposal } from './proposal.js';
import { refusal, toNumber } from './protocol.js';
import type { Expected, Outcome, Writer } from './writer.js';

/** One append per call: the way of clients that send credentials with it. */
export function serveAppend(writer: Writer) {
  return (call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void => {
    let proposal: Proposal | undefined;
    let expected: Expected = 'any';
    call.on('data', (request: AppendReq) => {
      const options = request.getOptions();
      const message = request.getProposedMessage();
      if (options) {
        proposal = startProposal(options.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array());
        expected = readExpected(options);
      } else if (message) proposal?.add(message);
    });
    call.on('error', () => undefined); // the caller has gone
    call.on('end', () => {
      const refused = proposal
        ? proposal.refusal()
        : refusal(status.INVALID_ARGUMENT, 'An append needs its options first.');
      if (!proposal || refused) {
        answer(refused ?? null);
        return;
      }
      const appending = writer.append({ stream: proposal.stream, expected, events: proposal.events() });
      const answering = appending.then((outcome) => {
        if (outcome.kind === 'appended') answer(null, appended(outcome));
        else if (outcome.kind === 'wrong-revision') answer(null, wrongRevision(expected, outcome.current));
        else if (outcome.kind === 'not-stored') answer(notStored(outcome.reason));
      });
      inBackground('an append', answering);
    });
  };
}

export const notStored = (reason: string) =>
  refusal(status.RESOURCE_EXHAUSTED, `Nothing was stored: the disk refused it (${reason}). It may be full.`);

function readExpected(options: AppendReq.Options): Expected {
  if (options.hasNoStream()) return 'no_stream';
  if (options.hasStreamExists()) return 'stream_exists';
  return options.hasRevision() ? toNumber(options.getRevision()) : 'any';
}

function appended({ revision, position }: Extract<Outcome, { kind: 'appended' }>): AppendResp {
  const success = new streams.AppendResp.Success();
  if (revision < 0) success.setNoStream(new shared.Empty());
  else success.setCurrentRevision(String(revision));
  if (position === undefined) success.setNoPosition(new shared.Empty());
  else {
    const place = new streams.AppendResp.Position();
    place.setCommitPosition(String(position));
    place.setPreparePosition(String(position));
    success.setPosition(place);
  }
  const response = new streams.AppendResp();
  response.setSuccess(success);
  return response;
}

function wrongRevision(expected: Expected, current: number): AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(current));
  if (expected === 'any') wrong.setExpectedAny(new shared.Empty());
  else if (expected === 'no_stream') wrong.setExpectedNoStream(new shared.Empty());
  else if (expected === 'stream_exists') wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  const response = new streams.AppendResp();
  response.setWrongExpectedVersion(wrong);
  return response;
}

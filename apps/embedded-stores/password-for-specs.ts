import type { ChildProcess } from 'node:child_process';
import { Metadata } from '@grpc/grpc-js';

/** That of each process which a spec starts: one that is started again has to be known to the clients of the one before. */
export const password = 'known-to-specs';
export const passwordFlag = '--password-is-sent';

export const sendPassword = (child: ChildProcess): void => {
  child.send({ password }, () => undefined);
};

export const eventStoreUrlAt = (port: number) => `esdb://127.0.0.1:${port}?tls=false&connectionName=${password}`;
export const mongodbUrlAt = (port: number) => `mongodb://bersinar:${password}@127.0.0.1:${port}/?directConnection=true`;

/** What a client sends that speaks for itself: user and password. */
export function authorized(user = 'bersinar', secret = password): Metadata {
  const metadata = new Metadata();
  metadata.set('authorization', `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`);
  return metadata;
}

import { ObjectId } from 'bson';
import type { Handler } from './command.js';
import { mechanisms } from './login.js';

const maxWireVersion = 21; // MongoDB 7.0
const version = '7.0.0';

/** A primary that is alone in its replica set: the driver then retries writes and speaks of sessions. */
export const hello: Handler = ({ name, fields }, { address }) => ({
  helloOk: true,
  [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
  secondary: false,
  setName: 'embedded',
  setVersion: 1,
  electionId: new ObjectId('7fffffff0000000000000001'), // the same for ever: a restarted server is no stale primary
  hosts: [address],
  primary: address,
  me: address,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  localTime: new Date(),
  logicalSessionTimeoutMinutes: 30,
  connectionId: 1,
  minWireVersion: 0,
  maxWireVersion,
  readOnly: false,
  ...(fields.has('saslSupportedMechs') && { saslSupportedMechs: mechanisms }),
});

export const buildInfo: Handler = () => ({
  version,
  versionArray: [7, 0, 0, 0],
  modules: ['embedded'],
  bits: 64,
  maxBsonObjectSize: 16_777_216,
});

export const nothing: Handler = () => ({});

export const saslStart: Handler = (command, _, login) => login.start(command);
export const saslContinue: Handler = (command, _, login) => login.proceed(command);

import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Binary } from 'bson';
import { isSame, USER } from '../credential.js';
import type { Command, Login, Reply } from './command.js';
import { refuse } from './mongo-error.js';
import { binaryTextOf, textOf } from './raw-bson.js';

const mechanism = 'SCRAM-SHA-256';
const iterations = 4_096; // the fewest that drivers accept; what they protect is random anyway
const open = new Set(['hello', 'isMaster', 'ismaster', 'buildInfo', 'ping', 'saslStart', 'saslContinue']);

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** What the server knows of a password: enough to check a proof and to prove itself, as RFC 5802 says. */
export function verifierOf(password: string) {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  return {
    salt: salt.toString('base64'),
    storedKey: sha256(hmac(salted, 'Client Key')),
    serverKey: hmac(salted, 'Server Key'),
  };
}

type Verifier = ReturnType<typeof verifierOf>;

/** The login of one connection: until it has succeeded, nothing is answered but what drivers ask before it. */
export function openLogin({ salt, storedKey, serverKey }: Verifier): Login {
  let known = false;
  let challenge: { nonce: string; begun: string } | undefined;

  return {
    assertAllowed({ name }) {
      if (!known && !open.has(name)) refuse('Unauthorized', `Command ${name} requires authentication`);
    },

    start(command) {
      const wanted = textOf(command.fields.get('mechanism')) ?? '';
      if (wanted !== mechanism) refuse('MechanismUnavailable', `${wanted} is not served: use ${mechanism}`);
      const [, first = '', user, theirs] = /^n,,(n=([^,]*),r=([^,]+))$/.exec(payloadIn(command)) ?? [];
      if (theirs === undefined || user !== USER) return failed();
      const nonce = theirs + randomBytes(18).toString('base64');
      const reply = `r=${nonce},s=${salt},i=${String(iterations)}`;
      challenge = { nonce, begun: `${first},${reply}` };
      return step(reply, false);
    },

    proceed(command) {
      const [, last = '', nonce, proof = ''] = /^(c=biws,r=([^,]+)),p=([^,]+)$/.exec(payloadIn(command)) ?? [];
      const given = challenge;
      challenge = undefined;
      if (given === undefined || nonce !== given.nonce) return failed();
      const all = `${given.begun},${last}`;
      const clientKey = exclusiveOr(hmac(storedKey, all), Buffer.from(proof, 'base64'));
      if (!isSame(sha256(clientKey).toString('hex'), storedKey.toString('hex'))) return failed();
      known = true;
      return step(`v=${hmac(serverKey, all).toString('base64')}`, true);
    },
  };
}

/** The ways to log in, for drivers that ask which there are. */
export const mechanisms = [mechanism];

const failed = () => refuse('AuthenticationFailed', 'Authentication failed.');

const payloadIn = ({ fields }: Command) => binaryTextOf(fields.get('payload')) ?? '';

const step = (text: string, done: boolean): Reply => ({
  conversationId: 1,
  done,
  payload: new Binary(Buffer.from(text)),
});

const exclusiveOr = (one: Buffer, other: Buffer) => one.map((byte, i) => byte ^ (other[i] ?? 0)) as Buffer;

import { Unavailable } from '#kernel';
import { MongoClient, MongoError, type MongoServerError } from 'mongodb';
import { tellWhoeverWrites } from './closed-while-writing.js';

tellWhoeverWrites();

const ANSWER_MS = 2_000;

/**
 * A client of MongoDB that answers or fails within 2 s a call, believes only what a majority has on disk, and never writes
 * `undefined`. It connects at the first call, and again by itself after every outage.
 */
export const openMongo = (url: string, appName = 'bersinar'): MongoClient =>
  new MongoClient(url, {
    appName,
    serverSelectionTimeoutMS: ANSWER_MS,
    connectTimeoutMS: ANSWER_MS,
    waitQueueTimeoutMS: ANSWER_MS,
    socketTimeoutMS: ANSWER_MS,
    retryReads: false,
    retryWrites: true,
    writeConcern: { w: 'majority', journal: true },
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    ignoreUndefined: true,
  });

/** The connection string by which a database is the one that an application writes to; who logs in is known where they were. */
export function withDatabase(url: string, name: string): string {
  const [, server = '', database = '', options = ''] = /^([a-z+]+:\/\/[^/?]+)\/?([^?]*)\??(.*)$/.exec(url) ?? [];
  const rest = new URLSearchParams(options);
  if (server.includes('@') && !rest.has('authSource')) rest.set('authSource', database === '' ? 'admin' : database);
  return `${server}/${name}?${rest.toString()}`;
}

/** The answer of MongoDB. Throws `Unavailable(code)` for every error of the driver, whose words may repeat what was stored. */
export async function orUnavailable<T>(answer: Promise<T>, code = 'read-models-unavailable'): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    throw new Unavailable(code, { cause: nameOf(error) });
  }
}

const nameOf = ({ name, code }: MongoError | MongoServerError): string =>
  code === undefined ? name : `${name} ${code}`;

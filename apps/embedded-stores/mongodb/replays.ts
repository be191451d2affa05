import type { Command, Reply } from './command.js';
import { refuse } from './mongo-error.js';
import { bytesOf, numberOf } from './raw-bson.js';

const mostSessions = 10_000;

/**
 * Answers a repeated write (same session, same transaction number) with its first reply, also while the first still runs.
 * Kept in memory: a write repeated after the server restarted is done again.
 */
export function openReplays(): (command: Command, run: () => Promise<Reply>) => Promise<Reply> {
  const sessions = new Map<string, { number: number; reply: Promise<Reply> }>();

  return ({ fields }, run) => {
    const session = fields.get('lsid');
    const number = numberOf(fields.get('txnNumber'));
    if (!session || number === undefined) return run();
    const key = bytesOf(session).toString('latin1');
    const last = sessions.get(key);
    if (last?.number === number) return last.reply;
    if (last && last.number > number)
      refuse('TransactionTooOld', `txnNumber ${number} is older than the session's last`);
    const reply = run();
    sessions.delete(key);
    sessions.set(key, { number, reply });
    const [oldest] = sessions.keys();
    if (sessions.size > mostSessions && oldest !== undefined) sessions.delete(oldest);
    reply.catch(() => {
      if (sessions.get(key)?.reply === reply) sessions.delete(key);
    });
    return reply;
  };
}

import { defer, lastValueFrom, type Observable } from 'rxjs';
import { inBackground } from '#kernel';
import { type HttpRequest, isAdmitted, askerOf } from '../auth/index.js';

const inHand = new Map<string, Promise<unknown>>();

/**
 * Requests of one login to one address with one Idempotency-Key, one after another: the first records, each after it finds what was
 * recorded. At once they would all take what the record needs for itself, and refuse each other.
 */
export function inTurn<T>(request: HttpRequest, handle: () => Observable<T>): Observable<T> {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !isAdmitted(request)) return handle();
  const turn = JSON.stringify([askerOf(request).actor.staffId, request.url, key]);
  return defer(() => {
    const before = inHand.get(turn) ?? Promise.resolve();
    const handling = before.then(() => lastValueFrom(handle()));
    const over = handling.then(noValue, noValue);
    inHand.set(turn, over);
    inBackground(
      'ending a turn',
      over.then(() => {
        if (inHand.get(turn) === over) inHand.delete(turn);
      }),
    );
    return handling;
  });
}

const noValue = (): void => undefined;

import { Unavailable } from './errors.js';
import { AppendDenied, AppendTooLarge, WrongExpectedRevision } from './event-store.js';
import { deadlineOf, untilAnswered } from './persistence.js';

const impatient = { attemptMs: 10, totalMs: 80 };
const patient = { attemptMs: 10, totalMs: 60_000 };

function connection() {
  const renewed: (number | undefined)[] = [];
  return {
    renewed,
    get generation() {
      return renewed.length;
    },
    renew: (generation?: number) => {
      renewed.push(generation);
      return Promise.resolve();
    },
  };
}

const attempt = <T>(
  store: ReturnType<typeof connection>,
  call: () => Promise<T>,
  { code = 'outcome-unknown', patience = patient } = {},
) => untilAnswered(store, call, deadlineOf(patience), { code, patience });

describe('untilAnswered', () => {
  it('gives the answer and leaves the connection alone', async () => {
    const store = connection();
    expect(await attempt(store, () => Promise.resolve('yes'))).toBe('yes');
    expect(store.renewed).toEqual([]);
  });

  it('calls again on a new connection after an error and after silence', async () => {
    const store = connection();
    const outcomes = [() => Promise.reject(new Error('broken')), () => new Promise<string>(() => undefined)];
    expect(await attempt(store, () => outcomes.shift()?.() ?? Promise.resolve('yes'))).toBe('yes');
    expect(store.renewed).toEqual([0, 1]);
  });

  it.each([new WrongExpectedRevision('tally-1'), new AppendTooLarge(), new AppendDenied()])(
    'passes on what the store answered: %s',
    async (error) => {
      const store = connection();
      await expect(attempt(store, () => Promise.reject(error))).rejects.toBe(error);
      expect(store.renewed).toEqual([]);
    },
  );

  it.each(['outcome-unknown', 'event-store-unavailable'])('gives up at its deadline: %s', async (code) => {
    const store = connection();
    const silent = attempt(store, () => new Promise(() => undefined), { code, patience: impatient });
    await expect(silent).rejects.toMatchObject({ code, status: 503, retryAfterSeconds: 2 });
    await expect(silent).rejects.toThrow(Unavailable);
    expect(store.renewed.length).toBeGreaterThan(0);
  });

  it('does not begin after its deadline', async () => {
    const store = connection();
    const late = untilAnswered(store, () => Promise.resolve('yes'), Date.now() - 1, { code: 'outcome-unknown' });
    await expect(late).rejects.toThrow(Unavailable);
  });
});

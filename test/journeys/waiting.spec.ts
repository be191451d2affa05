import { jest } from '@jest/globals';
import { commitOf, formatPosition, type Position, toPosition } from '#kernel';
import { houseForSpecs } from './troubled-for-specs.js';

const OF_ONE = 8;

jest.setTimeout(60_000);

describe('Whoever waits for a position', () => {
  it('is refused at once what the log has not got to, and when too many wait for one person already', async () => {
    const house = await houseForSpecs();
    try {
      const { system, stage } = await house.start(['api']); // nobody projects: there is nothing but to wait
      const { store, log } = system.engine;
      const { token } = stage.cast.registrar;
      const ask = async (position: Position) => {
        const headers = { authorization: `Bearer ${token}`, 'wait-for-position': formatPosition(log, position) };
        const answer = await fetch(`${system.url}/inmates`, { headers });
        const { code } = (await answer.json()) as { code?: string };
        return `${answer.status} ${code} ${answer.headers.get('retry-after')}`;
      };

      const head = (await store.head()) ?? '';
      expect(await ask(toPosition(commitOf(head) + 1_000_000n, undefined))).toBe('400 position-ahead null');
      const answers = await Promise.all(Array.from({ length: OF_ONE + 2 }, () => ask(head)));
      const [tooMany, behind] = ['429 too-many-waiting', '504 projection-behind'].map((outcome) =>
        answers.filter((answer) => answer.startsWith(outcome)),
      );
      expect([tooMany?.length, behind?.length]).toEqual([2, OF_ONE]);
      expect(tooMany?.every((answer) => /\d$/.test(answer))).toBe(true);
    } finally {
      await house.close();
    }
  });
});

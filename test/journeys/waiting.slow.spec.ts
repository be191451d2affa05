import { commitOf, formatPosition, type Position, toPosition } from '#kernel';
import { stageAt } from './stage-for-specs.js';
import { systemForSpecs } from './system-for-specs.js';

const OF_ONE = 8;

describe('Whoever waits for a position', () => {
  it('is refused at once what the log has not got to, and when too many wait for one person already, where one request is one', async () => {
    const system = await systemForSpecs({ parts: ['api'] }); // nobody projects: there is nothing but to wait
    try {
      const stage = await stageAt(system.url);
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

      const lists = Array.from({ length: OF_ONE + 1 }, (_, n) => `a${n}: inmates(limit: ${n + 1}) { items { id } }`);
      const query = JSON.stringify({ query: `{ ${lists.join(' ')} }` });
      const one = await fetch(`${system.url}/graphql`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'wait-for-position': formatPosition(log, head),
        },
        body: query,
      });
      const { errors } = (await one.json()) as { errors: readonly { extensions: { code: string } }[] };
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['projection-behind']));
    } finally {
      await system.close();
    }
  });
});

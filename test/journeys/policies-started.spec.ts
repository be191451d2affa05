// Left out on servers: it looks at how a log begins.
import { id } from '#kernel';
import { POLICIES } from '../../apps/bersinar/followers.js';
import { houseForSpecs } from './troubled-for-specs.js';

describe('A process that takes commands', () => {
  it('has said in the log which policies there are before it takes the first, whoever runs them and when', async () => {
    const house = await houseForSpecs();
    try {
      const { system } = await house.start(['api']); // in which people are registered
      const { store } = system.engine;
      const reports: string[] = [];
      for await (const { stream } of store.readAll()) reports.push(stream);
      const firstCommand = reports.findIndex((stream) => stream.startsWith('staff'));
      const started = reports.slice(0, firstCommand).filter((stream) => stream.startsWith('policy-'));
      expect(started.sort()).toEqual(POLICIES.map(({ name }) => `policy-${id('policy', name)}`).sort());
    } finally {
      await house.close();
    }
  });
});

import { refuseOlderServer } from './server-version.js';
import { serverOfVersion } from './versioned-for-specs.js';

const nobody = { generation: 0, renew: () => Promise.resolve() };

describe('A server of EVENTSTORE_URL', () => {
  it.each([
    ['23.10.5', '23.10.5'],
    ['23.9.12', '23.9.12'],
    ['22.10.5.0', '22.10.5.0'],
    ['', ''],
    [undefined, 'unknown'],
  ])('that says it is %s is refused by its name', async (version, named) => {
    const server = await serverOfVersion(version);
    const refused = refuseOlderServer(server.url, nobody);
    await expect(refused).rejects.toThrow(
      `The server of EVENTSTORE_URL is EventStoreDB ${named}: it has to be 23.10.6 or later.`,
    );
    server.close();
  });

  it.each(['23.10.6', '23.10.6.0', '23.10.13', '24.2.0'])('that says it is %s is taken', async (version) => {
    const server = await serverOfVersion(version);
    await expect(refuseOlderServer(server.url, nobody)).resolves.toBeUndefined();
    server.close();
  });
});

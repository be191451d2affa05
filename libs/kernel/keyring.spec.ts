import { itIsAKeyring } from './keyring.contract.js';
import { inMemoryKeyring } from './keyring.js';

describe('inMemoryKeyring', () => {
  const keyring = inMemoryKeyring();
  itIsAKeyring(() => keyring);

  it('forgets every key of a destroyed subject and of no other', async () => {
    const [gone, stays] = ['6f0c7a52-9d0e-4a3b-8c1d-2e4f60718293', 'b1a2c3d4-e5f6-4789-8abc-def012345678'];
    const lost = await keyring.keyFor(gone, 'health');
    const kept = await keyring.keyFor(stays, 'health');
    keyring.destroy(gone);
    const found = await keyring.find([
      { k: lost.k, s: gone, c: 'health' },
      { k: kept.k, s: stays, c: 'health' },
    ]);
    expect([...found.keys()]).toEqual([kept.k]);
  });
});

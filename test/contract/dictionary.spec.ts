import { backupForSpecs } from './backup-for-specs.js';
import { attack, type Words } from './dictionary.mjs';
import { canonical, id, keyedUnder, sha256 } from './export-for-specs.js';
import { type Changes, recommand } from './recorder-for-specs.js';
import { command, commandOf, data, HELD, metadata, nth } from './breaking-for-specs.js';

const ISSUER = 'https://issuer.example';
const KEY = '3303041203800001';
const words: Words = {
  issuers: [ISSUER],
  subs: ['siti', '198001012005012001'],
  keys: [KEY, 'HoldSession', 'RegisterInmate'],
  registerNumbers: ['BI/12', 'BI/0012/2026'],
  identityNumbers: ['3303041203800001'],
  commands: ['RegisterInmate', 'HoldSession'],
};
const recovered = (changes: Changes) => attack({ events: backupForSpecs(changes).events, words });

describe('An export, attacked with a dictionary', () => {
  it('gives away no sub, key or number (D2)', () => {
    expect(recovered({})).toEqual([]);
  });

  it.each<readonly [what: string, word: string, changes: Changes]>([
    [
      'a command id of the first edition',
      KEY,
      command(HELD, { id: id('command', ISSUER, 'siti', 'HoldSession', '', KEY) }),
    ],
    [
      'one on its target',
      KEY,
      {
        plain: (all) => {
          const held = nth(all, HELD);
          recommand(held, { id: id('command', ISSUER, 'siti', 'HoldSession', held.stream.slice(8), KEY) });
        },
      },
    ],
    [
      'a command id made of the login alone',
      KEY,
      {
        plain: (all) => {
          const login = nth(all, 'StaffLoginLinked').stream.slice('stafflogin-'.length);
          recommand(nth(all, HELD), { id: id('command', login, 'HoldSession', '', KEY) });
        },
      },
    ],
    ['a batch id in a correlation', KEY, metadata(HELD, { $correlationId: id('batch', 'siti', 'HoldSession', KEY) })],
    ['a digest of a sub', 'siti', data(HELD, { by: sha256('siti') })],
    ['a login without a key', 'siti', { uuids: { stafflogin: id('login', ISSUER, 'siti') } }],
    [
      'a login under a public constant',
      'siti',
      { uuids: { stafflogin: keyedUnder(Buffer.alloc(32), 'login', ISSUER, 'siti') } },
    ],
    ['a login under the uuid of its key', 'siti', { plain: underItsUuid }],
    [
      'a reservation without a key',
      'BI/12',
      { uuids: { reservation: id('reservation', 'REGISTER_NUMBER', ['RUTAN-BANJARNEGARA', '2026'], 'BI/12') } },
    ],
    [
      'a reservation named by a digest',
      '3303041203800001',
      { uuids: { reservation: id('reservation', sha256(canonical(['reservation', 'IDENTITY', ['NIK', 'ID'], KEY]))) } },
    ],
    ['a number in clear', 'BI/0012/2026', data(HELD, { note: 'see BI/0012/2026' })],
  ])('sees %s', (_, word, changes) => {
    const hits = recovered(changes);
    expect(hits.map((hit) => hit.word)).toContain(word);
    expect(hits[0]?.derivation).not.toContain('undefined');
  });
});

/** The mistake of taking the name of a key, which stands in the log, for the key. */
function underItsUuid(all: Parameters<typeof nth>[0]): void {
  const { login = '' } = nth(all, 'LogStarted').data.keys as Record<string, string>;
  const held = nth(all, HELD);
  commandOf(held).attempt = keyedUnder(Buffer.from(login), 'login', ISSUER, 'siti');
}

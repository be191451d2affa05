import { id, keyed } from '#kernel';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { isSubject, loginOf, ownStaffIdOf } from './login.js';

const SITI = { issuer: 'https://issuer', subject: 'siti.aminah' };
const KEYED = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a login', () => {
  it('is made of issuer and subject under the key of logins alone (D1, D2)', () => {
    const login = loginOf(SPEC_KEYS, SITI);
    expect(login).toMatch(KEYED);
    expect(login).toBe(keyed(SPEC_KEYS.login.bytes, 'login', 'https://issuer', 'siti.aminah'));
    expect(login).not.toBe(loginOf({ login: SPEC_KEYS.command }, SITI));
    expect(login).not.toBe(loginOf(SPEC_KEYS, { ...SITI, issuer: 'https://another' }));
    expect(login).not.toBe(loginOf(SPEC_KEYS, { ...SITI, subject: 'siti' }));
  });

  it('cannot be guessed from what it is made of without the key', () => {
    const guesses = [SPEC_KEYS.command, SPEC_KEYS.lookup].map(({ bytes }) =>
      keyed(bytes, 'login', SITI.issuer, SITI.subject),
    );
    expect([...guesses, id('login', SITI.issuer, SITI.subject)]).not.toContain(loginOf(SPEC_KEYS, SITI));
  });

  it('is one however text is composed (D5)', () => {
    const [composed, decomposed] = ['Jos\u00e9', 'Jose\u0301'].map((subject) =>
      loginOf(SPEC_KEYS, { ...SITI, subject }),
    );
    expect(composed).toBe(decomposed);
  });

  it('has a staff id of its own that no registered record has', () => {
    const login = loginOf(SPEC_KEYS, SITI);
    expect(ownStaffIdOf(login)).toBe(id('staff', login));
    const registering = keyed(SPEC_KEYS.command.bytes, 'command', login, 'RegisterStaff', '', 'key');
    expect(id('staff', registering)).not.toBe(ownStaffIdOf(login));
  });
});

describe('a subject', () => {
  it.each(['x', 'Budi Santoso', '198503122010121003', '\u{1F600}'.repeat(255), 'a\u0000b'])('may be %j', (subject) => {
    expect(isSubject(subject)).toBe(true);
  });

  it.each(['', 'x'.repeat(256), '\ud800', undefined, 7])('is never %j', (subject) => {
    expect(isSubject(subject)).toBe(false);
  });
});

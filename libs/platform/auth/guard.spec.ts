import { generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { id } from '#kernel';
import { SPEC_KEYS } from '#kernel/tally-for-specs';
import { outcome, type SpecApp, startForSpecs } from '../http/app-for-specs.js';
import { developmentActor } from './guard.js';
import { loginOf, ownStaffIdOf } from './login.js';
import type { Reader } from './reader.js';
import { misfits, undeclared } from './role-route.js';
import { staffHistory } from './staff-for-specs.js';

const PAST = 1_700_000_000;
let edge: SpecApp;

beforeAll(async () => {
  edge = await startForSpecs();
});
afterAll(() => edge.close());

const asked = (token: string) => outcome(edge.http.get('/notes').set('Authorization', `Bearer ${token}`));

async function readerOf(token: string): Promise<Reader> {
  const { body } = (await edge.http.get('/notes').set('Authorization', `Bearer ${token}`)) as { body: unknown };
  return (body as { reader: Reader }).reader;
}

interface Forged {
  readonly claims?: object;
  readonly issuer?: string;
  readonly audience?: string;
  readonly subject?: string;
  /** `'never'` leaves it out. */
  readonly expires?: string | number;
  readonly begins?: string;
}

/** A token by the application's own key, wrong in one way. */
async function signed({ claims, issuer, audience, subject, expires = '1h', begins }: Forged = {}): Promise<string> {
  const jwk = JSON.parse(await readFile(edge.env.DEV_ISSUER_KEY, 'utf8')) as JWK;
  const key = await importJWK(jwk, 'EdDSA');
  const token = new SignJWT({ role: 'karutan', unit: 'RUTAN-BANJARNEGARA', ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid ?? '' })
    .setIssuer(issuer ?? 'bersinar-development')
    .setAudience(audience ?? 'bersinar')
    .setSubject(subject ?? 'karutan.rutan');
  if (begins !== undefined) token.setNotBefore(begins);
  if (expires !== 'never') token.setExpirationTime(expires);
  return token.sign(key);
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const PAYLOAD = base64({
  iss: 'bersinar-development',
  aud: 'bersinar',
  sub: 'x',
  exp: 4_000_000_000,
  role: 'karutan',
  unit: 'RUTAN-BANJARNEGARA',
});

describe('the guard', () => {
  it('lets a good token in, and the reader is who the token says', async () => {
    expect((await edge.get('/notes')).body).toMatchObject({
      reader: {
        actor: {
          staffId: ownStaffIdOf(
            loginOf(SPEC_KEYS, { issuer: 'bersinar-development', subject: 'karutan.rutan-banjarnegara' }),
          ),
          kind: 'USER',
          role: 'karutan',
          unitId: 'RUTAN-BANJARNEGARA',
        },
      },
    });
    expect(await asked(await signed())).toBe('200');
  });

  it('asks for a token', async () => {
    for (const header of ['', 'Basic eDp4', 'Bearer']) {
      const answer = await edge.http.get('/notes').set('Authorization', header);
      expect(await outcome(Promise.resolve(answer))).toBe('401 token-missing');
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="bersinar"');
    }
  });

  it('challenges a token that is not good', async () => {
    const answer = await edge.http.get('/notes').set('Authorization', 'Bearer x.y.z');
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="bersinar", error="invalid_token"');
  });

  it.each<[string, Forged]>([
    ['has expired', { expires: PAST }],
    ['expired a minute ago', { expires: '-1m' }],
    ['begins in an hour', { begins: '1h' }],
    ['never ends', { expires: 'never' }],
    ['is of another issuer', { issuer: 'somebody-else' }],
    ['is for another audience', { audience: 'other' }],
    ['names nobody', { subject: '' }],
    ['names somebody at too great a length', { subject: 'x'.repeat(256) }],
  ])('refuses a token that %s', async (_, forged) => {
    expect(await asked(await signed(forged))).toBe('401 token-invalid');
  });

  it('lets clocks be apart by some seconds', async () => {
    expect(await asked(await signed({ expires: '-10s' }))).toBe('200');
    expect(await asked(await signed({ begins: '10s' }))).toBe('200');
  });

  it('refuses a token without signature, and one signed with what is public as a secret', async () => {
    expect(await asked(`${base64({ alg: 'none' })}.${PAYLOAD}.`)).toBe('401 token-invalid');
    const { x } = JSON.parse(await readFile(edge.env.DEV_ISSUER_KEY, 'utf8')) as { x: string };
    const text = `${base64({ alg: 'HS256' })}.${PAYLOAD}`;
    const mac = createHmac('sha256', Buffer.from(x, 'base64url')).update(text).digest('base64url');
    expect(await asked(`${text}.${mac}`)).toBe('401 token-invalid');
  });

  it('refuses a token by another key, and a changed one', async () => {
    const { privateKey } = await generateKeyPair('EdDSA');
    const other = new SignJWT({ role: 'karutan', unit: 'RUTAN-BANJARNEGARA' })
      .setProtectedHeader({ alg: 'EdDSA' })
      .setIssuer('bersinar-development')
      .setAudience('bersinar')
      .setSubject('x')
      .setExpirationTime('1h');
    expect(await asked(await other.sign(privateKey))).toBe('401 token-invalid');
    const [head, , signature] = edge.token.split('.');
    expect(await asked(`${head}.${PAYLOAD}.${signature}`)).toBe('401 token-invalid');
  });

  it('refuses roles and units that are not known', async () => {
    expect(await asked(await signed({ claims: { role: 'root' } }))).toBe('403 unknown-role');
    expect(await asked(await signed({ claims: { role: ['karutan'] } }))).toBe('403 unknown-role');
    expect(await asked(await signed({ claims: { unit: 'RUTAN-NOWHERE' } }))).toBe('403 unknown-unit');
    expect(await asked(await signed({ claims: { unit: 7 } }))).toBe('403 unknown-unit');
  });

  it('refuses before it looks at the body', async () => {
    const token = await edge.tokenOf('auditor');
    const sent = edge.http.post('/notes').set('Authorization', `Bearer ${token}`).send({ extra: 1 });
    expect(await outcome(sent)).toBe('403 role-not-allowed');
    expect((await sent).body).toMatchObject({ problems: ['karutan', 'kasubsi-pelayanan', 'kepala-bnnk'] });
  });

  it('calls a service a service', () => {
    const [claims, staffId] = [{ role: 'service', unit: 'BERSINAR' }, id('spec', 'sirena')];
    const expected = { kind: 'SERVICE', staffId, role: 'service', unitId: 'BERSINAR' };
    expect(developmentActor(claims, staffId)).toMatchObject(expected);
  });

  it('knows whoever is linked by their staff record, from one request to the next (D1)', async () => {
    const subject = 'Siti Aminah, S.Psi. 198503122010121003';
    const token = await signed({ subject });
    const actor = async () => (await readerOf(token)).actor.staffId;
    const login = loginOf(SPEC_KEYS, { issuer: 'bersinar-development', subject });
    expect(await actor()).toBe(ownStaffIdOf(login));
    const staffId = id('spec', 'siti');
    await staffHistory(edge.store).linked(login, staffId);
    await edge.staff.read(`stafflogin-${login}`);
    expect(await actor()).toBe(staffId);
  });

  it('tells neither log nor answer what the issuer calls somebody (D1)', async () => {
    const subject = 'Siti Aminah, S.Psi. 198503122010121003';
    const sent = edge.http.get('/notes').set('Authorization', `Bearer ${await signed({ subject })}`);
    const { body } = (await sent) as { body: unknown };
    for (const text of [edge.lines.join(''), JSON.stringify(body)]) expect(text).not.toMatch(/Siti|1985031220/);
    expect(edge.lines.at(-1)).toMatch(/"actorId":"[0-9a-f-]{36}"/);
  });

  it('understands Wait-For-Position of this log only', async () => {
    const digits = '00000000000000000100.0123abcd';
    const waiting = (value: string) => edge.get('/notes', { 'Wait-For-Position': value });
    const answer = await waiting(`11111111-1111-4111-8111-111111111111.${digits}`);
    expect(answer.body).toMatchObject({ reader: { waitFor: digits } });
    expect(await outcome(waiting(digits))).toBe('400 bad-position');
    expect(await outcome(waiting(`22222222-2222-4222-8222-222222222222.${digits}`))).toBe('400 foreign-position');
  });
});

describe('every route', () => {
  it('that names no permission is closed, and found', async () => {
    expect(await outcome(edge.get('/notes/forgotten'))).toBe('403 route-closed');
    expect(undeclared(edge.app)).toEqual(['NoteController.forgotten', 'NoteResolver.forgotten']);
  });

  it('answers every role as the table says', async () => {
    expect(await misfits(edge.app, await edge.app.getUrl(), (role) => edge.tokenOf(role))).toEqual([]);
  });

  it('that answers otherwise is found', async () => {
    const found = await misfits(edge.app, await edge.app.getUrl(), () => edge.tokenOf('auditor'));
    expect(found).toContain('POST /notes as karutan: 403');
  });
});

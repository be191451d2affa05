import { createLocalJWKSet, decodeJwt, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from 'jose';
import { verifier } from './token.js';

const issuer = 'somebody';
const audience = 'bersinar';

async function world() {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  let asked = 0;
  const local = createLocalJWKSet({ keys: [await exportJWK(publicKey)] });
  const keys: JWTVerifyGetKey = (...question) => {
    asked += 1;
    return local(...question);
  };
  let clock = Date.now();
  const verify = verifier({ issuer, audience, keys }, () => clock);
  const token = (subject: string, seconds = 3_600) =>
    new SignJWT({ role: 'kpr', unit: 'RUTAN-BANJARNEGARA' })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setExpirationTime(Math.floor(clock / 1_000) + seconds)
      .sign(privateKey);
  const wait = (seconds: number) => {
    clock += seconds * 1_000;
  };
  return { verify, token, wait, asked: () => asked };
}

describe('a verifier', () => {
  it('believes what it found for a minute, and then asks the keys again', async () => {
    const { verify, token, wait, asked } = await world();
    const mine = await token('staff-1');
    const { exp = 0 } = decodeJwt(mine);
    const until = (exp + 30) * 1_000;
    const claims = { issuer, subject: 'staff-1', until, role: 'kpr', unit: 'RUTAN-BANJARNEGARA', scope: undefined };
    expect(await verify(mine)).toEqual(claims);
    wait(59);
    expect(await verify(mine)).toEqual(claims);
    expect(asked()).toBe(1);
    wait(2);
    expect(await verify(mine)).toEqual(claims);
    expect(asked()).toBe(2);
  });

  it('never believes a token beyond its end, but for 30 seconds that clocks may be apart', async () => {
    const { verify, token, wait } = await world();
    const short = await token('staff-1', 10);
    await verify(short);
    wait(38);
    expect((await verify(short)).subject).toBe('staff-1');
    wait(3);
    await expect(verify(short)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('never takes one token for another', async () => {
    const { verify, token } = await world();
    expect((await verify(await token('staff-1'))).subject).toBe('staff-1');
    expect((await verify(await token('staff-2'))).subject).toBe('staff-2');
  });

  it('takes whatever an issuer calls somebody, up to 255 characters', async () => {
    const { verify, token } = await world();
    const longest = 'é '.repeat(127) + 'x';
    expect((await verify(await token(longest))).subject).toBe(longest);
    await expect(verify(await token(`${longest}y`))).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(verify(await token(''))).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('keeps nothing of a token it refused', async () => {
    const { verify, token } = await world();
    const mine = await token('staff-1');
    await verify(mine);
    const forged = `${mine.slice(0, -4)}AAAA`;
    await expect(verify(forged)).rejects.toMatchObject({ code: 'token-invalid' });
    await expect(verify(forged)).rejects.toMatchObject({ code: 'token-invalid' });
  });
});

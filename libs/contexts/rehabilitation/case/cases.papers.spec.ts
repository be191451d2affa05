import { agencyHead, assessor, clerk, karutan, nurse, subject } from '../facts-for-specs.js';
import { admitted, certificate, certified, HISTORIES } from './case-for-specs.js';
import { playToCertificate, unit } from './case-played-for-specs.js';
import { asking, cases, officer, played, region } from './cases-for-specs.js';

describe('The papers of a case (D8)', () => {
  const viewings = async (its: Awaited<ReturnType<typeof cases>>) =>
    (await its.log.events()).filter(({ type }) => type === 'RecordsViewed');

  it('say their numbers to who decides on the case and cares for it, after the viewing is recorded', async () => {
    const its = await cases();
    const before = (await viewings(its)).length;
    for (const by of [clerk, karutan, nurse, assessor]) {
      expect(await its.one(played, by)).toMatchObject({
        admission: { decreeNumber: 'W13.PAS.PAS7-812' },
        certificate: { number: 'SERT/1/2024' },
      });
    }
    const views = await viewings(its);
    expect(views).toHaveLength(before + 4);
    expect(views.at(-1)?.data).toEqual({ subjects: [subject], purpose: 'case', ground: 'ROLE_IN_UNIT', count: 2 });
  });

  it('are shown without them to everybody else, and in no list', async () => {
    const its = await cases();
    const before = (await viewings(its)).length;
    for (const by of [officer, region, agencyHead]) {
      const { admission: decreed, certificate: standing } = await its.one(played, by);
      expect(decreed).toMatchObject({ decreeDate: '2024-11-09', templateCode: 'SEDANG_30' });
      expect(standing).toMatchObject({ issuedOn: '2024-12-11', ...certified });
      expect(JSON.stringify([decreed, standing])).not.toMatch(/number|sealed|subject|withheld/i);
    }
    expect(JSON.stringify(await its.list({}))).not.toMatch(/SERT|W13|sealed/);
    expect(await viewings(its)).toHaveLength(before);
  });

  it('are not read with what was typed of them', async () => {
    const its = await unit();
    const deviating = { ...admitted, data: { ...admitted.data, deviationReason: 'No place is free.' } };
    await its.log.write(`rehabcase-${played}`, clerk, ...HISTORIES.RECOMMENDED, deviating);
    const { admission: decreed } = await asking(its).one(played, karutan);
    expect(decreed).toMatchObject({ decreeNumber: 'W13.PAS.PAS7-812' });
    expect(decreed).not.toHaveProperty('deviationReason');
  });

  it('are of a certificate that stands, and of those that were revoked', async () => {
    const its = await unit();
    await playToCertificate(its);
    await its.send(
      { type: 'RevokeCertificate', data: { revokedOn: '2024-12-12', reasonCode: 'NUMBER_WRONG' } },
      karutan,
    );
    await its.send({ type: 'IssueCertificate', data: certificate('SERT/2/2024', '2024-12-13') }, karutan);
    expect(await asking(its).one(played, karutan)).toMatchObject({
      certificate: { number: 'SERT/2/2024', issuedOn: '2024-12-13' },
      revokedCertificates: [{ number: 'SERT/1/2024', issuedOn: '2024-12-11', revokedOn: '2024-12-12' }],
    });
  });
});

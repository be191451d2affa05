import { id, isObject, type JsonObject, sealsIn } from '#kernel';
import * as codes from '#contracts/rehabilitation/codes';
import { caseEvents } from '#contracts/rehabilitation/case.events';
import { recording } from '#platform/for-specs';
import { agency, clerk, factOn, inmateId, karutan, subject } from '../facts-for-specs.js';
import { admitted, certificateId, closed, issued, type Past } from './case-for-specs.js';

const DAY = '2024-12-15';
const providerUnitIds = [agency.unitId];

const suspendedFor = (ground: (typeof codes.SUSPENSION_GROUNDS)[number]): Past => ({
  type: 'RehabSuspended',
  data: { subject, ground, suspendedOn: DAY, providerUnitIds },
});
const discontinuedFor = (
  category: codes.DiscontinuationCategory,
  reasonCode: (typeof codes.DISCONTINUATION_REASONS)[codes.DiscontinuationCategory][number],
): Past => {
  const basis = category === 'POSITIVE_CONFIRMED' && { basis: [factOn(`specimen-${inmateId}`)] };
  return {
    type: 'RehabDiscontinued',
    data: { subject, category, reasonCode, discontinuedOn: DAY, providerUnitIds, ...basis },
  };
};
const reopenedFor = (reasonCode: (typeof codes.REOPENING_REASONS)[number]): Past => ({
  type: 'RehabCaseReopened',
  data: { subject, reopenedOn: DAY, reasonCode, note: 'Why.', approvedBy: karutan.staffId },
});
const revokedFor = (reasonCode: (typeof codes.CERTIFICATE_REVOCATIONS)[number]): Past => ({
  type: 'CertificateRevoked',
  data: { subject, certificateId, revokedOn: DAY, reasonCode, revokedBy: karutan.staffId },
});

/** For what each thing happens, in all the ways in which it can. */
const REASONS: Readonly<Record<string, readonly Past[]>> = {
  RehabSuspended: codes.SUSPENSION_GROUNDS.map(suspendedFor),
  RehabDiscontinued: Object.entries(codes.DISCONTINUATION_REASONS).flatMap(([category, reasons]) =>
    reasons.map((reason) => discontinuedFor(category as codes.DiscontinuationCategory, reason)),
  ),
  RehabCaseClosed: codes.CLOSURE_REASONS.map((reason) => closed(reason)),
  RehabCaseReopened: codes.REOPENING_REASONS.map(reopenedFor),
  CertificateRevoked: codes.CERTIFICATE_REVOCATIONS.map(revokedFor),
};

/** The events as stored. */
async function stored(...events: readonly Past[]): Promise<readonly JsonObject[]> {
  const log = recording(caseEvents);
  const stream = `rehabcase-${id('spec', 'secrets')}`;
  await log.write(stream, clerk, ...events);
  return (await log.engine.store.read(stream)).map(({ data }) => (isObject(data) ? data : {}));
}

describe('What is stored of a case (D8)', () => {
  it.each(Object.keys(REASONS))('does not tell why: %s looks the same whatever the reason', async (type) => {
    const shapes = (await stored(...(REASONS[type] ?? []))).map((data) => {
      const seals = sealsIn(data);
      return JSON.stringify([Object.keys(data).sort(), seals.map(({ c, ct }) => [c, ct.length])]);
    });
    expect(shapes.length).toBeGreaterThan(2);
    expect([...new Set(shapes)]).toHaveLength(1);
    expect(shapes[0]).toContain('health');
  });

  it('has no number of a decree or a certificate in clear', async () => {
    const [decree, paper] = await stored(admitted, issued());
    for (const data of [decree, paper])
      expect(sealsIn(data ?? {}).map(({ s, c }) => [s, c])).toEqual([[subject, 'identity']]);
    expect(JSON.stringify([decree, paper])).not.toMatch(/W13|SERT/);
    expect(decree).toMatchObject({ decreeDate: '2024-11-09', templateCode: 'SEDANG_30' });
    expect(paper).toMatchObject({ templateCode: 'SEDANG_30', documentSha256: 'c'.repeat(64) });
  });
});

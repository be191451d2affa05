import { createHash } from 'node:crypto';
import type { Party } from './agreement.events.js';
import { type AgreementText, digestOfText, partiesInText, withClauses } from './agreement-text.js';

const staffId = '11111111-1111-4111-8111-111111111111';
const subject = '22222222-2222-4222-8222-222222222222';
const parties: readonly Party[] = [
  {
    partyId: '33333333-3333-4333-8333-333333333333',
    institution: 'Rutan Kelas IIB Banjarnegara',
    unitId: 'RUTAN-BANJARNEGARA',
    address: 'Banjarnegara',
    signatory: { office: 'Kepala Rutan', staffId },
  },
  {
    partyId: '44444444-4444-4444-8444-444444444444',
    institution: 'Yayasan Pemulihan',
    address: 'Purbalingga',
    signatory: { office: 'Ketua', subject, name: 'Ketua Yayasan' },
  },
];
const text: AgreementText = {
  kind: 'NOTA_KESEPAHAMAN',
  title: 'Nota Kesepahaman',
  parties: partiesInText(parties),
  scope: [{ service: 'SCREENING', unitIds: ['RUTAN-BANJARNEGARA'] }],
  term: { effectiveOn: '2024-12-16', endsOn: '2026-12-15', runningCasesMayFinish: true },
  clauses: [
    { article: 'TITLE', text: 'Judul' },
    { article: 'CLOSING', text: 'Penutup' },
  ],
};

describe('digestOfText (D10)', () => {
  it('is the SHA-256 of what a stranger writes down by RFC 8785', () => {
    const written =
      '{"clauses":[{"article":"CLOSING","text":"Penutup"},{"article":"TITLE","text":"Judul"}],"kind":"NOTA_KESEPAHAMAN",' +
      '"parties":[{"address":"Banjarnegara","institution":"Rutan Kelas IIB Banjarnegara",' +
      '"partyId":"33333333-3333-4333-8333-333333333333",' +
      `"signatory":{"office":"Kepala Rutan","staffId":"${staffId}"},"unitId":"RUTAN-BANJARNEGARA"},` +
      '{"address":"Purbalingga","institution":"Yayasan Pemulihan","partyId":"44444444-4444-4444-8444-444444444444",' +
      `"signatory":{"office":"Ketua","subject":"${subject}"}}],` +
      '"scope":[{"service":"SCREENING","unitIds":["RUTAN-BANJARNEGARA"]}],' +
      '"term":{"effectiveOn":"2024-12-16","endsOn":"2026-12-15","runningCasesMayFinish":true},"title":"Nota Kesepahaman"}';
    expect(digestOfText(text)).toBe(createHash('sha256').update(written).digest('hex'));
  });

  it.each<[string, Partial<AgreementText>]>([
    ['kind', { kind: 'PKS' }],
    ['title', { title: 'Nota kesepahaman' }],
    ['parties', { parties: text.parties.toReversed() }],
    ['scope', { scope: [{ service: 'SCREENING', unitIds: ['RUTAN-CILACAP'] }] }],
    ['term', { term: { ...text.term, runningCasesMayFinish: false } }],
    ['clauses', { clauses: text.clauses.slice(1) }],
  ])('is another of another %s', (_, change) => {
    expect(digestOfText({ ...text, ...change })).not.toBe(digestOfText(text));
  });

  it('is the same in whatever order clauses were told, and whatever stands beside the text', () => {
    expect(digestOfText({ ...text, clauses: text.clauses.toReversed() })).toBe(digestOfText(text));
    expect(digestOfText({ ...text, number: 'NK/1' } as AgreementText)).toBe(digestOfText(text));
  });

  it('holds no name, nor the seal that stands for one (D8)', () => {
    const stored = parties.map((party) => ({ ...party, signatory: { ...party.signatory, sealed: [] } }));
    expect(partiesInText(stored)).toEqual(text.parties);
    expect(JSON.stringify(text.parties)).not.toContain('Ketua Yayasan');
  });
});

describe('withClauses', () => {
  it('puts what is told of an article in the place of what was told of it', () => {
    const [title, closing] = text.clauses;
    expect(withClauses(text.clauses, [{ article: 'TITLE', text: 'Lain' }])).toEqual([
      closing,
      { article: 'TITLE', text: 'Lain' },
    ]);
    expect(withClauses(title ? [title] : [], closing ? [closing] : [])).toEqual(text.clauses);
  });
});

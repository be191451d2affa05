import { LATE_CODES, LEGAL_BASES, MetadataSchema, SOURCES } from './envelope.js';
import { recorded } from './given-for-specs.js';
import { misfit } from './schema.js';

const envelope = recorded({ type: 'Counted', data: {} }, 0).metadata;

describe('codes of the envelope (D4)', () => {
  it.each([
    ['source', { source: 'ANOTHER_SOURCE' }],
    ['lateCode', { lateCode: 'ANOTHER_REASON' }],
    ['legalBasis', { legalBasis: 'ANOTHER_BASIS' }],
    ['legalBasis of a person', { about: [{ subject: envelope.log, legalBasis: 'ANOTHER_BASIS' }] }],
    ['role', { actor: { ...envelope.actor, role: 'another-role' } }],
  ])('are patterns: a %s of a later build is read and shown, and changes no digest', (_, change) => {
    expect(misfit(MetadataSchema, { ...envelope, ...change })).toBeUndefined();
  });

  it('are known by their lists, each once and in their form', () => {
    for (const list of [SOURCES, LATE_CODES, LEGAL_BASES]) {
      expect(new Set(list).size).toBe(list.length);
      for (const code of list) expect(code).toMatch(/^[A-Z][A-Z0-9_]{0,39}$/);
    }
  });

  it('that are switches stay switches: what an actor is decides what stands there', () => {
    expect(misfit(MetadataSchema, { ...envelope, actor: { ...envelope.actor, kind: 'ROBOT' } })).toBeDefined();
  });
});

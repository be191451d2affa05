import { readFileSync } from 'node:fs';
import { recorded } from '#kernel/given-for-specs';
import { issue } from './directive-for-specs.js';
import { directivePublication } from './directive.publication.js';

describe('directivePublication', () => {
  it('says which directive holds from when and for which units, without its people', () => {
    const event = recorded({ type: 'DirectiveIssued' as const, data: issue }, 1);
    const stream = 'directive-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a03';
    const published = directivePublication.publish({ ...event, stream, position: '00000000000000000200' });
    const golden: unknown = JSON.parse(
      readFileSync(new URL('directive.publication.golden.json', import.meta.url), 'utf8'),
    );
    expect(published).toEqual(golden);
    const people = [issue.issuedBy, ...issue.addressees.map(({ staffId }) => staffId)];
    expect(people.filter((staffId) => JSON.stringify(published).includes(staffId))).toEqual([]);
  });

  it('tells nothing of other events', () => {
    expect(directivePublication.events.map(({ type }) => type)).toEqual(['DirectiveIssued']);
  });
});

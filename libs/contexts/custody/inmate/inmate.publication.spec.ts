import { readFileSync } from 'node:fs';
import type { Projected } from '#kernel';
import { recorded } from '#kernel/given';
import type { InmateEvent } from '#contracts/custody/inmate.events';
import { registered, released, transferred } from './inmate-for-specs.js';
import { inmatePublication } from './inmate.publication.js';

const stream = 'inmate-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02';

describe('inmatePublication', () => {
  it('says that somebody came or left, and nothing of who it is', () => {
    const published = [registered, transferred, released].map((event, revision) =>
      inmatePublication.publish({ ...recorded(event, revision), stream, position: '0'.repeat(20) } as Projected<
        Extract<InmateEvent, { type: 'InmateRegistered' | 'InmateTransferred' | 'InmateReleased' }>
      >),
    );
    const golden: unknown = JSON.parse(
      readFileSync(new URL('inmate.publication.golden.json', import.meta.url), 'utf8'),
    );
    expect(published).toEqual(golden);
    expect(JSON.stringify(published)).not.toMatch(/Satu|A\.III\//);
  });

  it('tells nothing of other events', () => {
    expect(inmatePublication.events.map(({ type }) => type)).toEqual([
      'InmateRegistered',
      'InmateTransferred',
      'InmateReleased',
    ]);
  });
});

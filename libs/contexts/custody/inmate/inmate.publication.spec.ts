import { readFileSync } from 'node:fs';
import { type AnyEvent, type AnyPublication, type Projected, unitOfActor } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { accepted, registered, released, transferred } from './inmate-for-specs.js';
import { inmatePublication } from './inmate.publication.js';

const stream = 'inmate-5b0f3c52-6d0f-4c5e-8f6a-1f3f8f1f0a02';

describe('inmatePublication', () => {
  it('says that somebody came or left, and nothing of who it is', () => {
    const published = [registered, transferred, accepted, released].map((event, revision) => {
      const { metadata, ...rest } = recorded(event, revision);
      const envelope = { ...metadata, unitId: unitOfActor(metadata.actor) };
      const projected = { ...rest, metadata: envelope, stream, position: '0'.repeat(20) } as Projected<AnyEvent>;
      return (inmatePublication as AnyPublication).publish(projected);
    });
    const golden: unknown = JSON.parse(
      readFileSync(new URL('inmate.publication.golden.json', import.meta.url), 'utf8'),
    );
    expect(published).toEqual(golden);
    expect(JSON.stringify(published)).not.toMatch(/Satu|A\.III\/|B\.I|CAPACITY/);
  });

  it('tells nothing of other events', () => {
    expect(inmatePublication.events.map(({ type }) => type)).toEqual([
      'InmateRegistered',
      'InmateTransferred',
      'InmateTransferAccepted',
      'InmateReleased',
    ]);
  });
});

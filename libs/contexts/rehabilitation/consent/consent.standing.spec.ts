import type { Occurrence } from '#kernel';
import { type Given, recorded } from '#kernel/given-for-specs';
import type { ConsentEvent } from '#contracts/rehabilitation/consent.events';
import { inmateId, subject } from '../facts-for-specs.js';
import {
  annulled,
  answered,
  basis,
  entry,
  giving,
  overriding,
  recordedOf,
  wasGiven,
  wasOverridden,
  wasWithdrawn,
} from './consent-for-specs.js';
import { consentStanding, groundOf } from './consent.standing.js';

const on = (day: string): Partial<Occurrence> => ({ on: day });
const standingAfter = (...events: readonly (Given<ConsentEvent> & { readonly when?: Partial<Occurrence> })[]) =>
  consentStanding(
    events.map(({ when = on('2024-12-02'), ...given }, revision) => {
      const event = recorded<ConsentEvent>(given, revision);
      const metadata = { ...event.metadata, ...when };
      return { ...event, metadata, stream: `consent-${inmateId}`, position: String(revision) };
    }),
  );
const of = { subject, inmateId };

describe('consentStanding', () => {
  it('is given, for the purposes that the form says yes to, from the day it was given on', () => {
    const purposes = ['SCREENING', 'REHABILITATION'];
    expect(standingAfter({ ...wasGiven, when: on('2024-12-05') })).toEqual({
      status: 'given',
      ...of,
      purposes,
      since: '2024-12-05',
    });
  });

  it('is overridden for the purposes of the override, on its basis', () => {
    const { purposes, overrideBasis } = overriding;
    const since = '2024-12-02';
    expect(standingAfter(wasOverridden)).toEqual({ status: 'overridden', overrideBasis, ...of, purposes, since });
  });

  it('is withdrawn, and given again when the withdrawal is annulled (D12)', () => {
    expect(standingAfter(wasGiven, wasWithdrawn)).toMatchObject({ status: 'withdrawn' });
    expect(standingAfter(wasGiven, wasWithdrawn, annulled(entry.withdrawn, 'GIVEN'))).toMatchObject({
      status: 'given',
    });
  });

  it('follows a correction to the day that it says (D12)', () => {
    const said = { ...recordedOf({ ...giving, purposes: answered('AFTERCARE') }), basis };
    const corrected = standingAfter(wasGiven, {
      type: 'ConsentEntryCorrected',
      data: {
        of: entry.given,
        reasonCode: 'WRITTEN_WRONGLY',
        entryType: 'ConsentGiven',
        entryVersion: 1,
        entry: said,
        entryOn: '2024-12-05',
        entryAt: '2024-12-05T03:00:00.000Z',
        entryZone: 'Asia/Jakarta',
      },
      when: on('2024-12-16'),
    });
    expect(corrected).toMatchObject({ status: 'given', purposes: ['AFTERCARE'], since: '2024-12-05' });
  });

  it('is annulled with the giving, since the day of the annulment, and when nothing was given', () => {
    const gone = { ...annulled(entry.given), when: on('2024-12-09') };
    expect(standingAfter(wasGiven, gone)).toEqual({ status: 'annulled', annulledOn: '2024-12-09' });
    expect(standingAfter()).toMatchObject({ status: 'annulled' });
  });

  it('is not ended by a withdrawal of what nobody gave', () => {
    expect(standingAfter(wasOverridden, wasWithdrawn)).toMatchObject({ status: 'overridden' });
  });
});

describe('groundOf (D1)', () => {
  it('is the consent, or what it was overridden on, of that person', () => {
    expect(groundOf(standingAfter(wasGiven))).toEqual({ kind: 'CONSENT', legalBasis: 'CONSENT', subject });
    expect(groundOf(standingAfter(wasOverridden))).toEqual({ kind: 'OVERRIDE', legalBasis: 'VITAL_INTEREST', subject });
  });

  it('is nothing once it does not stand', () => {
    expect(groundOf(standingAfter(wasGiven, wasWithdrawn))).toBeUndefined();
    expect(groundOf(standingAfter())).toBeUndefined();
  });
});

import { type Given, recorded } from '#kernel/given';
import type { ConsentEvent } from '#contracts/rehabilitation/consent.events';
import { inmateId, subject } from '../facts-for-specs.js';
import {
  annulled,
  basis,
  entry,
  giving,
  overriding,
  wasGiven,
  wasOverridden,
  wasWithdrawn,
} from './consent-for-specs.js';
import { consentStanding } from './consent.standing.js';

const standingAfter = (...events: readonly Given<ConsentEvent>[]) =>
  consentStanding(
    events.map((event, revision) => ({
      ...recorded<ConsentEvent>(event, revision),
      stream: `consent-${inmateId}`,
      position: String(revision),
    })),
  );
const of = { subject, inmateId };

describe('consentStanding', () => {
  it('is given, for its purposes, from its day on', () => {
    const { purposes, givenOn: since } = giving;
    expect(standingAfter(wasGiven)).toEqual({ status: 'given', ...of, purposes, since });
  });

  it('is overridden for the purposes of the override', () => {
    const { purposes, overriddenOn: since } = overriding;
    expect(standingAfter(wasOverridden)).toEqual({ status: 'overridden', ...of, purposes, since });
  });

  it('is withdrawn, and given again when the withdrawal is annulled (D12)', () => {
    expect(standingAfter(wasGiven, wasWithdrawn)).toMatchObject({ status: 'withdrawn' });
    expect(standingAfter(wasGiven, wasWithdrawn, annulled(entry.withdrawn))).toMatchObject({ status: 'given' });
  });

  it('follows a correction (D12)', () => {
    const said = { ...of, ...giving, purposes: ['AFTERCARE' as const], givenOn: '2024-12-05', basis };
    const data = { of: entry.given, reasonCode: 'WRITTEN_WRONGLY', entry: said, entryVersion: 1 } as const;
    const corrected = standingAfter(wasGiven, { type: 'ConsentEntryCorrected', data });
    expect(corrected).toMatchObject({ status: 'given', purposes: ['AFTERCARE'], since: '2024-12-05' });
  });

  it('is annulled with the giving, and when nothing was given', () => {
    expect(standingAfter(wasGiven, annulled(entry.given))).toEqual({ status: 'annulled' });
    expect(standingAfter()).toEqual({ status: 'annulled' });
  });

  it('is not ended by a withdrawal of what nobody gave', () => {
    expect(standingAfter(wasOverridden, wasWithdrawn)).toMatchObject({ status: 'overridden' });
  });
});

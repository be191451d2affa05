import { Type } from '@sinclair/typebox';
import type { Fact } from './ask.js';
import { LEGAL_BASES } from './envelope.js';
import { staffNamed } from './given-for-specs.js';
import { id } from './ids.js';
import { RECORDING } from './occurrence.js';
import { saying } from './moments-for-specs.js';
import { event } from './registry.js';
import { recordOf, scribe } from './scribe-for-specs.js';
import { anyStaff } from './staff.js';

describe('what an event rests on (D1, "To the byte" 10)', () => {
  const [ani, budi] = [id('spec', 'ani'), id('spec', 'budi')];
  const fact = (stream: string): Fact => ({
    stream: `${stream}-${id('spec', stream)}`,
    revision: 0,
    hash: 'a'.repeat(64),
  });
  const known = {
    agreement: { basis: fact('agreement'), ground: { kind: 'AGREEMENT', legalBasis: 'AGREEMENT' } },
    consent: { basis: fact('consent'), ground: { kind: 'CONSENT', legalBasis: 'CONSENT', subject: ani } },
    override: { basis: fact('override'), ground: { kind: 'OVERRIDE', legalBasis: 'VITAL_INTEREST', subject: ani } },
  } as const;
  const all = Object.values(known);
  const citing = async (subject: string, ...cited: (keyof typeof known)[]) => {
    const basis = cited.map((name) => ({ ...known[name].basis }));
    const { metadata } = await saying().say({ type: 'Drafted', subject, basis }, {}, { facts: { known: all } });
    return metadata.about.map(({ legalBasis }) => legalBasis);
  };

  it('is the override before the consent before the agreement, of those that it cites', async () => {
    expect(await citing(ani, 'agreement', 'consent', 'override')).toEqual(['VITAL_INTEREST']);
    expect(await citing(ani, 'agreement', 'consent')).toEqual(['CONSENT']);
    expect(await citing(ani, 'agreement')).toEqual(['AGREEMENT']);
    expect(await citing(ani)).toEqual(['PUBLIC_TASK']);
  });

  it.each(LEGAL_BASES)('is %s where the type says so and it cites nothing', async (legalBasis) => {
    const Noted = event('Noted', { legalBasis, moment: RECORDING }, Type.Object({ subject: Type.String() }));
    const { metadata } = await scribe([Noted]).say({ type: 'Noted', data: { subject: ani } });
    expect(metadata.about).toEqual([{ subject: ani, legalBasis }]);
  });

  it('is never another person’s consent', async () => {
    expect(await citing(budi, 'consent', 'override')).toEqual(['PUBLIC_TASK']);
    expect(await citing(budi, 'consent', 'agreement')).toEqual(['AGREEMENT']);
  });

  it('stands in the envelope itself only when the event is about nobody', async () => {
    const { say } = saying();
    expect((await say({ type: 'Drafted' })).metadata).toMatchObject({ about: [], legalBasis: 'PUBLIC_TASK' });
    expect((await say({ type: 'Drafted', subject: ani })).metadata).not.toHaveProperty('legalBasis');
  });

  it('is of a correction what it is of its entry; of somebody new what the correction cites', async () => {
    const { say } = saying();
    const first = { type: 'Drafted', subject: ani, basis: [{ ...known.consent.basis }] };
    const entry = await say(first, {}, { facts: { known: all } });
    const on = recordOf(entry);
    const correct = (subject: string, basis: readonly Fact[]) =>
      say(
        {
          type: 'TallyEntryCorrected',
          of: entry.id,
          reasonCode: 'X',
          entryType: 'Drafted',
          entry: { subject, basis: basis.map((one) => ({ ...one })) },
        },
        {},
        { on, facts: { known: all } },
      );
    const kept = await correct(ani, [known.agreement.basis]);
    expect(kept.metadata.about).toEqual([{ subject: ani, legalBasis: 'CONSENT' }]);
    const other = await correct(budi, [known.agreement.basis]);
    expect(other.metadata.about).toEqual([{ subject: budi, legalBasis: 'AGREEMENT' }]);
  });
});

describe('codes and staff that a command names', () => {
  it('refuses a label that its list does not have, naming where, and takes one that it has (D4)', async () => {
    const { say } = saying();
    expect((await say({ type: 'Drafted', reason: 'BETTER' })).data).toEqual({ reason: 'BETTER' });
    await expect(say({ type: 'Drafted', reason: 'BEST' })).rejects.toMatchObject({
      code: 'unknown-code',
      problems: ['/reason is not in the list SPEC_REASONS'],
    });
  });

  it('refuses one in the entry of a correction too', async () => {
    const { say } = saying();
    const entry = await say({ type: 'Drafted', reason: 'GOOD' });
    const on = recordOf(entry);
    const correction = {
      type: 'TallyEntryCorrected',
      of: entry.id,
      reasonCode: 'X',
      entryType: 'Drafted',
      entry: { reason: 'BEST' },
    };
    await expect(say(correction, {}, { on })).rejects.toMatchObject({
      code: 'unknown-code',
      problems: ['/entry/reason is not in the list SPEC_REASONS'],
    });
  });

  it('refuses one that a policy tells too', async () => {
    const by = { kind: 'SYSTEM', name: 'spec-policy' } as const;
    await expect(saying().say({ type: 'Drafted', reason: 'BEST' }, {}, { by })).rejects.toMatchObject({
      code: 'unknown-code',
    });
  });

  it('refuses somebody whom nobody registered, be it who asks (D1)', async () => {
    const asked: (readonly string[])[] = [];
    const staff = {
      ...anyStaff,
      unregistered: (ids: readonly string[]) => {
        asked.push(ids);
        return Promise.resolve(ids.filter((one) => one !== staffNamed('known')));
      },
    };
    const { say } = saying({ staff });
    await expect(say({ type: 'Drafted', who: staffNamed('staff-1') })).rejects.toMatchObject({ code: 'unknown-staff' });
    await say({ type: 'Drafted', who: staffNamed('known') });
    await expect(say({ type: 'Drafted', who: staffNamed('stranger') })).rejects.toMatchObject({
      code: 'unknown-staff',
      problems: ["/who is nobody's staff id"],
    });
    expect(asked).toEqual([[staffNamed('staff-1')], [staffNamed('known')], [staffNamed('stranger')]]);
  });
});

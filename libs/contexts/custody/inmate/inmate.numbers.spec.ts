import { without } from '#kernel';
import {
  annulling,
  change,
  karutan,
  registration,
  release,
  sourceRef,
  stranger,
  transfer,
} from './inmate-for-specs.js';
import { custody } from './inmate-played-for-specs.js';
import type { InmateAsked } from './inmate.record.js';
import { openedRecord } from './inmate.numbers.js';

const NIK = { kind: 'NIK', country: 'ID', value: '3304010101900001' } as const;
const toElsewhere = { ...without(transfer, 'toUnitId'), destination: { name: 'Lapas Semarang' } };
const releasing: InmateAsked = { type: 'ReleaseInmate', data: release };

describe('a register number (R-1.1)', () => {
  const again = { registerNumber: ' a.iii / 12' };

  it('is one inmate’s in its unit and period, however it is written', async () => {
    const its = custody();
    const first = await its.register();
    await expect(its.register(again)).rejects.toMatchObject({ code: 'register-number-taken', rule: 'R-1.1' });
    expect(await its.register({ ...again, registerPeriod: '2023' })).not.toBe(first);
  });

  it('stays theirs after they have left', async () => {
    const its = custody();
    await its.act(releasing, await its.register());
    await expect(its.register(again)).rejects.toMatchObject({ code: 'register-number-taken' });
  });

  it('comes with a change of status, too', async () => {
    const its = custody();
    const [one, two] = [await its.register(), await its.register({ registerNumber: 'AIII/13' })];
    await its.act({ type: 'ChangeCustodyStatus', data: change }, one);
    const same = its.act({ type: 'ChangeCustodyStatus', data: change }, two);
    await expect(same).rejects.toMatchObject({ code: 'register-number-taken' });
    await expect(its.register({ registerNumber: 'BI/7' })).rejects.toMatchObject({ code: 'register-number-taken' });
  });

  it('is not lost when the same inmate is refused it again', async () => {
    const its = custody();
    const one = await its.register();
    const data = { ...change, registerNumber: registration.registerNumber, changedOn: '2024-12-01' };
    const refused = its.act({ type: 'ChangeCustodyStatus', data }, one);
    await expect(refused).rejects.toMatchObject({ code: 'before-registration' });
    await expect(its.register(again)).rejects.toMatchObject({ code: 'register-number-taken' });
  });

  it('is free again when a correction says another one, or the registration was annulled', async () => {
    const its = custody();
    const one = await its.register();
    const of = await its.last(one);
    const corrected = { ...registration, registerNumber: 'AIII/21' };
    const correction = { of, reasonCode: 'WRITTEN_WRONGLY', registration: corrected } as const;
    await its.act({ type: 'CorrectInmateEntry', data: correction }, one);
    const two = await its.register(again);
    await expect(its.register({ registerNumber: 'AIII/21' })).rejects.toMatchObject({ code: 'register-number-taken' });
    await its.act(annulling(of), one, { by: karutan });
    expect(await its.register({ registerNumber: 'AIII/21' })).not.toBe(two);
  });

  it('is not another’s by correction', async () => {
    const its = custody();
    const [one] = [await its.register({ registerNumber: 'AIII/13' }), await its.register()];
    const correction = { of: await its.last(one), reasonCode: 'WRITTEN_WRONGLY', registration } as const;
    const taking = its.act({ type: 'CorrectInmateEntry', data: correction }, one);
    await expect(taking).rejects.toMatchObject({ code: 'register-number-taken' });
  });

  it('is free again once the identity of its owner was erased, and not before (D3)', async () => {
    const its = custody();
    const subject = await its.subjectOf(await its.register());
    await its.keyring.destroy(subject, ['health', 'narrative', 'security']);
    await expect(its.register(again)).rejects.toMatchObject({ code: 'register-number-taken' });
    await its.keyring.destroy(subject, ['identity']);
    const second = await its.register(again);
    await expect(its.register()).rejects.toMatchObject({ code: 'register-number-taken' });
    expect(await its.typesOf(second)).toEqual(['InmateRegistered']);
  });

  it('is stored in its normal form, and refused when it has none (D3)', async () => {
    const its = custody();
    const one = await its.register(again);
    const { entries } = await openedRecord(its.engine, `inmate-${one}`);
    expect(entries).toMatchObject([{ data: { registerNumber: 'AIII/12' } }]);
    for (const registerNumber of ['§ 7', '._ ', 'x'.repeat(51)]) {
      await expect(its.register({ registerNumber })).rejects.toMatchObject({ code: 'malformed-register-number' });
    }
    const data = { ...change, registerNumber: 'é' };
    await expect(its.act({ type: 'ChangeCustodyStatus', data }, one)).rejects.toMatchObject({
      code: 'malformed-register-number',
    });
  });
});

describe('an identity number (R-1.1)', () => {
  const person = (registerNumber: string) => ({ registerNumber, identityNumber: NIK });
  const registeredAlready = { code: 'person-already-registered', rule: 'R-1.1' };

  it('is registered once, however it is written, in whatever unit (D3)', async () => {
    const its = custody();
    await its.register(person('1'));
    const spaced = { registerNumber: '2', identityNumber: { ...NIK, value: '3304 0101.0190_0001' } };
    await expect(its.register(spaced)).rejects.toMatchObject(registeredAlready);
    const elsewhere = { by: stranger, unitId: stranger.unitId };
    await expect(its.register(person('1'), elsewhere)).rejects.toMatchObject(registeredAlready);
  });

  it('is one of its kind and country (D3)', async () => {
    const its = custody();
    const passport = (country: string) => ({ kind: 'PASSPORT', country, value: 'A 123' }) as const;
    await its.register({ registerNumber: '1', identityNumber: passport('MY') });
    await its.register({ registerNumber: '2', identityNumber: passport('SG') });
    await its.register({ registerNumber: '3', identityNumber: { ...passport('MY'), kind: 'STAY_PERMIT' } });
    const again = { registerNumber: '4', identityNumber: { ...passport('MY'), value: 'a123' } };
    await expect(its.register(again)).rejects.toMatchObject(registeredAlready);
  });

  it('is free when a correction says that it is another country’s', async () => {
    const its = custody();
    const passport = (country: string) => ({ kind: 'PASSPORT', country, value: 'A123' }) as const;
    const one = await its.register({ registerNumber: '1', identityNumber: passport('MY') });
    const said = { ...registration, registerNumber: '1', identityNumber: passport('SG') };
    const data = { of: await its.last(one), reasonCode: 'WRITTEN_WRONGLY', registration: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data }, one);
    const again = { registerNumber: '2', identityNumber: passport('MY') };
    expect(await its.register(again)).not.toBe(one);
    await expect(its.register({ ...again, identityNumber: passport('SG') })).rejects.toMatchObject(registeredAlready);
  });

  it('that cannot be is taken from nobody', async () => {
    const its = custody();
    const malformed = { ...NIK, value: '33' };
    await expect(its.register({ identityNumber: malformed })).rejects.toMatchObject({
      code: 'malformed-identity-number',
    });
    expect((await its.events()).filter(({ type }) => type === 'InmateRegistered')).toEqual([]);
  });

  it.each<readonly [string, InmateAsked]>([
    ['was released', releasing],
    ['was transferred to no unit here', { type: 'TransferInmate', data: toElsewhere }],
  ])('is registered again after the person %s', async (_, leaving) => {
    const its = custody();
    await its.act(leaving, await its.register(person('1')));
    await its.register(person('2'));
    await expect(its.register(person('3'))).rejects.toMatchObject(registeredAlready);
  });

  it('is registered again when the registration was annulled', async () => {
    const its = custody();
    const one = await its.register(person('1'));
    await its.act(annulling(await its.last(one)), one, { by: karutan });
    expect(await its.register(person('1'))).not.toBe(one);
  });

  it('is registered again when the record was found to be of another person', async () => {
    const its = custody();
    const one = await its.register(person('1'));
    const said = { ...registration, registerNumber: '1' };
    const data = { of: await its.last(one), reasonCode: 'WRONG_RECORD', registration: said } as const;
    await its.act({ type: 'CorrectInmateEntry', data }, one);
    expect(await its.register(person('2'))).not.toBe(one);
  });

  it('is here once: no leaving is annulled of somebody who has come back since', async () => {
    const its = custody();
    const one = await its.register(person('1'));
    await its.act(releasing, one);
    const leaving = await its.last(one);
    const two = await its.register(person('2'));
    const annulment = annulling(leaving);
    await expect(its.act(annulment, one, { by: karutan })).rejects.toMatchObject(registeredAlready);
    await its.act(releasing, two);
    await its.act(annulment, one, { by: karutan });
    await expect(its.register(person('3'))).rejects.toMatchObject(registeredAlready);
  });

  it('is taken by imports and corrections, too', async () => {
    const its = custody();
    const [one, two, three] = await Promise.all(
      ['1', '2', '3'].map((registerNumber) => its.register({ registerNumber })),
    );
    const fact: InmateAsked = { type: 'ImportCustodyFact', data: { identityNumber: NIK, sourceRef } };
    await its.act(fact, one);
    await expect(its.act(fact, two)).rejects.toMatchObject(registeredAlready);
    const said = { ...registration, ...person('3') };
    const data = { of: await its.last(three ?? ''), reasonCode: 'LEARNED_LATER', registration: said } as const;
    await expect(its.act({ type: 'CorrectInmateEntry', data }, three)).rejects.toMatchObject(registeredAlready);
  });

  it('may be written in the record of who has left, whoever has it now', async () => {
    const its = custody();
    const one = await its.register({ registerNumber: '1' });
    const of = await its.last(one);
    await its.act(releasing, one);
    await its.register(person('2'));
    const data = { of, reasonCode: 'LEARNED_LATER', registration: { ...registration, ...person('1') } } as const;
    await its.act({ type: 'CorrectInmateEntry', data }, one);
    await expect(its.register(person('3'))).rejects.toMatchObject(registeredAlready);
  });

  it('of a duplicate is its survivor’s (R-1.4)', async () => {
    const its = custody();
    const [survivor, duplicate] = [await its.register({ registerNumber: '1' }), await its.register(person('2'))];
    const of = await its.last(survivor);
    await its.act({ type: 'MarkDuplicate', data: { survivorId: survivor } }, duplicate);
    await expect(its.register(person('3'))).rejects.toMatchObject(registeredAlready);
    const data = { of, reasonCode: 'LEARNED_LATER', registration: { ...registration, ...person('1') } } as const;
    await its.act({ type: 'CorrectInmateEntry', data }, survivor);
    await expect(its.register(person('3'))).rejects.toMatchObject(registeredAlready);
    await its.act(releasing, survivor);
    expect(await its.register(person('3'))).not.toBe(survivor);
  });

  it('of a duplicate goes with its survivor (R-1.4)', async () => {
    const its = custody();
    const [survivor, duplicate] = [await its.register({ registerNumber: '1' }), await its.register(person('2'))];
    await its.act({ type: 'MarkDuplicate', data: { survivorId: survivor } }, duplicate);
    await its.act(releasing, survivor);
    expect(await its.register(person('3'))).not.toBe(survivor);
  });
});

describe('somebody of another unit', () => {
  it('registers nobody here, and learns nothing of who is registered', async () => {
    const its = custody();
    await its.register({ identityNumber: NIK });
    const data = { ...registration, identityNumber: NIK };
    const registering = its.act({ type: 'RegisterInmate', data }, undefined, { by: stranger });
    await expect(registering).rejects.toMatchObject({ code: 'outside-your-unit' });
  });

  it('learns nothing by acting either', async () => {
    const its = custody();
    const [one] = [await its.register(), await its.register({ registerNumber: 'BI/7' })];
    const changing = its.act({ type: 'ChangeCustodyStatus', data: change }, one, { by: stranger });
    await expect(changing).rejects.toMatchObject({ code: 'outside-your-unit' });
  });
});

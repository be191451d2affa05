import { id, isStream, keyed, verifyStream } from '#kernel';
import { Dead, mortalProcess } from '#kernel/mortal-process-for-specs';
import { SPEC_KEYS, stranger, tally } from '#kernel/tally-for-specs';
import { release } from './take.js';
import { ownerOf } from './owner.js';
import { count, historyOf, label, open, opening, ownersOf, world } from './tallies-for-specs.js';
import { sendReserving } from './send-reserving.js';
import { reservationIdOf } from './request.js';

const MINUTES = 60_000;
const streamFor = (key: string, value: string) => `tally-${id('tally', opening(key, value).commandId)}`;

/** A process that dies between the take and the birth. */
const takeAndDie = async (its: ReturnType<typeof world>, key: string): Promise<void> => {
  const dying = open(its.process(), key, ['12/B'], () => {
    throw new Error('It died.');
  });
  await expect(dying).rejects.toThrow('It died.');
};

describe('reservationIdOf', () => {
  it('is the same for the same value of the same set only (D3)', () => {
    const request = label('12/B');
    const others = [
      label('12/C'),
      { ...request, set: 'OTHER' },
      { ...request, within: ['RUTAN-BANJARNEGARA', '2027'] },
    ];
    const ids = [request, label('12/B'), ...others].map((one) => reservationIdOf(SPEC_KEYS, one));
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(4);
    expect(isStream(`reservation-${String(ids[0])}`)).toBe(true);
    expect(ids[0]).toBe(keyed(SPEC_KEYS.lookup.bytes, 'reservation', request.set, request.within, request.value));
  });

  it('cannot be guessed without the key', () => {
    const { command, login } = SPEC_KEYS;
    const ids = [command, login].map((lookup) => reservationIdOf({ ...SPEC_KEYS, lookup }, label('12/B')));
    expect(new Set(ids).size).toBe(2);
  });
});

describe('sendReserving', () => {
  it('takes the value for what it creates, and names it nowhere', async () => {
    const its = world();
    const receipt = await open(its.process(), 'k', ['12/B']);
    expect(await historyOf(its, '12/B')).toEqual([`taken by tally-${receipt.id}`]);
    const stream = `reservation-${reservationIdOf(SPEC_KEYS, label('12/B'))}`;
    const [event] = verifyStream(await its.store.read(stream));
    expect(event).toMatchObject({
      data: { owner: `tally-${receipt.id}`, set: 'TALLY_LABEL', lookupKey: SPEC_KEYS.lookup.id },
      metadata: { actor: { kind: 'SYSTEM', name: 'reservations' }, unitId: 'BERSINAR', about: [] },
    });
    expect(JSON.stringify(event)).not.toContain('12/B');
  });

  it('answers a repeat as the first time and takes nothing', async () => {
    const its = world();
    const receipt = await open(its.process(), 'k', ['12/B']);
    expect(await open(its.process(), 'k', ['12/B'])).toEqual({ ...receipt, replayed: true });
    expect(await historyOf(its, '12/B')).toHaveLength(1);
  });

  it('refuses another owner with the code and the rule of the request, and creates nothing', async () => {
    const its = world();
    await open(its.process(), 'k', ['12/B']);
    const second = open(its.process(), 'other', ['12/B']);
    await expect(second).rejects.toMatchObject({ code: 'label-taken', rule: 'R-1.1' });
    expect(await its.store.read(streamFor('other', '12/B'))).toEqual([]);
    its.clock.at += 60 * 24 * MINUTES;
    await expect(open(its.process(), 'other', ['12/B'])).rejects.toMatchObject({ code: 'label-taken' });
    expect(await ownersOf(its, '12/B')).toHaveLength(1);
  });

  it.each([
    ['one value', Array.from({ length: 12 }, () => ['12/B'])],
    [
      'the same values, whichever they name first,',
      [
        ['12/B', '12/C'],
        ['12/C', '12/B'],
      ],
    ],
  ])('lets exactly one of those who want %s at once win', async (_, wants) => {
    const its = world();
    const outcomes = await Promise.allSettled(wants.map((labels, n) => open(its.process(), `k-${n}`, labels)));
    const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refusals).toHaveLength(wants.length - 1);
    for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'label-taken' });
    expect(await ownersOf(its, '12/B')).toHaveLength(1);
  });

  it('gives back what it took when the rules refuse its owner', async () => {
    const its = world();
    const refused = open(its.process(), 'k', ['12/B', '12/C'], () => false);
    await expect(refused).rejects.toMatchObject({ code: 'not-today' });
    for (const value of ['12/B', '12/C']) {
      const taken = `taken by ${streamFor('k', '12/B 12/C')}`;
      expect(await historyOf(its, value)).toEqual([taken, 'released: OWNER_REFUSED']);
    }
    expect(await open(its.process(), 'k', ['12/B', '12/C'])).toMatchObject({ replayed: false });
  });

  it.each(['12/B', '12/C'])('takes all values or none: %s is taken', async (value) => {
    const its = world();
    await open(its.process(), 'first', [value]);
    await expect(open(its.process(), 'k', ['12/B', '12/C'])).rejects.toMatchObject({ code: 'label-taken' });
    expect(await open(its.process(), 'other', [value === '12/B' ? '12/C' : '12/B'])).toMatchObject({ replayed: false });
  });

  it('serves takers of every unit', async () => {
    const its = world();
    await expect(open(its.process(), 'k', ['12/B'], () => false)).rejects.toMatchObject({ code: 'not-today' });
    const theirs = opening('other', '12/B', { by: stranger });
    expect(await sendReserving(its.process(), tally, theirs, [label('12/B')])).toMatchObject({ replayed: false });
  });
});

describe('A value whose owner was never born', () => {
  it('is refused to others for ten minutes, then it is theirs', async () => {
    const its = world();
    await takeAndDie(its, 'k');
    its.clock.at += 10 * MINUTES - 1;
    await expect(open(its.process(), 'other', ['12/B'])).rejects.toMatchObject({ code: 'label-taken' });
    its.clock.at += 1;
    const receipt = await open(its.process(), 'other', ['12/B']);
    expect((await historyOf(its, '12/B')).slice(1)).toEqual([
      'released: OWNER_NEVER_BORN',
      `taken by tally-${receipt.id}`,
    ]);
    for (const days of [0, 1, 30]) {
      its.clock.at += days * 24 * 60 * MINUTES;
      await expect(open(its.process(), 'k', ['12/B'])).rejects.toMatchObject({ code: 'command-abandoned' });
    }
    expect(await historyOf(its, '12/B')).toHaveLength(3);
  });

  it('is free at once when its only command was abandoned already', async () => {
    const its = world();
    await takeAndDie(its, 'k');
    its.clock.at += 10 * MINUTES;
    const dying = mortalProcess(9); // it has abandoned the command, and has not freed the value
    const freeing = open(its.process({ store: dying.storeOf(its.store) }), 'other', ['12/B']);
    await expect(freeing).rejects.toBeInstanceOf(Dead);
    expect((await its.store.read(streamFor('k', '12/B'))).map(({ type }) => type)).toEqual(['CommandAbandoned']);
    expect(await historyOf(its, '12/B')).toHaveLength(1);
    its.clock.at -= 10 * MINUTES;
    expect(await open(its.process(), 'third', ['12/B'])).toMatchObject({ replayed: false });
  });

  it('is kept ten minutes from the last attempt of its owner', async () => {
    const its = world();
    await takeAndDie(its, 'k');
    its.clock.at += 9 * MINUTES;
    await takeAndDie(its, 'k');
    its.clock.at += 9 * MINUTES;
    await expect(open(its.process(), 'other', ['12/B'])).rejects.toMatchObject({ code: 'label-taken' });
  });

  it('is completed by a repeat, however late, while nobody else wants it', async () => {
    const its = world();
    await takeAndDie(its, 'k');
    its.clock.at += 24 * 60 * MINUTES;
    expect(await open(its.process(), 'k', ['12/B'])).toMatchObject({ replayed: false });
    await expect(open(its.process(), 'other', ['12/B'])).rejects.toMatchObject({ code: 'label-taken' });
  });
});

describe('An attempt that was refused very late', () => {
  it('does not give back what its owner has taken anew', async () => {
    const its = world();
    const { id: on } = await open(its.process(), 'owner', []);
    const late = count(its.process(), on, 'k', 7, async () => {
      its.clock.at += 11 * MINUTES;
      const other = open(its.process(), 'other', ['7'], () => false);
      await expect(other).rejects.toMatchObject({ code: 'not-today' });
      const dying = count(its.process(), on, 'later', 7, () => {
        throw new Error('It died.');
      });
      await expect(dying).rejects.toThrow('It died.');
      return false;
    });
    await expect(late).rejects.toMatchObject({ code: 'command-abandoned' });
    expect((await historyOf(its, '7')).at(-1)).toBe(`taken by tally-${on}`);
  });
});

describe('A value whose owner is about somebody', () => {
  it('is free once their identity was erased, and theirs again for whoever takes it (D3)', async () => {
    const its = world();
    const subject = id('spec', 'subject');
    const named = (key: string) =>
      sendReserving(its.process(), tally, opening(key, '12/B'), [{ ...label('12/B'), subjectIn: () => subject }]);
    const first = await named('k');
    const request = { ...label('12/B'), subjectIn: () => subject };
    await expect(named('other')).rejects.toMatchObject({ code: 'label-taken' });
    expect(await ownerOf(its.process(), request)).toBe(`tally-${first.id}`);
    await its.keyring.destroy(subject, ['health']);
    await expect(named('other')).rejects.toMatchObject({ code: 'label-taken' });
    await its.keyring.destroy(subject, ['identity']);
    expect(await ownerOf(its.process(), request)).toBeUndefined();
    await named('other');
    expect((await historyOf(its, '12/B')).at(1)).toBe('released: OWNER_IS_OVER');
  });
});

describe('release', () => {
  it('gives a value to the next, when its owner says so', async () => {
    const its = world();
    const { id: first } = await open(its.process(), 'k', ['12/B']);
    const because = opening('release', '12/B');
    const byOthers = release(its.process(), because, 'tally-somebody', label('12/B'), 'OWNER_ANNULLED');
    await expect(byOthers).rejects.toMatchObject({ code: 'not-the-owner' });
    await release(its.process(), because, `tally-${first}`, label('12/B'), 'OWNER_ANNULLED');
    await release(its.process(), because, `tally-${first}`, label('12/B'), 'OWNER_ANNULLED');
    expect(await open(its.process(), 'other', ['12/B'])).toMatchObject({ replayed: false });
    expect(await historyOf(its, '12/B')).toHaveLength(3);
  });
});

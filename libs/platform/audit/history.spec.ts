import { hashOf, type Metadata, type RawEvent } from '#kernel';
import { staffNamed } from '#kernel/given-for-specs';
import type { Reader } from '../auth/index.js';
import { actorOf, auditor, karutan, LOG, uuid, world } from './history-for-specs.js';
import type { HistoryQuestion } from './history.query.js';

const clerk = { actorId: staffNamed('clerk') };

describe('a history', () => {
  it('shows every event of a stream as stored, its seals closed', async () => {
    const { note, ask, store } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'first' });
    await note('head', 'RUTAN-A', { topic: 'second' }, target);
    const stream = `agreement-${target}`;
    const [first] = await store.read(stream);
    const { items, next } = await ask(auditor, { stream });
    expect(next).toBeUndefined();
    expect(items.map(({ revision, verified, actor }) => ({ revision, verified, actor }))).toEqual([
      { revision: 0, verified: true, actor: actorOf('clerk', 'RUTAN-A') },
      { revision: 1, verified: true, actor: actorOf('head', 'RUTAN-A') },
    ]);
    expect(items[0]).toEqual({
      position: `${LOG}.${first?.position}`,
      stream,
      revision: 0,
      id: first?.id,
      type: 'NoteTaken',
      v: 1,
      on: '2024-12-13',
      occurredAt: '2024-12-13T02:00:01.000Z',
      zone: 'Asia/Jakarta',
      recordedAt: '2024-12-13T02:00:01.000Z',
      actor: actorOf('clerk', 'RUTAN-A'),
      unitId: 'RUTAN-A',
      about: [],
      legalBasis: 'PUBLIC_TASK',
      basis: [{ stream: 'x' }],
      source: 'BACKFILL',
      lateCode: 'PAPER_RECORD',
      command: (first?.metadata as Metadata).command,
      build: 'spec',
      correlationId: uuid(1),
      causationId: uuid(2),
      data: first?.data,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
      prevHash: '0'.repeat(64),
      verified: true,
    });
    expect(JSON.stringify(items)).not.toContain('what was said');
  });

  it('of an agreement includes the agreements that name it as parent, in log order', async () => {
    const { note, ask } = world();
    const parent = await note('clerk', 'RUTAN-A', { topic: 'parent' });
    const child = await note('clerk', 'RUTAN-A', { topic: 'child', parentAgreementId: parent.id });
    await note('clerk', 'RUTAN-A', { topic: 'stranger' });
    await note('clerk', 'RUTAN-A', { topic: 'parent again' }, parent.id);
    const { items } = await ask(auditor, { agreementId: parent.id });
    expect(items.map(({ stream }) => stream)).toEqual(
      [parent, child, parent].map((receipt) => `agreement-${receipt.id}`),
    );
  });

  it('of an actor spans streams, and keeps to what was recorded from and before the instants asked for', async () => {
    const { note, ask } = world();
    const one = await note('clerk', 'RUTAN-A', { topic: 'one' });
    await note('other', 'RUTAN-A', { topic: 'other' }, one.id);
    const two = await note('clerk', 'RUTAN-A', { topic: 'two' });
    const streams = async (question: HistoryQuestion) =>
      (await ask(auditor, question)).items.map(({ stream }) => stream);
    expect(await streams(clerk)).toEqual([`agreement-${one.id}`, `agreement-${two.id}`]);
    expect(await streams({ ...clerk, from: '2024-12-13T09:00:03+07:00' })).toEqual([`agreement-${two.id}`]);
    expect(await streams({ ...clerk, to: '2024-12-13T09:00:03+07:00' })).toEqual([`agreement-${one.id}`]);
    expect(
      await streams({ stream: `agreement-${one.id}`, from: '2024-12-13T02:00:02Z', to: '2024-12-13T02:00:03Z' }),
    ).toHaveLength(1);
  });

  it('says whom an event concerns, and on what ground (D1)', async () => {
    const { note, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'first', subject: uuid(7) });
    const { items } = await ask(auditor, { stream: `agreement-${target}` });
    expect(items[0]).toMatchObject({ about: [{ subject: uuid(7), legalBasis: 'PUBLIC_TASK' }] });
    expect(items[0]).not.toHaveProperty('legalBasis');
  });

  it('of an actor is that of the person, under whichever of their staff ids they acted (D1)', async () => {
    const { joined, note, ask } = world();
    const one = await note('clerk', 'RUTAN-A', { topic: 'one' });
    const two = await note('clerk before', 'RUTAN-A', { topic: 'two' });
    await note('other', 'RUTAN-A', { topic: 'other' });
    const person = new Set([staffNamed('clerk'), staffNamed('clerk before')]);
    for (const staffId of person) joined.set(staffId, person);
    for (const actorId of person) {
      const { items } = await ask(auditor, { actorId });
      expect(items.map(({ stream }) => stream)).toEqual([`agreement-${one.id}`, `agreement-${two.id}`]);
    }
  });

  it('of a part of the system is asked for by its name', async () => {
    const { note, noteBySystem, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'one' });
    await noteBySystem('case-notes', 'two', target);
    await noteBySystem('case-follows', 'three', target);
    const { items } = await ask(auditor, { actorId: 'case-notes' });
    expect(items.map(({ revision, actor }) => [revision, actor])).toEqual([
      [1, { kind: 'SYSTEM', name: 'case-notes' }],
    ]);
  });

  it('ends for a unit where the record was handed on, and is whole for the one that has it (R-1.7)', async () => {
    const { note, takeOver, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'first' });
    await takeOver('RUTAN-B', target);
    await note('clerk', 'RUTAN-B', { topic: 'second' }, target);
    const seen = async (unitId: string) =>
      (await ask(karutan(unitId), { stream: `agreement-${target}` })).items.map(({ revision }) => revision);
    expect(await seen('RUTAN-A')).toEqual([0]);
    expect(await seen('RUTAN-B')).toEqual([0, 1, 2]);
    await expect(seen('RUTAN-C')).rejects.toThrow('There is no history with that id.');
  });

  it('keeps the risk band from whom the table keeps it from, wherever it stands (D8)', async () => {
    const { note, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'first', riskBand: 'HIGH' });
    const dataFor = async (reader: Reader) => (await ask(reader, { stream: `agreement-${target}` })).items[0]?.data;
    expect(await dataFor(auditor)).toMatchObject({ topic: 'first', riskBand: 'HIGH' });
    const shown = await dataFor(karutan('RUTAN-A'));
    expect(shown).toMatchObject({ topic: 'first', basis: [{ stream: 'x' }] });
    expect(JSON.stringify(shown)).not.toContain('HIGH');
  });

  it('is that of who saw what, and of nothing else, for who protects personal data (domain 5.5)', async () => {
    const { note, view, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'said' });
    const { id: viewing } = await view('clerk', 'RUTAN-A', 'seen');
    const protector: Reader = { ...auditor, actor: { ...auditor.actor, role: 'dpo' } };
    const hidden = 'There is no history with that id.';
    await expect(ask(protector, { stream: `agreement-${target}` })).rejects.toThrow(hidden);
    await expect(ask(protector, { agreementId: target })).rejects.toThrow(hidden);
    const topics = async (question: HistoryQuestion) =>
      (await ask(protector, question)).items.map(({ data }) => (data as { topic: string }).topic);
    expect(await topics({ stream: `viewing-${viewing}` })).toEqual(['seen']);
    expect(await topics(clerk)).toEqual(['seen']);
    expect((await ask(auditor, clerk)).items).toHaveLength(2);
  });

  it('comes in pages that together are the whole', async () => {
    const { note, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: '0' });
    for (let n = 1; n < 5; n += 1) await note('clerk', 'RUTAN-A', { topic: String(n) }, target);
    for (const question of [{ stream: `agreement-${target}` }, clerk]) {
      const revisions: number[] = [];
      let after: string | undefined;
      do {
        const page = await ask(auditor, { ...question, limit: 2, ...(after && { after }) });
        revisions.push(...page.items.map(({ revision }) => revision));
        after = page.next;
      } while (after !== undefined);
      expect(revisions).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it('is not verified from the first broken event on, and still shows what is there (D6)', async () => {
    const { note, ask, store } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: '0' });
    for (let n = 1; n < 4; n += 1) await note('clerk', 'RUTAN-A', { topic: String(n) }, target);
    const stream = `agreement-${target}`;
    store.tamper(stream, 2, (raw) => ({ ...raw, data: [1, 2], metadata: 'forged' }));
    const { items } = await ask(auditor, { stream });
    expect(items.map(({ verified }) => verified)).toEqual([true, true, false, false]);
    expect(items[2]).toMatchObject({ revision: 2, data: [1, 2] });
    expect(items[2]).not.toHaveProperty('actor');
    expect((await ask(karutan('RUTAN-A'), { stream })).items).toEqual(items);
  });

  it.each([
    ['what is no longer what was written', (raw: RawEvent): RawEvent => ({ ...raw, data: [1, 2] })],
    ['what holds', (raw: RawEvent): RawEvent => raw],
  ])('says %s and two people excluded, and who they were, and is verified behind it (D3)', async (_, stands) => {
    const { note, ask, store, exclude } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: '0' });
    for (let n = 1; n < 4; n += 1) await note('clerk', 'RUTAN-A', { topic: String(n) }, target);
    const stream = `agreement-${target}`;
    store.tamper(stream, 1, stands);
    await exclude(stream, 1);
    const { items } = await ask(auditor, { stream });
    expect(items.map(({ verified }) => verified)).toEqual([true, false, true, true]);
    const excluded = { reasonCode: 'BYTES_LOST', askedBy: staffNamed('asker'), approvedBy: staffNamed('approver') };
    expect(items.map((row) => row.excluded)).toEqual([undefined, excluded, undefined, undefined]);
  });

  it('is whole, and verified, where a later build wrote in it (D3)', async () => {
    const { note, ask, store } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: '0' });
    const stream = `agreement-${target}`;
    store.tamper(stream, 0, (raw) => {
      const metadata = { ...(raw.metadata as Metadata), env: 2 };
      return { ...raw, metadata: { ...metadata, hash: hashOf({ ...raw, metadata } as never) } };
    });
    expect((await ask(auditor, { stream })).items).toMatchObject([{ type: 'NoteTaken', verified: true }]);
  });

  it.each([
    ['has another hash', (after: string) => `${after.slice(0, -8)}ffffffff`],
    ['is beyond the head', (after: string) => after.replace(/\d{20}/, '9'.repeat(18).padStart(20, '0'))],
  ])('does not go on after a position that %s (D6)', async (_, altered) => {
    const { note, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: '0' });
    await note('clerk', 'RUTAN-A', { topic: '1' }, target);
    const question = { stream: `agreement-${target}` };
    const { next: after = '' } = await ask(auditor, { ...question, limit: 1 });
    expect((await ask(auditor, { ...question, after })).items).toHaveLength(1);
    for (const asked of [question, { agreementId: target }]) {
      const refused = ask(auditor, { ...asked, after: altered(after) });
      await expect(refused).rejects.toMatchObject({ code: 'cursor-gone' });
    }
  });

  it('is hidden from heads of other units', async () => {
    const { note, ask } = world();
    const { id: target } = await note('clerk', 'RUTAN-A', { topic: 'one' });
    const stream = `agreement-${target}`;
    expect((await ask(karutan('RUTAN-A'), { stream })).items).toHaveLength(1);
    await expect(ask(karutan('RUTAN-B'), { stream })).rejects.toThrow('There is no history with that id.');
    await expect(ask(karutan('RUTAN-B'), { agreementId: target })).rejects.toThrow('There is no history with that id.');
    expect((await ask(karutan('RUTAN-B'), clerk)).items).toEqual([]);
  });

  it.each([
    [{}, 'one-history-at-a-time'],
    [{ ...clerk, agreementId: uuid(1) }, 'one-history-at-a-time'],
    [{ stream: 'agreement-1' }, 'bad-stream'],
    [{ stream: `$all-${uuid(1)}` }, 'bad-stream'],
    [{ stream: `agreement-${uuid(1)}`, after: 'yesterday' }, 'bad-position'],
    [{ stream: `agreement-${uuid(1)}`, after: `${uuid(5)}.${'0'.repeat(20)}.${'0'.repeat(8)}` }, 'foreign-position'],
  ])('refuses the question %j', async (question, code) => {
    await expect(world().ask(auditor, question)).rejects.toMatchObject({ code });
  });
});

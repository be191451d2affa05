import { type Actor, foldAll } from '#kernel';
import { recorded } from '#kernel/given-for-specs';
import { directiveEvents } from '#contracts/cooperation/directive.events';
import { recording } from '#platform/for-specs';
import { deputy, draft, guard, head, nurse, questionId, terms, uuid } from './directive-for-specs.js';
import { DIRECTIVE_STATUSES } from './directive.document.js';
import { handleDirective } from './directive.handle.js';
import { directivesInForce, rules } from './directives-in-force.read-model.js';
import { directive, directiveCompliance, directives } from './directives.read-model.js';

const MONDAY = new Date('2024-12-16T02:00:00.000Z');
const stranger = { ...nurse, unitId: 'RUTAN-WONOSOBO' };

async function played(now = () => MONDAY) {
  const log = recording(directiveEvents, now);
  const send = log.handler(handleDirective);
  const issued = async (effectiveOn: string) => {
    const id = await send(head, { type: 'DraftDirective', data: draft });
    await send(head, { type: 'IssueDirective', data: { ...terms, effectiveOn } }, id);
    return id;
  };
  const first = await issued('2024-12-15');
  await send(nurse, { type: 'AcknowledgeDirective', data: { acknowledgedOn: '2024-12-16' } }, first);
  await send(nurse, { type: 'AskDirectiveClarification', data: { questionId, question: 'On Sundays?' } }, first);
  const answers = log.answers(directiveCompliance, rules);
  const list = async (asked = {}, by: Actor = nurse) => (await answers.page(directives, asked, by)).items;
  const one = (id: string, by: Actor = nurse) => answers.one(directive, { id }, by);
  const inForce = async (on?: string, unitId?: string, by: Actor = nurse) =>
    (await answers.page(directivesInForce, { on, unitId }, by)).items.map(({ id }) => id);
  const supersede = (id: string, successorId: string, effectiveOn = '2024-12-20') =>
    send(head, { type: 'SupersedeDirective', data: { successorId, effectiveOn } }, id);
  return { log, send, issued, first, list, one, inForce, supersede };
}

describe('directives', () => {
  it('says who has acknowledged and who has not (R-10.1)', async () => {
    const { list, first } = await played();
    expect(await list({})).toMatchObject([
      {
        id: first,
        status: 'IN_FORCE',
        addressees: [{ staffId: nurse.staffId, acknowledgedOn: '2024-12-16' }, { staffId: guard.staffId }],
        unacknowledged: [guard.staffId],
        openQuestions: 1,
        compliance: {
          addressed: 2,
          acknowledged: 1,
          percent: 50,
          byUnit: [{ unitId: nurse.unitId, percent: 50 }],
          byRole: [
            { role: 'perawat-klinik', percent: 100 },
            { role: 'kpr', percent: 0 },
          ],
        },
      },
    ]);
  });

  it('lists by status, unit and who has yet to acknowledge', async () => {
    const { list, first, send } = await played();
    const drafted = await send(head, { type: 'DraftDirective', data: { ...draft, addressees: [] } });
    const ids = async (asked: object, by?: Actor) => (await list(asked, by)).map(({ id }) => id);
    expect((await ids({})).sort()).toEqual([drafted, first].sort());
    expect(await ids({ status: ['DRAFTED'] })).toEqual([drafted]);
    expect(await ids({ unacknowledged: guard.staffId })).toEqual([first]);
    expect(await ids({ unacknowledged: nurse.staffId })).toEqual([]);
    expect(await ids({ unitId: 'RUTAN-WONOSOBO' })).toEqual([]);
    expect(await ids({}, stranger)).toEqual([]);
  });
});

describe('the status of a directive', () => {
  it('is that of the day: what ends it ends it from then on, and lists find it there', async () => {
    let now = MONDAY;
    const { issued, supersede, first, one, list } = await played(() => now);
    const second = await issued('2024-12-20');
    await supersede(first, second);
    const found = async (id: string) => {
      const { status } = await one(id);
      for (const other of DIRECTIVE_STATUSES) {
        const isListed = (await list({ status: [other] })).some((row) => row.id === id);
        expect([other, isListed]).toEqual([other, other === status]);
      }
      return status;
    };
    expect([await found(first), await found(second)]).toEqual(['IN_FORCE', 'ISSUED']);
    now = new Date('2024-12-20T02:00:00.000Z');
    expect([await found(first), await found(second)]).toEqual(['SUPERSEDED', 'IN_FORCE']);
  });
});

describe('a directive in lists', () => {
  it('was drafted on the day it happened, not when that was recorded (D1)', () => {
    const event = recorded({ type: 'DirectiveDrafted' as const, data: draft }, 0);
    const metadata = { ...event.metadata, on: '2024-12-10' };
    const stored = { ...event, metadata, stream: `directive-${uuid(7)}`, position: '0' };
    expect(foldAll(directiveCompliance, [stored]).get(uuid(7))?.draftedOn).toBe('2024-12-10');
  });
});

describe('directive', () => {
  it('opens questions, and shows what was asked first (D12)', async () => {
    const { one, first, send, log } = await played();
    const of = await log.lastEntryOf(`directive-${first}`);
    const question = { question: 'On Sundays too?' };
    await send(nurse, { type: 'CorrectDirectiveEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY', question } }, first);
    await send(deputy, { type: 'AnswerDirectiveClarification', data: { questionId, answer: 'Yes.' } }, first);
    expect(await one(first)).toMatchObject({
      text: draft.text,
      openQuestions: 0,
      questions: [{ question: 'On Sundays too?', earlier: [{ question: 'On Sundays?' }] }],
      answers: [{ answer: 'Yes.', answeredBy: deputy.staffId }],
    });
  });

  it('is not found by others', async () => {
    const { one, first } = await played();
    await expect(one(first, stranger)).rejects.toThrow('There is no directive with that id.');
  });
});

describe('directivesInForce', () => {
  it('says which rule held on a day, across a supersession (R-10.1)', async () => {
    const { inForce, issued, first, supersede } = await played();
    const second = await issued('2024-12-20');
    await supersede(first, second);
    expect(await inForce('2024-12-14')).toEqual([]);
    expect(await inForce('2024-12-15')).toEqual([first]);
    expect(await inForce('2024-12-19')).toEqual([first]);
    expect(await inForce('2024-12-20')).toEqual([second]);
    expect(await inForce()).toEqual([first]);
    expect(await inForce('2024-12-20', 'RUTAN-WONOSOBO')).toEqual([]);
    expect(await inForce('2024-12-20', nurse.unitId, stranger)).toEqual([]);
  });

  it('goes by what is known now: an annulled revocation never ended anything (D12)', async () => {
    const { inForce, first, send, log } = await played();
    const revoking = { reasonCode: 'ISSUED_IN_ERROR', effectiveOn: '2024-12-16' } as const;
    await send(head, { type: 'RevokeDirective', data: revoking }, first);
    expect(await inForce('2024-12-16')).toEqual([]);
    const of = await log.lastEntryOf(`directive-${first}`);
    await send(deputy, { type: 'AnnulDirectiveEntry', data: { of, reasonCode: 'DID_NOT_HAPPEN' } }, first);
    expect(await inForce('2024-12-16')).toEqual([first]);
  });
});

describe('handleDirective', () => {
  it('reads the successor and cites the head of its stream (D12)', async () => {
    const { issued, first, supersede, log } = await played();
    const second = await issued('2024-12-20');
    await supersede(first, second);
    const events = await log.events();
    const read = events.findLast(({ stream }) => stream === `directive-${second}`);
    expect(events.at(-1)).toMatchObject({
      type: 'DirectiveSuperseded',
      data: { basis: [{ stream: read?.stream, revision: 1, hash: read?.metadata.hash }] },
    });
  });

  it('finds neither itself nor nothing a successor', async () => {
    const { first, supersede, log } = await played();
    await expect(supersede(first, first)).rejects.toMatchObject({ code: 'successor-is-itself' });
    await expect(supersede(first, log.engine.log)).rejects.toMatchObject({ code: 'unknown-successor' });
  });
});

import { type Engine, id } from '#kernel';
import type { Given } from '#kernel/given-for-specs';
import { type AgreementEvent, agreementEvents } from '#contracts/cooperation/agreement.events';
import { OpenedRecords } from '#platform/audit';
import { type Reader, todayOf } from '#platform/auth';
import { inMemoryReadModels } from '#platform/projections';
import type { Question } from '#platform/questions';
import { recording } from '#platform/for-specs';
import {
  approval,
  BNNK,
  digestOf,
  draft,
  drafter,
  karutan,
  kepala,
  proposed,
  returned,
  RUTAN,
  term,
  suspended,
  terminated,
  untilDiscussed,
  untilSigned,
  agreementId,
  projected,
} from './agreement-for-specs.js';
import { handleAgreement } from './agreement.handle.js';
import { AGREEMENT_STATUSES } from './agreement-document.read-model.js';
import { agreement, agreementRegister, agreements } from './agreements.read-model.js';
import { agreementCoverage, coverage } from '../coverage/coverage.read-model.js';

const reader = (unitId = BNNK): Reader => ({ actor: { ...kepala, unitId }, correlationId: id('spec') });
const other = id('spec', 'other');
const clock = { now: () => new Date('2024-12-15T18:00:00.000Z'), zoneOf: () => 'Asia/Jakarta' };
const engine = clock as unknown as Engine;
interface Row {
  readonly id?: string;
  readonly covered?: boolean;
  readonly agreements?: readonly { readonly covered: boolean; readonly why?: string }[];
}

/** Says who opened what; the purpose stands where the comments would. */
class Opened extends OpenedRecords {
  override open<D extends object>(_: Reader, purpose: string, objects: readonly D[]): Promise<readonly D[]> {
    return Promise.resolve(objects.map((object) => ({ ...object, comment: purpose })));
  }
  override look(): Promise<void> {
    return Promise.resolve();
  }
}

function given(...histories: readonly (readonly [string, readonly Given<AgreementEvent>[]])[]) {
  const events = histories.flatMap(([agreement, history]) => projected(history, `agreement-${agreement}`));
  const models = inMemoryReadModels(
    events.map((event, index) => ({ ...event, position: String(index + 1).padStart(20, '0') })),
    [agreementRegister, agreementCoverage],
  );
  const ask = async (question: Question, asked: object, reader: Reader) => {
    const answering = { reader, engine, models, records: new Opened(), today: todayOf(engine, reader) };
    return (await question.answer(asked as never, answering)) as Row & {
      readonly items: readonly Row[];
      readonly next?: string;
    };
  };
  return {
    page: (asked: object) => ask(agreements, asked, reader()),
    list: async (asked: object, by = reader()) => (await ask(agreements, asked, by)).items,
    one: (by = reader(), on?: string) => ask(agreement, { id: agreementId, on }, by),
    coverage: (on: string, by = reader()) => ask(coverage, { service: 'SOCIAL_REHABILITATION', unitId: RUTAN, on }, by),
  };
}

const later = { ...draft, term: { ...term, endsOn: '2027-12-15' } };
const two = () => given([agreementId, untilSigned], [other, [proposed(later)]]);

describe('agreements', () => {
  it('lists by last day, each with where it stands today in the reader’s unit', async () => {
    expect(await two().list({})).toMatchObject([
      { id: agreementId, status: 'IN_FORCE' },
      { id: other, status: 'DRAFTED' },
    ]);
    expect(await two().list({ on: '2024-12-15' })).toMatchObject([{ status: 'SIGNED' }, {}]);
  });

  it('shows no text in lists', async () => {
    const [entry] = await two().list({});
    expect(Object.keys(entry ?? {})).not.toEqual(expect.arrayContaining(['clauses']));
    expect(entry).not.toHaveProperty('units');
  });

  it.each<[object, string[]]>([
    [{ status: ['IN_FORCE'] }, [agreementId]],
    [{ status: ['DRAFTED', 'SIGNED'] }, [other]],
    [{ kind: 'PKS' }, []],
    [{ unitId: BNNK }, [agreementId, other]],
    [{ unitId: 'BNNK-CILACAP' }, []],
    [{ service: 'SOCIAL_REHABILITATION' }, [agreementId, other]],
    [{ service: 'URINE_TEST' }, []],
    [{ expiringWithinDays: 90, on: '2026-09-16' }, [agreementId]],
    [{ expiringWithinDays: 89, on: '2026-09-16' }, []],
    [{ expiringWithinDays: 90, on: '2026-12-16' }, []],
    [{ expiringWithinDays: 3650, on: '2024-12-16' }, [agreementId]],
  ])('filters by %j', async (question, expected) => {
    expect((await two().list(question)).map((entry) => entry.id)).toEqual(expected);
  });

  it('shows nothing to other units', async () => {
    expect(await two().list({}, reader('BNNK-CILACAP'))).toEqual([]);
  });
});

describe('agreement', () => {
  it('shows the text, and remarks opened for their purpose', async () => {
    const seal = { s: agreementId, c: 'narrative', k: agreementId, iv: 'a', ct: 'b' };
    const data = { ...returned.data, sealed: [seal] };
    const asked = given([agreementId, [...untilDiscussed, { ...returned, data }]]);
    expect(await asked.one()).toMatchObject({
      status: 'RETURNED',
      clauses: draft.clauses,
      addenda: [],
      remarks: [{ comment: 'agreement-remarks' }],
    });
  });

  it('opens place and comments of one agreement, and says what is gone with the key (D8, D10)', async () => {
    const log = recording(agreementEvents);
    const send = log.handler(handleAgreement);
    const id = await send(drafter, { type: 'ProposeAgreement', data: draft });
    await send(drafter, { type: 'DiscussAgreement', data: { heldOn: '2024-12-13', comment: 'Dibahas' } }, id);
    await send(karutan, { type: 'ApproveAgreementForSigning', data: approval }, id);
    const asked = () => log.answers(agreementRegister, agreementCoverage).one(agreement, { id }, kepala);
    const { number, place } = approval;
    expect(await asked()).toMatchObject({
      number,
      textSha256: digestOf(),
      remarks: [{ type: 'AgreementDiscussed', on: '2024-12-13', by: drafter.staffId, comment: 'Dibahas' }],
      approval: { on: '2024-12-16', by: karutan.staffId, place },
    });
    await log.keyring.destroy(id);
    const { remarks, approval: closed } = await asked();
    expect([remarks, closed].flat()).toMatchObject([{ gone: ['narrative'] }, { gone: ['narrative'] }]);
    expect(closed).not.toHaveProperty('place');
  });

  it('is not there for other units', async () => {
    await expect(two().one(reader('BNNK-CILACAP'))).rejects.toThrow('There is no agreement with that id.');
  });

  it('stands where its dates say, and lists find it there', async () => {
    const asked = given([
      agreementId,
      [...untilSigned, { ...suspended, data: { ...suspended.data, suspendedOn: '2025-01-10' } }, terminated],
    ]);
    const days = ['2024-12-15', '2024-12-16', '2025-01-10', '2025-01-15', '2027-01-01'];
    const found = await Promise.all(
      days.map(async (on) => {
        const { status } = (await asked.one(reader(), on)) as { readonly status?: string };
        for (const other of AGREEMENT_STATUSES) {
          const listed = await asked.list({ status: [other], on });
          expect([on, other, listed.length]).toEqual([on, other, other === status ? 1 : 0]);
        }
        return status;
      }),
    );
    expect(found).toEqual(['SIGNED', 'IN_FORCE', 'SUSPENDED', 'TERMINATED', 'TERMINATED']);
    expect(await given([agreementId, untilSigned]).one(reader(), '2027-01-01')).toMatchObject({ status: 'ENDED' });
  });
});

describe('coverage', () => {
  it('goes on with a page after one more has come to stand there', async () => {
    const third = id('spec', 'third');
    const both = [
      [agreementId, untilSigned],
      [other, untilSigned],
    ] as const;
    const asked = { status: ['IN_FORCE'], limit: 1 };
    const { items, next: after } = await given(...both).page(asked);
    const [first = ''] = items.map((row) => row.id);
    const rest = [agreementId, other, third].sort().filter((one) => one > first);
    const page = await given(...both, [third, untilSigned]).page({ ...asked, limit: 9, after });
    expect(page.items.map((row) => row.id)).toEqual(rest);
    const another = given(...both).page({ ...asked, status: ['SIGNED'], after });
    await expect(another).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  it('is shown to whoever reads agreements', () => {
    expect(coverage.may).toEqual(agreements.may);
  });

  it('names the agreement and the revision that covers (R-5.9)', async () => {
    expect(await two().coverage('2025-01-01')).toEqual({
      service: 'SOCIAL_REHABILITATION',
      unitId: RUTAN,
      on: '2025-01-01',
      covered: true,
      agreements: [{ agreementId, kind: 'NOTA_KESEPAHAMAN', covered: true, revision: 5, ...term }],
    });
  });

  it('says why it is not covered, and puts what covers first (R-5.9)', async () => {
    const asked = given([agreementId, [...untilSigned, terminated]], [other, untilSigned]);
    const { covered, agreements: found = [] } = await asked.coverage('2025-02-01');
    expect(covered).toBe(true);
    expect(found.map((one) => (one.covered ? 'covered' : one.why))).toEqual(['covered', 'TERMINATED']);
    expect(await two().coverage('2027-01-01')).toMatchObject({ covered: false, agreements: [{ why: 'ENDED' }] });
    expect(await two().coverage('2025-01-01', reader('BNNK-CILACAP'))).toMatchObject({
      covered: false,
      agreements: [],
    });
  });
});

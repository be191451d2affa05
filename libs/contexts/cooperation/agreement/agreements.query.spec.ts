import { id, type JsonObject } from '#kernel';
import type { Given } from '#kernel/given';
import { type AgreementEvent, agreementEvents } from '#contracts/cooperation/agreement.events';
import { OpenedRecords } from '#platform/audit';
import type { Reader } from '#platform/auth';
import { inMemoryReadModels } from '#platform/projections';
import { readerOf, recording } from '#platform/specs';
import { agreementCoverage } from './agreement-coverage.projection.js';
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
  terminated,
  untilDiscussed,
  untilSigned,
} from './agreement-for-specs.js';
import { agreementId, projected } from './agreement-projected-for-specs.js';
import { agreement } from './agreement.decider.js';
import { agreementRegister } from './agreement-register.projection.js';
import {
  type AgreementQuestion,
  AgreementsIn,
  AgreementsInHandler,
  AgreementWithId,
  AgreementWithIdHandler,
} from './agreements.query.js';
import { CoverageOf, CoverageOfHandler } from './coverage.query.js';

const reader = (unitId = BNNK): Reader => ({ actor: { ...kepala, unitId }, correlationId: id('spec') });
const other = id('spec', 'other');
const clock = { now: () => new Date('2024-12-15T18:00:00.000Z'), zoneOf: () => 'Asia/Jakarta' };
const engine = clock as unknown as ConstructorParameters<typeof AgreementsInHandler>[0];

/** Says who opened what; the purpose stands where the comments would. */
class Opened extends OpenedRecords {
  override open(_: Reader, purpose: string, objects: readonly object[]): Promise<readonly JsonObject[]> {
    return Promise.resolve(objects.map(() => ({ comment: purpose })));
  }
}

function given(...histories: readonly (readonly [string, readonly Given<AgreementEvent>[]])[]) {
  const events = histories.flatMap(([agreement, history]) => projected(history, `agreement-${agreement}`));
  const models = inMemoryReadModels(
    events.map((event, index) => ({ ...event, position: String(index + 1).padStart(20, '0') })),
    [agreementRegister, agreementCoverage],
  );
  return {
    list: async (question: AgreementQuestion, by = reader()) =>
      (await new AgreementsInHandler(engine, models).execute(new AgreementsIn(by, question))).items,
    one: (by = reader(), on?: string) =>
      new AgreementWithIdHandler(engine, models, new Opened()).execute(new AgreementWithId(by, agreementId, on)),
    coverage: (on: string, by = reader()) =>
      new CoverageOfHandler(models).execute(
        new CoverageOf(by, { service: 'SOCIAL_REHABILITATION', unitId: RUTAN, on }),
      ),
  };
}

const later = { ...draft, term: { ...term, endsOn: '2027-12-15' } };
const two = () => given([agreementId, untilSigned], [other, [proposed(later)]]);

describe('AgreementsIn', () => {
  it('lists by last day, each with where it stands today in the reader’s unit', async () => {
    expect(await two().list({})).toMatchObject([
      { agreementId, status: 'SIGNED', standing: 'in-force' },
      { agreementId: other, status: 'DRAFTED', standing: 'not-signed' },
    ]);
    expect(await two().list({ on: '2024-12-15' })).toMatchObject([{ standing: 'not-yet-effective' }, {}]);
  });

  it('shows no text in lists', async () => {
    const [entry] = await two().list({});
    expect(Object.keys(entry ?? {})).not.toEqual(expect.arrayContaining(['clauses']));
    expect(entry).not.toHaveProperty('units');
  });

  it.each<[AgreementQuestion, string[]]>([
    [{ status: 'SIGNED' }, [agreementId]],
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
    expect((await two().list(question)).map((entry) => entry.agreementId)).toEqual(expected);
  });

  it('shows nothing to other units', async () => {
    expect(await two().list({}, reader('BNNK-CILACAP'))).toEqual([]);
  });
});

describe('AgreementWithId', () => {
  it('shows the text, and remarks opened for their purpose', async () => {
    const seal = { s: agreementId, c: 'narrative', k: agreementId, iv: 'a', ct: 'b' };
    const data = { ...returned.data, sealed: [seal] };
    const asked = given([agreementId, [...untilDiscussed, { ...returned, data }]]);
    expect(await asked.one()).toMatchObject({
      standing: 'not-signed',
      clauses: draft.clauses,
      addenda: [],
      remarks: [{ comment: 'agreement-remarks' }],
    });
  });

  it('opens place and comments of one agreement, and says what is gone with the key (D8, D10)', async () => {
    const log = recording(agreementEvents);
    const tell = log.teller(agreement);
    const id = await tell(drafter, { type: 'ProposeAgreement', data: draft });
    await tell(drafter, { type: 'DiscussAgreement', data: { heldOn: '2024-12-13', comment: 'Dibahas' } }, id);
    await tell(karutan, { type: 'ApproveAgreementForSigning', data: approval }, id);
    const asked = async () => {
      const models = await log.models(agreementRegister, agreementCoverage);
      const handler = new AgreementWithIdHandler(log.engine, models, log.records);
      return handler.execute(new AgreementWithId(readerOf(kepala), id));
    };
    const { number, place } = approval;
    expect(await asked()).toMatchObject({
      number,
      textSha256: digestOf(),
      remarks: [{ type: 'AgreementDiscussed', on: '2024-12-13', by: drafter.staffId, comment: 'Dibahas' }],
      approval: { on: '2024-12-16', by: karutan.staffId, place },
    });
    await log.keyring.destroy(id);
    const { remarks, approval: closed } = await asked();
    expect([...remarks, closed]).toMatchObject([{ gone: ['narrative'] }, { gone: ['narrative'] }]);
    expect(closed).not.toHaveProperty('place');
  });

  it('is not there for other units', async () => {
    await expect(two().one(reader('BNNK-CILACAP'))).rejects.toThrow('There is no agreement with that id.');
  });

  it('stands where its dates say', async () => {
    const asked = given([agreementId, [...untilSigned, terminated]]);
    expect(await asked.one(reader(), '2025-01-14')).toMatchObject({ status: 'TERMINATED', standing: 'in-force' });
    expect(await asked.one(reader(), '2025-01-15')).toMatchObject({ standing: 'terminated' });
  });
});

describe('CoverageOf', () => {
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
    const { covered, agreements } = await asked.coverage('2025-02-01');
    expect(covered).toBe(true);
    expect(agreements.map((one) => (one.covered ? 'covered' : one.why))).toEqual(['covered', 'terminated']);
    expect(await two().coverage('2027-01-01')).toMatchObject({ covered: false, agreements: [{ why: 'ended' }] });
    expect(await two().coverage('2025-01-01', reader('BNNK-CILACAP'))).toMatchObject({
      covered: false,
      agreements: [],
    });
  });
});

import { prop, type Scene } from '../scene.js';
import { SCREENING_ROOM } from './visit.js';

export const administrators: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('Administrators ask');
  const [agreement, pks] = [prop(stage, 'agreement'), prop(stage, 'pks')];
  const unit = cast.karutan.unit;
  const covered = async (service: string, on: string) =>
    (await api.ask(cast.kasubsi, `/coverage?service=${service}&unitId=${unit}&on=${on}`)).body;
  const coveringOn = async (service: string, on: string) =>
    (await covered(service, on)).agreements
      .filter((one: { covered: boolean }) => one.covered)
      .map((one: { agreementId: string }) => one.agreementId)
      .sort();
  narrator.expect('on 12 December screening is not covered', (await covered('SCREENING', '2024-12-12')).covered, false);
  narrator.expect(
    'on 14 December it is, by both agreements',
    await coveringOn('SCREENING', '2024-12-14'),
    [agreement, pks].sort(),
  );
  narrator.expect('outreach by the Nota Kesepahaman alone', await coveringOn('OUTREACH', '2024-12-14'), [agreement]);
  narrator.expect('urine tests are not covered on 17 December', await coveringOn('URINE_TEST', '2024-12-17'), []);
  narrator.expect('they are from 18 December on, by the addendum', await coveringOn('URINE_TEST', '2024-12-18'), [
    agreement,
  ]);
  narrator.expect('data exchange is never covered', (await covered('DATA_EXCHANGE', '2025-06-01')).covered, false);
  narrator.expect('the PKS ends before the Nota Kesepahaman', await coveringOn('SCREENING', '2028-01-01'), [agreement]);
  narrator.expect('nothing is covered after the last day', await coveringOn('SCREENING', '2029-12-13'), []);

  const register = await api.ask(cast.kasubsi, '/agreements?status=SIGNED&on=2024-12-14');
  const standings = register.body.items.map(({ agreementId, standing }: Record<string, string>) => [
    agreementId,
    standing,
  ]);
  narrator.expect('the register shows both in force on 14 December', standings, [
    [pks, 'in-force'],
    [agreement, 'in-force'],
  ]);
  const expiring = await api.ask(cast.kasubsi, '/agreements?expiringWithinDays=90&on=2027-10-01');
  narrator.expect(
    'in October 2027 the PKS is about to expire',
    expiring.body.items.map((one: Record<string, string>) => one.agreementId),
    [pks],
  );
  const full = await api.ask(cast.karutan, `/agreements/${agreement}`);
  narrator.expect(
    'the agreement shows its addendum',
    full.body.addenda.map((one: Record<string, unknown>) => [one.number, one.isSigned]),
    [[1, true]],
  );
  narrator.expect(
    'and why it was returned',
    full.body.remarks.some((one: Record<string, string>) => one.comment === 'Add the closing article.'),
    true,
  );

  const lateOn = async (on: string) =>
    (await api.ask(cast.karutan, `/follow-ups?late=true&on=${on}`)).body.items.map(
      (one: Record<string, string>) => one.followUpId,
    );
  narrator.expect('on 20 December nothing is late', await lateOn('2024-12-20'), []);
  narrator.expect('on 21 December the room is', await lateOn('2024-12-21'), [SCREENING_ROOM]);
  narrator.expect('on 1 February the training is too', (await lateOn('2025-02-01')).length, 2);
  const verified = await api.ask(cast.karutan, '/follow-ups?status=VERIFIED');
  narrator.expect('one follow-up is verified', verified.body.items.length, 1);

  const visit = await api.ask(cast.agencyHead, `/visits/${prop(stage, 'visit')}`);
  narrator.expect('the visit was not announced', [visit.body.status, visit.body.announced], ['CONCLUDED', false]);
  narrator.expect(
    'its findings are counted',
    [visit.body.minorFindings, visit.body.majorFindings, visit.body.criticalFindings],
    [1, 1, 0],
  );
  narrator.expect(
    'whoever may read it reads what was observed',
    JSON.stringify(visit.body).includes('can be heard in the corridor'),
    true,
  );

  const directive = prop(stage, 'directive');
  const compliance = await api.ask(cast.karutan, `/directives/${directive}`);
  const { addressed, acknowledged, percent } = compliance.body.compliance;
  narrator.expect(
    'two of four have acknowledged the directive',
    { addressed, acknowledged, percent },
    { addressed: 4, acknowledged: 2, percent: 50 },
  );
  const pending = await api.ask(cast.karutan, `/directives?unacknowledged=${cast.security.id}`);
  narrator.expect(
    'the head of security has not',
    pending.body.items.map((one: Record<string, string>) => one.directiveId),
    [directive],
  );
  const inForce = async (on: string) =>
    (await api.ask(cast.karutan, `/directives/in-force?unitId=${unit}&on=${on}`)).body.map(
      (one: Record<string, string>) => one.directiveId,
    );
  narrator.expect('the directive was not the rule on Sunday', await inForce('2024-12-15'), []);
  narrator.expect('it is from Monday on', await inForce('2024-12-16'), [directive]);

  const query = `{ coverage(service: "SCREENING", unitId: "${unit}", on: "2024-12-14") { covered agreements { agreementId covered } } }`;
  const graph = await api.graph(cast.kasubsi, query);
  narrator.expect('GraphQL says what REST says', graph.body.data?.coverage.covered, true);
};

export const outsiders: Scene = async ({ api, cast, narrator, props }) => {
  narrator.chapter('Others ask');
  const agreement = props.get('agreement') ?? '';
  const seen = await api.ask(cast.neighbour, '/agreements');
  narrator.expect('the neighbouring Rutan sees none of it', seen.body.items, []);
  const hidden = await api.ask(cast.neighbour, `/agreements/${agreement}`);
  narrator.expect('not even by its id', [hidden.status, hidden.body.code], [404, 'not-found']);
  const foreign = await api.tell(cast.neighbour, `/agreements/${agreement}/discuss`, { heldOn: '2024-12-13' });
  narrator.expect('and cannot act on it', [foreign.status, foreign.body.code], [403, 'outside-your-unit']);
  const role = await api.ask(cast.registrar, '/agreements');
  narrator.expect(
    'registration has no business with agreements',
    [role.status, role.body.code],
    [403, 'role-not-allowed'],
  );
  const region = await api.ask(cast.regionalOffice, '/agreements');
  narrator.expect('the regional office sees both', region.body.items.length, 2);
  const nobody = await fetch(`${api.url}/agreements`);
  narrator.expect('nobody asks without a token', nobody.status, 401);
  const stale = await api.tell(
    cast.karutan,
    `/agreements/${agreement}/suspend`,
    { suspendedOn: '2024-12-16', reasonCode: 'MUTUAL_CONSENT' },
    { 'If-Match': '"0"' },
  );
  narrator.expect(
    'who has read an old revision changes nothing',
    [stale.status, stale.body.code],
    [412, 'revision-mismatch'],
  );
};

export const auditors: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('The auditor replays');
  const agreement = prop(stage, 'agreement');
  const history = await api.ask(cast.auditor, `/audit/history?agreementId=${agreement}`);
  const rows: Record<string, unknown>[] = history.body.items;
  const types = rows.map(({ type }) => type);
  narrator.expect('the history of the agreement is complete, PKS and addendum included', types, [
    'AgreementProposed',
    'AgreementDiscussed',
    'AgreementReturned',
    'AgreementDraftRevised',
    'AgreementDiscussed',
    'AgreementApprovedForSigning',
    'AgreementSignedByParty',
    'AgreementSignedByParty',
    'MoUSigned',
    'AgreementProposed',
    'AgreementDiscussed',
    'AgreementApprovedForSigning',
    'AgreementSignedByParty',
    'AgreementSignedByParty',
    'PksSigned',
    'AddendumProposed',
    'AddendumSignedByParty',
    'AddendumSignedByParty',
    'AgreementAmended',
  ]);
  narrator.expect(
    'every row is verified',
    rows.every(({ verified }) => verified === true),
    true,
  );
  narrator.expect(
    'every row says it was entered later, and why',
    rows.every(({ lateCode }) => lateCode === 'DEMONSTRATION'),
    true,
  );
  narrator.expect(
    'every row happened on 13 December in Banjarnegara',
    rows.every(({ occurredAt }) => String(occurredAt).startsWith('2024-12-13T')),
    true,
  );
  narrator.expect('what was said is not in it', JSON.stringify(rows).includes('Add the closing article'), false);
  const pksRows = rows.filter(({ stream }) => stream === `agreement-${prop(stage, 'pks')}`);
  narrator.expect(
    'the PKS cites the Nota Kesepahaman it rests on',
    (pksRows[0]?.basis as { stream: string }[] | undefined)?.[0]?.stream,
    `agreement-${agreement}`,
  );
  const byActor = await api.ask(cast.auditor, `/audit/history?actorId=${cast.karutan.id}`);
  narrator.expect(
    'what one person did can be shown, and nothing of others',
    byActor.body.items.every((row: { actor: { id: string } }) => row.actor.id === cast.karutan.id),
    true,
  );
  narrator.expect(
    'their signature is there',
    byActor.body.items.some((row: { type: string }) => row.type === 'AgreementSignedByParty'),
    true,
  );
  const visit = await api.ask(cast.auditor, `/audit/history?stream=visit-${prop(stage, 'visit')}`);
  narrator.expect('the visit can be replayed', visit.body.items.length, 12);
};

export const services: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('Services subscribe');
  const received = await api.events(cast.service, 4);
  narrator.expect(
    'they hear what is published, in order',
    received.map(({ data }) => data.type),
    [
      'rutan.cooperation.visit-concluded.v1',
      'rutan.cooperation.directive-issued.v1',
      'rutan.cooperation.agreement-signed.v1',
      'rutan.cooperation.agreement-signed.v1',
    ],
  );
  narrator.expect(
    'each names what it is about',
    received.map(({ data }) => data.subject),
    ['visit', 'directive', 'agreement', 'pks'].map((name) => prop(stage, name)),
  );
  const text = JSON.stringify(received);
  narrator.expect(
    'and nobody',
    Object.values(cast).some(({ id }) => text.includes(id)),
    false,
  );
};

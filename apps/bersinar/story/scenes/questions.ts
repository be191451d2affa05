import { id } from '#kernel';
import { isRefused, MADE_UP, prop, type Scene, then } from '../scene.js';
import { SCREENING_ROOM } from './visit.js';

export const coverage: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('Administrators ask: what is covered?');
  const [agreement, pks] = [prop(stage, 'agreement'), prop(stage, 'pks')];
  const unit = cast.karutan.unit;
  const coveringOn = async (service: string, on: string) => {
    const answer = await api.ask(cast.kasubsi, `/coverage?service=${service}&unitId=${unit}&on=${on}`);
    const ids = answer.at('agreements.*.agreementId') as string[];
    const says = answer.at('agreements.*.covered') as boolean[];
    return ids.filter((_, index) => says[index]).sort();
  };
  narrator.expect('on 12 December screening is not covered', await coveringOn('SCREENING', '2024-12-12'), []);
  narrator.expect(
    'on 14 December it is, by both',
    await coveringOn('SCREENING', '2024-12-14'),
    [agreement, pks].sort(),
  );
  narrator.expect('outreach by the Nota Kesepahaman alone', await coveringOn('OUTREACH', '2024-12-14'), [agreement]);
  narrator.expect('urine tests are not covered on 17 December', await coveringOn('URINE_TEST', '2024-12-17'), []);
  narrator.expect('they are from 18 December on, by the addendum', await coveringOn('URINE_TEST', '2024-12-18'), [
    agreement,
  ]);
  narrator.expect('data exchange is never covered', await coveringOn('DATA_EXCHANGE', '2025-06-01'), []);
  narrator.expect('the PKS ends first', await coveringOn('SCREENING', '2028-01-01'), [agreement]);
  narrator.expect('nothing is covered after the last day', await coveringOn('SCREENING', '2029-12-13'), []);

  const register = await api.ask(cast.kasubsi, '/agreements?status=IN_FORCE&on=2024-12-14');
  narrator.expect('the register shows both', register.at('items.*.id'), [pks, agreement]);
  narrator.expect('both in force on 14 December', register.at('items.*.status'), ['IN_FORCE', 'IN_FORCE']);
  const expiring = await api.ask(cast.kasubsi, '/agreements?expiringWithinDays=90&on=2027-10-01');
  narrator.expect('in October 2027 the PKS is about to expire', expiring.at('items.*.id'), [pks]);
  const full = await api.ask(cast.karutan, `/agreements/${agreement}`);
  narrator.expect('the agreement shows its addendum', full.at('addenda.*.number'), [1]);
  narrator.expect('signed by both', full.at('addenda.*.isSigned'), [true]);
  narrator.expect('and why it was returned', full.says('Add the closing article.'), true);

  const asked = `coverage(service: SCREENING, unitId: "${unit}", on: "2024-12-14") { covered agreements { agreementId } }`;
  const graph = await api.graph(cast.kasubsi, `{ ${asked} }`);
  narrator.expect('GraphQL says what REST says', graph.at('data.coverage.covered'), true);
};

export const lateness: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('Administrators ask: what is late, who has read what?');
  const lateOn = async (on: string) =>
    (await api.ask(cast.karutan, `/follow-ups?status=LATE&on=${on}`)).at('items.*.raisedAs');
  narrator.expect('on 20 December nothing is late', await lateOn('2024-12-20'), []);
  narrator.expect('on 21 December the room is', await lateOn('2024-12-21'), [SCREENING_ROOM]);
  const late = await lateOn('2025-02-01');
  narrator.expect('on 1 February the training is too', Array.isArray(late) && late.length, 2);
  const verified = await api.ask(cast.karutan, '/follow-ups?status=VERIFIED');
  narrator.expect('one follow-up is verified, by the head', verified.at('items.*.verifiedBy'), [cast.karutan.id]);

  await contradictions(stage);

  const visit = await api.ask(cast.agencyHead, `/visits/${prop(stage, 'visit')}`);
  narrator.expect('the visit is concluded', visit.at('status'), 'CONCLUDED');
  narrator.expect('it was not announced', visit.at('announced'), false);
  const findings = ['minorFindings', 'majorFindings', 'criticalFindings'].map((rating) => visit.at(rating));
  narrator.expect('its findings are counted', findings, [1, 1, 0]);
  narrator.expect('whoever may read it reads what was observed', visit.says('can be heard in the corridor'), true);

  const directive = prop(stage, 'directive');
  const compliance = await api.ask(cast.karutan, `/directives/${directive}`);
  const shares = ['addressed', 'acknowledged', 'percent'].map((name) => compliance.at(`compliance.${name}`));
  narrator.expect('two of four have acknowledged the directive', shares, [4, 2, 50]);
  const pending = await api.ask(cast.karutan, `/directives?unacknowledged=${cast.security.id}`);
  narrator.expect('the head of security has not', pending.at('items.*.id'), [directive]);
  const inForce = async (on: string) =>
    (await api.ask(cast.karutan, `/directives/in-force?unitId=${cast.karutan.unit}&on=${on}`)).at('items.*.id');
  narrator.expect('the directive was not the rule on Sunday', await inForce('2024-12-15'), []);
  narrator.expect('it is from Monday on', await inForce('2024-12-16'), [directive]);
};

/** In a demonstration nothing is late: what is recorded still has one day, and that day has come. */
const contradictions: Scene = async (stage) => {
  const { cast } = stage;
  const complete = `/visits/${prop(stage, 'visit')}/complete-follow-up`;
  const completed = { followUpId: SCREENING_ROOM, completedOn: '2024-12-19' };
  await isRefused(
    stage,
    cast.kasubsi,
    ['2024-12-20 09:00', 'completed on another day than the context says', 'context-contradicts-entry'],
    complete,
    { ...completed, context: then('09:00', '2024-12-20') },
  );
  await isRefused(
    stage,
    cast.kasubsi,
    ['2024-12-20 09:01', 'completed on a day that has not come', 'day-in-future'],
    complete,
    { ...completed, completedOn: '2099-12-19', context: MADE_UP },
  );
  await isRefused(
    stage,
    cast.kasubsi,
    ['2024-12-20 09:02', 'asked at an instant that has not come', 'occurred-in-future'],
    `/directives/${prop(stage, 'directive')}/ask`,
    {
      questionId: id('story', 'question', 'tomorrow'),
      question: 'And tomorrow?',
      context: then('09:00', '2099-12-20'),
    },
  );
};

export const outsiders: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('Others ask');
  const path = `/agreements/${prop(stage, 'agreement')}`;
  const outcome = (answer: { status: number; at(path: string): unknown }) => [answer.status, answer.at('code')];
  const seen = await api.ask(cast.neighbour, '/agreements');
  narrator.expect('the neighbouring Rutan sees none of it', seen.at('items'), []);
  narrator.expect('not even by its id', outcome(await api.ask(cast.neighbour, path)), [404, 'not-found']);
  const foreign = await api.command(cast.neighbour, `${path}/discuss`, { heldOn: '2024-12-13' });
  narrator.expect('and cannot act on it', outcome(foreign), [403, 'outside-your-unit']);
  const registrar = await api.ask(cast.registrar, '/agreements');
  narrator.expect('registration has no business with agreements', outcome(registrar), [403, 'role-not-allowed']);
  const region = await api.ask(cast.regionalOffice, '/agreements');
  narrator.expect('the regional office sees both', region.at('items.*.kind'), ['PKS', 'NOTA_KESEPAHAMAN']);
  const nobody = await fetch(`${api.url}/agreements`);
  narrator.expect('nobody asks without a token', nobody.status, 401);
  const suspension = { suspendedOn: '2024-12-16', reasonCode: 'MUTUAL_CONSENT' };
  const stale = await api.command(cast.karutan, `${path}/suspend`, suspension, { 'If-Match': '"0"' });
  narrator.expect('who has read an old revision changes nothing', outcome(stale), [412, 'revision-mismatch']);
};

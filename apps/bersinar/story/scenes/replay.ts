import { prop, type Scene } from '../scene.js';

const AGREEMENT = [
  'AgreementProposed',
  'AgreementDiscussed',
  'AgreementReturned',
  'AgreementDraftRevised',
  'AgreementDiscussed',
  'AgreementApprovedForSigning',
  'AgreementSignedByParty',
  'AgreementSignedByParty',
  'MoUSigned',
];
const PKS = [
  'AgreementProposed',
  'AgreementDiscussed',
  'AgreementApprovedForSigning',
  'AgreementSignedByParty',
  'AgreementSignedByParty',
  'PksSigned',
];
const ADDENDUM = ['AddendumProposed', 'AddendumSignedByParty', 'AddendumSignedByParty', 'AgreementAmended'];

export const auditors: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('The auditor replays');
  const agreement = prop(stage, 'agreement');
  const history = await api.ask(cast.auditor, `/audit/history?agreementId=${agreement}`);
  const all = [...AGREEMENT, ...PKS, ...ADDENDUM];
  narrator.expect('the history is complete, PKS and addendum included', history.at('items.*.type'), all);
  const each = (value: unknown) => all.map(() => value);
  narrator.expect('every row is verified', history.at('items.*.verified'), each(true));
  narrator.expect('every row says that it is made up', history.at('items.*.source'), each('DEMONSTRATION'));
  const late = (history.at('items.*.lateCode') as unknown[]).filter((code) => code !== undefined);
  narrator.expect('so that none had to say why it was late', late, []);
  narrator.expect('every row happened on 13 December', history.at('items.*.on'), each('2024-12-13'));
  narrator.expect('what was said is not in it', history.says('Add the closing article'), false);
  const pks = await api.ask(cast.auditor, `/audit/history?stream=agreement-${prop(stage, 'pks')}`);
  narrator.expect('the PKS cites what it rests on', pks.at('items.0.basis.0.stream'), `agreement-${agreement}`);
  const head = await api.ask(cast.auditor, `/audit/history?actorId=${cast.karutan.id}`);
  narrator.expect(
    'what one person did, and nothing of others',
    [...new Set(head.at('items.*.actor.staffId') as string[])],
    [cast.karutan.id],
  );
  narrator.expect('their signature is there', head.says('AgreementSignedByParty'), true);
  const visit = await api.ask(cast.auditor, `/audit/history?stream=visit-${prop(stage, 'visit')}`);
  narrator.expect('the visit can be replayed', visit.at('items.*.type'), [
    'VisitStarted',
    ...['VisitObservationRecorded', 'VisitObservationRecorded', 'VisitObservationRecorded'],
    ...['FollowUpRaised', 'FollowUpRaised', 'FollowUpRaised'],
    ...['VisitConcluded', 'FollowUpCompleted', 'FollowUpVerified'],
  ]);
};

export const services: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  narrator.chapter('Services subscribe');
  const received = await api.events(cast.service, 4);
  narrator.expect(
    'they hear what is published, in order',
    received.map(({ type }) => type),
    [
      'rutan.cooperation.visit-concluded.v1',
      'rutan.cooperation.directive-issued.v1',
      'rutan.cooperation.agreement-signed.v1',
      'rutan.cooperation.agreement-signed.v1',
    ],
  );
  const subjects = ['visit', 'directive', 'agreement', 'pks'].map((name) => prop(stage, name));
  narrator.expect(
    'each names what it is about',
    received.map(({ subject }) => subject),
    subjects,
  );
  const text = JSON.stringify(received);
  narrator.expect(
    'and nobody',
    Object.values(cast).some(({ id }) => text.includes(id)),
    false,
  );
};

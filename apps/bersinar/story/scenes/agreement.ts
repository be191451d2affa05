import { happens, isRefused, type Scene } from '../scene.js';
import { AGENCY_PARTY, clauses, CLOSING, NOTA_KESEPAHAMAN, parties, RUTAN_PARTY, services } from './texts.js';

export const notaKesepahaman: Scene = async (stage) => {
  const { cast, narrator, props } = stage;
  narrator.chapter('The same day: a memorandum of understanding');
  const draft = {
    unitId: cast.karutan.unit,
    kind: 'NOTA_KESEPAHAMAN',
    title: 'Rutan Bersinar: social rehabilitation and prevention',
    parties: parties(stage),
    scope: services(stage, ['SOCIAL_REHABILITATION', 'SCREENING', 'ASSESSMENT', 'OUTREACH', 'MONITORING']),
    term: { effectiveOn: '2024-12-13', endsOn: '2029-12-12', runningCasesMayFinish: true },
    clauses: clauses(NOTA_KESEPAHAMAN),
  };
  await isRefused(stage, cast.kasubsi, ['13:30', 'proposed with one party', 'too-few-parties'], '/agreements', {
    ...draft,
    parties: draft.parties.slice(0, 1),
  });
  await isRefused(stage, cast.kasubsi, ['13:30', 'proposed for ten years', 'term-too-long'], '/agreements', {
    ...draft,
    term: { ...draft.term, endsOn: '2034-12-12' },
  });
  const proposed = await happens(
    stage,
    cast.kasubsi,
    ['13:35', 'the Nota Kesepahaman is proposed'],
    '/agreements',
    draft,
  );
  const path = `/agreements/${proposed.text('id')}`;
  props.set('agreement', proposed.text('id'));
  const numbered = { number: 'NK/12/XII/2024', place: 'Banjarnegara' };
  const sign = (partyId: string) => ({ partyId, signedOn: '2024-12-13' });
  await isRefused(
    stage,
    cast.karutan,
    ['13:40', 'signed before anybody approved it', 'not-approved-for-signing'],
    `${path}/sign`,
    sign(RUTAN_PARTY),
  );
  await happens(stage, cast.agencyHead, ['13:45', 'it is discussed'], `${path}/discuss`, {
    heldOn: '2024-12-13',
    comment: 'The closing article is missing.',
  });
  await isRefused(
    stage,
    cast.karutan,
    ['13:50', 'approved with an article missing', 'article-missing'],
    `${path}/approve`,
    numbered,
  );
  await happens(stage, cast.karutan, ['13:55', 'it is returned once'], `${path}/return`, {
    comment: 'Add the closing article.',
  });
  await happens(stage, cast.kasubsi, ['14:00', 'the closing article is added'], `${path}/revise`, {
    clauses: clauses([CLOSING]),
  });
  await happens(stage, cast.agencyHead, ['14:05', 'it is discussed again'], `${path}/discuss`, {
    heldOn: '2024-12-13',
  });
  await happens(stage, cast.karutan, ['14:10', 'it is approved for signing'], `${path}/approve`, numbered);
  await isRefused(
    stage,
    cast.kasubsi,
    ['14:15', 'paper recorded without its digest', 'paper-needs-document'],
    `${path}/sign`,
    sign(RUTAN_PARTY),
  );
  await happens(stage, cast.karutan, ['14:30', 'the head of the Rutan signs'], `${path}/sign`, sign(RUTAN_PARTY));
  const half = await stage.api.ask(cast.kasubsi, path);
  narrator.expect('with one signature it is not signed yet', half.at('status'), 'PARTIALLY_SIGNED');
  await isRefused(
    stage,
    cast.karutan,
    ['14:31', 'signed twice by one party', 'party-already-signed'],
    `${path}/sign`,
    sign(RUTAN_PARTY),
  );
  await isRefused(
    stage,
    cast.kasubsi,
    ['14:32', 'the half-signed text is changed', 'signed-text-is-immutable'],
    `${path}/revise`,
    { title: 'Something else' },
  );
  await isRefused(
    stage,
    cast.karutan,
    ['14:33', 'signed for the other party', 'signatory-not-authorised'],
    `${path}/sign`,
    sign(AGENCY_PARTY),
  );
  await happens(
    stage,
    cast.agencyHead,
    ['14:35', 'the head of BNNK Purbalingga signs: the MoU is signed'],
    `${path}/sign`,
    sign(AGENCY_PARTY),
  );
  const whole = await stage.api.ask(cast.kasubsi, path);
  narrator.expect('with both signatures it is signed, and in force by now', whole.at('status'), 'IN_FORCE');
  await isRefused(
    stage,
    cast.kasubsi,
    ['14:40', 'the signed text is changed', 'signed-text-is-immutable'],
    `${path}/revise`,
    { title: 'Something else' },
  );
};

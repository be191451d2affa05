import { id } from '#kernel';
import { happens, isRefused, type Scene, type Stage } from '../scene.js';

export const RUTAN_PARTY = id('story', 'party', 'rutan');
export const AGENCY_PARTY = id('story', 'party', 'agency');
const PAPER = 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184';

const NOTA_KESEPAHAMAN = [
  ['TITLE', 'Nota Kesepahaman on a drug-free Rutan.'],
  ['PLACE_DATE', 'Banjarnegara, 13 December 2024.'],
  ['PARTIES', 'The head of Rutan Banjarnegara and the head of BNNK Purbalingga.'],
  ['PURPOSE', 'Social rehabilitation for inmates who misused narcotics, and stronger prevention.'],
  ['SCOPE', 'Social rehabilitation, screening, assessment, outreach and monitoring.'],
  ['IMPLEMENTATION', 'By a cooperation agreement and technical directives.'],
  ['TERM', 'Five years.'],
  ['LIAISON', 'The two heads or whom they appoint.'],
  ['AMENDMENT', 'By an addendum that both parties sign.'],
] as const;
const CLOSING = ['CLOSING', 'Made in two originals, one for each party.'] as const;
const PKS_ONLY = [
  ['RIGHTS_DUTIES', 'The agency sends certified staff, the Rutan gives room, time and participants.'],
  ['FUNDING', 'Each party bears its own cost.'],
  ['FORCE_MAJEURE', 'Neither party answers for what nobody could prevent.'],
  ['DISPUTES', 'Settled by deliberation.'],
] as const;

type Articles = readonly (readonly [string, string])[];
const clauses = (articles: Articles) => articles.map(([article, text]) => ({ article, text }));

const parties = ({ cast }: Stage) => [
  {
    partyId: RUTAN_PARTY,
    institution: 'Rutan Kelas IIB Banjarnegara',
    unitId: cast.karutan.unit,
    address: 'Banjarnegara, Jawa Tengah',
    signatory: { office: 'Kepala Rutan', staffId: cast.karutan.id },
  },
  {
    partyId: AGENCY_PARTY,
    institution: 'BNN Kabupaten Purbalingga',
    unitId: cast.agencyHead.unit,
    address: 'Purbalingga, Jawa Tengah',
    signatory: { office: 'Kepala BNNK', staffId: cast.agencyHead.id },
  },
];

const services = ({ cast }: Stage, names: readonly string[]) =>
  names.map((service) => ({ service, unitIds: [cast.karutan.unit] }));

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
  const path = `/agreements/${String(proposed.body.id)}`;
  props.set('agreement', String(proposed.body.id));
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
    {},
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
  await happens(stage, cast.karutan, ['14:10', 'it is approved for signing'], `${path}/approve`, {});
  await isRefused(
    stage,
    cast.kasubsi,
    ['14:15', 'paper recorded without its digest', 'paper-needs-document'],
    `${path}/sign`,
    sign(RUTAN_PARTY),
  );
  await happens(stage, cast.karutan, ['14:30', 'the head of the Rutan signs'], `${path}/sign`, sign(RUTAN_PARTY));
  const half = await stage.api.ask(cast.kasubsi, path);
  narrator.expect('with one signature it is not signed yet', half.body.status, 'PARTIALLY_SIGNED');
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
  narrator.expect('with both signatures it is signed', whole.body.status, 'SIGNED');
  await isRefused(
    stage,
    cast.kasubsi,
    ['14:40', 'the signed text is changed', 'signed-text-is-immutable'],
    `${path}/revise`,
    { title: 'Something else' },
  );
};

export const pks: Scene = async (stage) => {
  const { cast, narrator, props } = stage;
  narrator.chapter('The same day: a cooperation agreement under it');
  const draft = {
    unitId: cast.karutan.unit,
    kind: 'PKS',
    title: 'Carrying out social rehabilitation in Rutan Banjarnegara',
    parties: parties(stage),
    scope: services(stage, ['SOCIAL_REHABILITATION', 'SCREENING', 'ASSESSMENT']),
    term: { effectiveOn: '2024-12-13', endsOn: '2027-12-12', runningCasesMayFinish: true },
    clauses: clauses([...NOTA_KESEPAHAMAN, CLOSING, ...PKS_ONLY]),
  };
  const under = { ...draft, parentAgreementId: props.get('agreement') };
  await isRefused(
    stage,
    cast.kasubsi,
    ['14:45', 'a PKS that cites no Nota Kesepahaman', 'parent-required'],
    '/agreements',
    draft,
  );
  await isRefused(
    stage,
    cast.kasubsi,
    ['14:46', 'a PKS from before the Nota Kesepahaman is in force', 'parent-not-in-force'],
    '/agreements',
    {
      ...under,
      term: { ...draft.term, effectiveOn: '2024-12-12', endsOn: '2027-12-11' },
    },
  );
  const proposed = await happens(stage, cast.kasubsi, ['14:50', 'the PKS is proposed'], '/agreements', under);
  const path = `/agreements/${String(proposed.body.id)}`;
  props.set('pks', String(proposed.body.id));
  await happens(stage, cast.agencyHead, ['14:55', 'the PKS is discussed'], `${path}/discuss`, { heldOn: '2024-12-13' });
  await happens(stage, cast.karutan, ['15:00', 'the PKS is approved for signing'], `${path}/approve`, {});
  const paper = (partyId: string) => ({ partyId, signedOn: '2024-12-13', documentSha256: PAPER });
  await isRefused(
    stage,
    cast.agencyHead,
    ['15:05', 'paper recorded by somebody who did not draft it', 'only-drafter-records-paper'],
    `${path}/sign`,
    paper(RUTAN_PARTY),
  );
  await happens(
    stage,
    cast.kasubsi,
    ['15:10', 'the drafter records the paper that the Rutan signed'],
    `${path}/sign`,
    paper(RUTAN_PARTY),
  );
  await happens(stage, cast.agencyHead, ['15:15', 'the head of BNNK Purbalingga signs the PKS'], `${path}/sign`, {
    partyId: AGENCY_PARTY,
    signedOn: '2024-12-13',
  });
};

export const addendum: Scene = async (stage) => {
  const { cast, narrator, props } = stage;
  narrator.chapter('The week after: an addendum');
  const path = `/agreements/${props.get('agreement') ?? ''}`;
  const text = {
    title: 'Addendum 1: urine tests',
    text: 'Urine tests are added to the scope.',
    changes: {
      scope: services(stage, [
        'SOCIAL_REHABILITATION',
        'SCREENING',
        'ASSESSMENT',
        'OUTREACH',
        'MONITORING',
        'URINE_TEST',
      ]),
    },
    effectiveOn: '2024-12-18',
  };
  await happens(
    stage,
    cast.kasubsi,
    ['15:30', 'an addendum on urine tests is proposed, for 18 December'],
    `${path}/addenda`,
    text,
  );
  await isRefused(
    stage,
    cast.kasubsi,
    ['15:31', 'a second addendum while the first is open', 'addendum-open'],
    `${path}/addenda`,
    text,
  );
  const sign = (partyId: string) => ({ number: 1, partyId, signedOn: '2024-12-13' });
  await happens(
    stage,
    cast.karutan,
    ['15:40', 'the Rutan signs the addendum'],
    `${path}/sign-addendum`,
    sign(RUTAN_PARTY),
  );
  await isRefused(
    stage,
    cast.karutan,
    ['15:41', 'and signs it again', 'party-already-signed'],
    `${path}/sign-addendum`,
    sign(RUTAN_PARTY),
  );
  await happens(
    stage,
    cast.agencyHead,
    ['15:45', 'the agency signs it: the agreement is amended'],
    `${path}/sign-addendum`,
    sign(AGENCY_PARTY),
  );
};

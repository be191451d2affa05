import { happens, isRefused, prop, type Scene } from '../scene.js';
import { AGENCY_PARTY, clauses, CLOSING, NOTA_KESEPAHAMAN, parties, PKS_ONLY, RUTAN_PARTY, services } from './texts.js';

const PAPER = 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184';

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
  const under = { ...draft, parentAgreementId: prop(stage, 'agreement') };
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
  const path = `/agreements/${proposed.text('id')}`;
  props.set('pks', proposed.text('id'));
  await happens(stage, cast.agencyHead, ['14:55', 'the PKS is discussed'], `${path}/discuss`, { heldOn: '2024-12-13' });
  await happens(stage, cast.karutan, ['15:00', 'the PKS is approved for signing'], `${path}/approve`, {
    number: 'PKS/13/XII/2024',
    place: 'Banjarnegara',
  });
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
  const { cast, narrator } = stage;
  narrator.chapter('The week after: an addendum');
  const path = `/agreements/${prop(stage, 'agreement')}`;
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

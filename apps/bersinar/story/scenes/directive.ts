import { id } from '#kernel';
import { happens, isRefused, prop, type Scene } from '../scene.js';
import { SCREENING_ROOM, TECHNICAL_RULES } from './visit.js';

const QUESTION = id('story', 'question', 'night shift');

export const directive: Scene = async (stage) => {
  const { cast, narrator, props } = stage;
  narrator.chapter('The same day: technical rules in writing');
  const addressee = (person: { id: string; unit: string; role: string }) => ({
    staffId: person.id,
    unitId: person.unit,
    role: person.role,
  });
  const drafted = await happens(
    stage,
    cast.agencyHead,
    ['10:00', 'a technical directive on the programme is drafted'],
    '/directives',
    {
      unitId: cast.karutan.unit,
      issuingUnitId: cast.agencyHead.unit,
      number: 'JUKNIS/07/XII/2024',
      title: 'How social rehabilitation is carried out in Rutan Banjarnegara',
      text: 'Screening before anything else. Sessions must not disturb other guidance. Attendance is recorded the same day.',
      addressees: [cast.kasubsi, cast.security, cast.rehabilitation, cast.nurse].map(addressee),
    },
  );
  const path = `/directives/${drafted.text('id')}`;
  props.set('directive', drafted.text('id'));
  const issue = { issuedOn: '2024-12-13', effectiveOn: '2024-12-16', acknowledgeBy: '2024-12-20' };
  await isRefused(
    stage,
    cast.kasubsi,
    ['10:05', 'acknowledging a draft', 'directive-not-issued'],
    `${path}/acknowledge`,
    { acknowledgedOn: '2024-12-13' },
  );
  await isRefused(
    stage,
    cast.karutan,
    ['10:10', 'issued by the head of another unit', 'issuer-not-authorised'],
    `${path}/issue`,
    issue,
  );
  await happens(
    stage,
    cast.agencyHead,
    ['10:15', 'the directive is issued, in force from Monday'],
    `${path}/issue`,
    issue,
  );
  const receipt = await happens(
    stage,
    cast.kasubsi,
    ['10:30', 'the head of detainee services acknowledges it'],
    `${path}/acknowledge`,
    { acknowledgedOn: '2024-12-13' },
  );
  const twice = await happens(stage, cast.kasubsi, ['10:31', 'and acknowledges it once more'], `${path}/acknowledge`, {
    acknowledgedOn: '2024-12-13',
  });
  narrator.expect('acknowledging twice changes nothing', twice.at('revision'), receipt.at('revision'));
  await happens(stage, cast.nurse, ['10:40', 'the clinic nurse acknowledges it'], `${path}/acknowledge`, {
    acknowledgedOn: '2024-12-13',
  });
  await isRefused(
    stage,
    cast.registrar,
    ['10:45', 'acknowledged by somebody it is not addressed to', 'not-addressed'],
    `${path}/acknowledge`,
    { acknowledgedOn: '2024-12-13' },
  );
  await happens(
    stage,
    cast.kasubsi,
    ['10:50', 'a clarification is asked: what about the night shift?'],
    `${path}/ask`,
    {
      questionId: QUESTION,
      question: 'Does the night shift escort participants, or the section?',
    },
  );
  await isRefused(
    stage,
    cast.kasubsi,
    ['10:55', 'answered by the side that asked', 'answer-not-authorised'],
    `${path}/answer`,
    {
      questionId: QUESTION,
      answer: 'The section.',
    },
  );
  await happens(stage, cast.agencyHead, ['11:00', 'it is answered: the section escorts'], `${path}/answer`, {
    questionId: QUESTION,
    answer: 'The section escorts; sessions end before the night shift begins.',
  });
  await finishFollowUps(stage);
};

const finishFollowUps: Scene = async (stage) => {
  const { cast } = stage;
  const path = `/visits/${prop(stage, 'visit')}`;
  await isRefused(
    stage,
    cast.kasubsi,
    ['13:00', 'verified before it is completed', 'follow-up-not-completed'],
    `${path}/verify-follow-up`,
    {
      followUpId: TECHNICAL_RULES,
      verifiedOn: '2024-12-13',
    },
  );
  await happens(
    stage,
    cast.agencyHead,
    ['13:05', 'the technical rules are written: completed'],
    `${path}/complete-follow-up`,
    {
      followUpId: TECHNICAL_RULES,
      completedOn: '2024-12-13',
      evidence: 'The directive of today.',
    },
  );
  await isRefused(
    stage,
    cast.agencyHead,
    ['13:10', 'verified by whoever completed it', 'verifier-is-completer'],
    `${path}/verify-follow-up`,
    {
      followUpId: TECHNICAL_RULES,
      verifiedOn: '2024-12-13',
    },
  );
  await happens(stage, cast.karutan, ['13:15', 'verified by somebody else'], `${path}/verify-follow-up`, {
    followUpId: TECHNICAL_RULES,
    verifiedOn: '2024-12-13',
  });
  await isRefused(
    stage,
    cast.kasubsi,
    ['13:20', 'an extension to an earlier day', 'not-an-extension'],
    `${path}/extend-follow-up`,
    {
      followUpId: SCREENING_ROOM,
      dueOn: '2024-12-18',
      reasonCode: 'BUDGET_NOT_RELEASED',
    },
  );
};

import { id } from '#kernel';
import { at, happens, isRefused, prop, type Scene, then } from '../scene.js';

export const STAFFING = id('story', 'observation', 'staffing');
export const PROGRAMME = id('story', 'observation', 'programme');
export const FACILITIES = id('story', 'observation', 'facilities');
export const SCREENING_ROOM = id('story', 'follow-up', 'screening room');
export const OFFICER_TRAINING = id('story', 'follow-up', 'officer training');
export const TECHNICAL_RULES = id('story', 'follow-up', 'technical rules');

export const visit: Scene = async (stage) => {
  const { api, cast, narrator, props } = stage;
  narrator.chapter('Friday 13 December 2024, morning: an unannounced visit to Rutan Banjarnegara');
  const arrival = {
    unitId: cast.karutan.unit,
    visitingUnitId: cast.agencyHead.unit,
    purpose: 'COORDINATION',
    programme: 'RUTAN_BERSINAR',
    arrivedAt: at('08:30'),
    team: [
      { staffId: cast.agencyHead.id, function: 'TEAM_LEADER' },
      { staffId: cast.rehabilitation.id, function: 'REHABILITATION' },
      { staffId: cast.nurse.id, function: 'CLINIC_NURSE' },
      { staffId: cast.counsellor.id, function: 'ANTI_DRUG_COUNSELLOR' },
    ],
    assignmentLetter: { number: 'SPRIN/412/XII/2024', issuedOn: '2024-12-12' },
  };
  await isRefused(stage, cast.kasubsi, ['08:30', 'a visit by nobody', 'team-empty'], '/visits', {
    ...arrival,
    team: [],
  });
  narrator.happens('08:30', "BNNK Purbalingga's team arrives as follow-up of Rutan Bersinar");
  const started = await api.command(
    cast.kasubsi,
    '/visits',
    { ...arrival, context: then('08:30') },
    { 'Idempotency-Key': 'arrival' },
  );
  const visitId = started.text('id');
  props.set('visit', visitId);
  narrator.expect('the arrival is recorded', started.status, 201);
  narrator.expect('it says where it is', started.headers.get('location'), `/visits/${visitId}`);
  narrator.expect('it says its revision', started.headers.get('etag'), '"0"');
  const again = await api.command(
    cast.kasubsi,
    '/visits',
    { ...arrival, context: then('08:30') },
    { 'Idempotency-Key': 'arrival' },
  );
  narrator.expect('sent twice it is recorded once', [again.status, again.at('id')], [201, visitId]);
  narrator.expect('and the answer says so', again.headers.get('idempotency-replayed'), 'true');
  await isRefused(
    stage,
    cast.kasubsi,
    ['08:31', 'the same key with another body', 'idempotency-key-reused'],
    '/visits',
    { ...arrival, purpose: 'INSPECTION' },
    { 'Idempotency-Key': 'arrival' },
  );
  await observe(stage);
  await follow(stage);
};

const observe: Scene = async (stage) => {
  const { cast } = stage;
  const path = `/visits/${prop(stage, 'visit')}`;
  const observation = (observationId: string, topic: string, text: string, rating?: string) => ({
    observationId,
    topic,
    text,
    ...(rating && { rating }),
  });
  await happens(
    stage,
    cast.agencyHead,
    ['09:00', 'the programme room has no screen against listeners (major)'],
    `${path}/observe`,
    observation(FACILITIES, 'FACILITIES', 'Interviews in the programme room can be heard in the corridor.', 'MAJOR'),
  );
  await happens(
    stage,
    cast.agencyHead,
    ['09:10', 'two officers have been trained for screening (minor)'],
    `${path}/observe`,
    observation(STAFFING, 'STAFFING', 'Only two officers have been trained for screening.', 'MINOR'),
  );
  await happens(
    stage,
    cast.kasubsi,
    ['09:20', 'both sides want the technical rules of the programme in writing'],
    `${path}/observe`,
    observation(
      PROGRAMME,
      'REHABILITATION_PROGRAMME',
      'How social rehabilitation is carried out must be clear before it begins.',
    ),
  );
  await isRefused(
    stage,
    cast.kasubsi,
    ['09:30', 'leaving with a major finding that nobody follows up', 'finding-without-follow-up'],
    `${path}/conclude`,
    { departedAt: at('11:30') },
  );
};

const follow: Scene = async (stage) => {
  const { cast } = stage;
  const path = `/visits/${prop(stage, 'visit')}`;
  const task = (
    followUpId: string,
    owner: { id: string; unit: string },
    dueOn: string,
    text: string,
    observationId?: string,
  ) => ({
    followUpId,
    owner: { staffId: owner.id, unitId: owner.unit },
    dueOn,
    text,
    ...(observationId && { observationId }),
  });
  await happens(
    stage,
    cast.karutan,
    ['09:40', 'a room for interviews is to be screened by 20 December'],
    `${path}/add-follow-up`,
    task(
      SCREENING_ROOM,
      cast.kasubsi,
      '2024-12-20',
      'Give the programme a room where interviews cannot be heard.',
      FACILITIES,
    ),
  );
  await happens(
    stage,
    cast.karutan,
    ['09:45', 'four more officers are to be trained by 31 January'],
    `${path}/add-follow-up`,
    task(OFFICER_TRAINING, cast.rehabilitation, '2025-01-31', 'Train four more officers in screening.', STAFFING),
  );
  await happens(
    stage,
    cast.agencyHead,
    ['09:50', 'the technical rules are to be written the same day'],
    `${path}/add-follow-up`,
    task(
      TECHNICAL_RULES,
      cast.agencyHead,
      '2024-12-13',
      'Put the technical rules of the programme in writing.',
      PROGRAMME,
    ),
  );
  await isRefused(
    stage,
    cast.kasubsi,
    ['11:30', 'leaving before they came', 'departs-before-arrival'],
    `${path}/conclude`,
    { departedAt: at('08:00') },
  );
  await happens(stage, cast.kasubsi, ['11:30', 'the visit is concluded'], `${path}/conclude`, {
    departedAt: at('11:30'),
  });
  await isRefused(
    stage,
    cast.kasubsi,
    ['11:31', 'an observation after the visit', 'visit-concluded'],
    `${path}/observe`,
    {
      observationId: id('story', 'observation', 'late'),
      topic: 'RECORDS',
      text: 'Too late.',
    },
  );
};

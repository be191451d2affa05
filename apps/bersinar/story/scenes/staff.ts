import { id } from '#kernel';
import { DEVELOPMENT_ISSUER, developmentToken } from '#platform/auth';
import { administrator, logins, nameOf, type Office } from '../cast.js';
import { isRefused, type Scene } from '../scene.js';

const NOBODY = id('story', 'staff', 'nobody');

export const staff: Scene = async (stage) => {
  const { api, cast, narrator } = stage;
  const [admin, known] = [await administrator(), await logins()];
  const offices = Object.keys(cast) as Office[];
  narrator.chapter('Before anything else: who is who');
  narrator.happens('', `${offices.length} people are registered as staff, and their logins linked`);
  const answers = await Promise.all(offices.map((office) => api.ask(cast[office], '/me')));
  const say = (member: string) => answers.map((answer) => answer.at(member));
  const each = <T>(value: (office: Office) => T) => offices.map(value);
  narrator.expect(
    'each signs in as who was registered',
    say('staffId'),
    each((office) => cast[office].id),
  );
  narrator.expect('each is called by name', say('name'), each(nameOf));
  narrator.expect(
    'each can be named by others',
    say('registered'),
    each(() => true),
  );

  const token = await developmentToken({ role: 'karupam', unit: cast.security.unit });
  const unlinked = await api.ask({ token }, '/me');
  narrator.expect('whom nobody registered acts, and cannot be named', unlinked.at('registered'), false);
  await isRefused(
    stage,
    cast.agencyHead,
    ['07:30', 'a directive to somebody whom nobody registered', 'unknown-staff'],
    '/directives',
    {
      unitId: cast.karutan.unit,
      issuingUnitId: cast.agencyHead.unit,
      number: 'JUKNIS/0',
      title: 'To nobody',
      text: 'To nobody.',
      addressees: [{ staffId: NOBODY, unitId: cast.karutan.unit, role: 'kpr' }],
    },
  );
  await isRefused(
    stage,
    admin,
    ['07:31', 'a login is linked to a second person', 'login-linked-already'],
    `/staff/${cast.nurse.id}/link-login`,
    { issuer: DEVELOPMENT_ISSUER, subject: known.counsellor.subject },
  );

  const colleagues = await api.ask(cast.kasubsi, `/staff?unitId=${cast.security.unit}&role=${cast.security.role}`);
  narrator.expect('a colleague is found, to be named', colleagues.at('items.*.id'), [cast.security.id]);
  const record = `/staff/${cast.security.id}`;
  const [head, neighbour] = await Promise.all([api.ask(cast.karutan, record), api.ask(cast.neighbour, record)]);
  narrator.expect('whoever leads a unit reads the numbers of its staff', head.text('number').length, 18);
  narrator.expect('whoever is of another unit does not', neighbour.at('number'), undefined);
};

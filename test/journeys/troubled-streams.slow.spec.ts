// Left out on servers: it alters what is stored, which everybody else would meet.
import { join, resolve } from 'node:path';
import { HOUSE } from '#kernel';
import { developmentToken } from '#platform/auth';
import { operate } from '../../apps/bersinar/projections.js';
import { type Answer, until } from '../../apps/bersinar/story/client.js';
import { laterTypes, otherBuild, unmovedByNewTypes } from './builds-for-specs.js';
import { publishedIn, REGISTERED, RELEASED } from './hearing-for-specs.js';
import { type App, startApp } from './processes-for-specs.js';
import { type Follower, followed, operations } from './troubled-for-specs.js';
import { type Disbelieved, type TroubledStory, troubledStory, UNKNOWN_TYPE } from './troubled-story-for-specs.js';

const CODES: Readonly<Record<string, string>> = {
  'a wrong hash': 'hash',
  'a wrong prevHash': 'chain',
  'array data': 'hash',
};
const LATER = 'ConsentGiven@2';

describe('Twenty streams beside others with which something is wrong', () => {
  let story: TroubledStory;
  let app: App | undefined;

  beforeAll(async () => {
    story = await troubledStory();
  });
  afterAll(async () => {
    await app?.stop('SIGKILL');
    await story.house.close();
  });

  const said = (answer: Answer) => [answer.status, answer.at('code') ?? 'none'];
  const incomplete = (answer: Answer) => answer.headers.get('incomplete');
  const survivors = () => story.forged.map(({ survivor }) => survivor);
  const partlyBelieved = () => [...survivors(), story.doubled];
  const seen = () => story.healthy.seen(story.now().stage);
  const listed = (what: 'parked' | 'alarms') => operations<Disbelieved>(story.now().stage, what);
  const passedBy = async () =>
    (await operations<Follower>(story.now().stage, 'projections')).flatMap(({ kind, parked = [] }) =>
      kind === 'PROJECTION' ? parked : [],
    );
  const streams = (rows: readonly Disbelieved[]) => rows.map(({ stream }) => stream).sort();
  const command = (...words: readonly string[]) => operate([...words, '--url', story.now().system.url]);
  const consents = () => {
    const { api, cast } = story.now().stage;
    return api.ask(cast.kasubsi, `/consents?inmateId=${story.consenting}`);
  };
  const history = (question: string) => {
    const { api, cast } = story.now().stage;
    return api.ask(cast.auditor, `/audit/history?${question}`);
  };
  const each = async <T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<readonly T[]> =>
    Promise.all(ids.map(ask));

  it('go on in every read model, and policies react to them', async () => {
    await story.waits();
    expect(await seen()).toEqual(story.healthy.expected());
    expect(await story.differing()).toEqual([]);
  });

  it('are published once and in order, and nothing is that is passed by', async () => {
    const passed = survivors().map((id) => `${RELEASED} ${id}`);
    const published = (await publishedIn(story.now().system.engine.store)).slice(story.before.length);
    const expected = published.filter((event) => !passed.includes(event));
    expect(expected.length).toBe(published.length - passed.length);
    expect(await story.listen()).toEqual(expected);
  });

  it('are not held up by those that are not believed, which are parked, and no others', async () => {
    const parked = await listed('parked');
    const found = parked.map(({ stream, parkedFrom, alarms }) => [stream, parkedFrom, alarms.map(({ code }) => code)]);
    const expected = [
      ...story.forged.map(({ name, survivor }) => [`inmate-${survivor}`, 1, [CODES[name]]]),
      [`inmate-${story.doubled}`, 2, ['hash']],
      [story.strange, 0, ['hash']],
    ];
    expect(found.map((row) => row.join())).toEqual(expect.arrayContaining(expected.map((row) => row.join())));
    expect(found).toHaveLength(expected.length);
    expect(await listed('alarms')).toEqual(parked);
    const degraded = { name: 'parked', state: 'degraded', reason: story.disbelieved.join(', ') };
    expect(await story.readiness()).toEqual([200, 'degraded', expect.arrayContaining([degraded])]);
  });

  it('have nothing of what is not believed: answers that rest on it say so, and policies pass it by', async () => {
    const answers = await each(partlyBelieved(), story.inmate);
    expect(answers.map(incomplete)).toEqual(answers.map(() => 'true'));
    expect(answers.map((answer) => [answer.at('merges'), answer.at('releases')])).toEqual(answers.map(() => [[], []]));
    expect((await each(story.healthy.inmates, story.inmate)).map(incomplete)).toEqual(
      story.healthy.inmates.map(() => null),
    );
    for (const { duplicate } of story.forged) expect(await story.marks(duplicate)).toBe(0);
    for (const id of partlyBelieved()) expect(said(await story.move(id))).toEqual([500, 'history-corrupt']);
  });

  it('are not held up by a later build, for which only those wait who care', async () => {
    expect(await story.waits()).toEqual({
      'consents@1': LATER,
      'case-timeline@3': LATER,
      'case-notes-consent@1': LATER,
      'history-index@1': `${UNKNOWN_TYPE}@1`,
    });
    const degraded = { name: 'policy:case-notes-consent', state: 'degraded', reason: `waits for ${LATER}` };
    expect(await story.readiness()).toEqual([200, 'degraded', expect.arrayContaining([degraded])]);
    expect(said(await consents())).toEqual([504, 'projection-behind']);
  });

  it('say of a record of a later build that this one is too old for it, and show its history', async () => {
    const answer = await story.discuss(story.presented);
    expect(said(answer)).toEqual([503, 'build-too-old']);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect([answer.headers.get('retry-after'), answer.text('detail')]).toEqual([
      '60',
      expect.stringMatching(/^A newer/),
    ]);
    const rows = await history(`stream=agreement-${story.presented}`);
    expect(rows.at('items.*.type')).toEqual(['AgreementProposed', UNKNOWN_TYPE]);
    expect(rows.at('items.*.verified')).toEqual([true, true]);
  });

  it('and all of it are the same after a restart, and nobody is alarmed again', async () => {
    const answers = async () => ({
      waits: await story.waits(),
      seen: await seen(),
      readiness: await story.readiness(),
      parked: await listed('parked'),
      alarms: await listed('alarms'),
      inmates: (await each(partlyBelieved(), story.inmate)).map((answer) => [incomplete(answer), answer.at('')]),
      commands: (await each(partlyBelieved(), story.move)).map(said),
      tooOld: said(await story.discuss(story.presented)),
    });
    const before = await answers();
    await story.restart();
    expect(await answers()).toEqual(before);
    expect(before.alarms.map(({ alarms }) => alarms.length)).toEqual(before.alarms.map(() => 1));
  });

  it('leave what is parked to the operator, who is told no while its bytes are wrong', async () => {
    const lines = await command('parked');
    expect(
      lines
        .slice(1)
        .map((line) => line.split(' ')[0])
        .sort(),
    ).toEqual(story.disbelieved);
    await expect(command('resume', story.disbelieved[0] ?? '')).rejects.toThrow('still-not-believed');
  });

  it('have the others again once their bytes are right, or two people excluded them', async () => {
    await story.putRight();
    const admins = await each(['one', 'two'], (subject) => developmentToken({ role: 'admin', unit: HOUSE, subject }));
    const { api } = story.now().stage;
    for (const [stream, at] of [
      [`inmate-${story.doubled}`, 2],
      [story.strange, 0],
    ] as const) {
      const range = { from: at, to: at, reasonCode: 'WRITTEN_BY_SOMETHING_ELSE' };
      for (const [n, act] of ['exclude', 'approve-exclusion'].entries()) {
        const asked = await api.command({ token: admins[n] ?? '' }, `/operations/streams/${stream}/${act}`, range);
        expect(said(asked)).toEqual([200, 'none']);
      }
    }
    for (const stream of story.disbelieved) expect(await command('resume', stream)).toEqual([`resumed: ${stream}`]);
    await story.goOn();
    await story.waits();
    expect(await command('parked')).toEqual(['none']);
    await until('no projection passes a stream by', async () => (await passedBy()).length === 0);
    expect(streams(await listed('alarms'))).toEqual(story.disbelieved);
  });

  it('and what was passed by is handled once and published once', async () => {
    for (const { survivor, duplicate } of story.forged) {
      expect(await story.marks(duplicate)).toBe(1);
      expect((await story.inmate(duplicate)).at('survivorId')).toBe(survivor);
    }
    const passed = survivors().map((id) => `${RELEASED} ${id}`);
    expect([...(await story.listen())].sort()).toEqual([...passed, `${REGISTERED} ${story.newest()}`].sort());
    expect((await story.listenFrom()).events).toEqual(await publishedIn(story.now().system.engine.store));
  });

  it('and nothing is missing any more', async () => {
    expect((await each(partlyBelieved(), story.inmate)).map(incomplete)).toEqual(partlyBelieved().map(() => null));
    expect((await each(survivors(), story.inmate)).map((one) => one.at('left.how'))).toEqual(
      survivors().map(() => 'RELEASED'),
    );
    expect(await seen()).toEqual(story.healthy.expected());
    expect(await story.differing()).toEqual([]);
    expect(said(await story.move(story.doubled))).toEqual([200, 'none']);
    const rows = await history(`stream=inmate-${story.doubled}`);
    expect(rows.at('items.*.verified')).toEqual([true, true, false, true]);
    expect(rows.text('items.2.excluded.reasonCode')).toBe('WRITTEN_BY_SOMETHING_ELSE');
  });

  it('and a newer build goes on with what waited for it', async () => {
    const known = { ...laterTypes(['ConsentGiven'], { [UNKNOWN_TYPE]: 'AgreementDiscussed' }), ...unmovedByNewTypes };
    const root = await otherBuild(join(story.house.folder, 'newer'), known);
    await story.house.stop();
    const settings = { DATA_DIR: story.house.dataDir, DEV_ISSUER_KEY: resolve('.dev-issuer/key.jwk') };
    app = await startApp('bersinar', settings, [], root);
    await story.moveTo(app.url);
    const discussed = await story.discuss(story.presented);
    expect(said(discussed)).toEqual([200, 'none']);
    await until('nobody waits any more', async () => (await consents()).status === 200, 30_000);
    expect((await consents()).at('items.*.id')).toEqual([story.consentId]);
    const { stage } = story.now();
    expect(await followed(stage, discussed.headers.get('position')?.split('.')[1] ?? '')).toEqual({});
    expect(await seen()).toEqual(story.healthy.expected());
    expect(await story.readiness(app.url)).toEqual([200, 'up', []]);
    const rows = await history(`actorId=${stage.cast.agencyHead.id}`);
    expect(rows.at('items.*.type')).toContain(UNKNOWN_TYPE);
  });
});

import { type Person, until } from '../../apps/bersinar/story/client.js';
import { FATES, people } from '../../apps/bersinar/story/programme/people.js';
import { season } from '../../apps/bersinar/story/programme/season.js';
import type { Stage } from '../../apps/bersinar/story/scene.js';

/** One of each fate goes through the programme, and who completed it into aftercare; their records are left under their words. */
export async function playSeason(stage: Stage): Promise<void> {
  const { api, cast, props } = stage;
  const everybody = people();
  await season(FATES.flatMap((fate) => everybody.find((one) => one.fate === fate) ?? []))(stage);
  const first = async (word: string, path: string, member: string, by = cast.rehabilitation): Promise<string> => {
    const answer = await api.ask(by, path);
    const [id = ''] = (answer.at(`items.*.${member}`) as string[] | undefined) ?? [];
    props.set(word, id);
    return id;
  };
  const caseId = await first('case', '/cases?status=COMPLETED', 'id');
  await first('inmate', '/cases?status=COMPLETED', 'inmateId');
  await first('consent', `/consents?inmateId=${props.get('inmate') ?? ''}`, 'id', cast.kasubsi);
  await first('screening', `/screenings?caseId=${caseId}`, 'id');
  await first('assessment', `/assessments?caseId=${caseId}`, 'id');
  await first('evaluation', `/outcomes?caseId=${caseId}`, 'id');
  await first('plan', `/plans?caseId=${caseId}`, 'id');
  await first('session', `/sessions?caseId=${caseId}&limit=1`, 'id');
  const receipt = await api.command(cast.kasubsi, '/aftercares', {
    unitId: cast.kasubsi.unit,
    caseId,
    kind: 'IN_UNIT',
    plannedOn: '2025-06-02',
    untilOn: '2025-12-01',
    contactsPlanned: 6,
  });
  props.set('aftercare', receipt.text('id'));
}

/** Somebody looks at the staff; the access log has it then. */
export async function lookAtStaff({ api, cast }: Stage, who: Person): Promise<void> {
  await api.ask(who, '/staff?limit=2');
  const viewings = () => api.ask(cast.auditor, `/audit/access?actor=${who.id}`);
  await until('The access log has it', async () => (await viewings()).at('items.0') !== undefined);
}

import { readFileSync } from 'node:fs';
import type { Stage } from '../../apps/bersinar/story/scene.js';

const TEMPLATE = '../../libs/contexts/rehabilitation/programme-template/models/rehab-30.json';

/** Somebody is registered, consents and is screened; a programme is offered. */
export async function screenSomebody({ api, cast, props }: Stage): Promise<void> {
  const unitId = cast.kasubsi.unit;
  const tell = async (name: string, by: keyof typeof cast, path: string, body: object): Promise<string> => {
    const answer = await api.tell(cast[by], path, { unitId, ...body });
    if (answer.status !== 201) throw new Error(`${name} was answered with ${answer.status} ${answer.text('code')}.`);
    props.set(name, answer.text('id'));
    return answer.text('id');
  };
  const inmateId = await tell('inmate', 'registrar', '/inmates', {
    name: 'Orang Satu',
    sex: 'MALE',
    registerNumber: '1',
    registerPeriod: '2024',
    custodyStatus: 'A_III',
    registeredOn: '2024-12-02',
  });
  const consentId = await tell('consent', 'kasubsi', '/consents', {
    inmateId,
    purposes: ['SCREENING', 'ASSESSMENT'],
    form: 'WRITTEN',
    givenOn: '2024-12-14',
    provider: { unitId: cast.rehabilitation.unit, agreementId: props.get('agreement') },
  });
  await tell('screening', 'rehabilitation', '/screenings', {
    inmateId,
    consentId,
    instrument: 'WHO-ASSIST',
    referencePeriod: 'THREE_MONTHS_BEFORE_ARREST',
    interviewerId: cast.rehabilitation.id,
    certificate: { number: 'ASSIST-1', validFrom: '2024-01-01', validUntil: '2026-12-31' },
    screenedOn: '2024-12-16',
    provider: { unitId: cast.rehabilitation.unit, agreementId: props.get('agreement') },
    answers: { amphetamine: { q1: true, q2: 4, q3: 4, q4: 3, q5: 3, q6: 'P', q7: 'P' } },
  });
  const template = JSON.parse(readFileSync(new URL(TEMPLATE, import.meta.url), 'utf8')) as object;
  await tell('template', 'karutan', '/programme-templates', template);
}

import type { Answer } from '../client.js';
import { at, type Stage } from '../scene.js';
import { digestOf, happenToAll, type Participant } from './bulk.js';
import { sdpFileOf, type Somebody } from './people.js';

/** The form that everybody is read, purpose by purpose. */
const FORM = {
  formVersion: 'PDP-1.0',
  language: 'id',
  medium: 'WRITTEN',
  purposes: [
    { purpose: 'SCREENING', given: true },
    { purpose: 'ASSESSMENT', given: true },
    { purpose: 'REHABILITATION', given: true },
    { purpose: 'AFTERCARE', given: true },
    { purpose: 'DATA_EXCHANGE', given: false },
  ],
};

type Registered = Pick<Participant, keyof Somebody | 'inmateId'>;

/** The unit's register is imported from the prison data system, first as a dry run. */
export async function register(
  { api, cast, narrator }: Stage,
  everybody: readonly Somebody[],
): Promise<readonly Registered[]> {
  const file = sdpFileOf(everybody);
  const path = `/sdp-imports?unitId=${cast.registrar.unit}`;
  narrator.chapter(`January to July 2025: the programme, with ${everybody.length} invented people`);
  narrator.happens('2025-01-06 08:00', 'the register is imported from the prison data system, as a dry run first');
  const dry = await api.bring(cast.registrar, `${path}&dryRun=true`, file, 'sdp');
  narrator.expect('the dry run would register everybody', dry.at('counts.REGISTERED'), everybody.length);
  const imported = await api.bring(cast.registrar, path, file, 'sdp');
  narrator.expect('everybody is registered', imported.at('counts.REGISTERED'), everybody.length);
  const again = await api.bring(cast.registrar, path, file, 'sdp-again');
  narrator.expect('the same file again changes nothing', again.at('counts.UNCHANGED'), everybody.length);
  const formula = file.replace(/;L;/, ';=L;');
  const refused = await api.bring(cast.registrar, path, formula, 'sdp-formula');
  narrator.expect('a file with a formula is refused as a whole', refused.text('code'), 'rows-malformed');
  const ids = imported.at('rows.*.inmateId') as readonly string[];
  return everybody.map((one, index) => ({ ...one, inmateId: ids[index] ?? '' }));
}

/** Everybody is asked, and says yes. */
export async function consent(stage: Stage, registered: readonly Registered[]) {
  const { cast } = stage;
  const answers = await happenToAll(stage, ['2025-01-13', '09:00', 'consent is given'], registered, {
    by: () => cast.kasubsi,
    path: () => '/consents',
    body: ({ n, inmateId }) => ({
      unitId: cast.kasubsi.unit,
      inmateId,
      ...FORM,
      documentSha256: digestOf(`consent ${n}`),
      givenAt: at('09:00', '2025-01-13'),
      givenBy: { capacity: 'INMATE' },
      witnessId: cast.registrar.id,
    }),
  });
  return registered.map((one, index) => ({ ...one, consentId: idOf(answers[index]) }));
}

const idOf = (answer: Answer | undefined): string => answer?.text('id') ?? '';

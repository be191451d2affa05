import { id } from '#kernel';
import { assessor, factOn } from '../facts-for-specs.js';
import {
  amended,
  annulled,
  cancelled,
  change,
  entry,
  held,
  lineOf,
  type Past,
  refused,
  rescheduled,
  scheduled,
  supervisor,
  times,
} from './session-for-specs.js';

const annul = (past: readonly Past[], of: string, by = supervisor) =>
  change(past, { type: 'AnnulSessionEntry', data: { of, reasonCode: 'WRITTEN_WRONGLY' } }, by);
const agreementId = id('spec', 'agreement');
const answered: Past = {
  id: id('spec', 'answered'),
  by: assessor,
  type: 'SessionCoverageAnswered',
  data: {
    agreementId,
    answer: 'HELD_BEFORE_IT_WAS_KNOWN',
    answeredBy: assessor.staffId,
    basis: [factOn(`agreement-${agreementId}`)],
  },
};
const events = [expect.anything() as unknown];

describe('AnnulSessionEntry', () => {
  it('says what the session is without it, so that the cases of its roster are told (D12)', async () => {
    expect(await annul([scheduled], entry.scheduled)).toMatchObject({
      events: [{ data: { stands: { status: 'CANCELLED', module: 'RELAPSE_PREVENTION' } } }],
    });
    expect(await annul([scheduled, rescheduled], entry.rescheduled)).toMatchObject({
      events: [{ data: { stands: { status: 'SCHEDULED', ...times } } }],
    });
    expect(await annul([scheduled, cancelled], entry.cancelled)).toMatchObject({
      events: [{ data: { stands: { status: 'SCHEDULED' }, approvedBy: supervisor.staffId } }],
    });
    expect(await annul([scheduled, held], entry.held)).toMatchObject({
      events: [{ data: { stands: { status: 'SCHEDULED' } } }],
    });
    expect(await annul([scheduled, held, amended], entry.amended)).toMatchObject({
      events: [
        { data: { stands: { status: 'HELD', roster: [{ outcome: 'ATTENDED' }, { outcome: 'ABSENT_ACCEPTABLE' }] } } },
      ],
    });
  });

  it('is approved by somebody other than who recorded it (D12)', async () => {
    expect(await annul([scheduled], entry.scheduled, assessor)).toMatchObject(refused('approver-is-author'));
  });

  it('is refused where a later entry rests on it, and names that', async () => {
    const inUse = (later: string) => refused('entry-in-use', later);
    expect(await annul([scheduled, held], entry.scheduled)).toMatchObject(inUse(`RehabSessionHeld ${entry.held}`));
    const answer = `SessionCoverageAnswered ${id('spec', 'answered')}`;
    expect(await annul([scheduled, answered], entry.scheduled)).toMatchObject(inUse(answer));
    expect(await annul([scheduled, held, answered], entry.held)).toMatchObject(inUse(answer));
    const amendment = `SessionAttendanceAmended ${entry.amended}`;
    expect(await annul([scheduled, held, amended], entry.held)).toMatchObject(inUse(amendment));
    const noted = { ...amended, data: { ...amended.data, ...lineOf(1) } } as Past;
    expect(await annul([scheduled, held, noted], entry.held)).toMatchObject(inUse(amendment));
  });

  it('leaves standing what does not rest on it', async () => {
    expect(await annul([scheduled, answered, held], id('spec', 'answered'))).toMatchObject({ events });
    expect(await annul([scheduled, rescheduled, held], entry.rescheduled)).toMatchObject({
      events: [{ data: { stands: { status: 'HELD' } } }],
    });
    const again = { ...amended, id: id('later') };
    expect(await annul([scheduled, held, amended, again], entry.amended)).toMatchObject({ events });
  });

  it('refuses what is not there', async () => {
    expect(await annul([], entry.scheduled)).toMatchObject(refused('unknown-entry'));
    expect(await annul([scheduled, annulled], entry.scheduled)).toMatchObject(refused('entry-annulled'));
    const gone = { ...annulled, data: { ...annulled.data, of: entry.held } } as Past;
    expect(await annul([scheduled, held, gone], entry.held)).toMatchObject(refused('entry-annulled'));
  });
});

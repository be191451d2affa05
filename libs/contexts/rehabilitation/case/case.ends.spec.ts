import { agency, clerk, factOn, inmateId, inmateThere, subject } from '../facts-for-specs.js';
import { consentNoted, deputy, given, HISTORIES } from './case-for-specs.js';

const { IN_PROGRAMME, AFTERCARE, CLOSED, RECOMMENDED } = HISTORIES;
const DAY = '2024-12-15';
describe('DiscontinueRehab (R-3.11)', () => {
  const discontinue = (
    category: 'PERSONAL' | 'ADMIN' | 'POSITIVE_CONFIRMED',
    reasonCode: 'ILL' | 'POSITIVE_CONFIRMED',
  ) => ({ type: 'DiscontinueRehab', data: { category, reasonCode, discontinuedOn: DAY }, facts: {} }) as const;

  it('needs a reason of its category', () => {
    const data = { subject, category: 'PERSONAL', reasonCode: 'ILL', discontinuedOn: DAY } as const;
    given(...IN_PROGRAMME)
      .when(discontinue('PERSONAL', 'ILL'))
      .then({ type: 'RehabDiscontinued', data: { ...data, providerUnitIds: [agency.unitId] } });
    given(...IN_PROGRAMME)
      .when(discontinue('ADMIN', 'ILL'))
      .thenRefuses('reason-of-other-category');
  });

  it('for a positive test needs the confirmation of a laboratory (R-4.4)', () => {
    const command = discontinue('POSITIVE_CONFIRMED', 'POSITIVE_CONFIRMED');
    given(...IN_PROGRAMME)
      .when(command)
      .thenRefuses('positive-not-confirmed');
    const basis = factOn(`specimen-${inmateId}`);
    const confirmed = { ...command, facts: { confirmation: { basis } } };
    expect(given(...IN_PROGRAMME).when(confirmed).outcome).toMatchObject({ events: [{ data: { basis: [basis] } }] });
  });

  it('is on a day that has come', () => {
    const future = { ...discontinue('PERSONAL', 'ILL').data, discontinuedOn: '2024-12-17' };
    given(...IN_PROGRAMME)
      .when({ type: 'DiscontinueRehab', data: future, facts: {} })
      .thenRefuses('day-in-future');
  });
});

describe('ExitCase (R-1.3)', () => {
  type Exit = 'TRANSFERRED' | 'RELEASED' | 'DECEASED' | 'CONSENT_WITHDRAWN';
  const exit = (how: Exit, inmate = inmateThere(), exitedOn = DAY) =>
    ({ type: 'ExitCase', data: { exit: how, exitedOn }, facts: { inmate } }) as const;
  const left = (how: 'TRANSFERRED' | 'RELEASED', died?: true) =>
    inmateThere({ left: { how, on: '2024-12-14', changeId: inmateId, ...(died && { died }) } });

  it('follows what custody knows', () => {
    given(...IN_PROGRAMME)
      .when(exit('TRANSFERRED', left('TRANSFERRED')))
      .then({
        type: 'RehabCaseExited',
        data: { exit: 'TRANSFERRED', exitedOn: DAY, basis: [inmateThere().basis] },
      });
    const refused = [
      exit('TRANSFERRED'),
      exit('RELEASED'),
      exit('DECEASED'),
      exit('RELEASED', left('TRANSFERRED')),
      exit('TRANSFERRED', left('RELEASED')),
      exit('DECEASED', left('RELEASED')),
      exit('RELEASED', left('RELEASED', true)),
      exit('RELEASED', left('RELEASED'), '2024-12-13'),
    ];
    for (const command of refused)
      given(...IN_PROGRAMME)
        .when(command)
        .thenRefuses('inmate-is-still-here');
  });

  it('for a withdrawn consent needs that it was withdrawn (R-2.1)', () => {
    given(...IN_PROGRAMME)
      .when(exit('CONSENT_WITHDRAWN'))
      .thenRefuses('consent-not-withdrawn');
    given(...IN_PROGRAMME, consentNoted('GIVEN'))
      .when(exit('CONSENT_WITHDRAWN'))
      .thenRefuses('consent-not-withdrawn');
    expect(given(...IN_PROGRAMME, consentNoted('WITHDRAWN')).when(exit('CONSENT_WITHDRAWN')).outcome).toHaveProperty(
      'events',
    );
  });

  it('is on a day that has come', () => {
    given(...IN_PROGRAMME)
      .when(exit('RELEASED', left('RELEASED'), '2024-12-17'))
      .thenRefuses('day-in-future');
  });
});

describe('CloseCase and ReopenCase (R-3.11)', () => {
  const close = (reasonCode: 'AFTERCARE_COMPLETED' | 'AFTERCARE_DECLINED' | 'NOT_ELIGIBLE', completedOn?: string) => {
    const aftercare = { ...(completedOn && { completedOn }), basis: factOn(`aftercare-${inmateId}`) };
    return { type: 'CloseCase', data: { closedOn: DAY, reasonCode }, facts: { aftercare } } as const;
  };
  const reopen = (hasLaterEpisode = false, reopenedOn = DAY) =>
    ({
      type: 'ReopenCase',
      data: { reopenedOn, reasonCode: 'RELAPSE', note: 'Asked for help.' },
      facts: { hasLaterEpisode },
    }) as const;

  it('close after an aftercare that was completed by then, citing it', () => {
    given(...AFTERCARE)
      .when(close('AFTERCARE_COMPLETED'))
      .thenRefuses('aftercare-not-completed');
    given(...AFTERCARE)
      .when(close('AFTERCARE_COMPLETED', '2024-12-16'))
      .thenRefuses('aftercare-not-completed');
    given(...AFTERCARE)
      .when(close('AFTERCARE_COMPLETED', DAY), { by: clerk })
      .then({
        type: 'RehabCaseClosed',
        data: {
          subject,
          closedOn: DAY,
          reasonCode: 'AFTERCARE_COMPLETED',
          closedBy: clerk.staffId,
          providerUnitIds: [agency.unitId],
          basis: [factOn(`aftercare-${inmateId}`)],
        },
      });
  });

  it('cite the aftercare whatever the reason, so that it tells none (D8)', () => {
    expect(given(...AFTERCARE).when(close('AFTERCARE_DECLINED')).outcome).toMatchObject({
      events: [{ data: { basis: [factOn(`aftercare-${inmateId}`)] } }],
    });
  });

  it('do not close as not eligible who was found eligible', () => {
    given(...RECOMMENDED)
      .when(close('NOT_ELIGIBLE'))
      .thenRefuses('reason-does-not-fit');
  });

  it('reopen to where it was closed, approved by somebody else than who closed it', () => {
    given(...CLOSED)
      .when(reopen(), { by: deputy })
      .then({
        type: 'RehabCaseReopened',
        data: { subject, reopenedOn: DAY, reasonCode: 'RELAPSE', note: 'Asked for help.', approvedBy: deputy.staffId },
      });
    given(...CLOSED)
      .when(reopen(), { by: clerk })
      .thenRefuses('approver-closed-it');
    given(...CLOSED)
      .when(reopen(), { by: deputy, is: (staffId) => staffId === clerk.staffId }) // the same person under another login
      .thenRefuses('approver-closed-it');
    given(...CLOSED)
      .when(reopen(true), { by: deputy })
      .thenRefuses('later-episode-exists');
    given(...CLOSED)
      .when(reopen(false, '2024-12-11'), { by: deputy })
      .thenRefuses('before-last-step');
    given(...CLOSED)
      .when(reopen(false, '2024-12-17'), { by: deputy })
      .thenRefuses('day-in-future');
  });
});

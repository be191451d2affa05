import type { JsonObject, Seal } from '#kernel';
import { subject } from '../facts-for-specs.js';
import { rutan } from './histories-for-specs.js';
import { education, LOW, recording, refusal, scheduling } from './screening-for-specs.js';
import { personOf as inmate } from '../people-for-specs.js';

const record = { type: 'RecordScreening', data: recording } as const;

describe('what is stored of a screening', () => {
  it('seals answers and scores by their codes, what was typed and the certificate, and nothing else (D8, D10)', async () => {
    const { send, log } = await rutan();
    const { id } = await send({ ...record, data: { ...recording, otherSubstance: 'Kratom' } });
    const screened = (await log.events()).find(({ type }) => type === 'InmateScreened');
    expect(screened?.data).toMatchObject({
      riskBand: 'HIGH',
      sealed: [{ s: subject, c: 'health' }],
      certificate: { validFrom: '2024-01-01', validUntil: '2026-12-31', sealed: [{ s: id, c: 'identity' }] },
    });
    const { sealed, certificate, ...clear } = screened?.data as JsonObject;
    expect(Object.keys(clear)).not.toEqual(expect.arrayContaining(['answers']));
    expect(clear).not.toHaveProperty('scores');
    expect(clear).not.toHaveProperty('otherSubstance');
    expect(certificate).not.toHaveProperty('number');
    const [health] = sealed as unknown as Seal[];
    const padded = Buffer.from(health?.ct ?? '', 'base64url').length - 16;
    expect(padded % 256).toBe(0);
  });

  it('seals why there was no interview (D8)', async () => {
    const { send, log } = await rutan();
    const { id } = await send({ type: 'ScheduleScreening', data: scheduling });
    await send({ type: 'RefuseScreening', data: refusal }, { target: id });
    const refused = (await log.events()).find(({ type }) => type === 'ScreeningRefused');
    expect(refused?.data).toMatchObject({ sealed: [{ s: subject, c: 'health' }] });
    expect(refused?.data).not.toHaveProperty('reasonCode');
  });

  it('happens on the day of the interview, and so does what follows, whenever it is told (D1)', async () => {
    const { send, log } = await rutan();
    const late = { ...record, data: { ...recording, screenedOn: '2024-12-04' } };
    await send(late, { context: { lateCode: 'PAPER_RECORD' } });
    const recorded = (await log.events()).filter(({ stream }) => /^(screening|rehabcase)-/.test(stream));
    expect(
      recorded.map(({ type, metadata: { on, occurredAt, lateCode } }) => [type, on, occurredAt, lateCode]),
    ).toEqual([
      ['RehabCaseOpened', '2024-12-04', undefined, 'PAPER_RECORD'],
      ['InmateScreened', '2024-12-04', undefined, 'PAPER_RECORD'],
      ['RehabCaseAdvanced', '2024-12-04', undefined, 'PAPER_RECORD'],
    ]);
  });

  it('plans on the day that it is told, never on the day that is planned (D1)', async () => {
    const { send, log } = await rutan();
    await send({ type: 'ScheduleScreening', data: scheduling });
    const recorded = (await log.events()).filter(({ stream }) => /^(screening|rehabcase)-/.test(stream));
    expect(recorded.map(({ type, metadata: { on } }) => [type, on])).toEqual([
      ['RehabCaseOpened', '2024-12-16'],
      ['ScreeningScheduled', '2024-12-16'],
    ]);
  });

  it('has happened: refusal, education and their corrections too (R-13.1)', async () => {
    const { send, log } = await rutan(2);
    const ahead = { code: 'day-in-future', rule: 'R-13.1' };
    const { id: refused } = await send({ type: 'ScheduleScreening', data: scheduling });
    const refusing = (refusedOn: string) => ({ type: 'RefuseScreening', data: { ...refusal, refusedOn } }) as const;
    await expect(send(refusing('2024-12-17'), { target: refused })).rejects.toMatchObject(ahead);
    await send(refusing('2024-12-16'), { target: refused });
    const other = { ...recording, inmateId: inmate(1).inmateId, consentId: inmate(1).consentId, answers: LOW };
    const { id: educated } = await send({ type: 'RecordScreening', data: other });
    const educating = (givenOn: string) => ({ type: 'GiveBasicEducation', data: { ...education, givenOn } }) as const;
    await expect(send(educating('2024-12-17'), { target: educated })).rejects.toMatchObject(ahead);
    await send(educating('2024-12-16'), { target: educated });
    const correct = async (target: string, said: object) => {
      const of = await log.lastEntryOf(`screening-${target}`);
      return send({ type: 'CorrectScreeningEntry', data: { of, reasonCode: 'LEARNED_LATER', ...said } }, { target });
    };
    const refusalAhead = { refusal: { ...refusal, refusedOn: '2024-12-17' } };
    await expect(correct(refused, refusalAhead)).rejects.toMatchObject(ahead);
    const educationAhead = { education: { ...education, givenOn: '2024-12-17' } };
    await expect(correct(educated, educationAhead)).rejects.toMatchObject(ahead);
  });

  it('corrects why there was no interview, sealed as it was (D8, D12)', async () => {
    const { send, log } = await rutan();
    const { id } = await send({ type: 'ScheduleScreening', data: scheduling });
    await send({ type: 'RefuseScreening', data: refusal }, { target: id });
    const of = await log.lastEntryOf(`screening-${id}`);
    const said = { of, reasonCode: 'LEARNED_LATER', refusal: { ...refusal, reasonCode: 'LANGUAGE' } } as const;
    await send({ type: 'CorrectScreeningEntry', data: said }, { target: id });
    const corrected = (await log.events()).findLast(({ type }) => type === 'ScreeningEntryCorrected');
    expect(corrected?.data).toMatchObject({
      of,
      entryType: 'ScreeningRefused',
      entryOn: '2024-12-16',
      entry: { refusedOn: '2024-12-16', sealed: [{ s: subject, c: 'health' }] },
    });
  });
});

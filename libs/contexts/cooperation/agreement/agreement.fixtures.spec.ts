import { readFileSync } from 'node:fs';
import { evolve, foldAll, type Projected, type Recording } from '#kernel';
import { specify } from '#kernel/given-for-specs';
import { type AgreementEvent, agreementEvents } from '#contracts/cooperation/agreement.events';
import { cancelled, proposed, untilApproved, untilHalfSigned, untilSigned } from './agreement-for-specs.js';
import { agreementCoverage } from '../coverage/coverage.read-model.js';
import { agreementRegister } from './agreements.read-model.js';
import { agreement } from './agreement.decider.js';

const folder = new URL('../../../contracts/cooperation/fixtures/', import.meta.url);
type Stored = Projected<AgreementEvent> & Recording;
const stored = (type: string): Stored =>
  (JSON.parse(readFileSync(new URL(`${type}@1.json`, folder), 'utf8')) as { event: Stored }).event;
const histories = [[], [proposed()], untilApproved, untilHalfSigned, untilSigned, [proposed(), cancelled]];

describe.each(agreementEvents.map(({ type }) => type))('%s as it lies in the log (D4)', (type) => {
  it('is folded in every status, for it happened', () => {
    const given = specify(agreement.decider);
    for (const history of histories) {
      expect(evolve(agreement.decider, given(...history).state, stored(type))).toHaveProperty('status');
    }
  });

  it('is folded by the read models', () => {
    const begun = [stored('AgreementProposed'), stored('MoUSigned')];
    const events = [...begun, stored(type)].map((event) => ({ ...event, stream: stored('MoUSigned').stream }));
    const [entry] = foldAll(agreementRegister, events).values();
    const [covering] = foldAll(agreementCoverage, events).values();
    expect(entry?.revision).toBe(stored(type).revision);
    expect(covering?.events.length).toBe(agreementCoverage.events.some((one) => one.type === type) ? 2 : 1);
  });
});

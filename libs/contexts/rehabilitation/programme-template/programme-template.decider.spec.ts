import {
  agency,
  agreementId,
  coveredByAgreement,
  coveredByOwnStaff,
  factOn,
  karutan,
  notCovered,
} from '../facts-for-specs.js';
import { given, programme, published, retired, retirement } from './programme-template-for-specs.js';
import { type Programme, programmeTemplate, type ProgrammeTemplateCommand } from './programme-template.decider.js';

const histories = { absent: [], offered: [published], retired: [published, retired] };
type Column = keyof typeof histories;
const columns = Object.keys(histories) as Column[];
const facts = { cover: coveredByOwnStaff };

const commands: {
  readonly [T in ProgrammeTemplateCommand['type']]: Omit<Extract<ProgrammeTemplateCommand, { type: T }>, 'type'>;
} = {
  PublishProgrammeTemplate: { data: programme, facts },
  RetireProgrammeTemplate: { data: { retiredOn: '2024-12-30', reasonCode: 'REPLACED' } },
};
const table: Readonly<Record<ProgrammeTemplateCommand['type'], Readonly<Record<Column, string>>>> = {
  PublishProgrammeTemplate: {
    absent: 'ProgrammeTemplatePublished',
    offered: 'template-already-published',
    retired: 'template-already-published',
  },
  RetireProgrammeTemplate: {
    absent: 'template-not-published',
    offered: 'ProgrammeTemplateRetired',
    retired: 'template-retired',
  },
};

describe('every command on every programme template', () => {
  it('is in the table', () => {
    const known = Object.keys(programmeTemplate.decider.decide).sort();
    expect(Object.keys(table).sort()).toEqual(known);
    for (const row of Object.values(table)) expect(Object.keys(row).sort()).toEqual([...columns].sort());
  });

  const cells = Object.entries(table).flatMap(([type, row]) =>
    columns.map((column) => ({ type, column, outcome: row[column] })),
  );

  it.each(cells)('$type when $column: $outcome', ({ type, column, outcome }) => {
    const command = { type, ...commands[type as ProgrammeTemplateCommand['type']] } as ProgrammeTemplateCommand;
    const expected = /^[A-Z]/.test(outcome)
      ? { events: [expect.objectContaining({ type: outcome })] }
      : { refusal: outcome };
    expect(given(...histories[column]).when(command, { by: karutan }).outcome).toEqual(expected);
  });
});

describe('publishing a programme template', () => {
  const publish = (change: Partial<Programme> = {}) =>
    given().when({ type: 'PublishProgrammeTemplate', data: { ...programme, ...change }, facts });
  const whole = { code: 'WHOLE', title: 'Seluruhnya', days: 30 };
  const [first, second] = [
    { ...whole, days: 5 },
    { ...whole, days: 25 },
  ];
  const family = { code: 'FAMILY', title: 'Keluarga', kind: 'FAMILY', mandatory: false, sessions: 1 } as const;

  it('says all that a unit runs by, from any day on', () => {
    publish({ validFrom: '2017-01-01' }).then({
      type: 'ProgrammeTemplatePublished',
      data: { ...programme, validFrom: '2017-01-01' },
    });
    expect(publish({ validFrom: '2030-01-01' }).outcome).toHaveProperty('events');
  });

  it('needs phases that fill the programme, each once (R-3.12)', () => {
    publish({ days: 31 }).thenRefuses('phases-do-not-add-up');
    publish({ phases: [whole] }).then({
      type: 'ProgrammeTemplatePublished',
      data: { ...programme, phases: [whole] },
    });
    publish({ phases: [first, second] }).thenRefuses('phase-repeated');
  });

  it('needs modules with codes of their own, at least one of them mandatory (R-3.9)', () => {
    publish({ modules: [{ ...family, mandatory: true }, family] }).thenRefuses('module-repeated');
    publish({ modules: [family] }).thenRefuses('no-mandatory-module');
  });

  it('is for a severity from the lower to the higher (R-2.8)', () => {
    publish({ severity: { from: 6, to: 5 } }).thenRefuses('severity-reversed');
    expect(publish({ severity: { from: 5, to: 5 } }).outcome).toHaveProperty('events');
  });

  it('rests on the agreement under which the provider serves, whose people act on it too (R-3.2)', () => {
    const data = { ...programme, provider: agency };
    const command = { type: 'PublishProgrammeTemplate', data } as const;
    given()
      .when({ ...command, facts: { cover: notCovered } })
      .thenRefuses('no-agreement-in-force');
    const basis = [factOn(`agreement-${agreementId}`)];
    const event = { type: 'ProgrammeTemplatePublished', data: { ...data, basis } } as const;
    given()
      .when({ ...command, facts: { cover: coveredByAgreement } })
      .then(event);
    expect(programmeTemplate.unitsOf(given(event).state)).toEqual([karutan.unitId, agency.unitId]);
    expect(programmeTemplate.unitsOf(given(published).state)).toEqual([karutan.unitId]);
    expect(programmeTemplate.unitsOf(given().state)).toEqual([]);
  });
});

describe('retiring a programme template', () => {
  const retire = (data: { retiredOn: string; reasonCode: 'REPLACED' | 'NO_LONGER_OFFERED' }) =>
    given(published).when({ type: 'RetireProgrammeTemplate', data });

  it('is on the day from which it is offered, or later', () => {
    retire({ ...retirement, retiredOn: '2023-12-31' }).thenRefuses('retired-before-offered');
    const data = { ...retirement, retiredOn: '2024-01-01' };
    retire(data).then({ type: 'ProgrammeTemplateRetired', data });
  });

  it('happens once: sent again it changes nothing, sent otherwise it is refused', () => {
    const again = (data: typeof retirement | { retiredOn: string; reasonCode: 'NO_LONGER_OFFERED' }) =>
      given(published, retired).when({ type: 'RetireProgrammeTemplate', data });
    again(retirement).then();
    again({ ...retirement, reasonCode: 'NO_LONGER_OFFERED' }).thenRefuses('template-retired');
  });
});

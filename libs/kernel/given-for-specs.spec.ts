import { Type } from '@sinclair/typebox';
import { pastOf, person } from './given-for-specs.js';
import { RECORDING } from './occurrence.js';
import { event, type EventOf } from './registry.js';

const said = { place: Type.String(), text: Type.String(), saidBy: Type.String(), note: Type.Optional(Type.String()) };
const Said = event('Said', { legalBasis: 'PUBLIC_TASK', moment: RECORDING }, Type.Object(said));
const by = person('somebody', 'karutan', 'RUTAN-BANJARNEGARA');

describe('pastOf', () => {
  const past = pastOf<EventOf<typeof Said>>([Said], { place: 'here', note: 'usual', unknown: 1 });

  it('fills what a type must say: as usual, by who recorded it, or with an example', () => {
    const data = { place: 'here', saidBy: by.staffId, text: 'Contoh text' };
    expect(past({ by }, 'Said')).toEqual({ by, type: 'Said', data });
  });

  it('leaves what is said as it is', () => {
    const data = { place: 'there', saidBy: 'another', text: 'x', note: 'y' };
    expect(past({ by, id: 'one' }, 'Said', data)).toEqual({ by, id: 'one', type: 'Said', data });
  });
});

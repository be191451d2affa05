import { randomUUID } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import {
  event,
  type EventOf,
  type EventStore,
  GENESIS,
  type JsonObject,
  type Keyring,
  link,
  type Position,
  RECORDING,
  Registry,
  sealData,
  type SearchedProjection,
  uuidOf,
} from '#kernel';
import { envelope, noteId, RUTAN } from './notes-for-specs.js';

const PersonNamed = event(
  'PersonNamed',
  { legalBasis: 'PUBLIC_TASK', moment: RECORDING },
  Type.Object(
    {
      subject: Type.String(),
      name: Type.String({ seal: 'identity' }),
      room: Type.Optional(Type.String({ seal: 'security' })),
    },
    { additionalProperties: false },
  ),
);

export type Person = { id: string; units: string[]; tokens: readonly string[]; seen: readonly string[] };
export const peopleRegistry = new Registry([PersonNamed]);

/** One document per person, which keeps the tokens of the latest name and the names of what its fold was given. */
export const people: SearchedProjection<Person, EventOf<typeof PersonNamed>> = {
  name: 'people',
  version: 1,
  events: [PersonNamed],
  indexes: [['tokens']],
  documents: ({ stream }) => [uuidOf(stream)],
  words: ({ data: { name } }) => [
    { kind: 'name', text: name },
    { kind: 'initial', text: name.slice(0, 1) },
  ],
  fold: (person, { data, tokens }, id) => ({
    id,
    units: [RUTAN],
    tokens,
    seen: [...new Set([...(person?.seen ?? []), ...Object.keys(data)])].sort(),
  }),
};

/** Appends the first event of a person's stream, sealed under the person's own key. */
export async function sendPerson(store: EventStore, keyring: Keyring, number: number, name: string): Promise<Position> {
  const [stream, id, subject] = [`person-${noteId(number)}`, randomUUID(), noteId(number)];
  const sealing = { stream, id, type: 'PersonNamed', v: 1, streamUuid: subject, keyring };
  const data: JsonObject = await sealData(PersonNamed.plain, { subject, name, room: 'Melati 3' }, sealing);
  const named = { id, type: 'PersonNamed', data, metadata: envelope() };
  const batch = link(stream, { revision: -1, hash: GENESIS }, [named]);
  return (await store.append(stream, 'no-stream', batch)).position;
}

import fc from 'fast-check';
import { type AnyProjection, evolve, foldAll, validEntries } from '#kernel';
import type { InmateEvent } from '#contracts/custody/inmate.events';
import { presenceIn } from '#contracts/custody/presence';
import type { AnyProjected } from '#platform/projections';
import { foldTouches } from '../../../platform/projections/batch.js';
import { contentOf, type Stored } from '../../../platform/projections/documents.js';
import { custodyChanges } from './custody-changes.projection.js';
import { inmate } from './inmate.decider.js';
import { subject } from './inmate-for-specs.js';
import { historyOf, INMATE, type Recorded, story, TODAY } from './inmate-stories-for-specs.js';
import { inmates } from './inmates.projection.js';

const stateOf = (history: readonly Recorded[]) =>
  history.reduce((state, event) => evolve(inmate.decider, state, event), inmate.decider.initial);

const holds = (property: (history: readonly Recorded[]) => void): void => {
  fc.assert(
    fc.property(story, (steps) => {
      property(historyOf(steps));
    }),
    { numRuns: 300 },
  );
};

const dayIn = ({ data }: InmateEvent): readonly string[] =>
  Object.entries(data).flatMap(([name, value]) => (/^(changed|moved)On$/.test(name) ? [String(value)] : []));

describe('whatever is told, an inmate', () => {
  it('leaves once at most, on no day before any fact or the registration, nor after today (R-1.2)', () => {
    holds((history) => {
      const valid = validEntries(history);
      const left = valid.flatMap((event) => {
        if (event.type === 'InmateTransferred') return [event.data.transferredOn];
        return event.type === 'InmateReleased' ? [event.data.releasedOn] : [];
      });
      const registeredOn = valid.flatMap((event) =>
        event.type === 'InmateRegistered' ? [event.data.registeredOn] : [],
      );
      const days = [...registeredOn, ...valid.flatMap(dayIn).sort(), ...left];
      expect(left.length).toBeLessThan(2);
      expect(days).toEqual([...days].sort());
      expect(days.every((on) => on <= TODAY)).toBe(true);
    });
  });

  it('is never here after leaving: what follows is corrected, merged, imported or acknowledged (R-1.2)', () => {
    holds((history) => {
      history.forEach((event, at) => {
        const before = stateOf(history.slice(0, at)).now;
        if (before.status !== 'left') return;
        expect(event.type).not.toMatch(/^(InmateRegistered|CustodyStatusChanged|RoomMoved|InmateT.*|InmateReleased)$/);
      });
    });
  });

  it('is known alike by the state, by what other contexts read, and by the read model (D12)', () => {
    holds((history) => {
      const { now } = stateOf(history);
      const presence = presenceIn(history);
      const document = foldAll(inmates, history).get(INMATE);
      if (now.status === 'absent' || now.status === 'annulled') {
        expect([presence, document?.annulled]).toEqual([undefined, true]);
        return;
      }
      const leftOn = now.status === 'left' ? now.leftOn : undefined;
      expect(presence).toMatchObject({ subject, registeredOn: now.registeredOn, unitId: now.unitId });
      expect([presence?.left?.on, presence?.survivorId]).toEqual([leftOn, now.survivorId]);
      expect(document).toMatchObject({
        registeredOn: now.registeredOn,
        custodyStatus: now.custodyStatus,
        duplicateIds: now.duplicates.map(({ duplicateId }) => duplicateId),
        present: leftOn === undefined && now.survivorId === undefined,
      });
      expect([document?.left?.on, document?.survivorId]).toEqual([leftOn, now.survivorId]);
    });
  });

  it('is told enough here to leave, to come back and to be corrected at times', () => {
    const histories = fc.sample(story, { numRuns: 300, seed: 16122024 }).map(historyOf);
    for (const type of ['InmateReleased', 'InmateEntryAnnulled', 'InmateEntryCorrected', 'CustodyChangeAcknowledged']) {
      expect(histories.some((history) => history.some((event) => event.type === type))).toBe(true);
    }
  });
});

describe('a read model of inmates', () => {
  const models: readonly AnyProjection[] = [inmates, custodyChanges];

  it.each(models)('$name is the same when events are delivered again', (model) => {
    fc.assert(
      fc.property(story, fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 4 }), (steps, repeats) => {
        const history: readonly AnyProjected[] = historyOf(steps);
        const deliveries = [...repeats.map(([from, to]) => history.slice(0, to).slice(from)), history];
        const first = history.slice(0, repeats[0]?.[0] ?? 0);
        const documents = [first, ...inOrder(deliveries, first.length)].reduce(delivered(model), new Map());
        expect([...documents.values()].map(contentOf)).toEqual([...foldAll(model, history).values()]);
      }),
      { numRuns: 100 },
    );
  });
});

/** The deliveries that begin no later than what was delivered before: none leaves a gap. */
function inOrder(
  deliveries: readonly (readonly AnyProjected[])[],
  known: number,
): readonly (readonly AnyProjected[])[] {
  let reached = known;
  return deliveries.filter((events) => {
    const [from = 0, to = 0] = [events.at(0)?.revision, events.at(-1)?.revision];
    if (from > reached) return false;
    reached = Math.max(reached, to + 1);
    return true;
  });
}

const delivered =
  (model: AnyProjection) =>
  (known: ReadonlyMap<string, Stored>, events: readonly AnyProjected[]): ReadonlyMap<string, Stored> => {
    const types = new Set(model.events.map(({ type }) => type));
    const touches = events.map((event) => ({ event, ids: types.has(event.type) ? model.documents(event) : [] }));
    const { documents } = foldTouches(model, touches, known);
    return new Map([...known, ...documents.map((document) => [document._id, document] as const)]);
  };

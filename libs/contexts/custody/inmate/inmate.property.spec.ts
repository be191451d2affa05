import fc from 'fast-check';
import { type AnyProjection, evolve, foldAll, type Tokened, validEntries } from '#kernel';
import { presenceIn } from '#contracts/custody/presence';
import type { AnyProjected } from '#platform/projections';
import { foldTouches, touchOf } from '../../../platform/projections/batch.js';
import { contentOf, type Stored } from '../../../platform/projections/documents.js';
import { directory, type DirectoryEvent } from '../directory/directory.read-model.js';
import { custodyChanges } from './custody-changes.read-model.js';
import { inmate } from './inmate.decider.js';
import { subject } from './inmate-for-specs.js';
import { historyOf, INMATE, type Recorded, story, TODAY } from './inmate-stories-for-specs.js';
import { isPending } from './inmate.record.js';
import { inmates } from './inmates.read-model.js';

const stateOf = (history: readonly Recorded[]) =>
  history.reduce((state, event) => evolve(inmate.decider, state, event), inmate.decider.initial);

const holds = (property: (history: readonly Recorded[]) => void): void => {
  fc.assert(
    fc.property(story, (steps) => {
      property(historyOf(steps));
    }),
    { numRuns: 150 },
  );
};

/** The days of one time in a unit's register, in the order in which they must be. */
interface Stay {
  readonly from: string;
  readonly facts: readonly string[];
  readonly left: readonly string[];
  /** Whether the other unit accepted it: a release or another place is final. */
  readonly pending: boolean;
}

const staysIn = (history: readonly Recorded[]): readonly Stay[] =>
  validEntries(history).reduce<readonly Stay[]>((stays, { type, data }) => {
    const [last, before] = [stays.at(-1), stays.slice(0, -1)];
    if (type === 'InmateRegistered') return [{ from: data.registeredOn, facts: [], left: [], pending: false }];
    if (last === undefined) return stays;
    if (type === 'InmateTransferAccepted') {
      return [...stays, { from: data.acceptedOn, facts: [], left: [], pending: false }];
    }
    if (type === 'InmateTransferred') {
      return [...before, { ...last, left: [...last.left, data.transferredOn], pending: data.toUnitId !== undefined }];
    }
    if (type === 'InmateReleased') return [...before, { ...last, left: [...last.left, data.releasedOn] }];
    if (type === 'CustodyStatusChanged') return [...before, { ...last, facts: [...last.facts, data.changedOn] }];
    return type === 'RoomMoved' ? [...before, { ...last, facts: [...last.facts, data.movedOn] }] : stays;
  }, []);

describe('whatever is recorded, an inmate', () => {
  it('leaves each unit once at most, on no day before any fact there or its beginning, nor after today (R-1.2)', () => {
    holds((history) => {
      const stays = staysIn(history);
      const days = stays.flatMap(({ from, facts, left }) => [from, ...[...facts].sort(), ...left]);
      expect(
        stays.every(({ left }, index) => left.length === 1 || (left.length === 0 && index === stays.length - 1)),
      ).toBe(true);
      expect(days).toEqual([...days].sort());
      expect(days.every((on) => on <= TODAY)).toBe(true);
    });
  });

  it('goes on in another unit only by a transfer to it that it accepts (R-1.7)', () => {
    holds((history) => {
      expect(
        staysIn(history)
          .slice(0, -1)
          .every(({ pending }) => pending),
      ).toBe(true);
      history.forEach(({ type, metadata }, at) => {
        const before = stateOf(history.slice(0, at)).now;
        if (type === 'InmateRegistered' || before.status === 'absent') return;
        const owner = at === 0 ? undefined : history[at - 1]?.metadata.unitId;
        expect(before.unitId).toBe(owner);
        if (type !== 'InmateTransferAccepted') expect(metadata.unitId).toBe(owner);
        else expect(isPending(before) && before.pendingTo).toBe(metadata.unitId);
        const unitId = metadata.actor.kind === 'SYSTEM' ? undefined : metadata.actor.unitId;
        if (!/^InmateTransferAccepted$|Duplicate$/.test(type)) expect(unitId).toBe(owner);
      });
    });
  });

  it('is never here after leaving: what follows is corrected, merged, imported, acknowledged or accepted (R-1.2)', () => {
    holds((history) => {
      history.forEach((event, at) => {
        const before = stateOf(history.slice(0, at)).now;
        if (before.status !== 'left') return;
        expect(event.type).not.toMatch(
          /^(InmateRegistered|CustodyStatusChanged|RoomMoved|InmateTransferred|InmateReleased)$/,
        );
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
      const pendingTo = isPending(now) ? now.pendingTo : undefined;
      expect(presence).toMatchObject({ subject, registeredOn: now.registeredOn, unitId: now.unitId });
      expect([presence?.left?.on, presence?.survivorId]).toEqual([leftOn, now.survivorId]);
      expect(document).toMatchObject({
        registeredOn: now.registeredOn,
        custodyStatus: now.custodyStatus,
        duplicateIds: now.duplicates.map(({ duplicateId }) => duplicateId),
        present: leftOn === undefined && now.survivorId === undefined,
        unitId: now.unitId,
        revision: history.length - 1,
      });
      expect([document?.left?.on, document?.survivorId]).toEqual([leftOn, now.survivorId]);
      expect([presence?.pendingTo, document?.pendingTo]).toEqual([pendingTo, pendingTo]);
    });
  });

  it('is seen by those who reach it, in every read model (R-1.7)', () => {
    holds((history) => {
      const state = stateOf(history);
      if (state.now.status === 'annulled') return;
      const units = inmate.unitsOf(state);
      const found = foldAll(
        directory,
        history.map((event) => ({ ...event, tokens: [] })) as Tokened<DirectoryEvent>[],
      ).get(INMATE);
      expect(foldAll(inmates, history).get(INMATE)?.units).toEqual(units);
      expect(foldAll(custodyChanges as AnyProjection, history).get(subject)).toMatchObject({ units });
      expect(found).toMatchObject({ units, present: state.now.status === 'present' });
    });
  });

  it('has enough recorded here to leave, to come back and to be corrected at times', () => {
    const histories = fc.sample(story, { numRuns: 300, seed: 16122024 }).map(historyOf);
    for (const type of [
      'InmateReleased',
      'InmateTransferAccepted',
      'InmateEntryAnnulled',
      'InmateEntryCorrected',
      'CustodyChangeAcknowledged',
    ]) {
      expect(histories.some((history) => history.some((event) => event.type === type))).toBe(true);
    }
    expect(histories.some((history) => staysIn(history).length > 2)).toBe(true);
    const corrections = histories.flat().filter((event) => event.type === 'InmateEntryCorrected');
    const corrected = new Set(corrections.map(({ data }) => data.entryType));
    expect([...corrected].sort()).toEqual([
      'CustodyStatusChanged',
      'InmateRegistered',
      'InmateReleased',
      'InmateTransferAccepted',
      'InmateTransferred',
      'RoomMoved',
    ]);
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
    const touches = events.filter(({ type }) => types.has(type)).map((event) => touchOf(model, event));
    return new Map([...known, ...foldTouches(model, touches, known).documents]);
  };

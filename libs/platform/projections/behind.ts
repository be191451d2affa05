import { once } from 'node:events';
import type { Position, RawEvent } from '#kernel';
import {
  beginWriting,
  type Checkpoint,
  checkpointsIn,
  moveCheckpoint,
  ownCheckpoint,
  writtenTo,
} from './checkpoint.js';
import { follow } from './follow.js';
import type { Group } from './group.js';
import type { Seen } from './look.js';
import { markWhole } from './marks.js';
import type { Member } from './member.js';
import { type Carried, project } from './project.js';
import type { Run } from './run.js';
import { soundCheckpoint, withDocuments } from './sound.js';

/** A projection that is behind, and its own checkpoint. */
interface Late {
  readonly member: Member;
  readonly checkpoint: Checkpoint;
}

/** All projections that are not in the group: one reading of the log for all of them, until they join. */
export function behindOf(run: Run, group: Group) {
  const { log, pace, board, waiting, means } = run;
  const { db, store, looking } = means;
  const refused = new Set<string>();
  let changed = new AbortController();
  let reading: readonly string[] = [];
  group.onLeave(() => {
    changed.abort();
  });
  return { keepUp, members: () => reading };

  /** Returns when stopped, when all have joined, or when somebody else moved a checkpoint; throws what a store throws. */
  async function keepUp(signal: AbortSignal, progressed: () => void): Promise<void> {
    changed = new AbortController();
    const either = AbortSignal.any([signal, changed.signal]);
    let late = await begin(either);
    if (late === undefined) return;
    reading = late.map(({ member: { id } }) => id);
    if (late.length > 0) late = await withoutJoined(late);
    if (late.length === 0) {
      if (!either.aborted && !(await somebodyIsMissing())) await once(either, 'abort');
      return;
    }
    const from = earliest(late);
    const joinLater = (): void => {
      changed.abort();
    };
    for await (const events of follow(store, from, {
      ...pace,
      signal: either,
      prepare: looking.look,
      quiet: joinLater,
    })) {
      late = await advance(late, events);
      if (late === undefined) return;
      progressed();
      late = await withoutJoined(late);
      reading = late.map(({ member: { id } }) => id);
      if (late.length === 0) return;
    }
  }

  function missing({ members }: Checkpoint): readonly string[] {
    return [...run.members.keys()].filter((id) => !members.includes(id) && !waiting.has(id) && !refused.has(id));
  }

  async function somebodyIsMissing(): Promise<boolean> {
    return missing(await group.checkpoint()).length > 0;
  }

  async function begin(signal: AbortSignal): Promise<readonly Late[] | undefined> {
    const stopped = once(signal, 'abort').then(() => undefined);
    const current = await Promise.race([group.checkpoint(), stopped]);
    if (current === undefined) return undefined;
    if (current.log !== log) return [];
    const late: Late[] = [];
    const ids = missing(current);
    const head = ids.length === 0 ? undefined : await store.head();
    for (const id of ids) {
      const member = run.members.get(id);
      const checkpoint = await ownCheckpoint(db, log, id, head);
      if (member === undefined) continue;
      if (checkpoint === undefined) {
        await group.lookAgain(signal);
        return undefined;
      }
      if (checkpoint.log !== log) {
        refused.add(id);
        const position = checkpoint.reached && { position: checkpoint.reached };
        board.become([id], { state: 'stopped', reason: { projection: id, kind: 'foreign-log', ...position } });
        continue;
      }
      const sound = await soundCheckpoint(run, checkpoint);
      const begun = sound && (await withDocuments(run, sound));
      if (begun === undefined) return undefined;
      said(begun);
      late.push({ member, checkpoint: begun });
    }
    return late;
  }

  function said(checkpoint: Checkpoint): void {
    const { _id, reached, buildingTo } = checkpoint;
    run.passes(checkpoint);
    const state = buildingTo === undefined ? 'behind' : 'building';
    board.become([_id], { state, ...(reached !== undefined && { position: reached }) });
  }

  async function advance(late: readonly Late[], events: readonly RawEvent[]): Promise<readonly Late[] | undefined> {
    const upTo = events.at(-1)?.position ?? '';
    const seen: Seen[] = [];
    for (const event of events) seen.push(await looking.look(event));
    const standings = late.map(({ member, checkpoint }) => ({ member, standing: checkpoint }));
    const checkpoints = late.map(({ checkpoint }) => checkpoint);
    const carried = await project(standings, seen, means, () => beginWriting(db, checkpoints, upTo));
    if (carried === undefined) return undefined;
    const moved = await Promise.all(carried.map((one, index) => move(one, upTo, late[index])));
    const all = moved.flatMap((one) => (one === undefined ? [] : [one]));
    if (all.length < moved.length) return undefined;
    return all.filter(({ checkpoint }) => checkpoint.waiting === undefined);
  }

  async function move(
    { member, standing, waiting: waits }: Carried,
    upTo: Position,
    late?: Late,
  ): Promise<Late | undefined> {
    if (late === undefined) return undefined;
    const { place, reached, parked } = standing;
    const { buildingTo } = late.checkpoint;
    const isBuilding = buildingTo !== undefined && buildingTo > (reached ?? '');
    if (buildingTo !== undefined && !isBuilding && !(await markWhole(db, member.id))) return undefined;
    const checkpoint = await moveCheckpoint(db, writtenTo(late.checkpoint, upTo), {
      members: [member.id],
      ...(place && { place }),
      ...(reached !== undefined && { reached }),
      parked,
      ...(waits && { waiting: waits }),
      ...(isBuilding && { buildingTo }),
    });
    if (checkpoint === undefined) return undefined;
    said(checkpoint);
    if (waits !== undefined) {
      waiting.add(member.id);
      board.become([member.id], { state: 'waiting', waiting: waits });
    }
    return { member, checkpoint };
  }

  /** Those that are not as far as the group yet. */
  async function withoutJoined(late: readonly Late[]): Promise<readonly Late[]> {
    const joining = late.map(({ member: { id }, checkpoint }) => ({ id, standing: checkpoint }));
    if (!(await group.join(joining))) return late;
    const own = await checkpointsIn(db)
      .find({ _id: { $in: late.map(({ member: { id } }) => id) } })
      .toArray();
    const stays = new Set(own.map(({ _id }) => _id));
    return late.filter(({ member: { id } }) => stays.has(id));
  }
}

/** Where reading begins for all: undefined for the first event of the log. */
function earliest(late: readonly Late[]): Position | undefined {
  const places = late.map(({ checkpoint }) => checkpoint.place?.position);
  return places.includes(undefined) ? undefined : places.sort()[0];
}

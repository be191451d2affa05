import { once } from 'node:events';
import type { RawEvent } from '#kernel';
import { world } from '#kernel/world';
import {
  beginWriting,
  type Checkpoint,
  checkpointsIn,
  GROUP,
  leaveCheckpoint,
  moveCheckpoint,
  type Parked,
  standingIn,
  startingCheckpoint,
  writingIn,
  writtenTo,
} from './checkpoint.js';
import { ensureIndexes } from './documents.js';
import { follow } from './follow.js';
import { markWhole } from './marks.js';
import type { Member } from './member.js';
import { type Carried, project } from './project.js';
import type { Run } from './run.js';
import type { Seen } from './look.js';
import { soundCheckpoint, withDocuments } from './sound.js';

/** All projections that are up with the log: they move together, by one checkpoint. */
export interface Group {
  readonly keepUp: (signal: AbortSignal, progressed: () => void) => Promise<void>;
  readonly members: () => readonly string[];
  /** Its checkpoint as this process last knew it; resolves when there is one. */
  checkpoint(): Promise<Checkpoint>;
  /** Takes in members that have got as far; false when it is further, or cannot take anybody in now. */
  join(joining: readonly { readonly id: string; readonly standing: Checkpoint }[]): Promise<boolean>;
  /** Reads its checkpoint anew, because another process has changed its members. */
  lookAgain(signal: AbortSignal): Promise<void>;
  /** Told whenever somebody has left. */
  onLeave(send: () => void): void;
}

export function groupOf(run: Run): Group {
  const { log, pace, board, gatherer, waiting, means } = run;
  const { db, store, looking } = means;
  let current: Checkpoint | undefined;
  let [known, someLeft]: [(checkpoint: Checkpoint) => void, () => void] = [nobody, nobody];
  const begun = new Promise<Checkpoint>((resolve) => (known = resolve));
  let again = new AbortController();
  let indexed = false;
  const apart = new Map<string, number>();

  return {
    keepUp,
    members: () => (current === undefined ? [...run.members.keys()] : current.members),
    checkpoint: async () => current ?? (await begun),
    join,
    lookAgain: async (signal) => {
      again.abort();
      await world.delay(LOOKED_MS, { signal }).catch(nobody);
    },
    onLeave: (send) => (someLeft = send),
  };

  /** Returns when stopped, or when the checkpoint is no longer what it goes on from; throws what a store throws. */
  async function keepUp(signal: AbortSignal, progressed: () => void): Promise<void> {
    again = new AbortController();
    let group = await begin();
    if (group === undefined) return;
    const mine = group.members.flatMap((id) => run.members.get(id) ?? []);
    const either = AbortSignal.any([signal, again.signal]);
    if (group.log !== log || mine.length === 0) {
      if (!either.aborted) await once(either, 'abort');
      return;
    }
    const reading = { ...pace, signal: either, gather: gatherer.gather, prepare: looking.look };
    for await (const events of follow(store, group.place?.position, reading)) {
      group = await advance(group, mine, events);
      if (group === undefined) return;
      progressed();
    }
  }

  async function begin(): Promise<Checkpoint | undefined> {
    if (!indexed) await Promise.all([...run.members.values()].map(({ projection }) => ensureIndexes(db, projection)));
    indexed = true;
    const buildingTo = await store.head();
    const first = { _id: GROUP, members: await newcomers(), parked: [], ...(buildingTo && { buildingTo }) };
    const stored = await startingCheckpoint(db, log, first);
    if (stored.log !== log) {
      const position = stored.reached && { position: stored.reached };
      for (const id of run.members.keys()) {
        board.become([id], { state: 'stopped', reason: { projection: id, kind: 'foreign-log', ...position } });
      }
      return take(stored);
    }
    const sound = await soundCheckpoint(run, stored);
    const known = sound && (await withoutStrangers(sound));
    const group = known && (await withDocuments(run, known));
    return group && take(group);
  }

  /** Whoever has no checkpoint of its own yet. */
  async function newcomers(): Promise<readonly string[]> {
    const ids = [...run.members.keys()];
    const own = await checkpointsIn(db)
      .find({ _id: { $in: ids } })
      .toArray();
    return ids.filter((id) => !own.some(({ _id }) => _id === id)).sort();
  }

  /** Without members that only another build knows: it would leave them behind. */
  async function withoutStrangers(group: Checkpoint): Promise<Checkpoint | undefined> {
    const strangers = group.members.filter((id) => !run.members.has(id));
    if (strangers.length === 0) return group;
    const standing = standingIn(group);
    for (const id of strangers)
      await leaveCheckpoint(db, log, { ...standing, ...writingIn(group), _id: id, members: [id] });
    return moveCheckpoint(db, group, { ...standing, members: group.members.filter((id) => run.members.has(id)) });
  }

  function take(group: Checkpoint): Checkpoint {
    const left = current?.members.filter((id) => !group.members.includes(id) && run.members.has(id)) ?? [];
    for (const id of left) apart.set(id, world.now() + APART_MS);
    current = group;
    known(group);
    if (left.length > 0) someLeft();
    if (group.log !== log) return group;
    run.passes(group);
    const { members, reached, buildingTo } = group;
    for (const id of members) waiting.delete(id);
    const state = buildingTo === undefined ? 'running' : 'building';
    board.become(members, { state, ...(reached !== undefined && { position: reached }) });
    if (reached !== undefined) gatherer.reached(reached);
    return group;
  }

  async function advance(
    group: Checkpoint,
    mine: readonly Member[],
    events: readonly RawEvent[],
  ): Promise<Checkpoint | undefined> {
    const upTo = events.at(-1)?.position ?? '';
    const seen: Seen[] = [];
    for (const event of events) seen.push(await looking.look(event));
    const carried = await project(
      mine.map((member) => ({ member, standing: group })),
      seen,
      means,
      () => beginWriting(db, [group], upTo),
    );
    if (carried === undefined) return undefined;
    const leaving = carried.filter((one) => one.waiting !== undefined);
    const [stays] = carried.filter((one) => one.waiting === undefined);
    const gone = leaving.map(({ member: { id } }) => id);
    const { place, reached, parked } = stays?.standing ?? group;
    const { buildingTo } = group;
    for (const one of leaving)
      await leaveCheckpoint(db, log, { ...leftBy(one), ...(buildingTo && { buildingTo }), ...writingIn(group, upTo) });
    const isBuilding = buildingTo !== undefined && buildingTo > (reached ?? '');
    if (buildingTo !== undefined && !isBuilding && !(await areWhole(carried))) return undefined;
    const moved = await moveCheckpoint(db, writtenTo(group, upTo), {
      members: group.members.filter((id) => !gone.includes(id)),
      ...(place && { place }),
      ...(reached !== undefined && { reached }),
      parked,
      ...(isBuilding && { buildingTo }),
    });
    if (moved === undefined) return undefined;
    for (const { member, waiting: known, standing } of leaving) {
      waiting.add(member.id);
      const position = standing.reached && { position: standing.reached };
      board.become([member.id], { state: 'waiting', ...position, ...(known && { waiting: known }) });
    }
    take(moved);
    return gone.length === 0 ? moved : undefined;
  }

  async function areWhole(all: readonly Carried[]): Promise<boolean> {
    const stays = all.filter((one) => one.waiting === undefined);
    const marked = await Promise.all(stays.map(({ member: { id } }) => markWhole(db, id)));
    return marked.every(Boolean);
  }

  async function join(joining: Parameters<Group['join']>[0]): Promise<boolean> {
    const group = await checkpointsIn(db).findOne({ _id: GROUP });
    if (group?.log !== log || group.emptying !== undefined) return false;
    const from = group.place?.position ?? '';
    const arrived = joining.filter(
      ({ id, standing }) =>
        standing.buildingTo === undefined &&
        (standing.place?.position ?? '') >= from &&
        (apart.get(id) ?? 0) < world.now(),
    );
    if (arrived.length === 0) return false;
    const ids = arrived.map(({ id }) => id);
    const standing = standingIn(group);
    const members = [...new Set([...group.members, ...ids])].sort();
    const parked = union([...group.parked, ...arrived.flatMap(({ standing: own }) => own.parked)]);
    const ahead = writingIn(...arrived.flatMap(({ standing: own }) => [own, own.reached]));
    const moved = await moveCheckpoint(db, group, { ...standing, members, parked, ...ahead });
    if (moved === undefined) return join(joining);
    await checkpointsIn(db).deleteMany({ _id: { $in: ids } });
    again.abort();
    return true;
  }
}

const LOOKED_MS = 50;
const APART_MS = 60_000; // a process that knows less would take them out again at once

const nobody = (): void => undefined;

const leftBy = ({ member: { id }, standing: { place, reached, parked }, waiting }: Carried) => ({
  _id: id,
  members: [id],
  ...(place && { place }),
  ...(reached !== undefined && { reached }),
  parked,
  ...(waiting && { waiting }),
});

/** Each stream from the earliest revision from which somebody passes it by. */
function union(parked: readonly Parked[]): readonly Parked[] {
  const byStream = new Map<string, Parked>();
  for (const one of [...parked].sort((a, b) => (a.stream < b.stream ? -1 : 1))) {
    const known = byStream.get(one.stream);
    if (known === undefined || one.revision < known.revision) byStream.set(one.stream, one);
  }
  return [...byStream.values()];
}

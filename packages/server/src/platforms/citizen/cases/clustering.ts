import { HOUR_MS } from '@opentocc/core/time';
import type { Db } from '../../../kit/db.ts';
import { Turns } from '../../../kit/turns.ts';
import type { BoardRow, CaseBoard } from './board.ts';
import { clustersOf, type MemberRow } from './cluster-store.ts';
import { type Likeness, LONG_MS, likeness, PROPOSED_FROM, type Similar } from './likeness.ts';

/** So many are a matter of many. Assumed, 2026-11-28. */
const FEWEST = 3;

/** Looked at in one go, so that nothing else waits for long. */
const MOST = 50;
/** After a start what came within this time is looked at again: it may not have been. */
const AGAIN_MS = HOUR_MS;

export interface ClusteringDeps {
  readonly db: Db;
  readonly board: CaseBoard;
  readonly similar: Similar;
  readonly now: () => number;
}

type Alike = { readonly row: BoardRow } & Likeness;

/** Proposes cases of many about one matter; a person confirms. Each case is looked at once, when it is new. */
export function createClustering({ db, board, similar, now }: ClusteringDeps) {
  let looked: number | null = null;

  function alikeOf(one: BoardRow): Alike[] {
    const found: Alike[] = [];
    for (const row of board.open()) {
      if (row.id === one.id || row.received_ms < one.received_ms - LONG_MS) continue;
      const like = likeness(one, row, similar);
      if (like && like.score >= PROPOSED_FROM) found.push({ row, ...like });
    }
    return found.sort((a, b) => b.score - a.score);
  }

  async function propose(one: BoardRow, alike: readonly Alike[]): Promise<void> {
    const clusters = clustersOf(db);
    const standing = await clusters.standingOf([one.id, ...alike.map(({ row }) => row.id)]);
    if (standing.some((member) => member.case === one.id)) return;
    const known = standing.find(({ state }) => state !== 'removed');
    if (known) {
      const like = alike.find(({ row }) => row.id === known.case) ?? alike[0];
      await clusters.addMembers([memberOf(known.cluster, one.id, like)]);
      return;
    }
    const free = notDecided(alike, standing);
    if (free.length + 1 < FEWEST) return;
    await db.transaction().execute(async (tx) => {
      const of = clustersOf(tx);
      const cluster = await of.add({
        title: one.title,
        state: 'proposed',
        made_ms: now(),
        answered_ms: null,
      });
      await of.addMembers([
        { cluster, case: one.id, state: 'proposed', score: 1, reasons: [] },
        ...free.map((like) => memberOf(cluster, like.row.id, like)),
      ]);
    });
  }

  /** Looks at what came since the last look. */
  return async (): Promise<void> => {
    looked ??= lastBefore(board, now() - AGAIN_MS);
    const from = looked;
    const fresh = [...board.open()].filter(({ id }) => id > from).sort((a, b) => a.id - b.id);
    const turns = new Turns();
    for (const one of fresh.slice(0, MOST)) {
      if (turns.isOver) await turns.pause();
      const alike = alikeOf(one);
      if (alike.length > 0) await propose(one, alike);
      looked = one.id;
    }
  };
}

/**
 * Cases that may be proposed with a new one. Those that a person took out, or whose proposal a person dissolved, are brought up again
 * by as many newer ones as they were taken out times: over nothing new nobody is asked a second time.
 */
function notDecided(alike: readonly Alike[], standing: readonly { readonly case: number }[]): Alike[] {
  const removed = new Map<number, number>();
  for (const { case: id } of standing) removed.set(id, (removed.get(id) ?? 0) + 1);
  const newer = 1 + alike.filter(({ row }) => !removed.has(row.id)).length;
  return alike.filter(({ row }) => (removed.get(row.id) ?? 0) <= newer);
}

/** The last open case that came before an instant. */
function lastBefore(board: CaseBoard, at_ms: number): number {
  let last = 0;
  for (const { id, received_ms } of board.open()) if (received_ms < at_ms) last = Math.max(last, id);
  return last;
}

const memberOf = (cluster: number, id: number, { score, reasons }: Likeness): MemberRow => ({
  ...{ cluster, case: id, state: 'proposed', score, reasons },
});

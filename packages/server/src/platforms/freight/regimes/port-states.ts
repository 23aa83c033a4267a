import type { FreightPortEntry, FreightPortState } from '@opentocc/contract';
import { clockText, FREIGHT_PORTS, type PortState, portName, type RegimeBook } from '@opentocc/core/freight';
import { DAY_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Acting } from '../../../kit/acting.ts';
import type { Db } from '../../../kit/db.ts';
import type { DraftDeps } from './drafts.ts';
import { regimesErrors } from './errors.ts';
import type { PlannedPort, Snapshot } from './model.ts';
import { bookAhead, faultsAdded } from './schedule.ts';

export interface PortEnd {
  readonly seen_to_ms: number | null;
  readonly to_ms: number | null;
  readonly reason: string;
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join() === [...b].sort().join();

/** States of ports: closures and hours, each a row that is only added to, checked together with all others. */
export function createPortStates({ store, record, clock, audited }: DraftDeps) {
  /** What would hold longer than the hours that follow it, for the same direction and classes. */
  const followedBy = ({ ports }: Snapshot, next: PortState): readonly PlannedPort[] =>
    next.state === 'closed' || next.to_ms !== null
      ? []
      : ports.filter(
          ({ state, withdrawn }) =>
            !withdrawn &&
            state.state === 'open' &&
            state.port === next.port &&
            same(state.directions, next.directions) &&
            same(state.classes, next.classes) &&
            state.from_ms < next.from_ms &&
            (state.to_ms === null || state.to_ms > next.from_ms),
        );

  function checkNew(next: PortState): void {
    if (!FREIGHT_PORTS.includes(next.port)) throw regimesErrors.port({ port: next.port });
    if (next.from_ms < clock.now() - DAY_MS) throw regimesErrors.port_past();
  }

  /** Holds the record, and refuses what does not fit the states of ports as they are then. */
  async function add(acting: Acting, next: PortState): Promise<number> {
    checkNew(next);
    const [at_ms, by] = [clock.now(), acting.session.account];
    const id = await store.transaction(async (tx: Db) => {
      const queries = store.of(tx);
      await queries.hold();
      const now = await queries.read();
      const ending = followedBy(now, next);
      const ahead = bookAhead(now.book, at_ms);
      const ports = ahead.ports.map((one) =>
        ending.some(({ state }) => state === one) ? { ...one, to_ms: next.from_ms } : one,
      );
      refusePortFaults(ahead, { ...ahead, ports: [...ports, next] });
      for (const { row } of ending)
        await queries.addPortEnd({
          ...{ state: row.id, to_ms: next.from_ms, at_ms, by },
          reason: `${clockText(next.from_ms)} 起执行新时段 new hours follow`,
        });
      return queries.addPortState({ state: next, made_ms: at_ms, made_by: by });
    });
    await record.changed('ports');
    const { port, state, from_ms, to_ms } = next;
    await audited(acting, 'port-state', `freight-port-state:${id}`, { port, state, from_ms, to_ms });
    return id;
  }

  async function endState(acting: Acting, id: number, end: PortEnd): Promise<void> {
    const { seen_to_ms, reason } = end;
    const [at_ms, by] = [clock.now(), acting.session.account];
    await store.transaction(async (tx: Db) => {
      const queries = store.of(tx);
      await queries.hold();
      const now = await queries.read();
      const found = now.ports.find(({ row }) => row.id === id);
      if (!found) throw regimesErrors.unknown_state({ id });
      if (found.state.to_ms !== seen_to_ms) throw regimesErrors.port_seen();
      const to_ms = endFor(found.state, end.to_ms, at_ms);
      const ended = { ...found.state, to_ms };
      const isGone = to_ms !== null && to_ms <= ended.from_ms;
      const ahead = bookAhead(now.book, at_ms);
      const ports = ahead.ports.flatMap((one) => (one !== found.state ? [one] : isGone ? [] : [ended]));
      refusePortFaults(ahead, { ...ahead, ports });
      await queries.addPortEnd({ state: id, to_ms, reason, at_ms, by });
    });
    await record.changed('ports');
    await audited(acting, 'port-end', `freight-port-state:${id}`, {
      ...{ to_ms: end.to_ms, before: seen_to_ms, reason },
    });
  }

  const shown = ({ row, state, withdrawn }: PlannedPort): FreightPortEntry => ({
    ...{ id: row.id, made_ms: row.made_ms, withdrawn },
    state: state as unknown as FreightPortState,
  });

  function get(id: number): FreightPortEntry {
    const found = record.snapshot.ports.find(({ row }) => row.id === id);
    if (!found) throw regimesErrors.unknown_state({ id });
    return shown(found);
  }

  return {
    ...{ get, end: endState },
    add: async (acting: Acting, next: PortState) => get(await add(acting, next)),
    list: () => ({
      now_ms: clock.now(),
      ports: FREIGHT_PORTS.map((code) => ({ code, name: portName(code) })),
      states: record.snapshot.ports.map(shown),
    }),
  };
}

/** A clock that is slow by no more than this may say "now". */
const SLOW_CLOCK_MS = 5 * MINUTE_MS;

/**
 * The end that a state is given: one that has not begun is called off by an end no later than its begin, and nothing of the
 * past is changed.
 * @throws AppError where it is over, or would end in the past
 */
function endFor({ from_ms, to_ms }: PortState, asked_ms: number | null, now_ms: number): number | null {
  if (to_ms !== null && to_ms <= now_ms) throw regimesErrors.port_ends_before();
  if (asked_ms === null) return null;
  if (from_ms > now_ms) return Math.max(asked_ms, from_ms);
  if (asked_ms < now_ms - SLOW_CLOCK_MS) throw regimesErrors.port_ends_before();
  return Math.max(asked_ms, now_ms);
}

function refusePortFaults(before: RegimeBook, after: RegimeBook): void {
  const [first] = faultsAdded(before, after).filter(({ level }) => level === 'error');
  if (first) throw regimesErrors.port_faults({ first_zh: first.text.zh, first_en: first.text.en });
}

export type PortStates = ReturnType<typeof createPortStates>;

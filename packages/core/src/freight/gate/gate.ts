/** What a gate says of its barrier. All but `closed` count as possibly open. */
export const BARRIER_STATES = ['opening', 'open', 'closing', 'closed', 'fault', 'unknown'] as const;
export type BarrierState = (typeof BARRIER_STATES)[number];

/** Who opened a gate: a booking, a permit or a list by themselves, or a person. */
export type OpenedBy = 'rule' | 'person';

/** A gate as it stands; a plain value. */
export interface Gate {
  readonly id: string;
  readonly state: BarrierState;
  /** Since when it is in this state. */
  readonly since_ms: number;
  /** When its controller was last heard; null before. */
  readonly heard_ms: number | null;
  /** Where a command is to bring it that it has not been seen to reach. */
  readonly wanted: { readonly state: 'open' | 'closed'; readonly at_ms: number } | null;
  readonly opened_by: OpenedBy | null;
  /** Whether a vehicle stands on the loop under the barrier; null where nobody knows. */
  readonly loop: boolean | null;
  readonly loop_since_ms: number;
  /** Whether a vehicle has been on the loop since it was opened. */
  readonly passed: boolean;
  /** Why nothing is commanded any more until a person puts it back into service; null while it serves. */
  readonly out: OutReason | null;
}

/** `stuck`: no change within 30 s; `fault`: it says so itself; `silent`: nothing heard; `person`: taken out by one. */
export type OutReason = 'stuck' | 'fault' | 'silent' | 'person';

export interface GateTimes {
  /** Without the change that was commanded it is out of service. */
  readonly stuck_ms: number;
  /** The loop must be clear for as long before it closes. */
  readonly clear_ms: number;
  /** It closes again when nobody has come for as long. */
  readonly unused_ms: number;
  /** A controller that is not heard for as long says nothing of its gate any more. */
  readonly silent_ms: number;
}

/** Assumed but for the 30 s: how long a truck takes and how often controllers speak. */
export const GATE_TIMES: GateTimes = {
  stuck_ms: 30_000,
  clear_ms: 2_000,
  unused_ms: 90_000,
  silent_ms: 60_000,
};

/** A gate of which nothing is known yet: possibly open. */
export const unknownGate = (id: string, at_ms: number): Gate => ({
  ...{ id, state: 'unknown', since_ms: at_ms, heard_ms: null, wanted: null, opened_by: null },
  ...{ loop: null, loop_since_ms: at_ms, passed: false, out: null },
});

export const mayBeOpen = ({ state }: Pick<Gate, 'state'>): boolean => state !== 'closed';

/** The gate with what its controller says of it. */
export function report(gate: Gate, state: BarrierState, at_ms: number): Gate {
  const heard = { ...gate, heard_ms: at_ms, out: gate.out === 'silent' ? null : gate.out };
  if (state === gate.state) return heard;
  const moved = { ...heard, state, since_ms: at_ms };
  if (state === 'fault') return { ...moved, wanted: null, out: gate.out ?? 'fault' };
  const reached = gate.wanted?.state === state;
  return {
    ...moved,
    wanted: reached ? null : gate.wanted,
    opened_by: state === 'closed' && gate.wanted?.state !== 'open' ? null : gate.opened_by,
    // A barrier that opened by no command of ours was opened by a person at its side.
    ...(isUncalled(gate, state) && { opened_by: 'person' as const }),
  };
}

const isUncalled = ({ state: before, wanted, opened_by }: Gate, state: BarrierState): boolean =>
  before === 'closed' && (state === 'opening' || state === 'open') && wanted?.state !== 'open' && !opened_by;

export function reportLoop(gate: Gate, occupied: boolean, at_ms: number): Gate {
  if (occupied === gate.loop) return { ...gate, heard_ms: at_ms };
  const passed = gate.passed || (occupied && gate.opened_by !== null);
  return { ...gate, heard_ms: at_ms, loop: occupied, loop_since_ms: at_ms, passed };
}

/** The gate with time gone by: a command that was not followed, or a controller that is silent, takes it out of service. */
export function age(gate: Gate, now_ms: number, times: GateTimes = GATE_TIMES): Gate {
  if (gate.heard_ms !== null && gate.state !== 'unknown' && now_ms - gate.heard_ms >= times.silent_ms)
    return {
      ...gate,
      ...{ state: 'unknown', since_ms: now_ms, wanted: null, loop: null, loop_since_ms: now_ms },
      out: gate.out ?? 'silent',
    };
  if (gate.out !== null) return gate;
  const moving = gate.state === 'opening' || gate.state === 'closing';
  const waits_ms = Math.max(
    gate.wanted ? now_ms - Math.max(gate.wanted.at_ms, gate.since_ms) : 0,
    moving ? now_ms - gate.since_ms : 0,
  );
  return waits_ms >= times.stuck_ms ? { ...gate, wanted: null, out: 'stuck' } : gate;
}

/** Whether it closes by itself now: opened by a rule, and the loop clear after a truck, or nobody came. */
export function closesItself(gate: Gate, now_ms: number, times: GateTimes = GATE_TIMES): boolean {
  if (gate.state !== 'open' || gate.opened_by !== 'rule' || gate.wanted || gate.out || gate.loop !== false)
    return false;
  const clear_ms = now_ms - gate.loop_since_ms;
  return gate.passed ? clear_ms >= times.clear_ms : now_ms - gate.since_ms >= times.unused_ms;
}

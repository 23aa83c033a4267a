import {
  age,
  closesItself,
  GATE_TIMES,
  type Gate,
  type GateTimes,
  mayBeOpen,
  type OpenedBy,
} from './gate.ts';

/** Gates of which only one may be open at a time: a lock for trucks. A gate by itself is a lock of one. */
export interface Lock {
  readonly gates: readonly Gate[];
}

export interface GateCommand {
  readonly gate: string;
  readonly to: 'open' | 'close' | 'stop';
}

/** Why a gate is not moved, for the person who asked. */
export type GateRefusal = 'out_of_service' | 'interlock' | 'loop_occupied' | 'loop_unknown' | 'no_such_gate';

/** What became of a wish: the lock as it is then, what is to be sent to gates, and why not. */
export interface Decided {
  readonly lock: Lock;
  readonly commands: readonly GateCommand[];
  readonly refusal: GateRefusal | null;
}

const decided = (
  lock: Lock,
  commands: readonly GateCommand[] = [],
  refusal: GateRefusal | null = null,
): Decided => ({
  ...{ lock, commands, refusal },
});

/**
 * Opens a gate, unless another one of the lock may be open or is about to be. A gate that is open stays so, and belongs to
 * the person from then on who asked.
 */
export function openGate(lock: Lock, id: string, by: OpenedBy, now_ms: number): Decided {
  const gate = lock.gates.find((one) => one.id === id);
  if (!gate) return decided(lock, [], 'no_such_gate');
  if (gate.out !== null) return decided(lock, [], 'out_of_service');
  if (!isFree(lock, id)) return decided(lock, [], 'interlock');
  const owner = gate.opened_by === 'person' ? 'person' : by;
  const opened: Gate = {
    ...gate,
    ...{ wanted: { state: 'open', at_ms: now_ms }, opened_by: owner, passed: false },
  };
  if (gate.state === 'open' && gate.wanted === null)
    return decided(withGate(lock, { ...gate, opened_by: owner }));
  return decided(withGate(lock, opened), [{ gate: id, to: 'open' }]);
}

/** Closes a gate by a person's wish, once nothing stands under it. */
export function closeGate(lock: Lock, id: string, now_ms: number): Decided {
  const gate = lock.gates.find((one) => one.id === id);
  if (!gate) return decided(lock, [], 'no_such_gate');
  if (gate.out !== null) return decided(lock, [], 'out_of_service');
  if (gate.loop === true) return decided(lock, [], 'loop_occupied');
  if (gate.loop === null) return decided(lock, [], 'loop_unknown');
  if (gate.state === 'closed' && gate.wanted === null) return decided(lock);
  return decided(withGate(lock, closing(gate, now_ms)), [{ gate: id, to: 'close' }]);
}

/**
 * What the lock does by itself as time goes by or something was reported: it closes behind trucks what no person opened, and
 * stops what closes on something.
 */
export function watchLock(lock: Lock, now_ms: number, times: GateTimes = GATE_TIMES): Decided {
  const commands: GateCommand[] = [];
  const gates = lock.gates.map((one) => {
    const gate = age(one, now_ms, times);
    if (closesItself(gate, now_ms, times)) {
      commands.push({ gate: gate.id, to: 'close' });
      return closing(gate, now_ms);
    }
    if (gate.loop === true && (gate.state === 'closing' || gate.wanted?.state === 'closed')) {
      commands.push({ gate: gate.id, to: 'stop' });
      // Where it stands then is for a person to see to, who may open it again.
      return { ...gate, wanted: null, opened_by: 'person' as const };
    }
    return gate;
  });
  return decided({ gates }, commands);
}

/** Two gates of a lock that may be open at once, as when somebody turned a barrier by hand; null while it holds. */
export function brokenLock(lock: Lock): readonly [string, string] | null {
  const open = lock.gates.filter(({ state }) => state === 'open' || state === 'opening');
  return open.length > 1 ? [open[0].id, open[1].id] : null;
}

/** Takes a gate out of service by a person's word, or puts it back: its state is as it was last reported. */
export function setService(lock: Lock, id: string, serves: boolean): Lock {
  const gates = lock.gates.map((gate) =>
    gate.id === id ? { ...gate, out: serves ? null : ('person' as const), wanted: null } : gate,
  );
  return { gates };
}

/** Whether no other gate of the lock may be open or was commanded to. */
const isFree = ({ gates }: Lock, id: string): boolean =>
  gates.every((one) => one.id === id || (!mayBeOpen(one) && one.wanted?.state !== 'open'));

const closing = (gate: Gate, now_ms: number): Gate => ({
  ...gate,
  ...{ wanted: { state: 'closed', at_ms: now_ms }, opened_by: null, passed: false },
});

const withGate = ({ gates }: Lock, gate: Gate): Lock => ({
  gates: gates.map((one) => (one.id === gate.id ? gate : one)),
});

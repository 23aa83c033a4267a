import type { ControllerAnswer } from '@opentocc/contract';
import {
  age,
  brokenLock,
  closeGate,
  type Gate,
  type GateRefusal,
  type Lock,
  mayBeOpen,
  type OpenedBy,
  openGate,
  report,
  reportLoop,
  setService,
  unknownGate,
} from '@opentocc/core/freight';
import type { Clock } from '../../../kit/clock.ts';
import type { Register } from './register.ts';

type Command = ControllerAnswer['commands'][number];

/** A command that nobody fetched for as long is not carried out any more: the truck may have gone. */
const COMMAND_MS = 20_000;

/** What a controller says of one of its gates. */
export interface GateSaid {
  readonly state: Gate['state'];
  readonly loop: boolean | null;
  readonly out: Gate['out'];
  readonly opened_by: Gate['opened_by'];
}

export interface LiveLocksDeps {
  readonly clock: Clock;
  readonly register: Pick<Register, 'gatesOfLock' | 'findGate' | 'hasController'>;
}

/**
 * Gates as their controllers report them, in memory: after a restart all are unknown until they are heard. The controller
 * of a lock decides by the same rules; here they are asked first, so that a person learns at once why not.
 */
export function createLiveLocks({ clock, register }: LiveLocksDeps) {
  const gates = new Map<string, Gate>();
  const commands = new Map<string, (Command & { readonly at_ms: number })[]>();
  const waiting = new Map<string, Set<() => void>>();
  let last = clock.now() * 8;

  const gateOf = (code: string): Gate => {
    const known = gates.get(code) ?? unknownGate(code, clock.now());
    gates.set(code, known);
    return known;
  };
  const lockOf = (lock: string): Lock => ({
    gates: register.gatesOfLock(lock).map(({ code }) => gateOf(code)),
  });
  const hold = ({ gates: all }: Lock): void => {
    for (const gate of all) gates.set(gate.id, gate);
  };
  const refresh = (lock: string): Lock => {
    const now = { gates: lockOf(lock).gates.map((gate) => age(gate, clock.now())) };
    // What closes or stops by itself is the controller's to command; here only time goes by.
    hold(now);
    return now;
  };

  function send(lock: string, command: Omit<Command, 'id'>): void {
    // Numbers go on after a restart where they were, for a controller knows the highest that it carried out.
    last = Math.max(last + 1, clock.now() * 8);
    commands.set(lock, [...fresh(lock), { ...command, id: last, at_ms: clock.now() }]);
    for (const wake of waiting.get(lock) ?? []) wake();
  }
  const fresh = (lock: string) =>
    (commands.get(lock) ?? []).filter(({ at_ms }) => clock.now() - at_ms < COMMAND_MS);

  return {
    gateOf(code: string): Gate {
      const row = register.findGate(code);
      if (row) refresh(row.lock);
      return gateOf(code);
    },
    /** The other gate of the lock that may be open. */
    otherOf: (lock: string, code: string): string =>
      lockOf(lock).gates.find((one) => one.id !== code && (mayBeOpen(one) || one.wanted?.state === 'open'))
        ?.id ?? '',
    /** Why a gate would not move if it were asked to; null where it would. */
    refusalOf(lock: string, gate: string, to: 'open' | 'close'): GateRefusal | null {
      const before = refresh(lock);
      return (
        to === 'open' ? openGate(before, gate, 'rule', clock.now()) : closeGate(before, gate, clock.now())
      ).refusal;
    },
    /** Asks a gate to move. @returns why it will not; null where the command waits for its controller */
    ask(lock: string, gate: string, to: 'open' | 'close', by: OpenedBy): GateRefusal | null {
      const before = refresh(lock);
      const done =
        to === 'open' ? openGate(before, gate, by, clock.now()) : closeGate(before, gate, clock.now());
      if (done.refusal) return done.refusal;
      // Without a controller there is nobody who would say that it has moved.
      if (register.hasController(lock)) hold(done.lock);
      send(lock, { gate, to, by });
      return null;
    },
    serve(lock: string, gate: string, serves: boolean): void {
      hold(setService(refresh(lock), gate, serves));
      send(lock, { gate, to: serves ? 'restore' : 'take_out', by: 'person' });
    },
    /** Takes over what the controller says of a gate: it stands beside it. */
    take(code: string, said: GateSaid): void {
      const before = gateOf(code);
      const now = report(before, said.state, clock.now());
      const looped = said.loop === null ? { ...now, loop: null } : reportLoop(now, said.loop, clock.now());
      gates.set(code, { ...looped, out: said.out, opened_by: said.opened_by });
    },
    isHeard: (lock: string): boolean => {
      const [first] = refresh(lock).gates;
      return first?.heard_ms != null && first.out !== 'silent';
    },
    broken: (lock: string) => brokenLock(refresh(lock)),
    /** What the controller is to do, but for what it has done. */
    commandsOf(lock: string, carried: number): Command[] {
      const open = fresh(lock).filter(({ id }) => id > carried);
      commands.set(lock, open);
      return open.map(({ at_ms: _, ...command }) => command);
    },
    /** Resolves with the next command, or when the time is over. */
    async nextCommand(lock: string, wait: (wake: Promise<void>) => Promise<void>): Promise<void> {
      let wake: () => void = () => undefined;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const all = waiting.get(lock) ?? new Set();
      waiting.set(lock, all.add(wake));
      await wait(woken);
      all.delete(wake);
    },
    /** Whether a camera of a gate without a controller may open it itself. */
    opensByCamera: (lock: string): boolean => !register.hasController(lock),
  };
}

export type LiveLocks = ReturnType<typeof createLiveLocks>;

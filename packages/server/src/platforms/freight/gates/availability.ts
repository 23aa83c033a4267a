import { HOUR_MS, MINUTE_MS } from '@opentocc/core/time';
import type { Clock } from '../../../kit/clock.ts';
import type { CameraIntake } from './intake.ts';
import type { LiveLocks } from './live-locks.ts';
import type { Register } from './register.ts';
import type { GateStore } from './store.ts';

/** A camera sends a heartbeat each 10 to 60 s; longer than this it is silent. */
const CAMERA_SILENT_MS = 3 * MINUTE_MS;
/** A gate of which nothing was heard for a day is not in operation yet, and counts for nothing. */
const STARTED_MS = 24 * HOUR_MS;

export interface AvailabilityDeps {
  readonly store: Pick<GateStore, 'countMinute'>;
  readonly clock: Clock;
  readonly register: Pick<Register, 'gates' | 'camerasOf' | 'hasController'>;
  readonly locks: Pick<LiveLocks, 'gateOf' | 'isHeard'>;
  readonly heardAt: CameraIntake['heardAt'];
}

/**
 * 场站监控及道闸可用率, minute by minute: a gate can be used in a minute when its controller is heard, it is in service, and
 * one of its cameras is heard. Numerator: such minutes. Denominator: minutes in which the gate was registered and had
 * been heard of.
 */
export function createAvailability({ store, clock, register, locks, heardAt }: AvailabilityDeps) {
  const started = new Map<string, number>();

  function isUsable(code: string, lock: string): boolean {
    const { out, state } = locks.gateOf(code);
    const hasEyes = register
      .camerasOf(code)
      .some((one) => one.retired_ms === null && clock.now() - (heardAt(one.code) ?? 0) < CAMERA_SILENT_MS);
    const moves = !register.hasController(lock) || (locks.isHeard(lock) && state !== 'unknown');
    return moves && out === null && hasEyes;
  }

  function isStarted(code: string, usable: boolean): boolean {
    if (usable) started.set(code, clock.now());
    return clock.now() - (started.get(code) ?? 0) < STARTED_MS;
  }

  return {
    isUsable,
    /** Counts the minute that is over. */
    async count(): Promise<void> {
      const minute_ms = Math.floor(clock.now() / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
      const hour_ms = Math.floor(minute_ms / HOUR_MS) * HOUR_MS;
      const usable = new Map<string, boolean>();
      for (const { code, lock, retired_ms } of register.gates()) {
        if (retired_ms !== null) continue;
        const is = isUsable(code, lock);
        if (isStarted(code, is)) usable.set(code, is);
      }
      await store.countMinute(hour_ms, minute_ms, usable);
    },
  };
}

export type Availability = ReturnType<typeof createAvailability>;

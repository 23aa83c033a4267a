import { ColdReading } from '@opentocc/contract';
import type { Locks } from './locks.ts';
import type { Supervising } from './supervising.ts';

export interface DevicesDeps {
  readonly supervising: Pick<Supervising, 'report'>;
  readonly locks: Locks;
}

/** Messages of MQTT sources, by which devices report by themselves. */
export function createDevices({ supervising, locks }: DevicesDeps) {
  return {
    /**
     * Takes a message of a source: a reading, or `{"frame": …}` of a lock. Resolves once it is durable or counted.
     * @returns why it is no message; null where it was taken
     */
    async receive(payload: Uint8Array): Promise<string | null> {
      const value = jsonOf(payload);
      const frame = (value as { frame?: unknown } | null)?.frame;
      if (typeof frame === 'string') {
        await locks.report([frame.slice(0, 8192)], null);
        return null;
      }
      const read = ColdReading.safeParse(value);
      if (!read.success) return read.error.issues[0].message.slice(0, 200);
      await supervising.report([read.data], null);
      return null;
    },
  };
}

function jsonOf(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return null;
  }
}

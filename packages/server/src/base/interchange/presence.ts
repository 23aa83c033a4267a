import type { Clock } from '../../kit/clock.ts';
import type { Quality } from '../quality/index.ts';
import type { Registry } from '../sources/index.ts';

/** Reports that a vehicle may miss and still counts as online. */
const MISSED = 3;
/** A vehicle is online at least for so long after a report. */
const LEAST_MS = 60_000;

/**
 * Which vehicles of platforms report: their terminals are not connected to us, so that they are online is known from what
 * their platform forwards. Holds vehicles of the registry alone.
 */
export function createPresence(registry: Pick<Registry, 'getSource'>, clock: Clock) {
  const bySource = new Map<number, Map<number, number>>();

  function onlineOf(source: number): number {
    const heard = bySource.get(source);
    if (!heard) return 0;
    const { report_interval_s } = registry.getSource(source);
    const since_ms = clock.now() - Math.max(LEAST_MS, MISSED * report_interval_s * 1000);
    for (const [vehicle, at_ms] of heard) if (at_ms < since_ms) heard.delete(vehicle);
    return heard.size;
  }

  return {
    heard(source: number, vehicle: number, at_ms: number): void {
      let heard = bySource.get(source);
      if (!heard) {
        heard = new Map();
        bySource.set(source, heard);
      }
      heard.set(vehicle, at_ms);
    },
    /** Of a source whose vehicles a platform forwards; undefined of others. */
    presenceOf: (source: number): { online: number } | undefined =>
      registry.getSource(source).protocol === 'JT/T 809' ? { online: onlineOf(source) } : undefined,
    /** What the vehicles that report owe until the next look. */
    expectFixes(quality: Pick<Quality, 'expect'>, every_ms: number): void {
      for (const source of bySource.keys()) {
        const { report_interval_s } = registry.getSource(source);
        quality.expect(source, (onlineOf(source) * every_ms) / 1000 / report_interval_s);
      }
    },
  };
}

export type Presence = ReturnType<typeof createPresence>;

import type { Direction } from '../regimes/index.ts';

/** One position of a truck as its terminal reports it. */
export interface TruckFix {
  readonly at_ms: number;
  /** Degrees WGS-84. */
  readonly lon: number;
  readonly lat: number;
  readonly speed_kmh: number;
  /** The terminal that sent it. */
  readonly terminal: string;
}

/** What a port or the gate of a site saw: this plate, going this way. */
export interface PlateSeen {
  readonly at_ms: number;
  /** Code of the port or site. */
  readonly place: string;
  /** `port` is read by the customs lane, and certain; `gate` by a camera alone. */
  readonly by: 'port' | 'gate';
  /** Which way the border was crossed; null at a gate. */
  readonly direction: Direction | null;
}

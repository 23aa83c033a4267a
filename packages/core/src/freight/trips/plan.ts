import type { AlarmStage, Direction, FreightClass, PointKind } from '../regimes/index.ts';
import type { RouteShape } from './route-shape.ts';

/** A place that a trip declared. */
export interface PlannedStop {
  readonly code: string;
  readonly kind: PointKind;
  /** Whether the trip must have been there by its end. */
  readonly must: boolean;
}

/** What regimes ask of a trip while it is driven. */
export interface Watch {
  /** Kinds of places where it may stand as long as it likes; null where stays are not watched. */
  readonly stays: {
    readonly at: readonly PointKind[];
    readonly declared_only: boolean;
    readonly stages: readonly AlarmStage[];
  } | null;
  /** Distances of the designated route; null where it is not watched. */
  readonly route: { readonly out_m: number; readonly in_m: number } | null;
  /** The instant before which it is back; null where there is none. */
  readonly return_by_ms: number | null;
  /** Whether it must cross at the ports that it declared. */
  readonly ports: boolean;
}

/** A trip as the follower needs it: what was declared, and what is watched. Never changes while it is followed. */
export interface TripPlan {
  readonly trip: string;
  readonly plate: string;
  readonly terminal: string;
  readonly class: FreightClass;
  /** `in` sets out abroad, `out` in the city. */
  readonly direction: Direction;
  /** Codes of the declared ports, by direction. */
  readonly ports: Readonly<Record<Direction, string | null>>;
  readonly stops: readonly PlannedStop[];
  readonly route: RouteShape | null;
  readonly watch: Watch;
}

/** The direction of the crossing that leads home. */
export const homeward = ({ direction }: Pick<TripPlan, 'direction'>): Direction =>
  direction === 'in' ? 'out' : 'in';

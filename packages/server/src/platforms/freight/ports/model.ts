import type { Bilingual, ExpectedRange, PortExclusion } from '@opentocc/contract';
import type {
  Direction,
  FreightClass,
  LanePlan,
  MeasuredWait,
  PlateSeen,
  PortState,
  PortVisitEnd,
} from '@opentocc/core/freight';
import { HOUR_MS } from '@opentocc/core/time';

/** A direction of a port: one queue. */
export interface PortLineKey {
  readonly port: string;
  readonly direction: Direction;
}

export interface CrossingRow extends PortLineKey {
  readonly reporter: string;
  readonly ref: string;
  readonly plate: string;
  readonly lane: string | null;
  readonly at_ms: number;
  readonly received_ms: number;
}

/** A truck in the approach area of a port; `end` null while it is there. */
export interface VisitRow extends PortLineKey {
  readonly id: number;
  readonly truck: string;
  readonly class: FreightClass;
  readonly entered_ms: number;
  readonly entry_seen: boolean;
  readonly stood_ms: number;
  readonly heard_ms: number;
  readonly end: PortVisitEnd | null;
  readonly end_ms: number | null;
  readonly seen: boolean;
  /** Rule by which no wait is taken of it; null where one is. */
  readonly excluded: PortExclusion | null;
}

export interface LanesRow extends PortLineKey {
  readonly id: number;
  readonly from_ms: number;
  readonly plan: LanePlan;
  readonly source: Bilingual;
  readonly assumed: boolean;
  readonly reason: string;
  readonly made_by: string;
  readonly made_ms: number;
}

/** What was forecast of an hour. */
export interface ForecastHour {
  readonly from_ms: number;
  readonly arrivals: number;
  readonly queue: ExpectedRange;
  readonly wait_s: ExpectedRange | null;
}

export interface ForecastRow extends PortLineKey {
  readonly id: number;
  readonly made_ms: number;
  readonly lanes: LanePlan;
  /** The measured wait when it was made: what one would say who forecast nothing. */
  readonly standing_s: number | null;
  readonly hours: readonly ForecastHour[];
}

/** What was measured of an hour, and how many of those that crossed waited within the interval that was forecast. */
export interface ScoredWait extends MeasuredWait {
  readonly within: number;
}

export interface ScoreRow {
  readonly forecast: number;
  readonly hour_ms: number;
  readonly horizon_h: number;
  readonly measured: ScoredWait | null;
  readonly scored_ms: number;
}

/** Trucks of a class that came to a line within an hour. */
export interface ArrivalCount extends PortLineKey {
  readonly class: FreightClass;
  /** Hours since 1970. */
  readonly hour: number;
  readonly trucks: number;
}

/** A truck that a port saw crossing. */
export interface PortSighting extends PlateSeen {
  readonly plate: string;
}

/** A freight port with its names. */
export interface KnownPort {
  readonly code: string;
  readonly name: Bilingual;
  readonly lon: number;
  readonly lat: number;
}

/** A crossing that somebody booked. */
export interface BookedCrossing {
  readonly direction: Direction;
  readonly class: FreightClass;
  readonly at_ms: number;
}

/** What ports need of the modules beside them. */
export interface PortsNeeds {
  ports(): readonly KnownPort[];
  states(): readonly PortState[];
  /** Trucks that are expected at a port by their declarations, and have not crossed there yet. */
  booked(port: string, from_ms: number, to_ms: number): readonly BookedCrossing[];
  /** The truck on file with a plate. */
  truckByPlate(plate: string): { readonly id: string; readonly class: FreightClass } | undefined;
}

export const DIRECTIONS_OF_PORTS = ['out', 'in'] as const satisfies readonly Direction[];

/** A truck that rests in the approach area for longer than this does not wait for the port. */
export const PARKED_MS = 6 * HOUR_MS;

/** How far a forecast reaches, and how many quarters that are. */
export const FORECAST_HOURS = 8;
export const FORECAST_STEPS = FORECAST_HOURS * 4;

/** How areas of ports are drawn around their middle: assumed, as long as no port draws its own. */
export const AREA = { approach_m: 1500, beyond_m: 250, abroad_deg: 180 } as const;

/** How long rows are stored: of single crossings with their plate, and of visits. Assumed. */
export const RETENTION_DAYS = { crossing: 90, visit: 400 } as const;

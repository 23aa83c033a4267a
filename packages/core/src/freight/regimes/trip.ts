/** Classes of vehicles that cross the border with goods, and coaches, for which ports may be open by other dates. */
export const FREIGHT_CLASSES = ['container', 'lorry', 'reefer', 'hazmat', 'coach'] as const;
export type FreightClass = (typeof FREIGHT_CLASSES)[number];

/** Which way a border is crossed, as Shenzhen sees it. */
export const DIRECTIONS = ['in', 'out'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Kinds of places at which a truck may have something to do. */
export const POINT_KINDS = ['port', 'site', 'lodging', 'transfer', 'service'] as const;
export type PointKind = (typeof POINT_KINDS)[number];

/** How goods go on: by the truck that brings them, or by another tractor or driver from a transfer point (接驳). */
export const TRIP_MODES = ['direct', 'relayed'] as const;
export type TripMode = (typeof TRIP_MODES)[number];

/** What a truck or its driver has to carry. */
export const DOCUMENT_KINDS = ['permit', 'licence', 'sticker', 'voucher', 'customs', 'hazmat_slip'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** [from_ms, to_ms), UTC ms. */
export interface Span {
  readonly from_ms: number;
  readonly to_ms: number;
}

export interface Crossing {
  /** Code of the port. */
  readonly port: string;
  readonly direction: Direction;
  readonly at_ms: number;
}

/** A place where a truck stands, or is to stand. */
export interface Visit extends Span {
  /** Null where it is none of the places that are known. */
  readonly kind: PointKind | null;
  readonly code: string | null;
}

/** A time that was booked at a port or a point. */
export interface Booking extends Span {
  readonly code: string;
}

export interface TripDocument {
  readonly kind: DocumentKind;
  /** Null where it does not expire. */
  readonly valid_to_ms: number | null;
}

/** What was said of a trip before it began. */
export interface Declared {
  /** Null where nothing was declared, and what follows is what is planned. */
  readonly at_ms: number | null;
  /** How many entries were made by the same declaration before this one. */
  readonly entries_before: number;
  readonly mode: TripMode;
  /** In order of time. */
  readonly crossings: readonly Crossing[];
  readonly stops: readonly Visit[];
  readonly bookings: readonly Booking[];
  /** Code of the designated route; null where none was named. */
  readonly route: string | null;
  readonly documents: readonly TripDocument[];
}

/** What the truck did, as far as it is known. */
export interface Driven {
  readonly crossings: readonly Crossing[];
  readonly stays: readonly Visit[];
  readonly off_route: readonly Span[];
  /** Whether the trip is over, so that what it did not do it will not do. */
  readonly over: boolean;
}

/** One trip of one truck as rules look at it. */
export interface FreightTrip {
  readonly id: string;
  readonly class: FreightClass;
  /** Which way its goods go first. */
  readonly direction: Direction;
  readonly destination: {
    /** Code of the city (GB/T 2260), six digits. */
    readonly city: string;
    /** Code of the street (街道) where one is known. */
    readonly street: string | null;
  };
  readonly declared: Declared;
  readonly driven: Driven;
  /** Instant by whose rules it is judged, where a switch of regimes set one; else that of its first crossing. */
  readonly judged_ms: number | null;
}

/** The instant by whose rules a trip is judged; null where nothing of its time is known. */
export const judgedAt = ({ judged_ms, driven, declared }: FreightTrip): number | null =>
  judged_ms ?? driven.crossings[0]?.at_ms ?? declared.crossings[0]?.at_ms ?? declared.at_ms;

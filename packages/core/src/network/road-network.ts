/** Functional class of a link, in the order of the Shenzhen index's classes 1–5. */
export const LINK_CLASSES = ['motorway', 'expressway', 'arterial', 'collector', 'local'] as const;
export type LinkClass = (typeof LINK_CLASSES)[number];

/** Bits of `link_flags`. */
export const LINK_FLAG = {
  roundabout: 1,
  bridge: 2,
  tunnel: 4,
  toll: 8,
  /** Slip road or connector between two roads. */
  ramp: 16,
  /** Member of the largest strongly connected part. */
  main_component: 32,
  /** Made by a generator, not surveyed; screens say so. */
  synthetic: 64,
  /** Through traffic is not allowed (access=destination, private, delivery). */
  no_through: 128,
} as const;

/** Bits of `node_flags`. */
export const NODE_FLAG = { signals: 1, main_component: 2 } as const;

/** Marks "no such index" in every `Uint32Array` column. */
export const NONE_U32 = 0xffff_ffff;
/** Marks "no such index" in every `Uint16Array` column. */
export const NONE_U16 = 0xffff;

/** A named area (district 区 or street 街道) whose index stands in a link column. */
export interface NetworkArea {
  /** Administrative code (GB/T 2260) where known, otherwise a stable slug. */
  readonly code: string;
  readonly name_zh: string;
  readonly name_en: string;
  /** GeoJSON MultiPolygon coordinates, WGS-84. */
  readonly coordinates: readonly (readonly (readonly [number, number][])[])[];
}

/** A point of interest of the operator: border crossing, hub, airport, port. */
export interface NetworkPlace {
  readonly code: string;
  readonly kind: 'crossing' | 'rail' | 'metro' | 'airport' | 'port' | 'bus' | 'hospital' | 'stadium' | 'gate';
  readonly name_zh: string;
  readonly name_en: string;
  readonly lon: number;
  readonly lat: number;
}

export interface NetworkMeta {
  readonly name_zh: string;
  readonly name_en: string;
  /** Where the data came from, with its licence, as shown on the map. */
  readonly attribution: string;
  /** What a reader must know of the data ("local streets are synthetic"), per language; empty when nothing. */
  readonly notice_zh: string;
  readonly notice_en: string;
  /** west, south, east, north in degrees WGS-84. */
  readonly bbox: readonly [number, number, number, number];
  /** SHA-256 of the content in hex: the version of the network. */
  readonly version: string;
  readonly districts: readonly NetworkArea[];
  readonly streets: readonly NetworkArea[];
  readonly places: readonly NetworkPlace[];
  /** How many elements of the source were dropped, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
}

/**
 * A directed road network as parallel typed arrays, indexed by node and by link. A link is one direction of one
 * piece of road between two junctions. Immutable after it is built; shared between threads by `SharedArrayBuffer`.
 *
 * Turning is held by link, not by node: `turn_link[turn_offset[a] … turn_offset[a + 1])` are the links that may
 * follow link `a` (restrictions of two links already taken out, U-turns only at dead ends), so that every search
 * that runs over links obeys the signs without a test in its inner loop. Restrictions over three or more links
 * (via way) cannot be held so and stand in `ban_offset` / `ban_link` as sequences that must not be driven whole.
 *
 * Links, turns and bans that hold for some road users only carry a mask of them. Whoever searches or matches takes the
 * network as one user finds it, from `networkFor`: there nothing is left that this user may not drive.
 */
export interface RoadNetwork {
  readonly meta: NetworkMeta;
  readonly node_count: number;
  readonly link_count: number;
  /** Degrees WGS-84. */
  readonly node_lon: Float64Array;
  readonly node_lat: Float64Array;
  /** Bits of {@link NODE_FLAG}. */
  readonly node_flags: Uint8Array;
  readonly link_from: Uint32Array;
  readonly link_to: Uint32Array;
  /** Index into {@link LINK_CLASSES}. */
  readonly link_class: Uint8Array;
  /** Lanes of this direction, ≥ 1. */
  readonly link_lanes: Uint8Array;
  /** Speed limit, km/h. */
  readonly link_limit_kmh: Uint8Array;
  /** 1 when the limit was tagged in the source, 0 when assumed by class. */
  readonly link_limit_tagged: Uint8Array;
  readonly link_length_m: Float32Array;
  /** Mask of the road users that may drive it (`USER_BIT`). */
  readonly link_users: Uint8Array;
  /** Bits of {@link LINK_FLAG}. */
  readonly link_flags: Uint16Array;
  /** Level above (+) or below (−) the ground, OSM `layer`. */
  readonly link_layer: Int8Array;
  /** Index into `strings`; 0 is the empty name. */
  readonly link_name: Uint32Array;
  /** Index into `strings`: the id of the source element ("osm:way/123", "sumo:-12#3"). */
  readonly link_source: Uint32Array;
  /** The link of the opposite direction on the same road, or {@link NONE_U32}. */
  readonly link_reverse: Uint32Array;
  /** Index into `meta.districts`, or {@link NONE_U16}. */
  readonly link_district: Uint16Array;
  /** Index into `meta.streets`, or {@link NONE_U16}. */
  readonly link_street: Uint16Array;
  /** Geometry: points `shape_offset[l] … shape_offset[l + 1])`, first and last are the end nodes. */
  readonly shape_offset: Uint32Array;
  readonly shape_lon: Float64Array;
  readonly shape_lat: Float64Array;
  /** Links that leave each node (CSR). */
  readonly out_offset: Uint32Array;
  readonly out_link: Uint32Array;
  /** Links that enter each node (CSR). */
  readonly in_offset: Uint32Array;
  readonly in_link: Uint32Array;
  /** Links that may follow each link (CSR). */
  readonly turn_offset: Uint32Array;
  readonly turn_link: Uint32Array;
  /** Mask of the road users that may turn so, beside `turn_link`; never 0. */
  readonly turn_users: Uint8Array;
  /** Sequences of ≥ 3 links that must not be driven whole (CSR). */
  readonly ban_offset: Uint32Array;
  readonly ban_link: Uint32Array;
  /** By sequence: mask of the road users that it holds for. */
  readonly ban_users: Uint8Array;
  readonly strings: readonly string[];
}

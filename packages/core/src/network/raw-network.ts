import type { LinkClass, NetworkArea, NetworkPlace } from './road-network.ts';

/** A junction or an end of a road, degrees WGS-84. */
export interface RawNode {
  readonly lon: number;
  readonly lat: number;
  /** Governed by traffic lights. */
  readonly signals?: boolean;
}

/** One direction of one piece of road between two nodes; a two-way road is two of them. */
export interface RawLink {
  /** Positions in {@link RawNetwork.nodes}. */
  readonly from: number;
  readonly to: number;
  readonly class: LinkClass;
  /** Lanes of this direction, ≥ 1. */
  readonly lanes: number;
  /** Speed limit as the source states it, km/h; null = to be assumed by class. */
  readonly limit_kmh: number | null;
  /** Road name; empty when it has none. */
  readonly name: string;
  /** Id of the source element ("osm:way/123"). */
  readonly source: string;
  /** Mask of the road users that it is open to; all when not stated. */
  readonly users?: number;
  /** Bits of LINK_FLAG; `main_component` is set by the build. */
  readonly flags?: number;
  /** Level above (+) or below (−) the ground. */
  readonly layer?: number;
  /** Points between the two nodes: lon, lat, lon, lat … */
  readonly shape?: readonly number[];
  /** Position in {@link RawNetwork.links} of the opposite direction of the same road. */
  readonly reverse?: number;
}

/** A sequence of at least two links that must not be driven one after the other. */
export interface RawBan {
  readonly links: readonly number[];
  /** Mask of the road users that it holds for; all when not stated. */
  readonly users?: number;
}

/** A road network as rows: what importers and generators write and `buildNetwork` turns into columns. */
export interface RawNetwork {
  readonly name_zh: string;
  readonly name_en: string;
  readonly attribution: string;
  readonly notice_zh: string;
  readonly notice_en: string;
  readonly nodes: readonly RawNode[];
  readonly links: readonly RawLink[];
  readonly bans: readonly RawBan[];
  readonly districts: readonly NetworkArea[];
  readonly streets: readonly NetworkArea[];
  readonly places: readonly NetworkPlace[];
  /** Elements of the source that were left out, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
}

import {
  encodeNetwork,
  LINK_CLASSES,
  LINK_FLAG,
  type LinkClass,
  type RoadNetwork,
} from '@opentocc/core/network';

export interface NetworkSummary {
  readonly name: string;
  readonly version: string;
  readonly nodes: number;
  readonly links: number;
  /** Sum over directed links: a two-way road counts twice. */
  readonly length_km: number;
  /** Size of the network file. */
  readonly bytes: number;
  readonly by_class: Readonly<Record<LinkClass, { readonly links: number; readonly length_km: number }>>;
  /** Share of links in the largest strongly connected part, 0–1. */
  readonly main_component: number;
  readonly signals: number;
  readonly limits_tagged: number;
  readonly districts: number;
  /** Banned sequences of three links and more; bans of two are in the turns. */
  readonly long_bans: number;
  readonly dropped: Readonly<Record<string, number>>;
}

/** What `tocc network info` says. */
export function summariseNetwork(network: RoadNetwork): NetworkSummary {
  const { meta, link_count, link_class, link_length_m, link_flags, link_limit_tagged, node_flags } = network;
  const by_class = Object.fromEntries(
    LINK_CLASSES.map((name) => [name, { links: 0, length_km: 0 }]),
  ) as Record<LinkClass, { links: number; length_km: number }>;
  let main = 0;
  for (let link = 0; link < link_count; link++) {
    const entry = by_class[LINK_CLASSES[link_class[link]]];
    entry.links++;
    entry.length_km += link_length_m[link] / 1000;
    if (link_flags[link] & LINK_FLAG.main_component) main++;
  }
  return {
    name: meta.name_zh,
    version: meta.version,
    nodes: network.node_count,
    links: link_count,
    length_km: Object.values(by_class).reduce((sum, { length_km }) => sum + length_km, 0),
    bytes: encodeNetwork(network).byteLength,
    by_class,
    main_component: link_count === 0 ? 0 : main / link_count,
    signals: node_flags.reduce((sum, flags) => sum + (flags & 1), 0),
    limits_tagged: link_limit_tagged.reduce((sum, tagged) => sum + tagged, 0),
    districts: meta.districts.length,
    long_bans: Math.max(0, network.ban_offset.length - 1),
    dropped: meta.dropped,
  };
}

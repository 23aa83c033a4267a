import type { NetworkArea, RawBan, RawLink, RawNetwork, RawNode } from '@opentocc/core/network';
import type { Dropped } from './dropped.ts';
import type { Barrier } from './osm-barriers.ts';
import { bansOf, type OsmRestriction, type RestrictionContext } from './osm-restrictions.ts';
import type { RoadTags } from './osm-tags.ts';

export interface OsmWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly road: RoadTags;
}

/** What is read of a file before links are cut. */
export interface OsmData {
  readonly places: Map<number, readonly [lon: number, lat: number]>;
  readonly signals: Set<number>;
  readonly barriers: Map<number, Barrier>;
  readonly ways: OsmWay[];
  readonly restrictions: OsmRestriction[];
  readonly dropped: Dropped;
}

const ATTRIBUTION = '© OpenStreetMap contributors (ODbL)';

/** Cuts ways into links; also knows which links came from which way, for restrictions. */
export class LinkCutter implements RestrictionContext {
  readonly #data: OsmData;
  readonly #nodes: RawNode[] = [];
  readonly #links: (RawLink & { reverse?: number })[] = [];
  /** Position in the network of an OSM node, and back. */
  readonly #index = new Map<number, number>();
  readonly #osm: number[] = [];
  readonly #linksOfWay = new Map<number, number[]>();
  readonly #out = new Map<number, number[]>();

  constructor(data: OsmData) {
    this.#data = data;
  }

  cut(districts: readonly NetworkArea[]): RawNetwork {
    const { ways, restrictions, dropped } = this.#data;
    const junctions = this.#findJunctions();
    for (const way of ways) this.#cutWay(way, junctions);
    const bans = [...bansOf(restrictions, this, dropped), ...this.#bansAtBarriers()];
    return {
      name_zh: '',
      name_en: '',
      attribution: ATTRIBUTION,
      notice_zh: '',
      notice_en: '',
      nodes: this.#nodes,
      links: this.#links,
      bans,
      districts,
      streets: [],
      places: [],
      dropped: dropped.toRecord(),
    };
  }

  linksInto(way: number, node: number): readonly number[] {
    return this.#ofWay(way).filter((link) => this.#osm[this.#links[link].to] === node);
  }

  linksOutOf(way: number, node: number): readonly number[] {
    return this.#ofWay(way).filter((link) => this.#osm[this.#links[link].from] === node);
  }

  outOf(node: number): readonly number[] {
    return this.#out.get(node) ?? [];
  }

  nodesOf(way: number): readonly number[] {
    const ends = this.#ofWay(way).flatMap((link) => [this.#links[link].from, this.#links[link].to]);
    return [...new Set(ends)].map((node) => this.#osm[node]);
  }

  along(way: number, from: number, to: number): readonly number[] {
    const path: number[] = [];
    for (let node = from; node !== to; ) {
      const last = path.length > 0 ? this.#links[path[path.length - 1]].reverse : undefined;
      const next = this.linksOutOf(way, node).find((link) => link !== last && !path.includes(link));
      if (next === undefined) return [];
      path.push(next);
      node = this.#osm[this.#links[next].to];
    }
    return path;
  }

  #ofWay(way: number): readonly number[] {
    return this.#linksOfWay.get(way) ?? [];
  }

  /** Nobody drives on past a barrier who is stopped by it: from each side it is a dead end. */
  #bansAtBarriers(): RawBan[] {
    const { barriers, dropped } = this.#data;
    const bans: RawBan[] = [];
    for (const [node, { kind }] of barriers) if (this.#index.has(node)) dropped.add(`no_passage_at_${kind}`);
    for (const [link, { to, reverse }] of this.#links.entries()) {
      const closed = barriers.get(this.#osm[to])?.closed;
      if (closed === undefined) continue;
      for (const out of this.outOf(this.#osm[to]))
        if (out !== reverse) bans.push({ links: [link, out], users: closed });
    }
    return bans;
  }

  /** Nodes where links begin or end: ends of ways, nodes that ways share or pass twice, signals and barriers. */
  #findJunctions(): Set<number> {
    const { ways, signals, barriers, places } = this.#data;
    const seen = new Set<number>();
    const junctions = new Set<number>();
    for (const { refs } of ways) {
      const known = refs.filter((ref) => places.has(ref));
      known.forEach((ref, i) => {
        const isEnd = i === 0 || i === known.length - 1;
        if (isEnd || seen.has(ref) || signals.has(ref) || barriers.has(ref)) junctions.add(ref);
        seen.add(ref);
      });
    }
    return junctions;
  }

  #cutWay({ id, refs, road }: OsmWay, junctions: ReadonlySet<number>): void {
    const { places, dropped } = this.#data;
    const known = refs.filter((ref) => places.has(ref));
    if (known.length < refs.length) dropped.add('node_outside_file', refs.length - known.length);
    if (known.length < 2) dropped.add('way_without_geometry');
    let start = 0;
    for (let i = 1; i < known.length; i++) {
      if (!junctions.has(known[i])) continue;
      this.#addPiece(id, road, known.slice(start, i + 1));
      start = i;
    }
  }

  #addPiece(way: number, road: RoadTags, refs: readonly number[]): void {
    const first = refs[0];
    const last = refs[refs.length - 1];
    if (first === last && refs.length < 3) {
      this.#data.dropped.add('piece_without_length');
      return;
    }
    if (this.#crosses180(refs)) {
      this.#data.dropped.add('piece_across_180_degrees');
      return;
    }
    const shape = refs.slice(1, -1).flatMap((ref) => [...(this.#data.places.get(ref) ?? [])]);
    const common = {
      class: road.class,
      name: road.name,
      source: `osm:way/${way}`,
      flags: road.flags,
      layer: road.layer,
    };
    const from = this.#nodeOf(first);
    const to = this.#nodeOf(last);
    const { users_forward, users_backward } = road;
    const both = users_forward !== 0 && users_backward !== 0;
    if (users_forward !== 0)
      this.#addLink(way, {
        ...common,
        users: users_forward,
        ...{ from, to, shape, lanes: road.lanes_forward, limit_kmh: road.limit_forward_kmh },
        ...(both ? { reverse: this.#links.length + 1 } : {}),
      });
    if (users_backward !== 0)
      this.#addLink(way, {
        ...common,
        users: users_backward,
        ...{ from: to, to: from, shape: backwards(shape) },
        ...{ lanes: road.lanes_backward, limit_kmh: road.limit_backward_kmh },
        ...(both ? { reverse: this.#links.length - 1 } : {}),
      });
  }

  /** Of two neighbours more than 180° apart the way runs over the 180th meridian: on the plane it would go round the Earth. */
  #crosses180(refs: readonly number[]): boolean {
    const lons = refs.map((ref) => this.#data.places.get(ref)?.[0] ?? 0);
    return lons.some((lon, i) => i > 0 && Math.abs(lon - lons[i - 1]) > 180);
  }

  #addLink(way: number, link: RawLink): void {
    const at = this.#links.push(link) - 1;
    listIn(this.#linksOfWay, way).push(at);
    listIn(this.#out, this.#osm[link.from]).push(at);
  }

  #nodeOf(ref: number): number {
    const known = this.#index.get(ref);
    if (known !== undefined) return known;
    const [lon, lat] = this.#data.places.get(ref) ?? [0, 0];
    const at = this.#nodes.push({ lon, lat, signals: this.#data.signals.has(ref) }) - 1;
    this.#index.set(ref, at);
    this.#osm.push(ref);
    return at;
  }
}

function listIn(map: Map<number, number[]>, key: number): number[] {
  let list = map.get(key);
  if (!list) {
    list = [];
    map.set(key, list);
  }
  return list;
}

/** A shape of lon, lat pairs in the other direction. */
function backwards(shape: readonly number[]): number[] {
  const turned: number[] = [];
  for (let i = shape.length - 2; i >= 0; i -= 2) turned.push(shape[i], shape[i + 1]);
  return turned;
}

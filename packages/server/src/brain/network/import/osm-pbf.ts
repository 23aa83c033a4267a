import type { NetworkArea, RawLink, RawNetwork, RawNode } from '@opentocc/core/network';
import { createOSMStream } from 'osm-pbf-parser-node';
import { networkErrors } from '../errors.ts';
import { Dropped } from './dropped.ts';
import type { ImportOptions } from './options.ts';
import {
  bansOf,
  type OsmMember,
  type OsmRestriction,
  type RestrictionContext,
  readRestriction,
} from './osm-restrictions.ts';
import { type RoadTags, readRoad, type Tags } from './osm-tags.ts';

type OsmItem =
  | {
      readonly type: 'node';
      readonly id: number;
      readonly lon: number;
      readonly lat: number;
      readonly tags?: Tags;
    }
  | { readonly type: 'way'; readonly id: number; readonly refs: readonly number[]; readonly tags?: Tags }
  | { readonly type: 'relation'; readonly members?: readonly OsmMember[]; readonly tags?: Tags };

interface OsmWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly road: RoadTags;
}

/** What is read of a file before links are cut. */
interface OsmData {
  readonly places: Map<number, readonly [lon: number, lat: number]>;
  readonly signals: Set<number>;
  readonly ways: OsmWay[];
  readonly restrictions: OsmRestriction[];
  readonly dropped: Dropped;
}

const ATTRIBUTION = '© OpenStreetMap contributors (ODbL)';

/**
 * Reads a city from an OSM PBF file: ways that cars may use are cut at junctions and signals into directed links.
 * @throws AppError when the file is no PBF, is cut off, or holds no road.
 */
export async function importOsmPbf(file: string, options: ImportOptions): Promise<RawNetwork> {
  const data = await readFile(file, options);
  if (data.ways.length === 0) throw networkErrors.no_links({ file });
  options.onProgress?.('cut', data.ways.length);
  return new LinkCutter(data).cut(options.districts);
}

async function readFile(file: string, { onProgress }: ImportOptions): Promise<OsmData> {
  const dropped = new Dropped();
  const data: OsmData = { places: new Map(), signals: new Set(), ways: [], restrictions: [], dropped };
  let items = 0;
  try {
    for await (const chunk of createOSMStream(file, { withTags: true, withInfo: false })) {
      take(chunk as OsmItem, data);
      if (++items % 100_000 === 0) onProgress?.('read', items);
    }
  } catch (error) {
    throw networkErrors.damaged_pbf({ file, reason: error instanceof Error ? error.message : String(error) });
  }
  return data;
}

function take(item: OsmItem, { places, signals, ways, restrictions, dropped }: OsmData): void {
  if (item.type === 'node') {
    places.set(item.id, [item.lon, item.lat]);
    if (item.tags?.highway === 'traffic_signals') signals.add(item.id);
  } else if (item.type === 'way') {
    if (item.tags?.highway === undefined) return;
    const road = readRoad(item.tags);
    if (typeof road === 'string') dropped.add(road);
    else ways.push({ id: item.id, refs: item.refs, road });
  } else if (item.type === 'relation' && item.tags && item.members) {
    const restriction = readRestriction(item.tags, item.members, dropped);
    if (restriction) restrictions.push(restriction);
  }
}

/** Cuts ways into links; also knows which links came from which way, for restrictions. */
class LinkCutter implements RestrictionContext {
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
    const bans = restrictions.flatMap((restriction) => bansOf(restriction, this, dropped));
    return {
      name_zh: '',
      name_en: '',
      attribution: ATTRIBUTION,
      notice_zh: '',
      notice_en: '',
      nodes: this.#nodes,
      links: this.#links,
      bans: bans.map((links) => ({ links })),
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

  /** Nodes where links begin or end: ends of ways, nodes that ways share or pass twice, and signals. */
  #findJunctions(): Set<number> {
    const { ways, signals, places } = this.#data;
    const seen = new Set<number>();
    const junctions = new Set<number>();
    for (const { refs } of ways) {
      const known = refs.filter((ref) => places.has(ref));
      known.forEach((ref, i) => {
        const isEnd = i === 0 || i === known.length - 1;
        if (isEnd || seen.has(ref) || signals.has(ref)) junctions.add(ref);
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
    const both = road.forward && road.backward;
    if (road.forward)
      this.#addLink(way, {
        ...common,
        ...{ from, to, shape, lanes: road.lanes_forward, limit_kmh: road.limit_forward_kmh },
        ...(both ? { reverse: this.#links.length + 1 } : {}),
      });
    if (road.backward)
      this.#addLink(way, {
        ...common,
        ...{ from: to, to: from, shape: backwards(shape) },
        ...{ lanes: road.lanes_backward, limit_kmh: road.limit_backward_kmh },
        ...(both ? { reverse: this.#links.length - 1 } : {}),
      });
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

import { createAreaFinder } from '../geo/area.ts';
import { distance_m } from '../geo/distance.ts';
import { assumedLimit_kmh } from './assumed-limits.ts';
import { type NetworkColumns, sharedColumn } from './columns.ts';
import { findComponents } from './components.ts';
import { type Csr, csrOf, groupByKey } from './csr.ts';
import { contentVersion } from './network-file.ts';
import type { RawLink, RawNetwork, RawNode } from './raw-network.ts';
import {
  LINK_CLASSES,
  LINK_FLAG,
  type NetworkArea,
  type NetworkMeta,
  NODE_FLAG,
  NONE_U16,
  NONE_U32,
  type RoadNetwork,
} from './road-network.ts';
import { ALL_USERS } from './road-users.ts';
import { findTurns } from './turns.ts';

/**
 * Turns rows into the columns of a network: adjacency, turns, lengths, areas, largest strongly connected part (over
 * links, so that turn restrictions count) and version. The same rows always give the same version. About 1 s for
 * 100,000 links.
 * @throws RangeError when a row names a node or link that does not exist, with its position.
 */
export function buildNetwork(raw: RawNetwork): RoadNetwork {
  checkReferences(raw);
  const nodes = nodeColumns(raw.nodes);
  const shape = shapeColumns(raw);
  const links = linkColumns(raw.links);
  const link_length_m = lengths_m(shape);
  const out = groupByKey(links.link_from, raw.nodes.length);
  const into = groupByKey(links.link_to, raw.nodes.length);
  const turns = findTurns({ ...links, out, bans: raw.bans.filter((ban) => ban.links.length === 2) });
  const long_bans = raw.bans.filter((ban) => ban.links.length > 2);
  const bans = csrOf(long_bans.map((ban) => ban.links));
  const ban_users = sharedColumn(Uint8Array, long_bans.length);
  ban_users.set(long_bans.map(({ users = ALL_USERS }) => users));
  markMainComponent(turns, links, nodes.node_flags);
  const columns: NetworkColumns = {
    ...nodes,
    ...links,
    ...shape,
    link_length_m,
    link_district: areaColumn(raw.districts, shape),
    link_street: areaColumn(raw.streets, shape),
    out_offset: out.offset,
    out_link: out.items,
    in_offset: into.offset,
    in_link: into.items,
    turn_offset: turns.offset,
    turn_link: turns.items,
    turn_users: turns.users,
    ban_offset: bans.offset,
    ban_link: bans.items,
    ban_users,
  };
  const unversioned = {
    ...columns,
    meta: metaOf(raw, columns),
    node_count: raw.nodes.length,
    link_count: raw.links.length,
    strings: links.strings,
  };
  const meta: NetworkMeta = { ...unversioned.meta, version: contentVersion(unversioned) };
  return { ...unversioned, meta };
}

function checkReferences({ nodes, links, bans }: RawNetwork): void {
  const refuse = (what: string): never => {
    throw new RangeError(`network rows are inconsistent: ${what}`);
  };
  links.forEach(({ from, to, reverse }, i) => {
    if (!nodes[from] || !nodes[to]) refuse(`link ${i} runs from node ${from} to ${to} of ${nodes.length}`);
    if (reverse !== undefined && !links[reverse])
      refuse(`link ${i} has reverse ${reverse} of ${links.length}`);
  });
  bans.forEach((ban, i) => {
    if (ban.links.length < 2 || ban.links.some((link) => !links[link]))
      refuse(`ban ${i} is [${ban.links.join(', ')}]`);
  });
}

function nodeColumns(
  nodes: readonly RawNode[],
): Pick<NetworkColumns, 'node_lon' | 'node_lat' | 'node_flags'> {
  const node_lon = sharedColumn(Float64Array, nodes.length);
  const node_lat = sharedColumn(Float64Array, nodes.length);
  const node_flags = sharedColumn(Uint8Array, nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    node_lon[i] = nodes[i].lon;
    node_lat[i] = nodes[i].lat;
    node_flags[i] = nodes[i].signals ? NODE_FLAG.signals : 0;
  }
  return { node_lon, node_lat, node_flags };
}

function linkColumns(links: readonly RawLink[]) {
  const n = links.length;
  const { strings, indexOf } = createStrings();
  const columns = {
    link_from: sharedColumn(Uint32Array, n),
    link_to: sharedColumn(Uint32Array, n),
    link_class: sharedColumn(Uint8Array, n),
    link_lanes: sharedColumn(Uint8Array, n),
    link_limit_kmh: sharedColumn(Uint8Array, n),
    link_limit_tagged: sharedColumn(Uint8Array, n),
    link_users: sharedColumn(Uint8Array, n),
    link_flags: sharedColumn(Uint16Array, n),
    link_layer: sharedColumn(Int8Array, n),
    link_name: sharedColumn(Uint32Array, n),
    link_source: sharedColumn(Uint32Array, n),
    link_reverse: sharedColumn(Uint32Array, n),
  };
  for (let i = 0; i < n; i++) {
    const link = links[i];
    const flags = (link.flags ?? 0) & ~LINK_FLAG.main_component;
    const limit_kmh = link.limit_kmh ?? assumedLimit_kmh(link.class, (flags & LINK_FLAG.ramp) !== 0);
    columns.link_from[i] = link.from;
    columns.link_to[i] = link.to;
    columns.link_class[i] = LINK_CLASSES.indexOf(link.class);
    columns.link_lanes[i] = Math.min(255, Math.max(1, Math.round(link.lanes)));
    columns.link_limit_kmh[i] = Math.min(255, Math.max(1, Math.round(limit_kmh)));
    columns.link_limit_tagged[i] = link.limit_kmh === null ? 0 : 1;
    columns.link_users[i] = link.users ?? ALL_USERS;
    columns.link_flags[i] = flags;
    columns.link_layer[i] = link.layer ?? 0;
    columns.link_name[i] = indexOf(link.name);
    columns.link_source[i] = indexOf(link.source);
    columns.link_reverse[i] = link.reverse ?? NONE_U32;
  }
  return { ...columns, strings };
}

/** Numbers distinct strings in order of appearance; 0 is the empty one. */
function createStrings(): { strings: string[]; indexOf(text: string): number } {
  const strings = [''];
  const known = new Map([['', 0]]);
  return {
    strings,
    indexOf(text) {
      const index = known.get(text) ?? strings.length;
      if (index === strings.length) {
        strings.push(text);
        known.set(text, index);
      }
      return index;
    },
  };
}

type Shape = Pick<NetworkColumns, 'shape_offset' | 'shape_lon' | 'shape_lat'>;

function shapeColumns({ nodes, links }: RawNetwork): Shape {
  const shape_offset = sharedColumn(Uint32Array, links.length + 1);
  links.forEach(({ shape = [] }, i) => {
    shape_offset[i + 1] = shape_offset[i] + 2 + shape.length / 2;
  });
  const shape_lon = sharedColumn(Float64Array, shape_offset[links.length]);
  const shape_lat = sharedColumn(Float64Array, shape_offset[links.length]);
  let at = 0;
  const add = (lon: number, lat: number) => {
    shape_lon[at] = lon;
    shape_lat[at++] = lat;
  };
  for (const { from, to, shape = [] } of links) {
    add(nodes[from].lon, nodes[from].lat);
    for (let i = 0; i < shape.length; i += 2) add(shape[i], shape[i + 1]);
    add(nodes[to].lon, nodes[to].lat);
  }
  return { shape_offset, shape_lon, shape_lat };
}

function lengths_m({ shape_offset, shape_lon, shape_lat }: Shape): Float32Array {
  const length_m = sharedColumn(Float32Array, shape_offset.length - 1);
  for (let link = 0; link < length_m.length; link++) {
    let sum_m = 0;
    for (let p = shape_offset[link] + 1; p < shape_offset[link + 1]; p++)
      sum_m += distance_m(shape_lon[p - 1], shape_lat[p - 1], shape_lon[p], shape_lat[p]);
    length_m[link] = sum_m;
  }
  return length_m;
}

/** The area that holds the middle of each link. */
function areaColumn(
  areas: readonly NetworkArea[],
  { shape_offset, shape_lon, shape_lat }: Shape,
): Uint16Array {
  const column = sharedColumn(Uint16Array, shape_offset.length - 1);
  const find = createAreaFinder(areas.map((area) => area.coordinates));
  for (let link = 0; link < column.length; link++) {
    const last = shape_offset[link + 1] - 1;
    const before = (shape_offset[link] + last) >> 1; // the segment in the middle of the point list
    const after = Math.min(before + 1, last);
    const found = find(
      (shape_lon[before] + shape_lon[after]) / 2,
      (shape_lat[before] + shape_lat[after]) / 2,
    );
    column[link] = found < 0 ? NONE_U16 : found;
  }
  return column;
}

type Ends = Pick<NetworkColumns, 'link_from' | 'link_to' | 'link_flags'>;

function markMainComponent(
  turns: Csr,
  { link_from, link_to, link_flags }: Ends,
  node_flags: Uint8Array,
): void {
  const { part, largest } = findComponents(turns);
  for (let link = 0; link < part.length; link++) {
    if (part[link] !== largest) continue;
    link_flags[link] |= LINK_FLAG.main_component;
    node_flags[link_from[link]] |= NODE_FLAG.main_component;
    node_flags[link_to[link]] |= NODE_FLAG.main_component;
  }
}

function metaOf(raw: RawNetwork, { shape_lon, shape_lat }: Shape): NetworkMeta {
  const bbox: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let p = 0; p < shape_lon.length; p++) {
    bbox[0] = Math.min(bbox[0], shape_lon[p]);
    bbox[1] = Math.min(bbox[1], shape_lat[p]);
    bbox[2] = Math.max(bbox[2], shape_lon[p]);
    bbox[3] = Math.max(bbox[3], shape_lat[p]);
  }
  return {
    name_zh: raw.name_zh,
    name_en: raw.name_en,
    attribution: raw.attribution,
    notice_zh: raw.notice_zh,
    notice_en: raw.notice_en,
    bbox: shape_lon.length > 0 ? bbox : [0, 0, 0, 0],
    version: '',
    districts: raw.districts,
    streets: raw.streets,
    places: raw.places,
    dropped: raw.dropped,
  };
}

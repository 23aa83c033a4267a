import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildNetwork, type RawLink, type RoadNetwork } from '@opentocc/core/network';

/** A drive whose true route is known. */
export interface RecordedTrack {
  readonly name: string;
  readonly network: RoadNetwork;
  /** Fixes in the order of time: degrees WGS-84, and ms since the first one's epoch. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly at_ms: Float64Array;
  /** Links really driven, in order. */
  readonly route: Uint32Array;
}

/**
 * Folders of tracks in the format of Kubička, Cela, Moulin, Mounier and Niculescu (2015, "Dataset for testing and
 * training of map-matching algorithms"): NAME/NAME.nodes (lon, lat), .arcs (from, to), .track (lon, lat, s) and .route
 * (arc numbers), each a table without a head.
 * @returns the folders in order of name; empty when `dir` is not there.
 */
export function listRecordedTracks(dir: string): string[] {
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .sort()
    .map((name) => join(dir, name))
    .filter((folder) => existsSync(join(folder, `${basename(folder)}.route`)));
}

/**
 * Reads a track with its network. Arcs carry no class, limit or name: all are arterials of 130 km/h, so that no speed
 * seems impossible.
 * @throws RangeError when a file has a row with another number of values than it should.
 */
export function readRecordedTrack(folder: string): RecordedTrack {
  const name = basename(folder);
  const read = (extension: string, width: number) => readTable(join(folder, `${name}.${extension}`), width);
  const nodes = read('nodes', 2);
  const track = read('track', 3);
  const rows = track.length / 3;
  return {
    name,
    network: networkOf(name, nodes, read('arcs', 2)),
    lon: Float64Array.from({ length: rows }, (_, i) => track[3 * i]),
    lat: Float64Array.from({ length: rows }, (_, i) => track[3 * i + 1]),
    at_ms: Float64Array.from({ length: rows }, (_, i) => track[3 * i + 2] * 1000),
    route: Uint32Array.from(read('route', 1)),
  };
}

function readTable(file: string, width: number): Float64Array {
  const values = readFileSync(file, 'utf8').split(/\s+/).filter(Boolean);
  if (values.length % width !== 0)
    throw new RangeError(`${file} has ${values.length} values in ${width} columns`);
  return Float64Array.from(values, Number);
}

function networkOf(name: string, nodes: Float64Array, arcs: Float64Array): RoadNetwork {
  const ends = Array.from({ length: arcs.length / 2 }, (_, i) => [arcs[2 * i], arcs[2 * i + 1]] as const);
  const byEnds = new Map(ends.map(([from, to], i) => [`${from} ${to}`, i]));
  const links = ends.map(
    ([from, to], i): RawLink => ({
      from,
      to,
      class: 'arterial',
      lanes: 1,
      limit_kmh: 130,
      name: '',
      source: `arc:${i}`,
      reverse: byEnds.get(`${to} ${from}`),
    }),
  );
  return buildNetwork({
    name_zh: name,
    name_en: name,
    attribution: '© OpenStreetMap contributors (ODbL), Kubička et al. 2015',
    notice_zh: '',
    notice_en: '',
    nodes: Array.from({ length: nodes.length / 2 }, (_, i) => ({ lon: nodes[2 * i], lat: nodes[2 * i + 1] })),
    links,
    bans: [],
    districts: [],
    streets: [],
    places: [],
    dropped: {},
  });
}

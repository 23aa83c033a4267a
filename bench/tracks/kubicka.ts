import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildNetwork, type RoadNetwork } from '@opentocc/core/network';

/** A recorded drive with its true route (Kubička et al. 2015, "Dataset for testing and training of map-matching"). */
export interface KubickaTrack {
  readonly name: string;
  readonly network: RoadNetwork;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly at_ms: Float64Array;
  /** Links driven, in order. */
  readonly route: Uint32Array;
}

/** Folders of a data set that hold a track. */
export function listTracks(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Reads `dir/name/name.{nodes,arcs,track,route}`. The files state no class and no limit: all links are arterials. */
export function readTrack(dir: string, name: string): KubickaTrack {
  const rows = (kind: string) => numbersOf(join(dir, name, `${name}.${kind}`));
  const track = rows('track');
  return {
    name,
    network: networkOf(name, rows('nodes'), rows('arcs')),
    lon: Float64Array.from(track, ([lon]) => lon),
    lat: Float64Array.from(track, ([, lat]) => lat),
    at_ms: Float64Array.from(track, ([, , at_s]) => at_s * 1000),
    route: Uint32Array.from(rows('route'), ([link]) => link),
  };
}

function numbersOf(file: string): number[][] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => line.trim().split(/\s+/).map(Number));
}

function networkOf(name: string, nodes: number[][], arcs: number[][]): RoadNetwork {
  const position = new Map(arcs.map(([from, to], at) => [`${from}>${to}`, at]));
  const links = arcs.map(([from, to]) => ({
    from,
    to,
    class: 'arterial' as const,
    lanes: 1,
    limit_kmh: 110,
    name: '',
    source: name,
    reverse: position.get(`${to}>${from}`),
  }));
  return buildNetwork({
    name_zh: name,
    name_en: name,
    attribution: 'Kubička et al. 2015, OpenStreetMap contributors',
    notice_zh: '',
    notice_en: '',
    nodes: nodes.map(([lon, lat]) => ({ lon, lat })),
    links,
    bans: [],
    districts: [],
    streets: [],
    places: [],
    dropped: {},
  });
}

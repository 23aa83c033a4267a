import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import { findComponents, LINK_CLASSES, LINK_FLAG, NONE_U16, type RoadNetwork } from '@opentocc/core/network';
import type { Zone } from './model.ts';
import { HUB_DRAW, JOBS_PER_RESIDENT, PORT_DRAW, RESIDENTS, UNKNOWN_DISTRICT } from './zone-figures.ts';

const COLLECTOR = LINK_CLASSES.indexOf('collector');

/** Zones of a city, and the links at which their trips begin and end. */
export interface ZoneMap {
  readonly zones: readonly Zone[];
  /** Links of each zone where trips begin and end; never empty. */
  readonly links: readonly Uint32Array[];
  /** Zone of each link that is one of these, {@link NONE_U16} of others. */
  readonly zone_of_link: Uint16Array;
  /** Middle of each zone, m from the corner of the network. */
  readonly x_m: Float64Array;
  readonly y_m: Float64Array;
}

/**
 * Divides a city into zones. Residents of a district are spread over its streets by the length of their local streets and
 * collectors, jobs likewise.
 * @param network as cars find it
 * @throws RangeError when no roads lead into one another, so that nobody could drive for long
 */
export function zonesOf(network: RoadNetwork): ZoneMap {
  const hasTrips = linksOfTrips(network);
  const area = network.meta.streets.length > 0 ? network.link_street : network.link_district;
  const byArea = new Map<number, number[]>();
  for (let link = 0; link < network.link_count; link++) {
    if (!hasTrips[link]) continue;
    const own = byArea.get(area[link]);
    if (own) own.push(link);
    else byArea.set(area[link], [link]);
  }
  const areas = [...byArea].sort(([a], [b]) => a - b).map(([key, links]) => ({ key, links }));
  const zone_of_link = new Uint16Array(network.link_count).fill(NONE_U16);
  areas.forEach(({ links }, zone) => {
    for (const link of links) zone_of_link[link] = zone;
  });
  const middles = areas.map(({ links }) => middleOf(network, links));
  return {
    zones: figuresOf(network, areas, zone_of_link),
    links: areas.map(({ links }) => Uint32Array.from(links)),
    zone_of_link,
    x_m: Float64Array.from(middles, ([x]) => x),
    y_m: Float64Array.from(middles, ([, y]) => y),
  };
}

interface Area {
  readonly key: number;
  readonly links: readonly number[];
}

function figuresOf(network: RoadNetwork, areas: readonly Area[], zone_of_link: Uint16Array): Zone[] {
  const { link_district, meta, link_length_m } = network;
  const km = areas.map(({ links }) => links.reduce((sum, link) => sum + link_length_m[link] / 1000, 0));
  const districts = areas.map(({ links }) => link_district[links[0]]);
  const kmOfDistrict = new Map<number, number>();
  districts.forEach((district, i) => {
    kmOfDistrict.set(district, (kmOfDistrict.get(district) ?? 0) + km[i]);
  });
  const names = meta.streets.length > 0 ? meta.streets : meta.districts;
  const draws = drawsOf(network, areas, zone_of_link);
  return areas.map(({ key }, i) => {
    const code = districts[i] === NONE_U16 ? '' : meta.districts[districts[i]].code;
    const residents = RESIDENTS[code];
    const population =
      residents === undefined
        ? km[i] * UNKNOWN_DISTRICT.residents_per_km
        : Math.min(MOST_RESIDENTS_PER_KM, residents / (kmOfDistrict.get(districts[i]) ?? km[i])) * km[i];
    const { name_zh, name_en } = key === NONE_U16 ? meta : names[key];
    const jobs = population * (JOBS_PER_RESIDENT[code] ?? UNKNOWN_DISTRICT.jobs_per_resident);
    return { name_zh, name_en, population, jobs, ...draws[i] };
  });
}

/** So that a few streets of a district do not house all of it. */
const MOST_RESIDENTS_PER_KM = 12_000;

/** What the places of each zone draw; every zone has a little of its own. */
function drawsOf(network: RoadNetwork, areas: readonly Area[], zone_of_link: Uint16Array) {
  const draws = areas.map(() => ({ hubs: 0.05, ports: 0.3 }));
  for (const { lon, lat, kind } of network.meta.places) {
    const zone = zone_of_link[nearestOf(network, areas, lon, lat)];
    draws[zone].hubs += HUB_DRAW[kind] ?? 0;
    draws[zone].ports += PORT_DRAW[kind] ?? 0;
  }
  return draws;
}

function nearestOf(network: RoadNetwork, areas: readonly Area[], lon: number, lat: number): number {
  let best = areas[0].links[0];
  let least = Number.POSITIVE_INFINITY;
  for (const { links } of areas)
    for (const link of links) {
      const node = network.link_to[link];
      const off = (network.node_lon[node] - lon) ** 2 + (network.node_lat[node] - lat) ** 2;
      if (off >= least) continue;
      least = off;
      best = link;
    }
  return best;
}

function middleOf(network: RoadNetwork, links: readonly number[]): [number, number] {
  const [west, south] = network.meta.bbox;
  let [lon, lat] = [0, 0];
  for (const link of links) {
    lon += network.node_lon[network.link_to[link]] / links.length;
    lat += network.node_lat[network.link_to[link]] / links.length;
  }
  return [(lon - west) * lonDegree_m(south), (lat - south) * latDegree_m(south)];
}

/**
 * 1 for links where trips may begin and end: each is reached from each other, is no ramp, and is a local street or a collector
 * where there are any.
 */
function linksOfTrips({ link_class, link_flags, turn_offset, turn_link }: RoadNetwork): Uint8Array {
  const { part, largest, size } = findComponents({ offset: turn_offset, items: turn_link });
  const joined = Uint8Array.from(part, (p, link) =>
    p === largest && size[p] > 1 && (link_flags[link] & LINK_FLAG.ramp) === 0 ? 1 : 0,
  );
  if (!joined.includes(1)) throw new RangeError('the network has no streets that lead into one another');
  const streets = joined.map((is, link) => (is && link_class[link] >= COLLECTOR ? 1 : 0));
  return streets.includes(1) ? streets : joined;
}

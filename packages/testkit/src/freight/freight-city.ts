import type { FreightPlace } from '@opentocc/core/freight';
import { distance_m, latDegree_m, lonDegree_m, type MultiPolygon } from '@opentocc/core/geo';
import { LINK_CLASSES, type RoadNetwork, shapeOf } from '@opentocc/core/network';
import { createLinkRouter, type LinkRouter } from '@opentocc/core/routing';
import { createRandom, type Random } from '../random.ts';
import { type Path, pathOf } from './path.ts';

/** Ports of the demo city that handle freight, by the codes of `core/freight`. */
const PORTS = {
  huanggang: 'Huanggang Port',
  'shenzhen-bay': 'Shenzhen Bay Port',
  liantang: 'Liantang Port',
  'man-kam-to': 'Man Kam To Port',
  shatoujiao: 'Shatoujiao Port',
} as const;
const PORT_RADIUS_M = 600;

/** A site beside a link, at which trucks have something to do. */
export interface CityPlace extends FreightPlace {
  readonly link: number;
}

/** Places, border and ways of cross-border freight on a road network: the world that simulated trucks drive in. */
export class FreightCity {
  readonly ports: readonly CityPlace[];
  readonly sites: readonly CityPlace[];
  readonly services: readonly CityPlace[];
  /** Places of the demo city that drawn trips do not use. */
  readonly lodgings: readonly CityPlace[];
  readonly transfers: readonly CityPlace[];
  readonly abroad: MultiPolygon;
  readonly network: RoadNetwork;
  readonly #router: LinkRouter;
  readonly #cost_s: Float32Array;
  readonly #paths = new Map<string, Path>();

  /** Whether a network has the ports that freight needs. */
  static fits({ meta }: RoadNetwork): boolean {
    return Object.values(PORTS).every((name) => meta.places.some(({ name_en }) => name_en === name));
  }

  /** @param network as trucks find it */
  constructor(network: RoadNetwork, seed: number) {
    this.network = network;
    this.#router = createLinkRouter(network);
    const { link_length_m, link_limit_kmh } = network;
    this.#cost_s = link_length_m.map((m, link) => (m * 3.6) / link_limit_kmh[link]);
    const random = createRandom(seed);
    this.ports = Object.entries(PORTS).map(([code, name]) => portAt(network, code, name));
    this.sites = this.#placesBeside(random, 'site', 40, 180, ['collector', 'arterial']);
    this.services = this.#placesBeside(random, 'service', 15, 150, ['expressway', 'arterial']);
    this.lodgings = this.#placesBeside(random, 'lodging', 6, 120, ['collector', 'arterial']);
    this.transfers = this.#placesBeside(random, 'transfer', 4, 200, ['arterial']);
    this.abroad = [[southOf(network, this.ports)]];
  }

  /** Those that drawn trips use. */
  get places(): readonly CityPlace[] {
    return [...this.ports, ...this.sites, ...this.services];
  }

  /** The quickest way between two places, or by a link between them; the same object for the same way. */
  path(from: CityPlace, to: CityPlace, via: number | null = null): Path {
    const key = `${from.code} ${to.code} ${via}`;
    const known = this.#paths.get(key);
    if (known) return known;
    const legs =
      via === null
        ? [[from.link, to.link]]
        : [
            [from.link, via],
            [via, to.link],
          ];
    const links = legs.flatMap(([a, b], leg) => {
      const found = this.#router.route(a, b, this.#cost_s);
      if (found === undefined) throw new Error(`no way from ${from.code} to ${to.code}`);
      return [...found].slice(leg === 0 ? 0 : 1);
    });
    const path = pathOf(this.network, links, [from.lon, from.lat], [to.lon, to.lat]);
    // Ways by a link of their own are driven once.
    if (via === null) this.#paths.set(key, path);
    return path;
  }

  #placesBeside(
    random: Random,
    kind: 'site' | 'service' | 'lodging' | 'transfer',
    count: number,
    radius_m: number,
    classes: readonly string[],
  ): CityPlace[] {
    const { network } = this;
    const found: CityPlace[] = [];
    while (found.length < count) {
      const link = random.below(network.link_count);
      const points = shapeOf(network, link);
      const [lon, lat] = points[points.length >> 1];
      const fits =
        network.link_users[link] !== 0 &&
        classes.includes(LINK_CLASSES[network.link_class[link]]) &&
        this.ports.every((port) => distance_m(lon, lat, port.lon, port.lat) > 4000) &&
        found.every((one) => distance_m(lon, lat, one.lon, one.lat) > 1200);
      if (!fits) continue;
      const aside = 60 / lonDegree_m(lat);
      found.push({ code: `${kind}-${found.length + 1}`, kind, lon: lon + aside, lat, radius_m, link });
    }
    return found;
  }
}

function portAt(network: RoadNetwork, code: string, name: string): CityPlace {
  const place = network.meta.places.find(({ name_en }) => name_en === name);
  if (place === undefined) throw new Error(`the network has no ${name}`);
  let [link, least] = [0, Number.POSITIVE_INFINITY];
  for (let one = 0; one < network.link_count; one++) {
    if (network.link_users[one] === 0) continue;
    const node = network.link_from[one];
    const away = distance_m(place.lon, place.lat, network.node_lon[node], network.node_lat[node]);
    if (away < least) [link, least] = [one, away];
  }
  const { lon, lat } = place;
  return { code, kind: 'port', lon, lat, radius_m: PORT_RADIUS_M, link };
}

/** Degrees of longitude of one step of the border, and how far below the southernmost road it runs. */
const STEP = 0.004;
const BELOW_M = 250;

/** Everything south of the roads between the westernmost and the easternmost port: a border that no road crosses. */
function southOf(network: RoadNetwork, ports: readonly FreightPlace[]): [number, number][] {
  const lons = ports.map(({ lon }) => lon);
  const [west, east] = [Math.min(...lons) - 0.006, Math.max(...lons) + 0.02];
  const steps = Math.ceil((east - west) / STEP);
  const south = new Array<number>(steps + 1).fill(Number.POSITIVE_INFINITY);
  const note = (lon: number, lat: number) => {
    const step = Math.round((lon - west) / STEP);
    for (let one = Math.max(0, step - 1); one <= Math.min(steps, step + 1); one++)
      south[one] = Math.min(south[one], lat);
  };
  for (let point = 0; point < network.shape_lon.length; point++)
    if (network.shape_lon[point] > west - STEP && network.shape_lon[point] < east + STEP)
      note(network.shape_lon[point], network.shape_lat[point]);
  for (const { lon, lat } of ports) note(lon, lat);
  const line = south.map((lat, step): [number, number] => [
    west + step * STEP,
    (Number.isFinite(lat) ? lat : Math.min(...south)) - BELOW_M / latDegree_m(22.5),
  ]);
  return [[west, 22.1], ...line, [line[line.length - 1][0], 22.1], [west, 22.1]];
}

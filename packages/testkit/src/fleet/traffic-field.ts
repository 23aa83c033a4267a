import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import { LINK_FLAG, NONE_U16, NONE_U32, type RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { type CityDay, type CityLife, everydayLife, type Incident, rainEffect } from '../city-life/index.ts';
import { hash01 } from '../random.ts';

/** The true traffic of the demo city: a pure function of link, time and seed, so that any past can be computed again. */
export interface TrafficField {
  /** Mean speed of travel over a link that is entered at `at_ms`, waits at its signal included, km/h. */
  linkSpeed_kmh(link: number, at_ms: number): number;
  /** The same for all links. About 1 ms for 20,000 links. */
  fillSpeeds(at_ms: number, into: Float32Array): void;
  /** Speed without other traffic, km/h. */
  readonly free_kmh: Float32Array;
  /** Incidents that hold at `at_ms`. */
  incidentsAt(at_ms: number): readonly Incident[];
}

export interface TrafficFieldOptions {
  readonly seed: number;
  /** What happens in the city; default its everyday life of the same seed. */
  readonly life?: CityLife;
}

/** Free speed as a share of the limit by class: motorway, expressway, arterial, collector, local. */
const FREE_SHARE = [0.95, 0.9, 0.86, 0.92, 1];
/** How strongly congestion bites by class: main roads fill first. */
const SENSITIVITY = [0.82, 1.0, 1.0, 0.86, 0.66];
/** Load of the city by half hour from 00:00, 0–1: two peaks on weekdays, one hump at weekends and on holidays. */
const WEEKDAY = profile(
  '5 4 3 3 2 2 2 3 5 8 16 30 52 78 96 98 86 72 64 62 62 60 56 54 54 58 62 64 64 66 70 76 84 94 100 100 92 80 66 56 50 46 42 36 28 20 13 8',
);
const WEEKEND = profile(
  '8 6 5 4 3 2 2 2 3 5 9 14 20 28 36 44 52 58 62 64 64 62 60 58 58 60 62 64 66 70 74 78 80 80 78 74 68 62 56 52 50 46 42 36 30 24 17 12',
);
/** Heavier and lighter districts by GB/T 2260 code; others 1. */
const DISTRICT_LOAD: Readonly<Record<string, number>> = {
  '440303': 1.16,
  '440304': 1.12,
  '440305': 1.1,
  '440308': 0.74,
  '440310': 0.72,
  '440311': 0.82,
  '440312': 0.55,
};
/** Share of the free speed that a fully loaded link of full sensitivity loses. */
const DEEPEST = 0.63;
const NOISE_CELL_M = 2500;
const NOISE_MS = 20 * 60_000;
const SHANGHAI_MS = 8 * HOUR_MS;
/** Upstream of an incident: how far the queue reaches (links), its growth, and its speed share by distance. */
const QUEUE = { links: 3, ms_per_link: 4 * 60_000, factor: [0.45, 0.6, 0.78] };

function profile(percents: string): Float32Array {
  return Float32Array.from(percents.split(' '), (v) => Number(v) / 100);
}

export function createTrafficField(network: RoadNetwork, options: TrafficFieldOptions): TrafficField {
  const { seed, life = everydayLife(network, { seed }) } = options;
  const free_kmh = freeSpeeds(network);
  const load = staticLoad(network, seed);
  const cell = noiseCells(network);
  const inbound = inboundShare(network);
  const effectsAt = createEffects(network, life);
  const speed = (link: number, city: CityTraffic, at_ms: number): number => {
    const wave = 0.72 + 0.56 * noise(seed, cell[link], at_ms);
    const loss = Math.min(1, city.load * load[link] * wave * (1 + city.tide * inbound[link]));
    return free_kmh[link] * city.speed * (1 - DEEPEST * SENSITIVITY[network.link_class[link]] * loss);
  };
  return {
    free_kmh,
    linkSpeed_kmh(link, at_ms) {
      let value = speed(link, cityTraffic(life, at_ms), at_ms);
      for (const e of effectsAt(at_ms)) if (e.link === link) value *= e.factor;
      return Math.max(3, value);
    },
    fillSpeeds(at_ms, into) {
      const city = cityTraffic(life, at_ms);
      for (let link = 0; link < into.length; link += 1) into[link] = speed(link, city, at_ms);
      for (const e of effectsAt(at_ms)) into[e.link] *= e.factor;
      for (let link = 0; link < into.length; link += 1) if (into[link] < 3) into[link] = 3;
    },
    incidentsAt: life.incidentsAt,
  };
}

/** The city as a whole at one instant. */
interface CityTraffic {
  /** Demand against capacity, 0–1 and a little over in rain. */
  readonly load: number;
  /** See {@link tideAt}. */
  readonly tide: number;
  /** Free speed as a share of that on a dry road. */
  readonly speed: number;
}

function cityTraffic(life: CityLife, at_ms: number): CityTraffic {
  const rain = rainEffect(life.rainAt_mm_h(at_ms));
  return { load: dayLoad(life.dayAt(at_ms), at_ms) * rain.load, tide: tideAt(at_ms), speed: rain.speed };
}

function freeSpeeds(network: RoadNetwork): Float32Array {
  return Float32Array.from({ length: network.link_count }, (_, l) => {
    const ramp = (network.link_flags[l] & LINK_FLAG.ramp) !== 0;
    return network.link_limit_kmh[l] * (ramp ? 0.85 : FREE_SHARE[network.link_class[l]]);
  });
}

/** What a link carries of the city's load, whatever the hour: its district and its own constant share. */
function staticLoad(network: RoadNetwork, seed: number): Float32Array {
  return Float32Array.from({ length: network.link_count }, (_, l) => {
    const district = network.link_district[l];
    const code = district === NONE_U16 ? '' : network.meta.districts[district].code;
    return (DISTRICT_LOAD[code] ?? 1) * (0.84 + 0.32 * hash01(seed, l, 11));
  });
}

function noiseCells(network: RoadNetwork): Uint32Array {
  const [west, south] = network.meta.bbox;
  const perLon = lonDegree_m(south);
  const perLat = latDegree_m(south);
  return Uint32Array.from({ length: network.link_count }, (_, l) => {
    const node = network.link_from[l];
    const x = Math.floor(((network.node_lon[node] - west) * perLon) / NOISE_CELL_M);
    const y = Math.floor(((network.node_lat[node] - south) * perLat) / NOISE_CELL_M);
    return y * 256 + x;
  });
}

/** −1 (away from the middle of the city) … +1 (towards it). */
function inboundShare(network: RoadNetwork): Float32Array {
  const [west, south, east, north] = network.meta.bbox;
  const centre = { lon: west + (east - west) * 0.36, lat: south + (north - south) * 0.25 };
  return Float32Array.from({ length: network.link_count }, (_, l) => {
    const from = network.link_from[l];
    const to = network.link_to[l];
    const dx = network.node_lon[to] - network.node_lon[from];
    const dy = network.node_lat[to] - network.node_lat[from];
    const cx = centre.lon - network.node_lon[from];
    const cy = centre.lat - network.node_lat[from];
    const size = Math.hypot(dx, dy) * Math.hypot(cx, cy);
    return size === 0 ? 0 : (dx * cx + dy * cy) / size;
  });
}

function dayLoad({ kind, start_ms }: CityDay, at_ms: number): number {
  const curve = kind === 'weekday' ? WEEKDAY : WEEKEND;
  const slot = (at_ms - start_ms) / (HOUR_MS / 2);
  const i = Math.floor(slot);
  return curve[i] + (curve[(i + 1) % 48] - curve[i]) * (slot - i);
}

/** +0.16 when the city drives in (morning), −0.16 when it drives out (evening). */
function tideAt(at_ms: number): number {
  const hour = ((at_ms + SHANGHAI_MS) % DAY_MS) / HOUR_MS;
  return 0.16 * (bump(hour, 8.2, 1.8) - bump(hour, 18.2, 2));
}

const bump = (x: number, middle: number, width: number): number => Math.exp(-(((x - middle) / width) ** 2));

/** Noise of one cell, 0–1, that changes smoothly over 20 minutes. */
function noise(seed: number, cell: number, at_ms: number): number {
  const step = Math.floor(at_ms / NOISE_MS);
  const share = at_ms / NOISE_MS - step;
  const a = hash01(seed, cell, step);
  return a + (hash01(seed, cell, step + 1) - a) * share;
}

/** A link that an incident slows down, itself or by the queue behind it. */
type Effect = Pick<Incident, 'link' | 'from_ms' | 'to_ms' | 'factor'>;

/** Links that are slowed down at an instant. A queue outlives its incident, and ends within three hours of its begin. */
function createEffects(network: RoadNetwork, life: CityLife): (at_ms: number) => Effect[] {
  const effects = new Map<number, readonly Effect[]>();
  const effectsOf = (hour: number): readonly Effect[] => {
    const known = effects.get(hour);
    if (known) return known;
    const made = life.incidentsOfHour(hour).flatMap((incident) => effectsOfIncident(network, incident));
    if (effects.size > 48) effects.clear();
    effects.set(hour, made);
    return made;
  };
  return (at_ms) => {
    const hour = Math.floor(at_ms / HOUR_MS);
    return [hour - 3, hour - 2, hour - 1, hour]
      .flatMap((h) => effectsOf(h))
      .filter((e) => e.from_ms <= at_ms && at_ms < e.to_ms);
  };
}

/** The incident and the queue behind it, which grows upstream and, when it is over, dissolves from its head. */
function effectsOfIncident(network: RoadNetwork, incident: Incident): Effect[] {
  const effects: Effect[] = [incident];
  let front = [incident.link];
  const seen = new Set(front);
  for (let depth = 1; depth <= QUEUE.links; depth += 1) {
    const behind = front.flatMap((link) => upstreamOf(network, link)).filter((link) => !seen.has(link));
    const delay = depth * QUEUE.ms_per_link;
    for (const link of behind) {
      seen.add(link);
      effects.push({
        link,
        from_ms: incident.from_ms + delay,
        to_ms: incident.to_ms + delay,
        factor: QUEUE.factor[depth - 1],
      });
    }
    front = behind;
  }
  return effects;
}

function upstreamOf(network: RoadNetwork, link: number): number[] {
  const node = network.link_from[link];
  const into = Array.from(network.in_link.subarray(network.in_offset[node], network.in_offset[node + 1]));
  const back = network.link_reverse[link];
  return into.filter((l) => network.link_class[l] <= 2 && (back === NONE_U32 || l !== back));
}

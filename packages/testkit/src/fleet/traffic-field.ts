import { latDegree_m, lonDegree_m } from '@opentocc/core/geo';
import { LINK_CLASSES, LINK_FLAG, NONE_U16, NONE_U32, type RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { hash01 } from './random.ts';

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

/** Something that takes capacity from one link and, growing upstream, from those that lead to it. */
export interface Incident {
  readonly link: number;
  readonly from_ms: number;
  readonly to_ms: number;
  /** Speed on the link itself as a share of what it would be. */
  readonly factor: number;
}

export interface TrafficFieldOptions {
  readonly seed: number;
  /** Incidents that begin in each hour of the day time; default 4. */
  readonly incidents_per_hour?: number;
  /** Days (midnight Asia/Shanghai, UTC ms) on which the city drives as on a Sunday; default none. */
  readonly holidays_ms?: ReadonlySet<number>;
}

/** Free speed as a share of the limit by class: motorway, expressway, arterial, collector, local. */
const FREE_SHARE = [0.95, 0.9, 0.86, 0.92, 1];
/** How strongly congestion bites by class: main roads fill first. */
const SENSITIVITY = [0.82, 1.0, 1.0, 0.86, 0.66];
/** Load of the city by half hour from 00:00, 0–1: two peaks on weekdays, one hump at weekends. */
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
  const { seed, incidents_per_hour = 4, holidays_ms = new Set<number>() } = options;
  const free_kmh = freeSpeeds(network);
  const load = staticLoad(network, seed);
  const cell = noiseCells(network);
  const inbound = inboundShare(network);
  const main = mainLinks(network);
  const effects = new Map<number, readonly Effect[]>();

  const effectsOf = (hour: number): readonly Effect[] => {
    const known = effects.get(hour);
    if (known) return known;
    const made = makeIncidents(network, main, seed, hour, incidents_per_hour).flatMap((i) =>
      effectsOfIncident(network, i),
    );
    if (effects.size > 48) effects.clear();
    effects.set(hour, made);
    return made;
  };
  /** Incidents last under two hours, so those of this hour and the two before can hold now. */
  const effectsAt = (at_ms: number): Effect[] => {
    const hour = Math.floor(at_ms / HOUR_MS);
    return [hour - 2, hour - 1, hour]
      .flatMap((h) => effectsOf(h))
      .filter((e) => e.from_ms <= at_ms && at_ms < e.to_ms);
  };
  const speed = (link: number, city: number, tide: number, at_ms: number): number => {
    const wave = 0.72 + 0.56 * noise(seed, cell[link], at_ms);
    const loss = Math.min(1, city * load[link] * wave * (1 + tide * inbound[link]));
    return free_kmh[link] * (1 - DEEPEST * SENSITIVITY[network.link_class[link]] * loss);
  };
  return {
    free_kmh,
    linkSpeed_kmh(link, at_ms) {
      let value = speed(link, cityLoad(at_ms, holidays_ms), tideAt(at_ms), at_ms);
      for (const e of effectsAt(at_ms)) if (e.link === link) value *= e.factor;
      return Math.max(3, value);
    },
    fillSpeeds(at_ms, into) {
      const city = cityLoad(at_ms, holidays_ms);
      const tide = tideAt(at_ms);
      for (let link = 0; link < into.length; link += 1) into[link] = speed(link, city, tide, at_ms);
      for (const e of effectsAt(at_ms)) into[e.link] *= e.factor;
      for (let link = 0; link < into.length; link += 1) if (into[link] < 3) into[link] = 3;
    },
    incidentsAt: (at_ms) => effectsAt(at_ms).filter(({ depth }) => depth === 0),
  };
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

/** Links on which incidents happen: motorways to arterials, no ramps. */
function mainLinks(network: RoadNetwork): Uint32Array {
  const arterial = LINK_CLASSES.indexOf('arterial');
  const chosen: number[] = [];
  for (let l = 0; l < network.link_count; l += 1) {
    if (network.link_class[l] <= arterial && !(network.link_flags[l] & LINK_FLAG.ramp)) chosen.push(l);
  }
  return Uint32Array.from(chosen);
}

function cityLoad(at_ms: number, holidays_ms: ReadonlySet<number>): number {
  const local = at_ms + SHANGHAI_MS;
  const day = Math.floor(local / DAY_MS);
  const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 = Sunday
  const quiet = weekday === 0 || weekday === 6 || holidays_ms.has(day * DAY_MS - SHANGHAI_MS);
  const curve = quiet ? WEEKEND : WEEKDAY;
  const slot = (local - day * DAY_MS) / (HOUR_MS / 2);
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

interface Effect extends Incident {
  /** Links upstream of the incident; 0 is the incident itself. */
  readonly depth: number;
}

function makeIncidents(
  network: RoadNetwork,
  main: Uint32Array,
  seed: number,
  hour: number,
  count: number,
): Incident[] {
  if (main.length === 0) return [];
  const local = (hour + 8) % 24;
  const awake = local >= 6 && local < 23 ? count : Math.ceil(count / 4);
  return Array.from({ length: awake }, (_, k) => {
    const draw = (what: number) => hash01(seed + hour, k, what);
    const from_ms = hour * HOUR_MS + Math.floor(draw(1) * 60) * 60_000;
    const to_ms = from_ms + (20 + Math.floor(draw(2) * 41)) * 60_000;
    return {
      link: main[Math.floor(draw(3) * main.length) % network.link_count],
      from_ms,
      to_ms,
      factor: 0.22 + 0.3 * draw(4),
    };
  });
}

/** The incident and the queue behind it, which grows upstream and, when it is over, dissolves from its head. */
function effectsOfIncident(network: RoadNetwork, incident: Incident): Effect[] {
  const effects: Effect[] = [{ ...incident, depth: 0 }];
  let front = [incident.link];
  const seen = new Set(front);
  for (let depth = 1; depth <= QUEUE.links; depth += 1) {
    const behind = front.flatMap((link) => upstreamOf(network, link)).filter((link) => !seen.has(link));
    const delay = depth * QUEUE.ms_per_link;
    for (const link of behind) {
      seen.add(link);
      effects.push({
        link,
        depth,
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

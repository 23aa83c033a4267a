import type { TruckFix } from './fix.ts';
import { TripFollower } from './follower.ts';
import { FreightMap, type FreightPlace } from './freight-map.ts';
import type { FollowEvent } from './moment.ts';
import type { TripPlan } from './plan.ts';
import { RouteShape } from './route-shape.ts';
import { beginState } from './state.ts';

/** 2026-03-02 23:00 in the city: trips of these tests run over midnight. */
export const START_MS = Date.UTC(2026, 2, 2, 15);
const LON = 114;
const LAT_M = 110_738;
const LON_M = 102_900;

/** km north of the border and m east of the route → degrees. */
export const place = (north_km: number, east_m = 0): [number, number] => [
  LON + east_m / LON_M,
  22.5 + (north_km * 1000) / LAT_M,
];

/** South of 22.5° north. */
export const ABROAD = [
  [
    [
      [113, 22],
      [115, 22],
      [115, 22.5],
      [113, 22.5],
      [113, 22],
    ],
  ],
] as [number, number][][][];

const circle = (code: string, kind: FreightPlace['kind'], at: [number, number], radius_m: number) => ({
  ...{ code, kind, lon: at[0], lat: at[1], radius_m },
});

/**
 * A border along 22.5° north with two ports 6 km apart, and a straight route north from the first: a site at 12 km, another at
 * 6 km, a service area at 8 km.
 */
export const MAP = new FreightMap(
  [
    circle('huanggang', 'port', place(0), 500),
    circle('liantang', 'port', place(0, 6000), 500),
    circle('S1', 'site', place(12), 200),
    circle('S2', 'site', place(6, 300), 150),
    circle('V1', 'service', place(8), 150),
  ],
  ABROAD,
);

export const STAGES = [
  { after_min: 15, means: 'sms' },
  { after_min: 30, means: 'call' },
] as const;

/** An inbound lorry by 皇岗 to site S1 and back, with everything watched. */
export const PLAN: TripPlan = {
  ...{ trip: 'T1', plate: '粤ZA001港', terminal: '013800000001', class: 'lorry', direction: 'in' },
  ports: { in: 'huanggang', out: 'huanggang' },
  stops: [{ code: 'S1', kind: 'site', must: true }],
  route: new RouteShape(MAP, [{ points: [place(0), place(12)], limit_kmh: 80 }]),
  watch: {
    stays: { at: ['port', 'site', 'service'], declared_only: true, stages: STAGES },
    ...{ route: { out_m: 50, in_m: 40 }, return_by_ms: null, ports: true },
  },
};

interface Leg {
  readonly to: [number, number];
  readonly kmh?: number;
}

/** A truck that is driven by hand: each call gives fixes every 15 s to a follower and notes what it says. */
export class TestDrive {
  now_ms = START_MS;
  at: [number, number];
  state = beginState('T1');
  events: FollowEvent[] = [];
  terminal = PLAN.terminal;
  /** Error of positions, m, by the number of the fix. */
  error: (n: number) => [east_m: number, north_m: number] = () => [0, 0];
  #n = 0;
  readonly #follower: TripFollower;

  constructor(
    from: [number, number],
    readonly plan: TripPlan = PLAN,
    map = MAP,
  ) {
    this.#follower = new TripFollower(map);
    this.at = from;
  }

  fix(speed_kmh: number): void {
    const [east_m, north_m] = this.error(this.#n++);
    const [lon, lat] = [this.at[0] + east_m / LON_M, this.at[1] + north_m / LAT_M];
    const fix: TruckFix = { at_ms: this.now_ms, lon, lat, speed_kmh, terminal: this.terminal };
    this.events.push(...this.#follower.takeFix(this.plan, this.state, fix));
  }

  /** Drives straight on, with a fix every 15 s, or none while `silent`. */
  drive({ to, kmh = 60 }: Leg, silent = false): this {
    const [from, length_m] = [this.at, metres(this.at, to)];
    const steps = Math.max(1, Math.round(length_m / ((kmh / 3.6) * 15)));
    for (let i = 1; i <= steps; i++) {
      this.#pass(15);
      this.at = [from[0] + ((to[0] - from[0]) * i) / steps, from[1] + ((to[1] - from[1]) * i) / steps];
      if (!silent) this.fix(kmh);
    }
    return this;
  }

  stand(minutes: number): this {
    for (let i = 0; i < minutes * 4; i++) {
      this.#pass(15);
      this.fix(0);
    }
    return this;
  }

  /** Nothing is heard for some time, and the clock ticks. */
  wait(minutes: number): this {
    for (let i = 0; i < minutes * 4; i++) this.#pass(15);
    return this;
  }

  seen(code: string, by: 'port' | 'gate', direction: 'in' | 'out' | null = null): this {
    const seen = { at_ms: this.now_ms, place: code, by, direction };
    this.events.push(...this.#follower.takeSighting(this.plan, this.state, seen));
    return this;
  }

  end(): this {
    this.events.push(...this.#follower.end(this.plan, this.state, this.now_ms));
    return this;
  }

  /** The state as a restart finds it. */
  restart(): this {
    this.state = JSON.parse(JSON.stringify(this.state));
    return this;
  }

  get raised() {
    return this.events.flatMap((event) => (event.kind === 'raised' ? [event.alarm] : []));
  }

  get kinds(): string[] {
    return this.raised.map(({ kind, stage }) => (kind === 'long_stay' ? `${kind} ${stage}` : kind));
  }

  get stages(): string[] {
    return this.events.flatMap((event) => (event.kind === 'stage' ? [event.stage] : []));
  }

  #pass(seconds: number): void {
    this.now_ms += seconds * 1000;
    if ((this.now_ms / 1000) % 60 === 0)
      this.events.push(...this.#follower.tick(this.plan, this.state, this.now_ms));
  }
}

/** From 3 km abroad through the port, as far as some km north. */
export const into = (north_km: number, plan = PLAN, map = MAP) =>
  new TestDrive(place(-3), plan, map)
    .drive({ to: place(0) })
    .seen('huanggang', 'port', 'in')
    .drive({ to: place(north_km) });
export const back = (drive: TestDrive) =>
  drive
    .drive({ to: place(0) })
    .seen('huanggang', 'port', 'out')
    .drive({ to: place(-3) });
export const watching = (part: Partial<typeof PLAN.watch>) => ({
  ...PLAN,
  watch: { ...PLAN.watch, ...part },
});
/** The map with a tunnel of 4 km on the route, or beside it. */
export const tunnelMap = (east_m: number) =>
  new FreightMap(MAP.places, ABROAD, [{ points: [place(4, east_m), place(8, east_m)], length_m: 4000 }]);
export const TUNNEL = tunnelMap(0);
function metres(a: [number, number], b: [number, number]): number {
  return Math.hypot((b[0] - a[0]) * LON_M, (b[1] - a[1]) * LAT_M);
}

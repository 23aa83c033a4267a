import {
  FreightMap,
  RouteShape,
  TripFollower,
  type TripPlan,
  type Tunnel,
  tunnelsOf,
} from '@opentocc/core/freight';
import type { MultiPolygon } from '@opentocc/core/geo';
import type { RoadNetwork } from '@opentocc/core/network';
import { comparablePhone } from '../../../base/sources/index.ts';
import { abroadOf } from './border.ts';
import type { DeclaredTripFacts, FilingPort, NamedPlace, TripsPort } from './doors.ts';

/** Ports first and by their codes: the plane of the map begins at the first place, and positions on it are stored. */
const inOrder = (places: readonly NamedPlace[]): NamedPlace[] =>
  [...places].sort(
    (a, b) => Number(b.kind === 'port') - Number(a.kind === 'port') || a.code.localeCompare(b.code),
  );

/** Places, border, tunnels and routes as the follower looks at them; made again where what is on file changed. */
export class FreightRoads {
  readonly #tunnels: readonly Tunnel[];
  readonly #shapes = new Map<string, RouteShape | null>();
  #map: FreightMap;
  #follower: TripFollower;

  /** @param abroad where it is known better than from the roads */
  constructor(
    private readonly network: RoadNetwork,
    private readonly filing: Pick<FilingPort, 'places' | 'route'>,
    private readonly abroad?: MultiPolygon,
  ) {
    this.#tunnels = tunnelsOf(network);
    this.#map = this.#makeMap();
    this.#follower = new TripFollower(this.#map);
  }

  get follower(): TripFollower {
    return this.#follower;
  }

  /** What is on file changed: plans are to be made again after it. */
  refresh(): void {
    this.#map = this.#makeMap();
    this.#follower = new TripFollower(this.#map);
    this.#shapes.clear();
  }

  /** A trip as the follower needs it, its route on the plane of this map; undefined where it is not open. */
  planOf(trips: Pick<TripsPort, 'planOf'>, { id, trip }: DeclaredTripFacts): TripPlan | undefined {
    const plan = trips.planOf(id);
    if (!plan) return undefined;
    const route = trip.declared.route === null ? null : this.#shapeOf(trip.declared.route);
    return { ...plan, terminal: comparablePhone(plan.terminal), route };
  }

  #shapeOf(code: string): RouteShape | null {
    const made = this.#shapes.get(code);
    if (made !== undefined) return made;
    const route = this.filing.route(code);
    const shape = route
      ? new RouteShape(this.#map, [{ points: route.points, limit_kmh: route.limit_kmh }])
      : null;
    this.#shapes.set(code, shape);
    return shape;
  }

  #makeMap(): FreightMap {
    const places = inOrder(this.filing.places());
    const ports = places.filter(({ kind }) => kind === 'port');
    return new FreightMap(places, this.abroad ?? abroadOf(this.network, ports), this.#tunnels);
  }
}

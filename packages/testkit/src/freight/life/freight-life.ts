import { FreightMap, tunnelsOf } from '@opentocc/core/freight';
import { networkFor, type RoadNetwork } from '@opentocc/core/network';
import { DAY_MS } from '@opentocc/core/time';
import { type CityLife, createCityLife } from '../../city-life/index.ts';
import { createRandom } from '../../random.ts';
import { FreightCity } from '../freight-city.ts';
import { type Conditions, TruckDrive, type WorldTrip } from '../truck-drive.ts';
import { conditionsOf } from './conditions.ts';
import { type LifeDriver, type LifeFirm, type LifeTruck, lifeFirms } from './firms.ts';
import { type LifePlace, lifePlaces } from './places.ts';
import { type LifeRoute, lifeRoutes } from './routes.ts';
import { type LifeTrip, tripsOf } from './trips.ts';

/** Days whose trips are remembered. */
const REMEMBERED = 8;
/** A trip is over at the latest so long after it set out: fourteen stops, and all that delays it. */
const LONGEST_MS = 16 * 3_600_000;

/**
 * The script of freight in the demo city, as `city-life` is that of its traffic: a pure function of network, seed and time,
 * which the demos of all modules of freight read, so that they tell one story. Nothing of it knows the platform.
 *
 * - What is filed once: {@link firms}, {@link trucks}, {@link drivers}, {@link places}, {@link routes}.
 * - What firms declare: {@link tripsOfDay}, {@link tripsUnderWay}; a list of a day takes a few ms.
 * - What happens then: {@link drive} gives the positions of a trip, what ports and gates read, and its visits; 5 to 30 ms each, so
 *   ask for it when the trip sets out. The same trip is driven the same way whoever asks.
 *
 * A module gets it by `freightLifeOf(city)` (`city` is the `DemoCity`), null where the network has no ports for freight. `wish`
 * of a trip and `wrong` of its drive are for measurements: no demo hands them to the platform.
 */
export class FreightLife {
  readonly city: FreightCity;
  /** All places, the border and the tunnels, as the follower looks at them. */
  readonly map: FreightMap;
  readonly firms: readonly LifeFirm[];
  readonly trucks: readonly LifeTruck[];
  readonly drivers: readonly LifeDriver[];
  readonly places: readonly LifePlace[];
  readonly #life: CityLife;
  readonly #conditions: Conditions;
  readonly #days = new Map<number, readonly LifeTrip[]>();
  #routes: readonly LifeRoute[] | undefined;

  constructor(
    network: RoadNetwork,
    private readonly seed: number,
    life: CityLife,
  ) {
    this.city = new FreightCity(networkFor(network, 'truck'), 1);
    this.map = new FreightMap(this.#allPlaces(), this.city.abroad, tunnelsOf(this.city.network));
    const { firms, trucks, drivers } = lifeFirms(seed);
    [this.firms, this.trucks, this.drivers] = [firms, trucks, drivers];
    this.places = lifePlaces(this.city);
    this.#life = life;
    this.#conditions = conditionsOf(this.city.network, life);
  }

  /** Designated routes, from every port to some of the sites and back; the first time takes a second. */
  get routes(): readonly LifeRoute[] {
    const nameOf = (code: string) => this.place(code).name;
    this.#routes ??= lifeRoutes(this.city, nameOf);
    return this.#routes;
  }

  place(code: string): LifePlace {
    const found = this.places.find((one) => one.code === code);
    if (found === undefined) throw new Error(`the demo city has no place ${code}`);
    return found;
  }

  /** Trips of the shifts that begin on the day of an instant, by when they set out; night shifts reach into the next. */
  tripsOfDay(at_ms: number): readonly LifeTrip[] {
    const day = this.#life.dayAt(at_ms);
    const known = this.#days.get(day.start_ms);
    if (known) return known;
    if (this.#days.size >= REMEMBERED) this.#days.clear();
    const { city, trucks, seed } = this;
    const trips = tripsOf({ city, trucks, seed, day });
    this.#days.set(day.start_ms, trips);
    return trips;
  }

  /** Trips that set out in [from_ms, to_ms), in order. */
  tripsBetween(from_ms: number, to_ms: number): LifeTrip[] {
    const trips: LifeTrip[] = [];
    for (let at_ms = from_ms - DAY_MS; at_ms < to_ms + DAY_MS; at_ms += DAY_MS)
      if (this.#life.dayAt(at_ms).start_ms < to_ms)
        trips.push(...this.tripsOfDay(at_ms).filter(({ begin_ms: b }) => b >= from_ms && b < to_ms));
    return trips.sort((a, b) => a.begin_ms - b.begin_ms);
  }

  /** Trips that have set out and may not be over yet; which of them are over, their drives say. */
  tripsUnderWay(at_ms: number): LifeTrip[] {
    return this.tripsBetween(at_ms - LONGEST_MS, at_ms + 1).filter(
      ({ end_ms, wish }) => wish !== null || end_ms + 2 * 3_600_000 > at_ms,
    );
  }

  /** Drives a trip: the same at every time. */
  drive({ key, truck, direction, begin_ms, wish, order }: LifeTrip): WorldTrip {
    const random = createRandom(order.seed);
    return new TruckDrive(
      this.city,
      this.map,
      {
        ...{ trip: key, plate: truck.plate, terminal: truck.terminal, class: truck.class, direction },
        ...{ begin_ms, wish, there: order.there, back: order.back, used: order.used, stops: order.stops },
        every_ms: [10_000, 15_000, 15_000, 20_000, 30_000][random.below(5)],
        share: 0.65 + 0.3 * random.next(),
        turn: random.below(direction === 'in' ? order.stops.length + 1 : 2),
        // Platforms forward by plate: a swapped terminal is seen where the truck is not.
        swap: 'truck',
      },
      random,
      this.#conditions,
    ).run();
  }

  #allPlaces() {
    const { places, lodgings, transfers } = this.city;
    return [...places, ...lodgings, ...transfers];
  }
}

/** What a script needs of a `DemoCity`. */
export interface ScriptedCity {
  readonly network: RoadNetwork;
  readonly seed: number;
  readonly life: CityLife;
}

const made = new WeakMap<RoadNetwork, Map<number, FreightLife | null>>();

/** The freight of a demo city, made once for each network and seed; null where the network has no ports for freight. */
export function freightLifeOf({ network, seed, life }: ScriptedCity): FreightLife | null {
  const ofNetwork = made.get(network) ?? new Map<number, FreightLife | null>();
  made.set(network, ofNetwork);
  let known = ofNetwork.get(seed);
  if (known === undefined) {
    known = FreightCity.fits(network) ? new FreightLife(network, seed, life) : null;
    ofNetwork.set(seed, known);
  }
  return known;
}

/** The freight of a network by itself, on the city's own script. */
export const createFreightLife = (network: RoadNetwork, seed: number): FreightLife =>
  new FreightLife(network, seed, createCityLife(network, seed));

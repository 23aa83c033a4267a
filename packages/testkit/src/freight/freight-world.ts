import { ALARM_KINDS, type AlarmKind, type FreightMap } from '@opentocc/core/freight';
import { createRandom, type Random } from '../random.ts';
import type { FreightCity } from './freight-city.ts';
import { type TripOrder, TruckDrive, type WorldTrip } from './truck-drive.ts';

const HOUR_MS = 3_600_000;

export interface WorldOptions {
  readonly seed: number;
  /** Share of trips that do something wrong. */
  readonly wrong: number;
  readonly start_ms: number;
}

/** Draws inbound trips of a freight world one after the other; the same seed gives the same trips. */
export class FreightWorld {
  readonly #random: Random;

  constructor(
    private readonly city: FreightCity,
    private readonly map: FreightMap,
    private readonly options: WorldOptions,
  ) {
    this.#random = createRandom(options.seed);
  }

  trip(n: number): WorldTrip {
    const random = createRandom(Math.floor(this.#random.next() * 2 ** 32));
    const wish = random.next() < this.options.wrong ? ALARM_KINDS[n % ALARM_KINDS.length] : null;
    return new TruckDrive(this.city, this.map, this.#order(n, random, wish), random).run();
  }

  #order(n: number, random: Random, wish: AlarmKind | null): TripOrder {
    const { ports, sites } = this.city;
    const one = <T>(all: readonly T[]): T => all[random.below(all.length)];
    const there = one(ports);
    const back = random.next() < 0.8 ? there : one(ports);
    const used = wish === 'wrong_port' ? one(ports.filter((port) => port !== there)) : there;
    const stops = different(random, sites, wish === 'fatigue' ? 14 : random.next() < 0.25 ? 2 : 1);
    const share = 0.65 + 0.3 * random.next();
    const turn = random.below(stops.length + 1);
    const begin_ms = this.options.start_ms + Math.floor(random.next() * 24 * HOUR_MS);
    return {
      ...{ trip: `T${n}`, plate: `粤Z${String(n % 10_000).padStart(4, '0')}港` },
      ...{ terminal: `0138${String(n).padStart(8, '0')}`, class: 'container', direction: 'in' },
      ...{ begin_ms, every_ms: [10_000, 15_000, 15_000, 20_000, 30_000][random.below(5)] },
      ...{ there, back, used, stops, share, wish, turn, swap: n % 20 < 10 ? 'terminal' : 'truck' },
    };
  }
}

function different<T>(random: Random, all: readonly T[], count: number): T[] {
  const left = [...all];
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0]);
}

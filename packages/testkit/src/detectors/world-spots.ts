import type { RoadNetwork } from '@opentocc/core/network';
import type { CityLife } from '../city-life/index.ts';
import { BIN_S, DayRun, Detectors, layOutWorld, type WorldCity, worldDayStart } from '../world/index.ts';
import { drawSpan, type SpotSpan, type SpotTraffic } from './spot-traffic.ts';

export interface WorldSpotsOptions {
  readonly network: RoadNetwork;
  readonly seed: number;
  readonly life: CityLife;
  /** Simulated trips of a weekday. */
  readonly trips: number;
  /** Where detectors lie. */
  readonly links: Iterable<number>;
  /** From when on it is asked: the day that is being lived begins an hour and a quarter before, not at 04:00. */
  readonly live_from_ms: number;
  /** How far the world is ahead of the clock of who asks, ms. */
  readonly shift_ms: number;
}

interface Day {
  readonly run: DayRun;
  readonly detectors: Detectors;
}

const WARM_UP_S = 4500;
/** A simulated vehicle stands for many, who pass within so long. */
const SPREAD_MS = 300_000;
/** The day that ended is asked for by reports that come late. */
const HELD_DAYS = 2;

/** Detectors of the simulated world: of the same city, seed and trips as the fleet's, run beside it as far as it is asked for. */
export class WorldSpots implements SpotTraffic {
  readonly #options: WorldSpotsOptions;
  readonly #city: WorldCity;
  readonly #days = new Map<number, Day>();

  constructor(options: WorldSpotsOptions) {
    this.#options = { ...options, live_from_ms: options.live_from_ms + options.shift_ms };
    this.#city = layOutWorld(options);
  }

  counts(link: number, asked_from_ms: number, asked_to_ms: number, at = 0.5): SpotSpan {
    const [from_ms, to_ms] = [asked_from_ms, asked_to_ms].map((at_ms) => at_ms + this.#options.shift_ms);
    const { run, detectors } = this.#reach(from_ms, to_ms);
    const known_ms = run.start_ms + run.record.first_bin * BIN_S * 1000;
    const since_ms = Math.max(known_ms, Math.min(from_ms, to_ms - SPREAD_MS));
    const seen = detectors.counts(link, since_ms, to_ms, at);
    const expected = (seen.vehicles * (to_ms - from_ms)) / (to_ms - since_ms);
    const lane_s = (this.#city.network.link_lanes[link] * (to_ms - from_ms)) / 1000;
    return drawSpan({ link, from_ms, seed: this.#options.seed }, expected, seen.mean_speed_kmh, lane_s);
  }

  /** The day that holds a span, simulated to its end. */
  #reach(from_ms: number, to_ms: number): Day {
    const start_ms = worldDayStart(from_ms);
    const day = this.#days.get(start_ms) ?? this.#begin(start_ms);
    while (day.run.now_s * 1000 < to_ms - start_ms) {
      day.run.advance();
      day.detectors.close(day.run.now_s);
    }
    return day;
  }

  #begin(start_ms: number): Day {
    const { links, live_from_ms } = this.#options;
    const isLive = worldDayStart(live_from_ms) === start_ms;
    const lived_s = Math.floor((live_from_ms - start_ms) / 1000 / BIN_S) * BIN_S - WARM_UP_S;
    const detectors = new Detectors(this.#city, start_ms, links);
    const from_s = isLive ? lived_s : undefined;
    const day = { run: new DayRun(this.#city, { start_ms, from_s, observer: detectors }), detectors };
    this.#days.set(start_ms, day);
    if (this.#days.size > HELD_DAYS) this.#days.delete([...this.#days.keys()][0]);
    return day;
  }
}

import type { DayClass, DemandStatus } from '@opentocc/contract';
import { DemandFilter } from '@opentocc/core/demand';
import { NONE_U16, type RoadNetwork } from '@opentocc/core/network';
import { calendarKind, dayNumber, dayStart_ms, MINUTE_MS } from '@opentocc/core/time';
import type { LinkStates } from '@opentocc/core/traffic';

const STEP_MS = 5 * MINUTE_MS;
const QUARTER_MS = 15 * MINUTE_MS;

/** The typical day in use. */
export interface TypicalInUse {
  readonly version: string;
  readonly day_class: DayClass;
  /** At `quarter * links + link`. */
  readonly passes: Float32Array;
}

export const classOfDay = (at_ms: number): DayClass => calendarKind(dayNumber(at_ms));

/** Quarter of an hour of the city's day that holds an instant, 0–95. */
export function quarterOf(at_ms: number): number {
  return Math.floor((at_ms - dayStart_ms(dayNumber(at_ms))) / QUARTER_MS);
}

/** Holds the running day against its typical one, by district. */
export class RunningDay {
  readonly #network: RoadNetwork;
  /** District of each link; those in none are a zone of their own. */
  readonly zone: Uint16Array;
  readonly zone_count: number;
  #filter: DemandFilter;
  #typical: TypicalInUse | undefined;
  #at_ms: number | undefined;

  constructor(network: RoadNetwork) {
    this.#network = network;
    const districts = network.meta.districts.length;
    this.zone = network.link_district.map((one) => (one === NONE_U16 ? districts : one));
    this.zone_count = districts + 1;
    this.#filter = new DemandFilter(this.zone_count);
  }

  get typical(): TypicalInUse | undefined {
    return this.#typical;
  }

  /** Another estimate or another class of day: what was learned against the last one does not hold for it. */
  use(typical: TypicalInUse): void {
    if (typical.day_class !== this.#typical?.day_class) this.#filter = new DemandFilter(this.zone_count);
    this.#typical = typical;
  }

  /** Takes each window; those that end at a full five minutes count, so that no pass counts twice. */
  onLinkStates({ samples, window_start_ms, window_end_ms }: LinkStates): void {
    if (!this.#typical || window_end_ms % STEP_MS !== 0) return;
    const [seen, expected] = [new Float64Array(this.zone_count), new Float64Array(this.zone_count)];
    const from = quarterOf(window_start_ms) * samples.length;
    const share = (window_end_ms - window_start_ms) / QUARTER_MS;
    for (let link = 0; link < samples.length; link++) {
      seen[this.zone[link]] += samples[link];
      expected[this.zone[link]] += share * this.#typical.passes[from + link];
    }
    this.#filter.learn(seen, expected);
    this.#at_ms = window_end_ms;
  }

  /**
   * Vehicles that are expected on each of some links now, in an hour.
   * @param by_zone vehicles that a pass stands for
   */
  flowsNow(links: readonly number[], at_ms: number, by_zone: readonly number[]): number[] | undefined {
    const { passes } = this.#typical ?? {};
    if (!passes) return undefined;
    const factors = this.#filter.factors();
    const from = quarterOf(at_ms) * this.zone.length;
    return links.map((link) => 4 * passes[from + link] * factors[this.zone[link]] * by_zone[this.zone[link]]);
  }

  describe(): DemandStatus['today'] {
    if (!this.#typical || this.#at_ms === undefined) return null;
    const factors = this.#filter.factors();
    const { districts } = this.#network.meta;
    return {
      day_class: this.#typical.day_class,
      city: this.#filter.city,
      districts: districts.map(({ code, name_zh: zh, name_en: en }, i) => ({
        code,
        name: { zh, en },
        factor: factors[i],
      })),
      passes: Math.round(this.#filter.passes),
      at_ms: this.#at_ms,
    };
  }
}

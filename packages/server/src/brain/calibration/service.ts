import type {
  CalibratedFigure,
  Calibration,
  CalibrationOverride,
  DayClass,
  DemandStatus,
  FleetScaleSummary,
  NewOverride,
} from '@opentocc/contract';
import { ROAD_PARAMETER_RANGE } from '@opentocc/contract/calibration';
import type { RoadFigures } from '@opentocc/core/demand';
import { LINK_CLASSES, NONE_U16, type RoadNetwork } from '@opentocc/core/network';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import type { LinkStates } from '@opentocc/core/traffic';
import { type Clock, cityDay, cityDayStart } from '../../kit/clock.ts';
import type { Logger } from '../../kit/log.ts';
import { calibrationErrors } from './errors.ts';
import { Estimation, EstimationEnded, type EstimationThread, type PastSlot } from './estimation.ts';
import { unpackPasses } from './packed-passes.ts';
import type { Estimated, EstimationStart } from './protocol.ts';
import { figuresOf, roadFiguresOf } from './road-figures.ts';
import { classOfDay, RunningDay } from './running-day.ts';
import { type QuarterCount, scaleByDetectors } from './scale-by-detectors.ts';
import type { CalibrationStore, StoredEstimate } from './store.ts';

/** Days that an estimate looks back over. Assumed, 2026-11-27: four weeks follow the seasons and give eight days of rest. */
const LOOK_BACK_DAYS = 28;
/** An estimate is made at night, when studies are rare and yesterday is whole: hour of the city, [from, to). */
const NIGHT = { from_hour: 2, to_hour: 5 };

export interface CalibrationDeps {
  readonly network: RoadNetwork;
  readonly store: CalibrationStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** Starts of the slots since an instant, oldest first. */
  readonly listSlotStarts: (from_ms: number) => Promise<number[]>;
  readonly listSlots: (from_ms: number, to_ms: number) => Promise<PastSlot[]>;
  /** What detectors counted by whole quarter-hours in [from_ms, to_ms). */
  readonly detectorCounts: (from_ms: number, to_ms: number) => Promise<readonly QuarterCount[]>;
  readonly startThread?: (start: EstimationStart) => EstimationThread;
}

/** What simulations take of the city's demand and roads: typical days, the running one, and calibrated figures. */
export class CalibrationService {
  readonly #deps: CalibrationDeps;
  readonly #running: RunningDay;
  #estimate: StoredEstimate | undefined;
  #overrides: readonly CalibrationOverride[] = [];
  #reading: Promise<void> = Promise.resolve();
  #estimation: Estimation | undefined;
  #work: Promise<void> = Promise.resolve();
  #days_waiting = 0;
  /** Newest day for which a scale was looked for again. */
  #scaled_ms: number | undefined;

  constructor(deps: CalibrationDeps) {
    this.#deps = deps;
    this.#running = new RunningDay(deps.network);
  }

  /** Reads what was estimated and set before. */
  async start(): Promise<void> {
    const { store } = this.#deps;
    this.#overrides = await store.listOverrides();
    this.#estimate = await store.findNewest();
    await this.#loadDay();
  }

  /** Figures of roads in force. */
  figures(): RoadFigures {
    return roadFiguresOf(this.#figures(), this.#estimate);
  }

  describe(): Calibration {
    return {
      version: this.figures().version,
      figures: this.#figures(),
      withdrawn: this.#overrides.filter(({ withdrawn }) => withdrawn !== null),
    };
  }

  /** @param districts whose factors are said, null for all */
  demand(districts: readonly string[] | null): DemandStatus {
    const estimate = this.#estimate;
    const today = this.#running.describe();
    return {
      estimate: estimate
        ? {
            ...{ version: estimate.version, made_ms: estimate.made_ms },
            typical_days: [...estimate.summary.typical_days],
            scale: scaleShown(estimate),
          }
        : null,
      today: today && {
        ...today,
        districts: today.districts.filter(({ code }) => districts === null || districts.includes(code)),
      },
      estimating: this.#estimation !== undefined,
      days_waiting: this.#days_waiting,
    };
  }

  /** Vehicles that are expected on each of some links in an hour, and the estimate that says so; undefined before there is one with a scale. */
  flowsNow(links: readonly number[], at_ms: number) {
    const version = this.#running.typical?.version;
    const scale = this.#estimate?.summary.scale;
    if (!scale || version === undefined || version !== this.#estimate?.version) return undefined;
    const flow_vph = this.#running.flowsNow(links, at_ms, scale.by_zone);
    return flow_vph && { version, flow_vph };
  }

  onLinkStates(states: LinkStates): void {
    this.#running.onLinkStates(states);
  }

  /** @returns what was in force before. @throws AppError out of range, or set already */
  async set(draft: NewOverride, by: string): Promise<number> {
    const [least, most] = ROAD_PARAMETER_RANGE[draft.parameter];
    if (draft.value < least || draft.value > most) throw calibrationErrors.out_of_range({ least, most });
    const own = this.#figures().find(
      ({ parameter, link_class }) => parameter === draft.parameter && link_class === draft.link_class,
    );
    const instead_of = own?.value ?? draft.value;
    const set = { instead_of, set_by: by, set_ms: this.#deps.clock.now() };
    if (!(await this.#deps.store.addOverride(draft, set))) throw calibrationErrors.set_already();
    await this.#readOverrides();
    return instead_of;
  }

  /** @returns what is taken back. @throws AppError when it is not in force */
  async withdraw(id: number, by: string, reason: string): Promise<CalibrationOverride> {
    const found = this.#overrides.find((one) => one.id === id);
    const isDone = await this.#deps.store.withdrawOverride(id, by, this.#deps.clock.now(), reason);
    if (!found || !isDone) throw calibrationErrors.unknown_override({ id });
    await this.#readOverrides();
    return found;
  }

  /** Begins an estimation; it goes on by itself. @throws AppError when one is under way, or no day is whole */
  async begin(): Promise<void> {
    if (this.#estimation) throw calibrationErrors.estimating();
    const days_ms = await this.#wholeDays();
    if (days_ms.length === 0) throw calibrationErrors.no_days();
    if (this.#estimation) throw calibrationErrors.estimating();
    const { log, listSlots, startThread } = this.#deps;
    const deps = { log, listSlots, ...(startThread && { startThread }) };
    const estimation = new Estimation(deps, this.#startOf(days_ms));
    this.#estimation = estimation;
    this.#work = this.#run(estimation, days_ms);
  }

  /** @throws AppError when none is under way */
  cancel(): void {
    if (!this.#estimation) throw calibrationErrors.not_estimating();
    this.#estimation.end('ended by a person');
    this.#estimation = undefined;
  }

  /**
   * Estimates when a day is whole that no estimate knows: at once before the first, then by night; and once more when detectors
   * counted on a day whose estimate has no scale. Loads the day's class.
   */
  whenDue = async (): Promise<void> => {
    await this.#loadDay();
    const known = this.#estimate?.summary.to_day;
    const days_ms = await this.#wholeDays();
    this.#days_waiting = days_ms.filter((day_ms) => known === undefined || cityDay(day_ms) > known).length;
    const now_ms = this.#deps.clock.now();
    const hour = (now_ms - cityDayStart(now_ms)) / HOUR_MS;
    const isNight = hour >= NIGHT.from_hour && hour < NIGHT.to_hour;
    const isDue = this.#days_waiting > 0 && (known === undefined || isNight);
    if (!this.#estimation && (isDue || (await this.#canBeScaled(days_ms)))) await this.begin();
  };

  /** Whether detectors counted by now on the newest day of an estimate without a scale; said once for each day. */
  async #canBeScaled(days_ms: readonly number[]): Promise<boolean> {
    const newest_ms = days_ms[days_ms.length - 1];
    if (!this.#estimate || this.#estimate.summary.scale || newest_ms === this.#scaled_ms) return false;
    const counts = await this.#deps.detectorCounts(newest_ms, newest_ms + DAY_MS);
    if (counts.length === 0) return false;
    this.#scaled_ms = newest_ms;
    return true;
  }

  /** Resolves when no estimation is under way. */
  settled = (): Promise<void> => this.#work;

  async close(): Promise<void> {
    this.#estimation?.end('the platform stops');
    await this.#work;
  }

  /** One reading after the other: of two people who set figures at once, neither's reading takes away what the other set. */
  #readOverrides(): Promise<void> {
    const read = async () => {
      this.#overrides = await this.#deps.store.listOverrides();
    };
    this.#reading = this.#reading.then(read, read);
    return this.#reading;
  }

  #figures(): CalibratedFigure[] {
    return figuresOf(this.#estimate, this.#overrides);
  }

  async #wholeDays(): Promise<number[]> {
    const today_ms = cityDayStart(this.#deps.clock.now());
    const starts = await this.#deps.listSlotStarts(today_ms - LOOK_BACK_DAYS * DAY_MS);
    return [...new Set(starts.filter((start_ms) => start_ms < today_ms).map(cityDayStart))];
  }

  #startOf(days_ms: readonly number[]): EstimationStart {
    const { link_class, link_limit_kmh, link_district, meta } = this.#deps.network;
    const classes = LINK_CLASSES.length;
    const zones = meta.districts.length + 1;
    // Each district has tides of its own, as far as a byte counts them.
    const isByDistrict = zones * classes <= 255;
    const zoneOf = (district: number) => (district === NONE_U16 ? zones - 1 : district);
    const kind = link_class.map((own, link) =>
      isByDistrict ? zoneOf(link_district[link]) * classes + own : own,
    );
    return {
      kind,
      kinds: isByDistrict ? zones * classes : classes,
      ...{ link_class, link_limit_kmh },
      days: days_ms.map((day_ms) => ({ day: cityDay(day_ms), day_class: classOfDay(day_ms) })),
    };
  }

  async #run(estimation: Estimation, days_ms: readonly number[]): Promise<void> {
    const { store, clock, log } = this.#deps;
    try {
      const { typical_days, free_share } = await estimation.run(days_ms);
      // Ended by a person while it finished.
      if (this.#estimation !== estimation) return;
      const made_ms = clock.now();
      const [from_day, to_day] = [days_ms[0], days_ms[days_ms.length - 1]].map(cityDay);
      const scale = await this.#scale(typical_days, days_ms);
      const summary = {
        ...{ typical_days: typical_days.map((one) => one.summary), free_share, scale, from_day, to_day },
      };
      const made = { version: versionOf(made_ms), made_ms, summary };
      await store.add(
        made,
        typical_days.map((one) => ({ day_class: one.summary.day_class, passes: one.passes })),
      );
      this.#estimate = made;
      this.#days_waiting = 0;
      await this.#loadDay();
    } catch (err) {
      if (!(err instanceof EstimationEnded)) log.error({ err }, 'typical days could not be estimated');
    } finally {
      if (this.#estimation === estimation) this.#estimation = undefined;
    }
  }

  async #scale(made: Estimated['typical_days'], days_ms: readonly number[]) {
    const { network, detectorCounts } = this.#deps;
    const { zone, zone_count } = this.#running;
    const typical = new Map<DayClass, Float32Array>();
    for (const { summary, passes } of made)
      typical.set(summary.day_class, await unpackPasses(passes, network.link_count));
    return scaleByDetectors({ zone, zone_count, days_ms, typical, countsOf: detectorCounts });
  }

  /** The typical day of today's class, once after each estimate and each midnight. */
  async #loadDay(): Promise<void> {
    const { store, network, clock } = this.#deps;
    const version = this.#estimate?.version;
    const day_class = classOfDay(clock.now());
    const present = this.#running.typical;
    if (version === undefined || (present?.version === version && present.day_class === day_class)) return;
    const packed = await store.findDay(version, day_class);
    if (!packed) return;
    const passes = await unpackPasses(packed, network.link_count);
    this.#running.use({ version, day_class, passes });
  }
}

/** Named by the instant at which it was made; there is one at a time. */
const versionOf = (made_ms: number): string => `demand-${new Date(made_ms).toISOString()}`;

function scaleShown({ summary }: StoredEstimate): FleetScaleSummary | null {
  if (!summary.scale) return null;
  const { by_zone: _, ...shown } = summary.scale;
  return shown;
}

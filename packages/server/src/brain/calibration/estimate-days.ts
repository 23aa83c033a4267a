import type { DayClass, TypicalDaySummary } from '@opentocc/contract';
import {
  type DayScore,
  FreeShareBuilder,
  noiseFloor,
  QUARTERS_OF_DAY,
  scoreDay,
  TypicalDayBuilder,
} from '@opentocc/core/demand';
import { LINK_CLASSES } from '@opentocc/core/network';
import { DAY_MS } from '@opentocc/core/time';
import { packPasses } from './packed-passes.ts';
import type { DayQuarter, Estimated, EstimationStart } from './protocol.ts';

const DAY_CLASSES = ['weekday', 'weekend', 'holiday'] as const satisfies readonly DayClass[];
const DAYS_OF_WEEK = 7;

/** Passes of one day, whole. */
interface WholeDay {
  readonly passes: Float32Array;
  readonly known: Uint8Array;
}

/** Which days of a class are set aside: the last, to be predicted, and the one that "last week" predicts it by. */
interface SetAside {
  readonly held_out: number;
  readonly last_week: number;
}

/** Makes typical days and free speeds from days that come one at a time, and predicts the last of each class before it is known. */
export class DaysEstimation {
  readonly #start: EstimationStart;
  readonly #builders = new Map<DayClass, TypicalDayBuilder>();
  readonly #aside: ReadonlyMap<DayClass, SetAside>;
  readonly #stored = new Map<number, WholeDay>();
  readonly #free: FreeShareBuilder;

  constructor(start: EstimationStart) {
    this.#start = start;
    this.#free = new FreeShareBuilder(start.kind.length);
    this.#aside = setAside(start);
  }

  /** @param day index in the days of the start */
  take(day: number, quarters: readonly DayQuarter[]): void {
    const { day_class } = this.#start.days[day];
    const aside = this.#aside.get(day_class);
    for (const { quarter, speeds } of quarters) this.#free.add(quarter, speeds);
    if (day === aside?.held_out || day === aside?.last_week)
      this.#stored.set(day, this.#whole(day, quarters));
    if (day === aside?.held_out) return;
    const builder = this.#builderOf(day_class);
    for (const { quarter, passes } of quarters) builder.add(quarter, passes);
  }

  finish(): Estimated {
    const { link_class, link_limit_kmh } = this.#start;
    const present = DAY_CLASSES.filter((one) => this.#start.days.some(({ day_class }) => day_class === one));
    return {
      typical_days: present.map((day_class) => this.#finishClass(day_class)),
      free_share: this.#free
        .measure(link_class, link_limit_kmh, LINK_CLASSES.length)
        .map((found) => found ?? null),
    };
  }

  #builderOf(day_class: DayClass): TypicalDayBuilder {
    const { kind, kinds } = this.#start;
    const builder = this.#builders.get(day_class) ?? new TypicalDayBuilder(kind, kinds);
    this.#builders.set(day_class, builder);
    return builder;
  }

  #whole(day: number, quarters: readonly DayQuarter[]): WholeDay {
    const links = this.#start.kind.length;
    const whole = this.#stored.get(day) ?? {
      passes: new Float32Array(QUARTERS_OF_DAY * links),
      known: new Uint8Array(QUARTERS_OF_DAY),
    };
    for (const { quarter, passes } of quarters) {
      whole.passes.set(passes, quarter * links);
      whole.known[quarter] = 1;
    }
    return whole;
  }

  #finishClass(day_class: DayClass): Estimated['typical_days'][number] {
    const builder = this.#builderOf(day_class);
    const held_out = this.#score(day_class, builder);
    const own = this.#aside.get(day_class);
    const last = own && this.#stored.get(own.held_out);
    if (last)
      for (let quarter = 0; quarter < QUARTERS_OF_DAY; quarter++)
        if (last.known[quarter]) builder.add(quarter, quarterOf(last.passes, quarter));
    const { passes, seen } = builder.build();
    const summary: TypicalDaySummary = {
      ...{ day_class, held_out },
      days: this.#start.days.filter((one) => one.day_class === day_class).map(({ day }) => day),
      links_seen: seen.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
      passes: seen.reduce((sum, count) => sum + count, 0),
    };
    return { summary, passes: packPasses(passes) };
  }

  #score(day_class: DayClass, builder: TypicalDayBuilder): TypicalDaySummary['held_out'] {
    const aside = this.#aside.get(day_class);
    const came = aside && this.#stored.get(aside.held_out);
    const before = aside && this.#stored.get(aside.last_week);
    if (!aside || !came || !before) return null;
    const { passes } = builder.build();
    const score = (made: Float32Array) => scoreDay(made, came.passes, passes, came.known);
    const ours = score(passes);
    if (!Number.isFinite(ours.rmsn)) return null;
    return {
      day: this.#start.days[aside.held_out].day,
      count: ours.count,
      ours: shown(ours),
      mean_of_days: shown(score(builder.means())),
      last_week: shown(score(before.passes)),
      noise_floor: noiseFloor(passes, came.known),
    };
  }
}

const shown = ({ rmsn, bias }: DayScore) => ({ rmsn, bias });

function quarterOf(passes: Float32Array, quarter: number): Float32Array {
  const links = passes.length / QUARTERS_OF_DAY;
  return passes.subarray(quarter * links, (quarter + 1) * links);
}

/** Of each class with two days at least. */
function setAside({ days }: EstimationStart): Map<DayClass, SetAside> {
  const aside = new Map<DayClass, SetAside>();
  for (const day_class of DAY_CLASSES) {
    const own = [...days.keys()].filter((day) => days[day].day_class === day_class);
    const held_out = own.at(-1);
    const previous = own.at(-2);
    if (held_out === undefined || previous === undefined) continue;
    const week_before = Date.parse(days[held_out].day) - DAYS_OF_WEEK * DAY_MS;
    const last_week = own.find((day) => Date.parse(days[day].day) === week_before) ?? previous;
    aside.set(day_class, { held_out, last_week });
  }
  return aside;
}

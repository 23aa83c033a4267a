import { LINK_CLASSES, LINK_FLAG, NODE_FLAG, type RoadNetwork } from '../network/index.ts';

export const QUARTERS_OF_DAY = 96;
const WINDOWS_OF_QUARTER = 3;
/** Links of one class, ramp or not, with or without signals at their end. */
export const NORMAL_KINDS = LINK_CLASSES.length * 4;
/** What all links of a kind say counts as this many passes of the link itself, */
const PRIOR_PASSES = 4;
/** and as this many of its own quarters, of how far speeds are apart. */
const PRIOR_QUARTERS = 12;
/** Quarters to both sides of one that say how far its speeds are apart. */
const BESIDE = 2;
/** One quarter says no more than this of how far speeds are apart: it may hold an incident. */
const MOST_RATIO = 9;
const LEAST_RATIO = 0.3;
/** Variances of ln speed that are assumed until a kind has quarters enough: from day to day, and of a single pass. */
const ASSUMED = { between: 0.02, pass: 0.12 } as const;
const LEAST_QUARTERS_OF_KIND = 200;

export function normalKinds({ link_class, link_flags, link_to, node_flags }: RoadNetwork): Uint8Array {
  return Uint8Array.from(link_class, (of, link) => {
    const ramp = (link_flags[link] & LINK_FLAG.ramp) === 0 ? 0 : 1;
    const signals = (node_flags[link_to[link]] & NODE_FLAG.signals) === 0 ? 0 : 2;
    return of * 4 + ramp + signals;
  });
}

/** What is usual on every link in one quarter of an hour of a kind of day. */
export interface LinkNormal {
  /** ln of km/h; NaN where nothing is known. */
  readonly ln_kmh: Float32Array;
  /** Variance of ln speed from day to day, */
  readonly between: Float32Array;
  /** and of a single pass: the mean of n has between + pass / n. */
  readonly pass: Float32Array;
  /** Passes in five minutes; NaN where they are not known. */
  readonly passes: Float32Array;
  /** The lowest of {@link ln_kmh} within half an hour. */
  readonly ln_lowest_kmh: Float32Array;
  /** The most {@link passes} of any quarter of the day. */
  readonly most_passes: Float32Array;
}

/** A quarter of an hour of a past day, all links. */
export interface PastQuarter {
  /** 0–95 after midnight of the city. */
  readonly quarter: number;
  /** NaN without a value. */
  readonly speed_kmh: Float32Array;
  readonly passes: ArrayLike<number>;
}

/**
 * The usual day of one kind (workday, Saturday, Sunday) from its past days: of each link and quarter of an hour the mean
 * logarithm of speed, and how far apart it is, from day to day and from pass to pass. A link that few drove leans on how
 * links of its kind run through the day, added to its own mean. O(quarters × links), twice.
 */
export class LinkNormals {
  readonly #kind: Uint8Array;
  readonly #links: number;
  readonly #past: PastQuarter[] = [];
  #mean: Float32Array = new Float32Array(0);
  #ratio: Float32Array = new Float32Array(0);
  #passes: Float32Array = new Float32Array(0);
  #most_passes: Float32Array = new Float32Array(0);
  readonly #between = new Float32Array(NORMAL_KINDS).fill(ASSUMED.between);
  readonly #pass = new Float32Array(NORMAL_KINDS).fill(ASSUMED.pass);

  constructor(network: RoadNetwork) {
    this.#kind = normalKinds(network);
    this.#links = network.link_count;
  }

  add(quarter: PastQuarter): void {
    this.#past.push(quarter);
  }

  /** Learns from all that was added, and lets go of it. */
  *learn(): Generator<void> {
    const cells = QUARTERS_OF_DAY * this.#links;
    const [sum, weight] = [new Float32Array(cells), new Float32Array(cells)];
    const days = new Uint8Array(cells);
    for (const past of this.#past) {
      this.#addTo(past, sum, weight, days);
      yield;
    }
    this.#mean = this.#meansOf(sum, weight);
    yield;
    this.#passes = this.#passesOf();
    this.#most_passes = this.#mostPasses();
    yield;
    this.#spread(days);
    yield;
    this.#ratio = this.#ratiosOf(days);
    this.#past.length = 0;
  }

  /** What is usual in a quarter. */
  at(quarter: number): LinkNormal {
    const first = quarter * this.#links;
    const ln_kmh = this.#mean.subarray(first, first + this.#links);
    const ratio = this.#ratio.subarray(first, first + this.#links);
    return {
      ln_kmh,
      between: ratio.map((of, link) => of * this.#between[this.#kind[link]]),
      pass: ratio.map((of, link) => of * this.#pass[this.#kind[link]]),
      passes: this.#passes.subarray(first, first + this.#links),
      ln_lowest_kmh: this.#lowestAround(quarter),
      most_passes: this.#most_passes,
    };
  }

  #lowestAround(quarter: number): Float32Array {
    const links = this.#links;
    const lowest = this.#mean.slice(quarter * links, (quarter + 1) * links);
    for (let at = Math.max(0, quarter - BESIDE); at <= Math.min(QUARTERS_OF_DAY - 1, quarter + BESIDE); at++)
      for (let link = 0; link < links; link++) {
        const ln = this.#mean[at * links + link];
        if (ln < lowest[link]) lowest[link] = ln;
      }
    return lowest;
  }

  #mostPasses(): Float32Array {
    const most = new Float32Array(this.#links);
    this.#passes.forEach((passes, cell) => {
      const link = cell % this.#links;
      if (passes > most[link]) most[link] = passes;
    });
    return most;
  }

  #addTo(past: PastQuarter, sum: Float32Array, weight: Float32Array, days: Uint8Array): void {
    const first = past.quarter * this.#links;
    for (let link = 0; link < this.#links; link++) {
      const ln = Math.log(past.speed_kmh[link]);
      if (!(ln > Number.NEGATIVE_INFINITY)) continue;
      const w = weightOf(past.passes[link]);
      sum[first + link] += w * ln;
      weight[first + link] += w;
      days[first + link]++;
    }
  }

  /** Each link's own mean, its kind's course of the day about that, and what is its own beside. */
  #meansOf(sum: Float32Array, weight: Float32Array): Float32Array {
    const links = this.#links;
    const [own_sum, own_weight] = [new Float32Array(links), new Float32Array(links)];
    for (let cell = 0; cell < sum.length; cell++) {
      own_sum[cell % links] += sum[cell];
      own_weight[cell % links] += weight[cell];
    }
    const own = own_sum.map((of, link) => of / own_weight[link]);
    const [course, course_weight] = [
      new Float32Array(NORMAL_KINDS * 96),
      new Float32Array(NORMAL_KINDS * 96),
    ];
    for (let cell = 0; cell < sum.length; cell++) {
      if (weight[cell] === 0) continue;
      const at = this.#kind[cell % links] * QUARTERS_OF_DAY + Math.floor(cell / links);
      course[at] += sum[cell] - weight[cell] * own[cell % links];
      course_weight[at] += weight[cell];
    }
    return sum.map((_, cell) => {
      const link = cell % links;
      const at = this.#kind[link] * QUARTERS_OF_DAY + Math.floor(cell / links);
      const prior = own[link] + (course_weight[at] > 0 ? course[at] / course_weight[at] : 0);
      const [s, w] = besides(sum, weight, cell, links);
      return (s + PRIOR_PASSES * prior) / (w + PRIOR_PASSES);
    });
  }

  /** Mean passes of five minutes, over all days, also those on which nobody came. */
  #passesOf(): Float32Array {
    const links = this.#links;
    const sum = new Float32Array(QUARTERS_OF_DAY * links);
    const days = new Float32Array(QUARTERS_OF_DAY);
    for (const { quarter, passes } of this.#past) {
      days[quarter]++;
      for (let link = 0; link < links; link++) sum[quarter * links + link] += passes[link];
    }
    const known = sum.map((_, cell) => days[Math.floor(cell / links)]);
    return sum.map((_, cell) => {
      const [passes, of_days] = besides(sum, known, cell, links);
      return passes / of_days / WINDOWS_OF_QUARTER;
    });
  }

  /** Variance from day to day and of a pass, by kind: least squares of the squared deviations on 1 / passes. */
  #spread(days: Uint8Array): void {
    const of = Array.from({ length: NORMAL_KINDS }, () => ({ n: 0, x: 0, xx: 0, y: 0, xy: 0 }));
    this.#eachDeviation(days, (cell, squared, passes) => {
      const sums = of[this.#kind[cell % this.#links]];
      const [x, y] = [1 / passes, Math.min(squared, 1)];
      sums.n++;
      sums.x += x;
      sums.xx += x * x;
      sums.y += y;
      sums.xy += x * y;
    });
    of.forEach(({ n, x, xx, y, xy }, kind) => {
      if (n < LEAST_QUARTERS_OF_KIND) return;
      const slope = (xy - (x * y) / n) / Math.max(1e-9, xx - (x * x) / n);
      this.#pass[kind] = Math.max(0.01, slope);
      this.#between[kind] = Math.max(0.003, (y - this.#pass[kind] * x) / n);
    });
  }

  /** How much wider a link is than its kind in a quarter and those beside it. */
  #ratiosOf(days: Uint8Array): Float32Array {
    const links = this.#links;
    const cells = QUARTERS_OF_DAY * links;
    const [sum, count] = [new Float32Array(cells), new Float32Array(cells)];
    const [own_sum, own_count] = [new Float32Array(links), new Float32Array(links)];
    this.#eachDeviation(days, (cell, squared, passes) => {
      const link = cell % links;
      const expected = this.#between[this.#kind[link]] + this.#pass[this.#kind[link]] / passes;
      const ratio = Math.min(MOST_RATIO, squared / expected);
      sum[cell] += ratio;
      count[cell]++;
      own_sum[link] += ratio;
      own_count[link]++;
    });
    return sum.map((_, cell) => {
      const link = cell % links;
      const own = (own_sum[link] + PRIOR_QUARTERS) / (own_count[link] + PRIOR_QUARTERS);
      const [s, n] = besides(sum, count, cell, links);
      return Math.max(LEAST_RATIO, (s + PRIOR_QUARTERS * own) / (n + PRIOR_QUARTERS));
    });
  }

  #eachDeviation(days: Uint8Array, take: (cell: number, squared: number, passes: number) => void): void {
    for (const { quarter, speed_kmh, passes } of this.#past) {
      const first = quarter * this.#links;
      for (let link = 0; link < this.#links; link++) {
        const known = days[first + link];
        if (known < 2 || Number.isNaN(speed_kmh[link])) continue;
        const off = Math.log(speed_kmh[link]) - this.#mean[first + link];
        take(first + link, (off * off * known) / (known - 1), Math.max(1, passes[link]));
      }
    }
  }
}

/** A quarter of many passes is not more certain than the day that it was on. */
const weightOf = (passes: number): number => Math.min(10, Math.max(1, passes));

/** Sums over a quarter and those beside it, which count for less. */
function besides(a: Float32Array, b: Float32Array, cell: number, links: number): readonly [number, number] {
  let [sum_a, sum_b] = [0, 0];
  for (let step = -BESIDE; step <= BESIDE; step++) {
    const at = cell + step * links;
    if (at < 0 || at >= a.length) continue;
    const share = 1 / (1 + step * step);
    sum_a += share * a[at];
    sum_b += share * b[at];
  }
  return [sum_a, sum_b];
}

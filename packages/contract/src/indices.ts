import { z } from 'zod';
import { AtMs, Bilingual } from './common.ts';
import { LinkClassName, LinkStretch } from './network.ts';

export const IndexScope = z.enum(['link', 'city', 'district', 'street', 'class', 'road', 'corridor', 'hub']);
export type IndexScope = z.infer<typeof IndexScope>;

/** One index value with all that is needed to judge it. */
export const IndexValue = z
  .object({
    scope: IndexScope,
    /** Within the scope: district code, class name, road name; "city" for the city. */
    key: z.string(),
    name: Bilingual,
    window_start_ms: AtMs,
    window_end_ms: AtMs,
    /** Shenzhen speed-based index, 0–10; null without samples. */
    index: z.number().nullable(),
    /** Name of the band of the Shenzhen index (0 畅通 … 4 拥堵); null without samples. */
    band: z.number().int().min(0).max(4).nullable(),
    /** GB/T 33171 index, 0–10, by the annex in force. */
    gb_index: z.number().nullable(),
    /** The same by each annex; the configuration says how certain their bounds are. */
    gb_annexes: z.object({ A: z.number().nullable(), B: z.number().nullable(), C: z.number().nullable() }),
    /** Travel time index, ≥ 1. */
    tti: z.number().nullable(),
    /** Delay time proportion, 0–1. */
    dtp: z.number().nullable(),
    speed_kmh: z.number().nullable(),
    /** Mileage shares of the five states, free to severe, of the length with samples; sums to 1 or is all 0. */
    mileage_share: z.array(z.number()).length(5),
    length_km: z.number(),
    /** Share of the length that has samples, 0–1. */
    coverage: z.number(),
    samples: z.number().int(),
    standard: z.string(),
    formula_version: z.string(),
    /** True when a band or weight of the formula is assumed rather than confirmed by its source. */
    assumed: z.boolean(),
  })
  .meta({ id: 'IndexValue' });
export type IndexValue = z.infer<typeof IndexValue>;

export const IndexPoint = z.object({
  at_ms: AtMs,
  index: z.number().nullable(),
  gb_index: z.number().nullable(),
  tti: z.number().nullable(),
  speed_kmh: z.number().nullable(),
  coverage: z.number(),
  samples: z.number().int(),
  /** Five-minute windows with a value. */
  windows: z.number().int(),
  /** Windows whose newest value is a restatement, and the index as all windows were stated first. */
  restated: z.number().int(),
  first_index: z.number().nullable(),
  formula_versions: z.array(z.string()),
});
export type IndexPoint = z.infer<typeof IndexPoint>;

/** The curve of one day and of the same weekday one week before (empty where nothing is stored). */
export const IndexCurve = z
  .object({
    scope: IndexScope,
    key: z.string(),
    step_s: z.number().int(),
    day: z.string().meta({ description: 'yyyy-mm-dd in the time zone of the city' }),
    today: z.array(IndexPoint),
    last_week: z.array(IndexPoint),
  })
  .meta({ id: 'IndexCurve' });
export type IndexCurve = z.infer<typeof IndexCurve>;

export const WorstRoad = z
  .object({
    /** Within the scope `road`. */
    key: z.string(),
    name: Bilingual,
    class: LinkClassName,
    index: z.number(),
    speed_kmh: z.number(),
    free_flow_kmh: z.number(),
    length_km: z.number(),
    samples: z.number().int(),
    district: z.number().int().nullable(),
    links: z.array(z.number().int()),
  })
  .meta({ id: 'WorstRoad' });
export type WorstRoad = z.infer<typeof WorstRoad>;

/** Lengths of time that five-minute values are averaged over. */
export const IndexPeriod = z.enum(['5min', '15min', 'hour', 'morning', 'evening', 'day', 'week', 'month']);
export type IndexPeriod = z.infer<typeof IndexPeriod>;

/**
 * Arithmetic means of the five-minute values of a period; null where there is none. Of a link, quarters of an hour are
 * stored, each of which counts as three windows.
 */
export const IndexMeans = z.object({
  index: z.number().nullable(),
  gb_index: z.number().nullable(),
  tti: z.number().nullable(),
  dtp: z.number().nullable(),
  speed_kmh: z.number().nullable(),
  /** Mean share of the length that has samples, 0–1, windows without any counted as 0. */
  coverage: z.number(),
  samples: z.number().int(),
  /** Five-minute windows with a value, of those that the period has. */
  windows: z.number().int(),
  windows_expected: z.number().int(),
  /** Windows whose newest value is a restatement. */
  restated: z.number().int(),
  /** Formulas of the values, more than one where it changed within the period. */
  formula_versions: z.array(z.string()),
});
export type IndexMeans = z.infer<typeof IndexMeans>;

export const IndexPeriodValue = IndexMeans.extend({
  period: IndexPeriod,
  from_ms: AtMs,
  to_ms: AtMs,
}).meta({ id: 'IndexPeriodValue' });
export type IndexPeriodValue = z.infer<typeof IndexPeriodValue>;

/** One key of a scope in two intervals. */
export const IndexComparison = z
  .object({
    key: z.string(),
    name: Bilingual,
    a: IndexMeans,
    b: IndexMeans,
    /** b − a; null unless both have a value. */
    change: z.number().nullable(),
  })
  .meta({ id: 'IndexComparison' });
export type IndexComparison = z.infer<typeof IndexComparison>;

/** One link in one of two intervals: means of the quarters of an hour in which it was driven. */
const LinkSide = z.object({
  index: z.number(),
  speed_kmh: z.number(),
  /** Quarters of an hour with a speed. */
  slots: z.number().int(),
});

/** One link in two intervals. */
export const IndexLinkChange = z
  .object({
    link: z.number().int(),
    name: Bilingual,
    stretch: LinkStretch,
    class: LinkClassName,
    /** Position among the districts of the network; null in none. */
    district: z.number().int().nullable(),
    length_m: z.number(),
    a: LinkSide,
    b: LinkSide,
    /** Shenzhen index, b − a. */
    change: z.number(),
  })
  .meta({ id: 'IndexLinkChange' });
export type IndexLinkChange = z.infer<typeof IndexLinkChange>;

/** Where two intervals differ: all links that were driven enough in both. */
export const IndexLinksComparison = z
  .object({
    /** Stored quarters of an hour of each interval; links that were driven in a quarter of them are compared. */
    a_slots: z.number().int(),
    b_slots: z.number().int(),
    /** Columns of one order. */
    links: z.object({ link: z.array(z.number().int()), change: z.array(z.number()) }),
    /** The links that changed most, each list the greatest change first; very short ones are left out. */
    worse: z.array(IndexLinkChange),
    better: z.array(IndexLinkChange),
    formula_versions: z.array(z.string()),
  })
  .meta({ id: 'IndexLinksComparison' });
export type IndexLinksComparison = z.infer<typeof IndexLinksComparison>;

/** One link behind a value, with what it adds to it. */
export const IndexLink = z
  .object({
    link: z.number().int(),
    name: Bilingual,
    stretch: LinkStretch,
    class: LinkClassName,
    length_m: z.number(),
    speed_kmh: z.number().nullable(),
    free_flow_kmh: z.number(),
    samples: z.number().int(),
    /** 0 unknown, 1 free … 5 severe. */
    state: z.number().int(),
    index: z.number().nullable(),
    /** Share of the group's weight, 0–1: the group's index is the sum of weight × index. */
    weight: z.number(),
  })
  .meta({ id: 'IndexLink' });
export type IndexLink = z.infer<typeof IndexLink>;

export const IndexLinks = z
  .object({
    value: IndexValue,
    /** Links in the group; those listed are the ones that add most to the index. */
    link_count: z.number().int(),
    links: z.array(IndexLink),
  })
  .meta({ id: 'IndexLinks' });
export type IndexLinks = z.infer<typeof IndexLinks>;

/** One statement of a value: 0 is the first, each later one restates it and leaves it as it was. */
export const IndexRevision = z
  .object({
    revision: z.number().int(),
    stated_ms: AtMs,
    index: z.number().nullable(),
    gb_index: z.number().nullable(),
    tti: z.number().nullable(),
    dtp: z.number().nullable(),
    speed_kmh: z.number().nullable(),
    coverage: z.number(),
    samples: z.number().int(),
    standard: z.string(),
    formula_version: z.string(),
    assumed: z.boolean(),
  })
  .meta({ id: 'IndexRevision' });
export type IndexRevision = z.infer<typeof IndexRevision>;

/** A corridor along its length and through a day: the data of a space–time diagram. */
export const RoadProfile = z
  .object({
    key: z.string(),
    name: Bilingual,
    day: z.string(),
    /** Links in driving order, laid end to end; `from_m` counts from where the corridor begins. */
    links: z.array(
      z.object({
        link: z.number().int(),
        from_m: z.number(),
        to_m: z.number(),
        free_flow_kmh: z.number(),
      }),
    ),
    /** Mean speed of each link, in their order, in each stored quarter of an hour; null where nobody drove. */
    slots: z.array(
      z.object({
        at_ms: AtMs,
        speed_kmh: z.array(z.number().nullable()),
        /** Passes behind all speeds of the slot; null where they were not counted yet. */
        samples: z.number().int().nullable(),
      }),
    ),
    /** What lies along it: roads that cross or join, and places within reach. */
    marks: z.array(
      z.object({
        at_m: z.number(),
        kind: z.enum(['crossing', 'place']),
        name: Bilingual,
        /** The greater, the more it matters. */
        rank: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'RoadProfile' });
export type RoadProfile = z.infer<typeof RoadProfile>;

/** Whether free-flow speeds are measured yet: until enough days are known, those of every link are assumed. */
export const FreeFlowStatus = z
  .object({
    /** Days that speeds are known of, and how many are needed. */
    days: z.number().int(),
    days_needed: z.number().int(),
    links_measured: z.number().int(),
    link_count: z.number().int(),
    /** When they were measured last; null before the first time. */
    measured_ms: AtMs.nullable(),
  })
  .meta({ id: 'FreeFlowStatus' });
export type FreeFlowStatus = z.infer<typeof FreeFlowStatus>;

/** The mean of one step of one weekday over an interval of days. */
export const IndexTypicalPoint = z.object({
  /** Monday 1 … Sunday 7; holidays are not distinguished. */
  weekday: z.number().int().min(1).max(7),
  /** Start of the step, minutes after midnight in the time zone of the city. */
  minute: z.number().int(),
  index: z.number(),
  gb_index: z.number(),
  speed_kmh: z.number(),
  /** What nine in ten windows stay above and below: the 10th and the 90th percentile of index and speed. */
  index_low: z.number(),
  index_high: z.number(),
  speed_low_kmh: z.number(),
  speed_high_kmh: z.number(),
  coverage: z.number(),
  /** Five-minute windows behind it, and the days that they are of. */
  windows: z.number().int(),
  days: z.number().int(),
});
export type IndexTypicalPoint = z.infer<typeof IndexTypicalPoint>;

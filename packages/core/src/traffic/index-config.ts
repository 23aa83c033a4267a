import type { Provenance } from './bands.ts';
import type { FreeFlowRule } from './free-flow-profile.ts';
import { GB_33171_2016, type Gb33171 } from './gb33171.ts';
import { SHENZHEN_INDEX, type ShenzhenIndex } from './shenzhen-index.ts';

/** How the links of an area weigh in its value. */
export interface NetworkWeights extends Provenance {
  /** Vehicle-kilometres per lane-kilometre of each of LINK_CLASSES, relative to the first. */
  readonly class_weight: readonly number[];
}

/** A span of the day, minutes after midnight in the city's time zone, [from, to). */
export interface DaySpan {
  readonly name: 'morning' | 'evening';
  readonly from_min: number;
  readonly to_min: number;
}

/** All that turns link states into indices, in force from a date. A value names the version that made it. */
export interface IndexConfig {
  readonly formula_version: string;
  /** UTC ms. */
  readonly valid_from_ms: number;
  readonly gb: Gb33171;
  readonly shenzhen: ShenzhenIndex;
  readonly weights: NetworkWeights;
  /** Free-flow speed before it can be measured. */
  readonly free_flow: Provenance & { readonly share_of_limit: readonly number[] };
  /** How it is measured then. */
  readonly measured_free_flow: Provenance & FreeFlowRule;
  /** Peaks of a working day. */
  readonly peaks: Provenance & { readonly spans: readonly DaySpan[] };
  /** Slower than this counts as this in a travel time, km/h: one standing vehicle does not make an infinite sum. */
  readonly slowest_kmh: number;
}

const OURS = { version: '2026-11-01', certainty: 'C', assumed: true } as const;

/** Every configuration there was, oldest first. Past ones are never changed: a new one is added. */
export const INDEX_CONFIGS: readonly IndexConfig[] = [
  {
    formula_version: '2026-11-01',
    valid_from_ms: 0,
    gb: GB_33171_2016,
    shenzhen: SHENZHEN_INDEX,
    weights: {
      ...OURS,
      standard: 'GB/T 29107-2012 annex A',
      source:
        'the annex weighs by vehicle-kilometres; without counts, lane-kilometres by class stand for them',
      class_weight: [1, 1, 0.6, 0.4, 0.2],
    },
    free_flow: {
      ...OURS,
      standard: 'GB/T 33171-2016',
      source: 'before 30 days of travel are known: a share of the limit by class',
      share_of_limit: [0.95, 0.9, 0.75, 0.7, 0.65],
    },
    measured_free_flow: {
      standard: 'GB/T 33171-2016',
      version: '2016',
      source:
        'slots, 30 days and the top ninth by the standard; how far back and how much a link must be driven are ours',
      certainty: 'A',
      assumed: false,
      from_min: 6 * 60,
      to_min: 24 * 60,
      slot_min: 15,
      least_days: 30,
      look_back_days: 45,
      top_share: 1 / 9,
      least_days_of_slot: 3,
      least_slots: 36,
    },
    peaks: {
      ...OURS,
      standard: 'Shenzhen bulletins',
      source: 'peaks as commonly reported, to be set by the centre',
      spans: [
        { name: 'morning', from_min: 7 * 60, to_min: 9 * 60 },
        { name: 'evening', from_min: 17 * 60 + 30, to_min: 19 * 60 + 30 },
      ],
    },
    slowest_kmh: 2,
  },
];

/** The configuration in force at an instant; the first one before all. @param configs oldest first, not empty */
export function indexConfigAt(configs: readonly IndexConfig[], at_ms: number): IndexConfig {
  let found = configs[0];
  for (const config of configs) if (config.valid_from_ms <= at_ms) found = config;
  return found;
}

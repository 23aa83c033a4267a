import type { DayClass, TypicalDaySummary } from '@opentocc/contract';
import type { FreeShare } from '@opentocc/core/demand';

/** What an estimation begins with. */
export interface EstimationStart {
  /** Links of a kind share a daily curve. */
  readonly kind: Uint8Array;
  readonly kinds: number;
  readonly link_class: Uint8Array;
  readonly link_limit_kmh: Uint8Array;
  readonly days: readonly EstimationDay[];
}

/** One whole day of the history, oldest first. */
export interface EstimationDay {
  readonly day: string;
  readonly day_class: DayClass;
}

/** A quarter-hour of a day, one byte for each link. */
export interface DayQuarter {
  readonly quarter: number;
  readonly speeds: Uint8Array;
  readonly passes: Uint8Array;
}

export type ToEstimation =
  | { readonly day: number; readonly quarters: readonly DayQuarter[] }
  | { readonly finish: true };

export interface Estimated {
  readonly typical_days: readonly {
    readonly summary: TypicalDaySummary;
    /** Gzipped columns: see {@link packPasses}. */
    readonly passes: Uint8Array;
  }[];
  readonly free_share: readonly (FreeShare | null)[];
}

export type FromEstimation =
  | { readonly taken: number }
  | { readonly estimated: Estimated }
  | { readonly failed: string };

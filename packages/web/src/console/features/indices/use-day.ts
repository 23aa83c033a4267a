import type { IndexCurve, IndexPoint, IndexTypicalPoint } from '@opentocc/contract';
import { DAY_MS } from '@opentocc/core/time';
import { useMemo } from 'react';
import { type Asked, known, waitingFor } from '../../../ui/asked.ts';
import type { CurveMeasure } from '../../../ui/charts/day-curve.tsx';
import { dayOf, hourMinuteOf, startOfDay_ms } from '../../../ui/format.ts';
import type { BandBelow } from '../../../ui/index-bands.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { useBandBelow, useIndexCurve, useTypical } from '../../../ui/queries.ts';
import type { ChosenScope } from './address.ts';
import type { BasisFacts } from './basis.tsx';
import { type DayRow, rowsOf } from './day-rows.ts';
import type { OpenedValue } from './links-drawer.tsx';
import type { IndexObject } from './use-object.ts';

export const MEASURES = ['index', 'gb_index', 'speed_kmh'] as const satisfies readonly CurveMeasure[];
export const STEPS = ['s300', 's900', 's3600'] as const;
const TYPICAL_DAYS = 28;
const STEP_MS = 300_000;
const NONE: readonly IndexTypicalPoint[] = [];

/** One day of an object; its headline, its chart and its table all show it. */
export interface IndexDay {
  readonly scope: ChosenScope;
  readonly key: string;
  readonly name: string;
  /** yyyy-mm-dd */
  readonly day: string;
  /** When the day begins in the city. */
  readonly from_ms: number;
  readonly isToday: boolean;
  readonly measure: (typeof MEASURES)[number];
  readonly step: (typeof STEPS)[number];
  readonly step_s: number;
  /** That counted on the day. */
  readonly band_below: BandBelow;
  readonly asked: Asked<IndexCurve>;
  /** Empty until the curve is known. */
  readonly rows: readonly DayRow[];
  /** What is usual on the weekday; empty where nothing is, or until it is known. */
  readonly typical: readonly IndexTypicalPoint[];
  readonly isTypicalKnown: boolean;
  readonly basis: BasisFacts;
}

/** Asks for the curve of the day that the address chooses, and for what is usual on its weekday. */
export function useDay({ name, choice, objects }: IndexObject): IndexDay {
  const { scope, key, day, rest } = choice;
  // Of a link, quarters of an hour are retained for weeks; its minutes only as long as history retains them.
  const step = STEPS.find((one) => one === rest.step) ?? (scope === 'link' ? 's900' : 's300');
  const step_s = Number(step.slice(1));
  const asked = waitingFor(objects, useIndexCurve(scope, key, day, step_s));
  const curve = known(asked);
  const usual = useTypicalOf(scope, key, day, step_s);
  const typical = usual ?? NONE;
  const rows = useMemo(() => (curve ? rowsOf(curve, typical) : []), [curve, typical]);
  const from_ms = startOfDay_ms(noon(day));
  const sums = sumsOf(curve?.today ?? []);
  const windows_expected = Math.round((Math.min(platformNow(), from_ms + DAY_MS) - from_ms) / STEP_MS);
  return {
    scope,
    key,
    name,
    day,
    from_ms,
    isToday: day === dayOf(platformNow()),
    measure: MEASURES.find((one) => one === rest.measure) ?? 'index',
    step,
    step_s,
    band_below: useBandBelow(noon(day)),
    asked,
    rows,
    typical,
    isTypicalKnown: usual !== undefined,
    basis: {
      ...sums,
      windows_expected: Math.max(sums.windows, windows_expected),
      window: day,
      object: name,
    },
  };
}

/** The value of the last step that began by then, to open the links behind it. */
export function valueAt(
  { scope, key, name, rows, step_s }: IndexDay,
  at_ms: number,
): OpenedValue | undefined {
  const row = rows.findLast((one) => one.at_ms <= at_ms);
  return row && { scope, key, name: `${name} ${hourMinuteOf(row.at_ms)}`, window_end_ms: endOf(row, step_s) };
}

/** End of the last window of a row. */
function endOf({ at_ms }: DayRow, step_s: number): number {
  return Math.min(at_ms + step_s * 1000, Math.floor(platformNow() / STEP_MS) * STEP_MS);
}

const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`);

/** What is usual on the weekday of a day, of the four weeks before it; undefined while it is not known. */
function useTypicalOf(scope: Parameters<typeof useTypical>[0], key: string, day: string, step_s: number) {
  const noon_ms = noon(day);
  const from = dayOf(noon_ms - TYPICAL_DAYS * DAY_MS);
  const found = known(useTypical(scope, key, from, dayOf(noon_ms - DAY_MS), step_s));
  return useMemo(() => {
    const weekday = new Date(noon_ms).getUTCDay() || 7;
    return found?.filter((point) => point.weekday === weekday);
  }, [found, noon_ms]);
}

function sumsOf(points: readonly IndexPoint[]) {
  const sum = (of: (point: IndexPoint) => number) => points.reduce((total, point) => total + of(point), 0);
  return {
    versions: [...new Set(points.flatMap(({ formula_versions }) => formula_versions))],
    samples: sum(({ samples }) => samples),
    coverage: points.length > 0 ? sum(({ coverage }) => coverage) / points.length : null,
    windows: sum(({ windows }) => windows),
    restated: sum(({ restated }) => restated),
  };
}

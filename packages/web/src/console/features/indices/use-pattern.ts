import type { IndexPeriodValue, IndexTypicalPoint } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { type Asked, known, waitingFor } from '../../../ui/asked.ts';
import { dayOf } from '../../../ui/format.ts';
import type { BandBelow } from '../../../ui/index-bands.ts';
import { platformNow } from '../../../ui/platform-clock.ts';
import { useBandBelow, useIndexPeriods, useTypical } from '../../../ui/queries.ts';
import type { BasisFacts } from './basis.tsx';
import type { HourMeasure } from './hour-heat.tsx';
import type { IndexObject } from './use-object.ts';

export const MEASURES = ['index', 'speed_kmh', 'coverage'] as const satisfies readonly HourMeasure[];
export const DAYS = ['7', '14', '28', '56'] as const;

/** The hours of some days of an object, and of a typical week made of them; both diagrams show it. */
export interface Pattern {
  readonly object: IndexObject['choice'];
  readonly name: string;
  readonly measure: (typeof MEASURES)[number];
  readonly days: (typeof DAYS)[number];
  /** The first and the last of the days, yyyy-mm-dd. */
  readonly from: string;
  readonly to: string;
  /** That counted on the last day. */
  readonly band_below: BandBelow;
  /** The days, the last first, yyyy-mm-dd. */
  readonly rows: readonly string[];
  readonly askedHours: Asked<readonly IndexPeriodValue[]>;
  /** The hours that have values; empty until they are known. */
  readonly measured: readonly IndexPeriodValue[];
  readonly basis: BasisFacts;
  readonly askedTypical: Asked<readonly IndexTypicalPoint[]>;
  /** Empty until it is known. */
  readonly typical: readonly IndexTypicalPoint[];
}

/** Asks for what the address chooses. */
export function usePattern({ name, choice, objects }: IndexObject): Pattern {
  const { scope, key, day, rest } = choice;
  const measure = MEASURES.find((one) => one === rest.measure) ?? 'index';
  const days = DAYS.find((one) => one === rest.days) ?? '14';
  const last_ms = Date.parse(`${day}T12:00:00+08:00`);
  const band_below = useBandBelow(last_ms);
  const from = dayOf(last_ms - (Number(days) - 1) * DAY_MS);
  const askedHours = waitingFor(objects, useIndexPeriods(scope, key, 'hour', from, day));
  const askedTypical = waitingFor(objects, useTypical(scope, key, from, day, HOUR_MS / 1000));
  const hours = known(askedHours);
  const typical = known(askedTypical);
  const measured = hours?.filter(({ windows }) => windows > 0);
  return {
    object: choice,
    name,
    measure,
    days,
    from,
    to: day,
    band_below,
    rows: Array.from({ length: Number(days) }, (_, i) => dayOf(last_ms - i * DAY_MS)),
    askedHours,
    measured: measured ?? [],
    basis: { ...basisOf(measured ?? [], hours ?? [], `${from} – ${day}`), object: name },
    askedTypical,
    typical: typical ?? [],
  };
}

function basisOf(known: readonly IndexPeriodValue[], all: readonly IndexPeriodValue[], window: string) {
  const sum = (list: readonly IndexPeriodValue[], of: (one: IndexPeriodValue) => number) =>
    list.reduce((total, one) => total + of(one), 0);
  const windows_expected = sum(
    all.filter(({ from_ms }) => from_ms <= platformNow()),
    (one) => one.windows_expected,
  );
  const windows = sum(known, (one) => one.windows);
  return {
    versions: [...new Set(known.flatMap(({ formula_versions }) => formula_versions))],
    window,
    samples: sum(known, ({ samples }) => samples),
    // Of the windows that there are; how many there are stands beside it.
    coverage: windows > 0 ? sum(known, (one) => one.coverage * one.windows_expected) / windows : null,
    windows,
    windows_expected,
    restated: sum(known, ({ restated }) => restated),
  };
}

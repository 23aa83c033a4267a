import { csvOf, type IndexPeriodValue } from '@opentocc/contract';
import { cityDay, cityDayStart } from '../../kit/clock.ts';

const COLUMNS = [
  ['from', ({ from_ms }) => cityTime(from_ms)],
  ['to', ({ to_ms }) => cityTime(to_ms)],
  ['shenzhen_index', ({ index }) => fixed(index, 2)],
  ['gb_index', ({ gb_index }) => fixed(gb_index, 2)],
  ['tti', ({ tti }) => fixed(tti, 3)],
  ['dtp', ({ dtp }) => fixed(dtp, 3)],
  ['speed_kmh', ({ speed_kmh }) => fixed(speed_kmh, 1)],
  ['coverage', ({ coverage }) => fixed(coverage, 3)],
  ['samples', ({ samples }) => `${samples}`],
  ['windows', ({ windows }) => `${windows}`],
  ['windows_expected', ({ windows_expected }) => `${windows_expected}`],
  ['restated', ({ restated }) => `${restated}`],
  ['formula', ({ formula_versions }) => formula_versions.join(' ')],
] as const satisfies readonly (readonly [string, (value: IndexPeriodValue) => string])[];

/** A table of period values; times are the city's, an unknown number is empty. */
export function periodsCsv(values: readonly IndexPeriodValue[]): string {
  return csvOf([
    COLUMNS.map(([name]) => name),
    ...values.map((value) => COLUMNS.map(([, cell]) => cell(value))),
  ]);
}

/** yyyy-mm-dd hh:mm:ss in the city's time zone. */
function cityTime(at_ms: number): string {
  const of_day_ms = at_ms - cityDayStart(at_ms);
  return `${cityDay(at_ms)} ${new Date(of_day_ms).toISOString().slice(11, 19)}`;
}

function fixed(value: number | null, digits: number): string {
  return value === null ? '' : value.toFixed(digits);
}

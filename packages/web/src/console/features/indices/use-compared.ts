import type { IndexComparison } from '@opentocc/contract';
import { type Asked, known } from '../../../ui/asked.ts';
import { dayOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { useComparison, useConfigurationInForce } from '../../../ui/queries.ts';
import { useNow } from '../../../ui/use-now.ts';
import type { ExportTable } from '../../export/export-table.ts';
import type { ChosenScope } from './address.ts';
import type { BasisFacts } from './basis.tsx';
import { useIndexChoice, useValueName } from './choice.ts';
import { type CompareDays, daysIn, isComparable, presetDays, spansText } from './compare-days.ts';
import { useCompareTable } from './compare-table.tsx';
import { basisOf } from './comparison.ts';
import { minutesOf, minuteText } from './day-parts.ts';

export const PARTS = ['day', 'morning', 'evening'] as const;

/** Two intervals side by side: what is chosen, what is asked, and its table for export. */
export interface Compared {
  readonly scope: Exclude<ChosenScope, 'city' | 'link'>;
  readonly part: (typeof PARTS)[number];
  /** yyyy-mm-dd */
  readonly today: string;
  readonly days: CompareDays;
  /** The days with the minutes of each that are compared; null while the days cannot be. */
  readonly interval: Parameters<typeof useComparison>[1];
  /** Both intervals in words. */
  readonly spans: string;
  readonly city: Asked<readonly IndexComparison[]>;
  readonly parts: Asked<readonly IndexComparison[]>;
  readonly basis: BasisFacts;
  /** Of the file that is exported. */
  readonly file: string;
  named(row: IndexComparison): string;
  table(): ExportTable;
}

/** Asks for what the address chooses, of the city and of its parts. */
export function useCompared(): Compared {
  const { t } = useTranslation();
  const nameOf = useValueName();
  const [{ scope: asked, rest }] = useIndexChoice();
  const scope = asked === 'link' || asked === 'city' ? 'district' : asked;
  const now_ms = useNow(60_000);
  const today = dayOf(now_ms);
  const days = { ...presetDays('week_day', today), ...daysIn(rest) };
  const part = PARTS.find((one) => one === rest.part) ?? 'day';
  const minutes = useMinutes(part, days, now_ms);
  const interval = isComparable(days) ? { ...days, ...minutes } : null;
  const parts = useComparison(scope, interval);
  const city = useComparison('city', interval);
  const data = known(parts);
  const named = ({ key, name }: IndexComparison) => nameOf({ scope, key, name });
  const spans = `${spansText(days)} ${minuteText(minutes.from_min)}–${minuteText(minutes.to_min)}`;
  const object = t(`indices.scope.${scope}`);
  const basis = { ...basisOf(data ?? [], spans), object };
  const tableOf = useCompareTable();
  const title = `${t('indices.tabs.compare')} · ${object}`;
  return {
    scope,
    part,
    today,
    days,
    interval,
    spans,
    city,
    parts,
    basis,
    file: `compare-${scope}-${days.b_from}-${days.b_to}`,
    named,
    table: () => tableOf({ title, rows: data ?? [], named, basis }),
  };
}

/** The minutes of each day that are compared. */
function useMinutes(part: Compared['part'], days: CompareDays, now_ms: number) {
  const peaks = useConfigurationInForce()?.peaks.spans;
  const span = peaks?.find(({ name }) => name === part);
  const whole = { from_min: span?.from_min ?? 0, to_min: span?.to_min ?? 1440 };
  // Of a single day that is not over, only what has been: like is compared with like.
  const so_far = days.b_from === days.b_to ? minutesOf(part, days.b_to, now_ms, peaks ?? []) : null;
  return so_far ?? whole;
}

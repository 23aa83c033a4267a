import type { IndexPeriodValue, IndexTypicalPoint } from '@opentocc/contract';
import { HOUR_MS } from '@opentocc/core/time';
import { dayOf, fixed, grouped, percent, startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { ExportTable } from '../../export/export-table.ts';
import { type BasisFacts, useBasisFacts } from './basis.tsx';
import type { HourCell } from './hour-heat.tsx';

export const WEEKDAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const;

const hourOf = ({ from_ms }: IndexPeriodValue) => Math.round((from_ms - startOfDay_ms(from_ms)) / HOUR_MS);

/** The cells of both diagrams, of hours of days and of a typical week. */
export function useCells() {
  const { t } = useTranslation();
  return {
    hourCell: (hour: IndexPeriodValue): HourCell | undefined => {
      const { index, speed_kmh, coverage, windows, windows_expected, samples, restated } = hour;
      if (index === null || speed_kmh === null) return undefined;
      const corrected = restated ? ` · ${t('indices.restated_count', { number: restated })}` : '';
      return {
        row: dayOf(hour.from_ms),
        hour: hourOf(hour),
        index,
        speed_kmh,
        coverage,
        lines: [
          `${t('index.coverage')} ${percent(coverage)} · ${t('index.samples')} ${grouped(samples)}`,
          `${t('indices.windows')} ${windows} / ${windows_expected}${corrected}`,
        ],
      };
    },
    weekCell: (point: IndexTypicalPoint): HourCell => ({
      row: `${point.weekday}`,
      hour: point.minute / 60,
      index: point.index,
      speed_kmh: point.speed_kmh,
      coverage: point.coverage,
      lines: [
        `10%–90%: ${fixed(point.index_low, 1)}–${fixed(point.index_high, 1)}`,
        t('indices.typical_days', { number: point.days }),
      ],
    }),
  };
}

/** Both diagrams as tables that leave the console. */
export function usePatternTables() {
  const { t } = useTranslation();
  const factsOf = useBasisFacts();
  return {
    hoursTable: (title: string, hours: readonly IndexPeriodValue[], basis: BasisFacts): ExportTable => ({
      title,
      facts: factsOf(basis),
      columns: [
        { title: t('common.day') },
        { title: t('common.hour') },
        { title: t('indices.measure.index'), digits: 2 },
        { title: t('indices.measure.gb_index'), digits: 2 },
        { title: 'TTI', digits: 3 },
        { title: `${t('indices.measure.speed_kmh')} (km/h)`, digits: 1 },
        { title: t('index.coverage'), percent_digits: 1 },
        { title: t('index.samples'), digits: 0 },
        { title: t('indices.windows') },
        { title: t('indices.restated'), digits: 0 },
        { title: t('indices.figure.formula') },
      ],
      rows: hours.map((hour) => [
        dayOf(hour.from_ms),
        `${hourOf(hour)}:00`,
        hour.index,
        hour.gb_index,
        hour.tti,
        hour.speed_kmh,
        hour.coverage,
        hour.samples,
        `${hour.windows} / ${hour.windows_expected}`,
        hour.restated,
        hour.formula_versions.join(' '),
      ]),
    }),
    weekTable: (title: string, points: readonly IndexTypicalPoint[], basis: BasisFacts): ExportTable => ({
      title,
      facts: factsOf(basis),
      columns: [
        { title: t('common.day') },
        { title: t('common.hour') },
        { title: t('indices.measure.index'), digits: 2 },
        { title: '10%', digits: 2 },
        { title: '90%', digits: 2 },
        { title: t('indices.measure.gb_index'), digits: 2 },
        { title: `${t('indices.measure.speed_kmh')} (km/h)`, digits: 1 },
        { title: t('index.coverage'), percent_digits: 1 },
        { title: t('indices.windows'), digits: 0 },
        { title: t('indices.days_back'), digits: 0 },
      ],
      rows: points.map((point) => [
        t(`indices.weekdays.${WEEKDAYS[point.weekday - 1]}`),
        `${point.minute / 60}:00`,
        point.index,
        point.index_low,
        point.index_high,
        point.gb_index,
        point.speed_kmh,
        point.coverage,
        point.windows,
        point.days,
      ]),
    }),
  };
}

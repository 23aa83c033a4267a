import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import type { ExportTable } from '../../export/export-table.ts';
import { useBasisFacts } from './basis.tsx';
import type { IndexDay } from './use-day.ts';

/** The steps of a day as they leave the console, with the chart and with the table. */
export function useDayTable({ name, rows, basis }: IndexDay): () => ExportTable {
  const { t } = useTranslation();
  const factsOf = useBasisFacts();
  return () => ({
    title: `${t('indices.curve')} · ${name}`,
    facts: factsOf(basis),
    columns: [
      { title: t('indices.time') },
      { title: t('indices.measure.index'), digits: 2 },
      { title: t('index.first'), digits: 2 },
      { title: t('indices.last_week'), digits: 2 },
      { title: t('index.typical'), digits: 2 },
      { title: t('indices.measure.gb_index'), digits: 2 },
      { title: 'TTI', digits: 3 },
      { title: `${t('indices.measure.speed_kmh')} (km/h)`, digits: 1 },
      { title: t('index.coverage'), percent_digits: 1 },
      { title: t('index.samples'), digits: 0 },
      { title: t('indices.windows'), digits: 0 },
      { title: t('indices.restated'), digits: 0 },
      { title: t('indices.figure.formula') },
    ],
    rows: rows.map((row) => [
      hourMinuteOf(row.at_ms),
      row.index,
      row.first_index,
      row.last_week,
      row.typical,
      row.gb_index,
      row.tti,
      row.speed_kmh,
      row.coverage,
      row.samples,
      row.windows,
      row.restated,
      row.formula_versions.join(' '),
    ]),
  });
}

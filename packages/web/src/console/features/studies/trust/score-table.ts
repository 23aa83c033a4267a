import type { ScoreDetail, ScoreSeries, StudyScore } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import type { ExportTable } from '../../../export/export-table.ts';

/** The curve that is shown as a table to be saved. */
export function useScoreTable(
  { study, base_ms, confirmed_by }: StudyScore,
  { step_min }: ScoreDetail,
  { name, unit, series }: { readonly name: string; readonly unit: string; readonly series: ScoreSeries },
): () => ExportTable {
  const { t } = useTranslation();
  const value = (key: 'predicted' | 'observed' | 'base_value' | 'week_value') => ({
    title: `${t(`studies.trust.${key}`)} (${unit})`,
    digits: 1,
  });
  return () => ({
    title: `${t('studies.trust.score')} · ${name}`,
    facts: [
      [t('studies.trust.study'), `#${study}`],
      [t('studies.trust.base'), minuteOf(base_ms)],
      [t('studies.owner'), confirmed_by ?? ''],
    ],
    columns: [
      { title: t('studies.trust.minute'), digits: 0 },
      ...[value('predicted'), { title: 'min', digits: 1 }, { title: 'max', digits: 1 }],
      ...[value('observed'), value('base_value'), value('week_value')],
    ],
    rows: series.predicted.map((predicted, i) => [
      ...[(i + 1) * step_min, predicted, series.low[i], series.high[i]],
      ...[series.observed[i], series.persistence, series.last_week[i]],
    ]),
  });
}

import type { ScoreSummary } from '@opentocc/contract';
import { minuteOf } from '../../../../ui/format.ts';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { useRoadName } from '../../../../ui/road-name.ts';
import type { ExportTable } from '../../../export/export-table.ts';

/** All scores as a table to be saved, with the baselines that the screen has no room for. */
export function useScoresTable(scores: readonly ScoreSummary[]): () => ExportTable {
  const { t } = useTranslation();
  const nameOf = useRoadName();
  return () => ({
    title: t('studies.trust.all'),
    facts: [
      [t('studies.trust.title'), t('studies.trust.hint')],
      [t('studies.trust.horizons'), t('studies.trust.horizons_hint')],
    ],
    columns: [
      { title: t('studies.trust.study'), digits: 0 },
      { title: t('studies.trust.road') },
      { title: t('studies.trust.base') },
      { title: t('studies.trust.state') },
      { title: t('studies.trust.reason') },
      { title: t('studies.trust.verdict') },
      { title: t('studies.trust.travel_error'), percent_digits: 1 },
      { title: t('studies.trust.travel_bias'), percent_digits: 1 },
      { title: t('studies.trust.inside'), percent_digits: 0 },
      { title: t('studies.trust.persistence'), percent_digits: 1 },
      { title: t('studies.trust.last_week'), percent_digits: 1 },
      { title: t('studies.trust.tail_error'), digits: 0 },
      { title: t('studies.trust.tail_bias'), digits: 0 },
      { title: t('studies.trust.values'), digits: 0 },
    ],
    rows: scores.map(({ study, road, base_ms, state, reason, verdict, travel, tail }) => [
      ...[study, nameOf(road), minuteOf(base_ms), t(`studies.trust.states.${state}`)],
      reason ? t(`studies.trust.reasons.${reason}`) : '',
      state === 'scored' ? t(`studies.trust.verdicts.${verdict}`) : '',
      ...[travel?.error ?? null, travel?.bias ?? null, travel?.inside ?? null],
      ...[travel?.persistence?.baseline ?? null, travel?.last_week?.baseline ?? null],
      ...[tail?.error ?? null, tail?.bias ?? null, travel?.values ?? null],
    ]),
  });
}

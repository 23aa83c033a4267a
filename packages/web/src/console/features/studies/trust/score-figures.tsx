import type { ScoreDetail, ScoreSeries, StudyScore } from '@opentocc/contract';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { Chart } from '../../../../ui/charts/chart.tsx';
import { useTranslation } from '../../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../../ui/preferences.ts';
import { useRoadName } from '../../../../ui/road-name.ts';
import { useStore } from '../../../../ui/store.ts';
import { ExportMenu } from '../../../export/export-menu.tsx';
import { Fact } from '../../../ui/fact.tsx';
import { biasText, metresText, shareText } from './figures.ts';
import { scoreOption } from './score-option.ts';
import { useScoreTable } from './score-table.ts';
import { VerdictTag } from './scores-card.tsx';

interface Props {
  readonly score: StudyScore;
  readonly detail: ScoreDetail;
}

/** Predicted against perceived: errors, and the curve of a road or of the tail. */
export function ScoreFigures({ score, detail }: Props) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const series = useSeries(detail);
  const [chosen, choose] = useState(0);
  const shown = series[chosen] ?? series[0];
  const table = useScoreTable(score, detail, shown);
  const option = useMemo(
    () =>
      scoreOption(shown.series, detail.step_min, theme, {
        predicted: t('studies.trust.predicted'),
        observed: t('studies.trust.observed'),
        base: t('studies.trust.base_value'),
        week: t('studies.trust.week_value'),
        minute: t('studies.trust.minute'),
        unit: shown.unit,
      }),
    [shown, detail.step_min, theme, t],
  );
  return (
    <>
      <Errors score={score} />
      <div className="score-choice score-acts">
        <Select
          aria-label={t('studies.trust.shown')}
          options={series.map(({ name }, value) => ({ value, label: name }))}
          value={chosen}
          onChange={choose}
        />
        <ExportMenu name={`study-${score.study}-score`} table={table} hasChart />
      </div>
      <Chart option={option} height_px={240} label={shown.name} />
    </>
  );
}

/** Roads, the way towards the incident first, and the tail of the queue. */
function useSeries(
  detail: ScoreDetail,
): { readonly name: string; readonly unit: string; readonly series: ScoreSeries }[] {
  const { t } = useTranslation();
  const nameOf = useRoadName();
  const roads = detail.roads.map(({ name, series }, i) => ({
    name: [nameOf(name), i === 0 && t('studies.trust.approach')].filter(Boolean).join(' · '),
    ...{ unit: 's', series },
  }));
  return [...roads, { name: t('studies.trust.tail'), unit: 'm', series: detail.tail }];
}

function Errors({ score: { verdict, travel, tail } }: { readonly score: StudyScore }) {
  const { t } = useTranslation();
  return (
    <dl className="facts facts-row study-facts">
      <div>
        <dt>{t('studies.trust.verdict')}</dt>
        <dd>
          <VerdictTag verdict={verdict} />
        </dd>
      </div>
      <Fact name={t('studies.trust.travel_error')} value={shareText(travel?.error ?? null)} />
      <Fact name={t('studies.trust.travel_bias')} value={biasText(travel?.bias ?? null)} />
      <Fact name={t('studies.trust.persistence')} value={shareText(travel?.persistence?.baseline ?? null)} />
      <Fact name={t('studies.trust.last_week')} value={shareText(travel?.last_week?.baseline ?? null)} />
      <Fact name={t('studies.trust.inside')} value={shareText(travel?.inside ?? null)} />
      <Fact name={t('studies.trust.tail_error')} value={metresText(tail?.error ?? null)} />
      <Fact name={t('studies.trust.values')} value={String(travel?.values ?? 0)} />
    </dl>
  );
}

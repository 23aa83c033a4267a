import type { Warning } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { Chart } from '../../../ui/charts/chart.tsx';
import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { Card } from '../../card.tsx';
import { useCurve } from './queries.ts';

/** What the rule looked at, with the threshold that was passed. */
export function CurveCard({ warning }: { readonly warning: Warning }) {
  const { t } = useTranslation();
  const { threshold } = warning;
  return (
    <Card
      title={t('warnings.curve')}
      extra={threshold !== null && t('warnings.threshold', { value: threshold })}
    >
      <Answer
        query={useCurve(warning.id)}
        isEmpty={({ points }) => points.length === 0}
        empty={t('warnings.no_curve')}
        lacks="measurements"
        height_px={220}
      >
        {({ points }) => (
          <Chart
            height_px={220}
            label={t('warnings.curve')}
            option={{
              grid: { left: 48, right: 16, top: 16, bottom: 28 },
              tooltip: { trigger: 'axis' },
              xAxis: { type: 'category', data: points.map(({ at_ms }) => hourMinuteOf(at_ms)) },
              yAxis: { type: 'value', scale: true },
              series: [
                { type: 'line', showSymbol: false, data: points.map(({ value }) => value) },
                ...(threshold === null
                  ? []
                  : [
                      {
                        type: 'line',
                        showSymbol: false,
                        lineStyle: { type: 'dashed' },
                        data: points.map(() => threshold),
                      },
                    ]),
              ],
            }}
          />
        )}
      </Answer>
    </Card>
  );
}

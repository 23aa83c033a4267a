import type { ScoredPortHour } from '@opentocc/contract';
import { useMemo } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { Chart } from '../../../ui/charts/chart.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { bandOption } from './band-option.ts';
import { type LineChoice, useScoredHours } from './queries.ts';

/** What was forecast two hours ahead of each hour, and what was measured then. */
export function TruthCard({ choice }: { readonly choice: LineChoice }) {
  const { t } = useTranslation();
  return (
    <Card title={t('freight_ports.truth')}>
      <Answer
        query={useScoredHours(choice)}
        isEmpty={({ length }) => length === 0}
        empty={t('freight_ports.scores_none')}
        lacks="measurements"
        height_px={240}
      >
        {(hours) => <Curve hours={hours} />}
      </Answer>
    </Card>
  );
}

function Curve({ hours }: { readonly hours: readonly ScoredPortHour[] }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const option = useMemo(
    () =>
      bandOption(
        hours.map(({ from_ms, forecast_s: { low, mid, high }, measured }) => ({
          ...{ at_ms: from_ms, range: { low: low / 60, mid: mid / 60, high: high / 60 } },
          truth: measured?.mid_s == null ? null : measured.mid_s / 60,
        })),
        theme,
        t('freight_ports.wait_unit'),
      ),
    [hours, theme, t],
  );
  return (
    <>
      <Chart option={option} height_px={220} label={t('freight_ports.truth')} />
      <p className="muted">
        ● {t('freight_ports.measured')} · — {t('freight_ports.forecast_mid')}
      </p>
    </>
  );
}

import type { PortLine } from '@opentocc/contract';
import { useMemo } from 'react';
import { Chart } from '../../../ui/charts/chart.tsx';
import { hourMinuteOf } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { bandOption } from './band-option.ts';
import { useLineName } from './line-name.tsx';

/** Queue and wait of one direction in the next hours, each with its band. */
export function ForecastCard({ line }: { readonly line: PortLine }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  const lineName = useLineName();
  const { forecast, forecast_made_ms } = line;
  const charts = useMemo(
    () => ({
      queue: bandOption(
        forecast.map(({ from_ms, queue }) => ({ at_ms: from_ms, range: queue })),
        theme,
        t('freight_ports.queue_unit'),
      ),
      wait: bandOption(
        forecast.map(({ from_ms, wait_s }) => ({
          at_ms: from_ms,
          range: wait_s && { low: wait_s.low / 60, mid: wait_s.mid / 60, high: wait_s.high / 60 },
        })),
        theme,
        t('freight_ports.wait_unit'),
      ),
    }),
    [forecast, theme, t],
  );
  return (
    <Card title={`${t('freight_ports.forecast')} · ${lineName(line)}`}>
      {forecast_made_ms === null ? (
        <p className="muted">{t('freight_ports.none_yet')}</p>
      ) : (
        <>
          <div className="port-charts">
            <figure>
              <figcaption>{t('freight_ports.wait')}</figcaption>
              <Chart option={charts.wait} height_px={220} label={t('freight_ports.wait')} />
            </figure>
            <figure>
              <figcaption>{t('freight_ports.queue')}</figcaption>
              <Chart option={charts.queue} height_px={220} label={t('freight_ports.queue')} />
            </figure>
          </div>
          <p className="muted">
            {t('freight_ports.forecast_hint', { at: hourMinuteOf(forecast_made_ms) })} <Coming line={line} />
          </p>
        </>
      )}
    </Card>
  );
}

/** Who is expected in these hours, booked and besides. */
function Coming({ line: { forecast } }: { readonly line: PortLine }) {
  const { t } = useTranslation();
  const sum = (of: 'booked' | 'others') => Math.round(forecast.reduce((all, step) => all + step[of], 0));
  return (
    <span>
      {t('freight_ports.booked')} {sum('booked')} · {t('freight_ports.others')} {sum('others')}
    </span>
  );
}

import type { Consignment } from '@opentocc/contract';
import { Answer } from '../../../ui/answer.tsx';
import { Chart } from '../../../ui/charts/chart.tsx';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { themeStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { Card } from '../../card.tsx';
import { useReadings } from './queries.ts';
import { temperatureOption } from './temperature-option.ts';

/** The hold over time between its limits. */
export function TemperatureCard({ consignment: { id, settings } }: { readonly consignment: Consignment }) {
  const { t } = useTranslation();
  const theme = useStore(themeStore);
  return (
    <Card title={t('freight_cold_chain.temperature')} extra={t('freight_cold_chain.door_points')}>
      <Answer
        query={useReadings(id)}
        isEmpty={({ length }) => length === 0}
        empty={t('freight_cold_chain.readings_none')}
        lacks="measurements"
        height_px={240}
      >
        {(points) => (
          <Chart
            option={temperatureOption(points, settings, theme)}
            height_px={240}
            label={t('freight_cold_chain.temperature')}
          />
        )}
      </Answer>
    </Card>
  );
}

import type { SourceHealth } from '@opentocc/contract';
import { Segmented, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startOfDay_ms } from '../../../ui/format.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { useErrorText } from '../../error-text.ts';
import { ExportMenu } from '../../export/export-menu.tsx';
import { METRICS } from './metrics.ts';
import { QualityCompare } from './quality-compare.tsx';
import { QualityHeat } from './quality-heat.tsx';
import { QualityHourCard } from './quality-hour-card.tsx';
import { useDaysTable, useHoursTable } from './quality-tables.ts';
import { type SampleChoice, useComparedSources, useQualityHours } from './queries.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 7;

interface Props {
  readonly sources: readonly SourceHealth[];
  readonly source: SourceHealth;
  onChoose(source: number): void;
  onSamples(choice: SampleChoice): void;
}

/** One figure of all sources by day and of one source by hour, and what stands behind an hour. */
export function QualityCard({ sources, source, onChoose, onSamples }: Props) {
  const { t } = useTranslation();
  const language = useStore(languageStore);
  const errorText = useErrorText();
  const [metric, setMetric] = useState(METRICS[0]);
  const [hour_ms, setHour] = useState<number | null>(null);
  const to_ms = Math.ceil(useNow(60_000) / HOUR_MS) * HOUR_MS;
  const from_ms = startOfDay_ms(to_ms - 1) - (DAYS - 1) * DAY_MS;
  const days_ms = Array.from({ length: DAYS }, (_, i) => from_ms + i * DAY_MS);
  const compared = useComparedSources(from_ms, to_ms);
  const hours = useQualityHours(source.id, from_ms, to_ms);
  const error = compared.error ?? hours.error;
  const name = source.name[language];
  const hoursTable = useHoursTable();
  const daysTable = useDaysTable(sources);
  return (
    <>
      <Card title={t('sources.quality.trend')} extra={t('sources.quality.assumed_limits')}>
        <Segmented
          className="metric-choice"
          aria-label={t('sources.quality.metric')}
          value={metric.key}
          onChange={(key) => setMetric(METRICS.find((one) => one.key === key) ?? METRICS[0])}
          options={METRICS.map(({ key }) => ({ value: key, label: t(`sources.quality.metrics.${key}`) }))}
        />
        {error && <p role="alert">{errorText(error)}</p>}
        <Spin spinning={compared.isPending || hours.isPending}>
          <div className="quality-columns">
            <section>
              <h3 className="card-sub card-sub-tools">
                {t('sources.quality.compare')}
                <ExportMenu name="quality-sources" table={() => compared.data && daysTable(compared.data)} />
              </h3>
              <QualityCompare
                metric={metric}
                sources={sources}
                compared={compared.data ?? []}
                days_ms={days_ms}
                chosen={source.id}
                onChoose={onChoose}
              />
            </section>
            <section>
              <h3 className="card-sub card-sub-tools">
                {name} · {t('sources.quality.by_hour')}
                <ExportMenu
                  name={`quality-${name}`}
                  table={() => hours.data && hoursTable(name, hours.data)}
                />
              </h3>
              {hours.data?.length === 0 && <p className="note">{t('sources.quality.no_hours')}</p>}
              <QualityHeat
                metric={metric}
                hours={hours.data ?? []}
                to_ms={to_ms}
                chosen_ms={hour_ms}
                onChoose={setHour}
              />
              <p className="muted hint">{t('sources.quality.choose_hour')}</p>
            </section>
          </div>
        </Spin>
      </Card>
      <QualityHourCard
        source={source}
        figures={
          hour_ms === null
            ? compared.data?.find((one) => one.source === source.id)?.figures
            : hours.data?.find((hour) => hour.hour_ms === hour_ms)
        }
        hour_ms={hour_ms}
        span={hour_ms === null ? [from_ms, to_ms] : [hour_ms, hour_ms + HOUR_MS]}
        onSamples={onSamples}
      />
    </>
  );
}

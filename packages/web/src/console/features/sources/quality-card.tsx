import type { SourceHealth } from '@opentocc/contract';
import { DAY_MS, HOUR_MS } from '@opentocc/core/time';
import { Segmented } from 'antd';
import { useState } from 'react';
import { Answer } from '../../../ui/answer.tsx';
import { answerFrom, known } from '../../../ui/asked.ts';
import { startOfDay_ms } from '../../../ui/format.ts';
import { useTranslation } from '../../../ui/i18n/use-translation.ts';
import { languageStore } from '../../../ui/preferences.ts';
import { useStore } from '../../../ui/store.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Card } from '../../card.tsx';
import { ExportMenu } from '../../export/export-menu.tsx';
import { METRICS } from './metrics.ts';
import { QualityCompare } from './quality-compare.tsx';
import { QualityHeat } from './quality-heat.tsx';
import { QualityHourCard } from './quality-hour-card.tsx';
import { useDaysTable, useHoursTable } from './quality-tables.ts';
import { type SampleChoice, useComparedSources, useQualityHours } from './queries.ts';

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
  const [metric, setMetric] = useState(METRICS[0]);
  const [hour_ms, setHour] = useState<number | null>(null);
  const to_ms = Math.ceil(useNow(60_000) / HOUR_MS) * HOUR_MS;
  const from_ms = startOfDay_ms(to_ms - 1) - (DAYS - 1) * DAY_MS;
  const days_ms = Array.from({ length: DAYS }, (_, i) => from_ms + i * DAY_MS);
  const compared = useComparedSources(from_ms, to_ms);
  const hours = useQualityHours(source.id, from_ms, to_ms);
  const [ofDays, ofHours] = [known(compared), known(hours)];
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
        <div className="quality-columns">
          <section>
            <h3 className="card-sub card-sub-tools">
              {t('sources.quality.compare')}
              <ExportMenu name="quality-sources" table={() => ofDays && daysTable(ofDays)} />
            </h3>
            <Answer query={compared} height_px={220}>
              {(list) => (
                <QualityCompare
                  metric={metric}
                  sources={sources}
                  compared={list}
                  days_ms={days_ms}
                  chosen={source.id}
                  onChoose={onChoose}
                />
              )}
            </Answer>
          </section>
          <section>
            <h3 className="card-sub card-sub-tools">
              {name} · {t('sources.quality.by_hour')}
              <ExportMenu name={`quality-${name}`} table={() => ofHours && hoursTable(name, ofHours)} />
            </h3>
            <Answer
              query={hours}
              isEmpty={(list) => list.length === 0}
              empty={t('sources.quality.no_hours')}
              lacks="measurements"
              height_px={220}
            >
              {(list) => (
                <>
                  <QualityHeat
                    metric={metric}
                    hours={list}
                    to_ms={to_ms}
                    chosen_ms={hour_ms}
                    onChoose={setHour}
                  />
                  <p className="muted hint">{t('sources.quality.choose_hour')}</p>
                </>
              )}
            </Answer>
          </section>
        </div>
      </Card>
      <QualityHourCard
        source={source}
        figures={
          hour_ms === null
            ? answerFrom(compared, (list) => list.find((one) => one.source === source.id)?.figures ?? null)
            : answerFrom(hours, (list) => list.find((hour) => hour.hour_ms === hour_ms) ?? null)
        }
        hour_ms={hour_ms}
        span={hour_ms === null ? [from_ms, to_ms] : [hour_ms, hour_ms + HOUR_MS]}
        onSamples={onSamples}
      />
    </>
  );
}
